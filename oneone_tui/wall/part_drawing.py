"""The parts of the wall that are read: agenda, pairs, flipcharts, outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.geometry import Size

from oneone_tui.wall.columns import (
    LEAST_PAIR,
    Block,
    Page,
    center_in_room,
    chunks_of,
    column_count,
    column_width,
    flow,
    set_in_columns,
    side_by_side,
)
from oneone_tui.wall.view import (
    AgendaLine,
    BoardColumn,
    BoardLine,
    LargerGroupPart,
    PairingPart,
    ReportBackPart,
    SetupPart,
    SummaryPart,
    TeamSummary,
)
from oneone_tui.widgets.formatting.board_text import COMMON
from oneone_tui.widgets.formatting.pair_text import PairText
from oneone_tui.widgets.formatting.team_text import team_name
from oneone_tui.widgets.text_block import Line, Row, fit, spread_apart, wrap_rows
from oneone_tui.workshop.model.session import Session

LEAST_TEXT = 56
"""Columns of running text at least, where it stands side by side."""
DOT = "· "


def draw_setup(part: SetupPart, room: Size) -> list[Page]:
    """Return what the room needs to know, and the agenda beside or after it."""
    columns = column_count(room.width, LEAST_PAIR, 2)
    width = column_width(room.width, columns)
    words = [
        _section("Our campaign", [Content(part.campaign)]),
        _section("Our ask", [Content(part.ask)]),
        _section("What this is for", [*map(Content, part.goals)], DOT),
        _section("Who does what", [_role(*role) for role in part.roles]),
    ]
    agenda: Block = [
        Content.styled("Agenda", "bold $accent"),
        *(_agenda_line(line, width) for line in part.agenda),
        Content.assemble((f"{part.ends} ", "$muted"), ("  ends", "bold")),
    ]
    sections = [lines for lines in words if lines]
    if columns == 1:
        return set_in_columns([*sections, agenda], room, 1)
    wrapped = [[*wrap_rows(section, width), Content()] for section in sections]
    return [side_by_side((left, agenda), width) for left in chunks_of(wrapped, room.height)]


def _agenda_line(line: AgendaLine, width: int) -> Content:
    sign = "▶ " if line.is_current else "  "
    left = Content.assemble((f"{line.at} ", "$muted"), sign, (line.title, "bold"))
    return spread_apart(left, Content.styled(f"{line.minutes} min", "$muted"), width)


def _section(title: str, lines: Sequence[Content], lead: str = "") -> list[Line]:
    rows = [Row(Content.styled(lead, "bold $accent"), line) for line in lines if line]
    return [Content.styled(title, "bold $accent"), *rows] if rows else []


def _role(team: str, role: str, name: str) -> Content:
    return Content.assemble((f"{team} · " if team else "", "$muted"), f"{role}: ", (name, "bold"))


# ------------------------------------------------------------------ pairs


def draw_pairing(part: PairingPart, session: Session, room: Size) -> list[Page]:
    """Return all pairs, as loosely as they fit on one page, or else on several."""
    if not part.pairs:
        return [center_in_room([Content.styled("The pairs are drawn in a moment", "bold")], room)]
    lead: Page = [
        Content.styled("Find your partner. The first-named begins as organizer.", "bold"),
        *(Content.styled(line, "$muted") for line in part.others),
        Content(),
    ]
    rest = Size(room.width, max(room.height - len(lead), 1))
    return [[*lead, *page] for page in _draw_pairs(session, rest)]


def _draw_pairs(session: Session, room: Size) -> list[Page]:
    most = column_count(room.width, LEAST_PAIR, len(session.pairs))
    for columns in range(1, most + 1):
        for gap in (2, 1):
            pages = _set_pairs(session, room, columns, gap)
            if len(pages) == 1:
                return pages
    dense = _set_pairs(session, room, most, 0)
    return dense if len(dense) == 1 else _set_pairs(session, room, most, 1)


def _set_pairs(session: Session, room: Size, columns: int, gap: int) -> list[Page]:
    """Return the pairs in columns, with `gap` blank lines after each, below their teams."""
    width, text = column_width(room.width, columns), PairText(session)
    numbers = session.pair_numbers()
    lead = len(str(max(numbers.values(), default=0))) + 2
    blocks: list[Block] = []
    before = ""
    for pair in session.pairs:
        number = numbers[pair.id]
        team = team_name(session, pair.team)
        heading = [Content.styled(team, "bold $accent")] if team != before else []
        first, *more = text.lines(pair, 1, max(width - lead, 1)) or ("",)
        row = Row(Content.styled(f"{number:>{lead - 1}} ", "bold $accent"), _pair_line(first))
        others = [Content(" " * lead + line).stylize("$muted") for line in more]
        blocks.append([*heading, row.lead + row.body, *others, *[Content()] * gap])
        before = team
    return flow(blocks, room, columns)


def _pair_line(line: str) -> Content:
    organizer, arrow, rest = line.partition(" → ")
    return Content.assemble((organizer, "bold"), arrow, rest) if arrow else Content(line)


# ------------------------------------------------------------------ flipcharts


def draw_report_back(part: ReportBackPart, room: Size) -> list[Page]:
    """Return each team's pair and flipchart, team by team."""
    pages: list[Page] = []
    for team in part.teams:
        lead = f"{team.team} · pair " if team.team else "Pair "
        who = [Content.assemble((lead, "bold $accent"), (team.pair, "bold"))] if team.pair else []
        heading = who or ([Content.styled(team.team, "bold $accent")] if team.team else [])
        rest = Size(room.width, max(room.height - len(heading), 1))
        pages += [[*heading, *rows] for rows in draw_columns(team.columns, rest)]
    return pages or [[]]


