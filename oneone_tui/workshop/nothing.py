"""What there is before a session is open: nothing, of the right shape."""

from datetime import UTC, datetime

from oneone_tui.workshop.clock import Moment, moment
from oneone_tui.workshop.guide import FORMAT, Guide, GuideStage, TrioTimes
from oneone_tui.workshop.session import Session, new_session
from oneone_tui.workshop.words import STAGES

_THEN = datetime(2000, 1, 1, tzinfo=UTC)

NO_SESSION: Session = new_session(
    "",
    "",
    Guide(
        format=FORMAT,
        name="",
        title="",
        minutes=0,
        trio=TrioTimes(conversation=1, feedback=1, write=1),
        stages=tuple(GuideStage(stage=stage) for stage in STAGES),
    ),
    _THEN,
    0,
)
NO_MOMENT: Moment = moment(NO_SESSION, _THEN)
