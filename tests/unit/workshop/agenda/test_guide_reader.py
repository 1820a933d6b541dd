"""The guide: what ships is whole, and no file however wrong does more than say so in one line."""

from __future__ import annotations

import copy
import math
import tomllib
from collections.abc import Callable
from datetime import date, datetime, time
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.guides import guide_names, load_guide
from oneone_tui.workshop.agenda.guide_reader import GuideError, read_guide
from oneone_tui.workshop.agenda.schedule import build_schedule, total_seconds, trio_switches
from oneone_tui.workshop.model.guide import Guide
from oneone_tui.workshop.model.terms import STAGES, Each, Stage, StepKind
from oneone_tui.workshop.text import clean
from tests.support.guide_strategies import Raw, table_as_toml, value_as_toml
from tests.support.sessions import GUIDE

SHIPPED: Raw = tomllib.loads(
    (resources.files("oneone_tui.guides") / "one-to-one.toml").read_text("utf-8")
)


def mended(change: Callable[[Raw], object]) -> str:
    raw = copy.deepcopy(SHIPPED)
    change(raw)
    return table_as_toml(raw)


def refusal(text: str) -> str:
    with pytest.raises(GuideError) as caught:
        read_guide(text)
    line = str(caught.value)
    assert clean(line) == line
    assert 0 < len(line) < 300
    return line


def stage(raw: Raw, name: Stage) -> Raw:
    found: Raw = raw["stages"][STAGES.index(name)]
    return found


def step(raw: Raw, step_id: str) -> Raw:
    found: Raw = next(
        row for part in raw["stages"] for row in part.get("steps", []) if row["id"] == step_id
    )
    return found


def test_shipped_guide_has_fifty_minutes() -> None:
    assert (GUIDE.minutes, GUIDE.total_minutes()) == (50, 50)
    assert [GUIDE.stage_minutes(name) for name in STAGES] == [5, 0, 25, 15, 5]


def test_shipped_guide_asks_about_columns_and_commitment() -> None:
    about = [question.about for question in GUIDE.questions]
    assert about == ["values", "interests", "resources", "commitments"]


def test_shipped_guide_leads_conversation_to_ask_and_commitment() -> None:
    conversation = GUIDE.step("conversation")
    assert conversation is not None
    assert (conversation.kind, conversation.each) == (StepKind.CONVERSATION, Each.TURN)
    words = [prompt.text.split(":")[0] for prompt in conversation.prompts]
    assert words == ["Open", "Explore", "Connect", "Exchange", "Make your ask", "Commit"]


@pytest.mark.parametrize("name", guide_names())
def test_shipped_guides_can_be_read_and_hashed(name: str) -> None:
    guide = load_guide(name)
    assert guide.name == name
    assert hash(guide) == hash(load_guide(name))


def test_read_guide_accepts_other_toml_spelling() -> None:
    assert read_guide(table_as_toml(SHIPPED)) == GUIDE


def test_with_minutes_leaves_original_guide_alone() -> None:
    longer = GUIDE.with_minutes("conversation", 10)
    assert longer.total_minutes() == 54
    assert (GUIDE.total_minutes(), longer.minutes) == (50, 50)
    assert GUIDE.with_minutes("nothing", 10) == GUIDE


def test_step_is_none_for_unknown_id() -> None:
    assert GUIDE.step("") is None
    assert GUIDE.step("turn-1-conversation") is None