def draw_columns(columns: Sequence[BoardColumn], room: Size) -> list[Page]:
    """Return the columns of a flipchart beside each other, over as many pages as they need."""
    width = column_width(room.width, max(len(columns), 1))
    height = max(room.height - 2, 1)
    chunks = [chunks_of([_board_line(line, width) for line in c.lines], height) for c in columns]
    heads = [[Content.styled(c.title, "bold $accent"), _rule(width)] for c in columns]
    return [
        side_by_side(
            [
                [*head, *(chunk[page] if page < len(chunk) else [])]
                for head, chunk in zip(heads, chunks, strict=True)
            ],
            width,
        )
        for page in range(max(map(len, chunks), default=1))
    ]


def _rule(width: int) -> Content:
    return Content.styled("─" * width, "$border")


def _board_line(line: BoardLine, width: int) -> Block:
    lead = f"{COMMON} ×{line.times} " if line.is_common else DOT
    owner = f"{line.owner}: " if line.owner else ""
    body = Content.assemble((owner, "bold"), (line.text, "bold" if line.is_common else ""))
    return wrap_rows([Row(Content.styled(lead, "bold $accent"), body)], width)


# ------------------------------------------------------------------ the outcome


def draw_summary(part: SummaryPart, room: Size) -> list[Page]:
    """Return who reports, and what each team takes away and commits to."""
    blocks = [block for team in part.teams for block in _summary_blocks(team)]
    if not blocks:
        return [center_in_room([Content.styled("What is each of us taking away?", "bold")], room)]
    return set_in_columns(blocks, room, column_count(room.width, LEAST_TEXT, 2))


def _summary_blocks(team: TeamSummary) -> Iterator[list[Line]]:
    where = f"  {team.team}" if team.team else ""
    if team.reporter:
        reporter = Content.styled(team.reporter, "bold")
        yield [*_section(f"Reports to the larger group{where}", [reporter]), Content()]
    takeaways = [_said(name, text) for name, text in team.takeaways]
    commitments = [_said(who, text, by) for who, text, by in team.commitments]
    for title, lines in (("Takeaways", takeaways), ("Commitments", commitments)):
        for index, line in enumerate(lines):  # each a block, so that they go on over columns
            row = Row(Content.styled(DOT, "bold $accent"), line)
            heading = [] if index else [Content.styled(title + where, "bold $accent")]
            end = [Content()] if index == len(lines) - 1 else []
            yield [*heading, row, *end]


def _said(name: str, text: str, by: str = "") -> Content:
    return Content.assemble(
        (f"{name}: " if name else "", "bold"), text, (f"  by {by}" if by else "", "bold $primary")
    )


def draw_larger_group(part: LargerGroupPart, room: Size) -> list[Page]:
    """Return the order of the teams, and what they all have on their flipcharts."""
    order: Block = [
        Content.styled("We report to each other, in this order", "bold $accent"),
        *(
            Content.assemble(
                (f"{turn.number:>2} ", "bold $accent"),
                (turn.team, "bold"),
                (f"  {turn.length}  ", "bold $primary"),
                (turn.reporter or "nobody chosen yet", "" if turn.reporter else "$muted"),
            )
            for turn in part.turns
        ),
    ]
    has_board = any(column.lines for column in part.columns)
    if has_board and len(order) + 1 <= room.height // 2:
        rest = Size(room.width, room.height - len(order) - 1)
        lead = [*(fit(line, room.width) for line in order), Content()]
        return [[*lead, *page] for page in draw_columns(part.columns, rest)]
    pages = set_in_columns([[line] for line in order], room, 1)
    return [*pages, *(draw_columns(part.columns, room) if has_board else [])]