MISTAKES: dict[str, tuple[Callable[[Raw], object], str]] = {
    "a total that is wrong": (
        lambda raw: raw.update(minutes=45),
        "the steps add up to 50 minutes, but minutes says 45",
    ),
    "a total that is no number": (
        lambda raw: raw.update(minutes=math.nan),
        "the steps add up to 50 minutes, but minutes says nan",
    ),
    "a total without end": (
        lambda raw: raw.update(minutes=math.inf),
        "the steps add up to 50 minutes, but minutes says inf",
    ),
    "too many steps": (
        lambda raw: stage(raw, Stage.SETUP).update(
            steps=[step(raw, "roles") | {"id": "a" * n} for n in range(1, 202)]
        ),
        "a guide has at most 200 steps",
    ),
    "a stage's total that is wrong": (
        lambda raw: stage(raw, Stage.SUMMARY).update(minutes=6),
        "stage summary: the steps add up to 5 minutes, but minutes says 6",
    ),
    "a stage's total that is no number": (
        lambda raw: stage(raw, Stage.SUMMARY).update(minutes=math.nan),
        "stage summary: the steps add up to 5 minutes, but minutes says nan",
    ),
    "a turn that may be cut": (
        lambda raw: step(raw, "conversation").update(shortest=6),
        "step 'conversation': a turn is never cut, so it has no shortest",
    ),
    "a stage missing": (
        lambda raw: raw["stages"].pop(),
        "the stages must be setup, pairing, rounds, report-back, summary, once each and in this"
        " order",
    ),
    "stages in another order": (
        lambda raw: raw["stages"].reverse(),
        "the stages must be setup, pairing, rounds, report-back, summary, once each and in this"
        " order",
    ),
    "a stage nobody knows": (
        lambda raw: raw["stages"][0].update(stage="party"),
        "Invalid enum value 'party' - at `$.stages[0].stage`",
    ),
    "a field nobody knows": (
        lambda raw: raw.update(color="red"),
        "Object contains unknown field `color`",
    ),
    "a field missing": (
        lambda raw: raw.pop("title"),
        "Object missing required field `title`",
    ),
    "a word for a number": (
        lambda raw: raw.update(turns="two"),
        "Expected `int`, got `str` - at `$.turns`",
    ),
    "no turns": (lambda raw: raw.update(turns=0), "turns must be 1 to 6"),
    "turns without end": (lambda raw: raw.update(turns=10**5_000), "turns must be 1 to 6"),
    "a newer format": (
        lambda raw: raw.update(format=2),
        "this guide's format is newer than 1, the one read here",
    ),
    "a format that never was": (lambda raw: raw.update(format=0), "format must be 1"),
    "two steps of one id": (
        lambda raw: step(raw, "commit").update(id="feedback"),
        "two steps are called 'feedback'; each needs an id of its own",
    ),
    "a step without an id": (
        lambda raw: step(raw, "commit").update(id=" \u200b"),
        "each step needs an id",
    ),
    "an id like a segment's": (
        lambda raw: step(raw, "commit").update(id="report-1"),
        "step 'report-1': an id has no digits, turns and slots add theirs",
    ),
    "a step without a title": (
        lambda raw: step(raw, "commit").update(title=""),
        "step 'commit' needs a title",
    ),
    "a step without time": (
        lambda raw: step(raw, "commit").update(minutes=0),
        "step 'commit': minutes must be above 0 and up to 1440, not 0",
    ),
    "a step of less than no time": (
        lambda raw: step(raw, "commit").update(minutes=-5),
        "step 'commit': minutes must be above 0 and up to 1440, not -5",
    ),
    "a step whose time is no number": (
        lambda raw: step(raw, "commit").update(minutes=math.nan),
        "step 'commit': minutes must be above 0 and up to 1440, not nan",
    ),
    "a step of days": (
        lambda raw: step(raw, "commit").update(minutes=1e9),
        "step 'commit': minutes must be above 0 and up to 1440, not 1e+09",
    ),
    "a prompt after the end": (
        lambda raw: step(raw, "commit")["prompts"][1].update(at=1.5),
        "step 'commit': a prompt's at must be 0 to 1",
    ),
    "prompts out of order": (
        lambda raw: step(raw, "commit")["prompts"].reverse(),
        "step 'commit': the prompts must stand in the order of their at",
    ),
    "a trio that takes longer than the pairs": (
        lambda raw: raw["trio"].update(write=9),
        "trio: three turns and write add up to 30 minutes, but the rounds have 25",
    ),
    "a trio that does not talk": (
        lambda raw: raw["trio"].update(conversation=-1, feedback=8),
        "trio: conversation must be above 0, feedback and write at least 0",
    ),
    "a trio that talks for days": (
        lambda raw: raw["trio"].update(conversation=1441),
        "trio: no part may be longer than 1440 minutes",
    ),
    "a trio whose time is no number": (
        lambda raw: raw["trio"].update(feedback=math.nan),
        "trio: conversation must be above 0, feedback and write at least 0",
    ),
}


@pytest.mark.parametrize("change, line", MISTAKES.values(), ids=MISTAKES)
def test_read_guide_reports_each_mistake_in_one_line(
    change: Callable[[Raw], object], line: str
) -> None:
    raw = copy.deepcopy(SHIPPED)
    change(raw)
    # A number of thousands of digits can only be written in another base.
    text = table_as_toml({k: v for k, v in raw.items() if k != "turns"})
    turns = raw["turns"]
    text += f"\nturns = {hex(turns) if isinstance(turns, int) else value_as_toml(turns)}"
    assert refusal(text) == line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a = ",
        "\x00",
        "\x1b[2J = 1",
        "a = " + "[" * 50_000,
        "a = " + "{b = " * 50_000,
        "a" + ".b" * 3_000 + " = 1",
        "a = " + "9" * 5_000,
        "format = 0x" + "f" * 5_000,
        "format = true",
        "format = 1\nformat = 1",
        "a = 2026-13-45",
        '"a\\nb\\u001b[31m" = 1',
    ],
    ids=lambda text: repr(text[:20]),
)
def test_read_guide_reports_other_texts_in_one_line(text: str) -> None:
    refusal(text)


@given(st.text())
def test_read_guide_rejects_any_text_cleanly(text: str) -> None:
    refusal(text)


values = st.recursive(
    st.one_of(
        st.none().map(lambda _: ""),
        st.booleans(),
        st.integers(-(2**70), 2**70),
        st.integers(0, 60),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(["setup", "once", "pair", "turn", "conversation", "roles"]),
        st.just(date(2026, 11, 9)),
        st.just(datetime(2026, 11, 9, 18, 0)),  # noqa: DTZ001 - TOML has local times
        st.just(time(18, 0)),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=4,
)


@st.composite
def mutants(draw: st.DrawFn) -> Raw:
    raw = copy.deepcopy(SHIPPED)
    for _ in range(draw(st.integers(1, 3))):
        place: Any = raw
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(place[key], dict | list) and draw(st.integers(0, 4)):
                place = place[key]
                continue
            match draw(st.sampled_from(("set", "drop", "add", "again"))):
                case "set":
                    place[key] = draw(values)
                case "drop":
                    del place[key]
                case "add" if isinstance(place, dict):
                    place[draw(st.text(max_size=5))] = draw(values)
                case _ if isinstance(place, list):
                    place.append(copy.deepcopy(place[key]))
                case _:
                    pass
            break
    return raw


def check_is_usable(guide: Guide) -> None:
    for slots in (1, 3, 30):
        segments = build_schedule(guide, slots)
        ids = [segment.id for segment in segments]
        assert ids
        assert "" not in ids
        assert len(set(ids)) == len(ids)
        assert total_seconds(segments) == pytest.approx(guide.minutes * 60, abs=len(segments))
    after, rounds = trio_switches(guide)[-1], guide.stage_minutes(Stage.ROUNDS) * 60
    assert after.after + after.seconds == pytest.approx(rounds, abs=1)


@given(mutants())
def test_read_guide_rejects_or_accepts_altered_guide(raw: Raw) -> None:
    try:
        guide = read_guide(table_as_toml(raw))
    except GuideError as error:
        line = str(error)
        assert clean(line) == line
        assert 0 < len(line) < 300
    else:
        check_is_usable(guide)


def test_read_guide_keeps_step_ids_apart_from_segment_ids() -> None:
    check_is_usable(GUIDE)
    assert refusal(mended(lambda raw: step(raw, "roles").update(id="turn-1-feedback")))
