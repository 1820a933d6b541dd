"""The table of commands: id, keys, action and words of each.

A command belongs to a scope: a screen, what several screens share, or a widget. The class of that
screen or widget takes its bindings from here (`bindings`), and all that tells of keys reads them
here: the footer, the help, the palette, `docs/keys.md`, the settings and every sentence.
"""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """Something that a key does on a screen or in a widget.

    Attributes:
        id: What the settings call it. The same id has the same keys in every scope.
        keys: The keys by default, by Textual's names, with commas between.
        action: Textual's action, on the class of the scope or on what it names ("app.names").
        words: What it does, for the help, the palette and the footer.
        group: What the footer says for all commands of a group at once. Commands on digits have
            one row in the help, too, with these words.
        shown: How the keys read, where that is not one key after the other.
    """

    id: str
    keys: str
    action: str
    words: str
    group: str = ""
    shown: str = ""


_DIGITS_FOR_PAIRS = tuple(
    Command(f"pair.{n}", n, f"digit({n})", f"pair {n}", group="pair by its number")
    for n in "1234567890"
)
_DIGITS_FOR_PAGES = tuple(
    Command(f"review.page-{n}", f"{n}", f"page({n - 1})", f"page {n}", group="page by its number")
    for n in range(1, 10)
)

_DIGITS_FOR_PARTS = tuple(
    Command(f"wall.part-{n}", f"{n}", f"hold({n - 1})", f"hold {part}", group="hold a part")
    for n, part in enumerate(
        ("Setup", "Pairing", "Rounds", "Report-back", "Summary", "the larger group"), 1
    )
)

_ROWS_OF_LIST = (
    Command("rows.up", "up", "cursor_up", "a row up"),
    Command("rows.down", "down", "cursor_down", "a row down"),
    Command("rows.page-up", "pageup", "page_up", "a page up"),
    Command("rows.page-down", "pagedown", "page_down", "a page down"),
    Command("rows.first", "home", "first", "to the first row"),
    Command("rows.last", "end", "last", "to the last row"),
)

COMMANDS: dict[str, tuple[Command, ...]] = {
    "program": (
        Command(
            "program.put-aside",
            "ctrl+z",
            "put_aside",
            "suspend; fg brings it back",
            shown="ctrl+z",
        ),
        Command("program.quit", "ctrl+q", "quit", "quit", shown="ctrl+q"),
        Command(
            "palette.open",
            "ctrl+p",
            "command_palette",
            "all commands, by their names",
            shown="ctrl+p",
        ),
    ),
    "timed": (
        Command("clock.pause", "space", "clock", "start, pause, resume", group="pause"),
        Command(
            "clock.more", "plus,equals_sign", "add(60)", "a minute more", group="minute", shown="+"
        ),
        Command("clock.less", "minus", "add(-60)", "a minute less", group="minute"),
        Command("clock.more-10", "right_square_bracket", "add(10)", "10 s more"),
        Command("clock.less-10", "left_square_bracket", "add(-10)", "10 s less"),
        Command("clock.next", "n", "next", "next"),
        Command("clock.previous", "p", "previous", "back to the previous segment"),
        Command("change.undo", "u", "undo", "undo"),
        Command("change.redo", "U", "redo", "redo"),
        Command("change.undo-others", "Z", "undo_others", "undo another's last change"),
        Command("proposal.accept", "y", "accept", "accept the suggestion"),
        Command("proposal.dismiss", "d", "dismiss_suggestion", "dismiss the suggestion"),
        Command("agenda.open", "j", "app.show('agenda')", "agenda: jump, pin, hold"),
        Command("names.hide", "N", "app.names", "show or hide names"),
        Command("bell.quiet", "m", "app.quiet", "bell on or off"),
        Command("help.open", "question_mark", "app.show('help')", "help"),
    ),
    "stage": (
        Command(
            "stage.back",
            "less_than_sign,comma",
            "stage(-1)",
            "previous stage",
            group="stage",
            shown="<",
        ),
        Command(
            "stage.on",
            "greater_than_sign,full_stop",
            "stage(1)",
            "next stage",
            group="stage",
            shown=">",
        ),
        Command("clock.began", "A", "began", "we began … ago"),
        Command("clock.face", "F", "app.show('clock-only')", "clock only, full screen"),
        Command("wall.command", "W", "app.wall", "a screen for the room"),
        Command("session.export", "e", "export", "export"),
        Command("session.rescue", "E", "rescue", "save a copy elsewhere"),
        Command("session.leave", "q", "app.leave_session", "to the library"),
        Command("stage.leave", "escape", "leave_off", "cancel"),
    ),
    "attendance": (
        Command("people.late", "L", "came_late", "someone came late"),
        Command("people.left", "G", "left", "someone left"),
    ),
    "notes": (
        Command("team.after", "tab", "team(1)", "next team"),
        Command("team.before", "shift+tab", "team(-1)", "previous team"),
        Command("note.value", "v", "note('value')", "value", group="note"),
        Command("note.interest", "i", "note('interest')", "interest", group="note"),
        Command("note.resource", "r", "note('resource')", "resource", group="note"),
        Command("note.commitment", "c", "note('commitment')", "commitment", group="note"),
        Command("note.feedback", "f", "note('feedback')", "feedback", group="note"),
        Command("note.takeaway", "t", "note('takeaway')", "takeaway", group="note"),
        Command("note.last", "enter", "note('')", "write"),
        *_DIGITS_FOR_PAIRS,
        Command("group.open", "g", "group", "larger group"),
    ),
    "board-editing": (
        Command("board.same", "x", "same", "same"),
        Command("board.apart", "k", "apart", "apart"),
        Command("board.word", "R", "word", "reword"),
    ),
    "setup": (
        Command("setup.other-side", "tab", "other_side", "agenda"),
        Command("setup.mend", "enter", "mend", "edit"),
        Command("setup.add", "a", "add_people", "add"),
        Command("setup.file", "f", "from_file", "from a file"),
        Command("setup.remove", "delete,backspace", "take_off", "take off"),
        Command("setup.timekeeper", "k", "role('timekeeper')", "timekeeper", group="roles"),
        Command("setup.note-taker", "w", "role('note-taker')", "note-taker", group="roles"),
        Command("setup.reporter", "b", "role('reporter')", "reporter", group="roles"),
        Command("setup.suggest", "g", "suggest", "suggest"),
        Command("setup.teams", "T", "teams", "teams"),
        Command("setup.move", "M", "move", "to the next team"),
        Command("setup.absent", "X", "absent", "absent or present"),
        Command("setup.promises", "c", "app.show('commitments')", "open commitments"),
    ),
    "pairing": (
        Command("pairing.shuffle", "s", "shuffle", "shuffle"),
        Command("pairing.swap", "x", "swap", "swap two"),
        Command("pairing.organizer", "o", "organizer_first", "organizes first"),
        Command("pairing.lock", "l", "lock", "lock"),
        Command("pairing.move", "g", "go_to", "go to a pair"),
        Command("pairing.absent", "X", "absent", "absent"),
        Command("pairing.odd", "O", "odd", "the odd one"),
        Command("pairing.wish", "w", "wish", "wish"),
        Command("pairing.tags", "T", "tags", "prefer different tags"),
    ),
    "rounds": (
        Command("pair.after", "down", "pair(1)", "next pair"),
        Command("pair.before", "up", "pair(-1)", "previous pair"),
    ),
    "report-back": (
        Command("board.put", "b", "board", "board"),
        Command("board.put-all", "B", "board_all", "all on the board"),
    ),
    "summary": (
        Command("summary.reporter", "o", "reporter", "reporter"),
        Command("summary.draw", "O", "draw_reporter", "draw a reporter"),
        Command("summary.write", "w", "write_talk", "talk"),
        Command("summary.draft", "D", "draft_talk", "draft the report again"),
        Command("text.copy", "C", "copy", "copy the report"),
        Command("summary.section", "s", "section", "scroll"),
        Command("summary.first", "S", "first_section", "back to the first section"),
    ),
    "agenda": (Command("agenda.close", "escape,j,q", "dismiss", "close", shown="esc"),),
    "larger-group": (Command("group.close", "g,escape,q", "dismiss", "back", shown="esc"),),
    "clock-only": (Command("face.close", "F,escape,q", "dismiss", "back", shown="esc"),),
    "wall": (
        Command("wall.quit", "q", "app.quit", "quit"),
        Command("wall.larger", "plus,equals_sign", "zoom(1)", "larger clock", shown="+"),
        Command("wall.smaller", "minus", "zoom(-1)", "smaller clock, more beside it"),
        *_DIGITS_FOR_PARTS,
        Command("wall.follow", "0,escape", "follow", "follow the room again", shown="0"),
    ),
    "library": (
        Command("library.open", "enter", "open", "open"),
        Command("library.new", "n", "new", "new"),
        Command("library.find", "slash", "find", "find"),
        Command("library.review", "v", "review", "review"),
        Command("library.duplicate", "d", "duplicate", "again"),
        Command("library.order", "o", "order", "order"),
        Command("library.export", "e", "export", "export"),
        Command("text.copy", "C", "copy", "copy its path"),
        Command("library.rename", "t", "rename", "title"),
        Command("library.trash", "x,delete", "trash", "trash"),
        Command("library.undo", "u", "take_back", "undo"),
        Command("followup.open", "c", "followup", "commitments"),
        Command("people.open", "p", "people", "people"),
        Command("library.rehearse", "r", "rehearse", "rehearsal"),
        Command("library.unfind", "escape", "unfind", "clear the search"),
        Command("library.quit", "q", "leave", "quit"),
        Command("help.open", "question_mark", "app.show('help')", "help"),
    ),
    "review": (
        *_DIGITS_FOR_PAGES,
        Command("review.page-before", "left", "turn(-1)", "previous page", group="page"),
        Command("review.page-after", "right", "turn(1)", "next page", group="page"),
        Command("review.seek", "slash", "seek", "find"),
        Command("review.found-after", "n", "found(1)", "next match", group="found"),
        Command("review.found-before", "p", "found(-1)", "previous match", group="found"),
        Command("review.feedback", "f", "feedback", "feedback"),
        Command("names.hide", "N", "app.names", "names"),
        Command("review.resume", "r", "resume", "resume"),
        Command("review.export", "e", "export", "export"),
        Command("text.copy", "C", "copy", "copy this page"),
        Command("review.back", "escape", "back", "back"),
        Command("review.close", "q", "close", "library"),
        Command("help.open", "question_mark", "app.show('help')", "help"),
    ),
    "commitments": (
        Command("followup.tick", "space,x,enter", "tick", "done or open"),
        Command("change.undo", "u", "undo", "undo"),
        Command("followup.person", "f,slash", "person", "whose", shown="f"),
        Command("followup.which", "a", "which", "open/due/done/all"),
        Command("followup.leave", "escape", "leave", "back"),
        Command("followup.close", "q", "dismiss", "to where one was"),
        Command("help.open", "question_mark", "app.show('help')", "help"),
    ),
    "roster": (
        Command("roster.switch", "space,x", "switch", "take or leave", shown="space"),
        Command("roster.take", "enter", "take", "add all marked"),
        Command("roster.leave", "escape,q", "dismiss", "back, add nobody", shown="esc"),
        Command("help.open", "question_mark", "app.show('help')", "help"),
    ),
    "people": (
        Command("trends.open", "t", "app.show('trends')", "recurring themes"),
        Command("people.leave", "escape,q", "dismiss", "back", shown="esc"),
        Command("help.open", "question_mark", "app.show('help')", "help"),
    ),
    "trends": (
        Command("trends.leave", "escape,q,t", "dismiss", "back", shown="esc"),
        Command("help.open", "question_mark", "app.show('help')", "help"),
    ),
    "help": (
        Command("help.run", "enter", "run", "run the selected command"),
        Command("help.close", "escape,question_mark", "dismiss", "close", shown="esc"),
    ),
    "line": (
        Command("line.recall", "up", "recall(-1)", "previous line"),
        Command("line.recall-later", "down", "recall(1)", "next line"),
        Command("line.keep", "enter", "finish", "keep"),
        Command("line.leave", "escape", "leave", "back to the keys"),
        Command("line.next-kind", "tab", "kind(1)", "next kind"),
        Command("line.previous-kind", "shift+tab", "kind(-1)", "previous kind"),
    ),
    "rows": (
        Command("rows.up", "up", "step(-1)", "a row up"),
        Command("rows.down", "down", "step(1)", "a row down"),
        Command("rows.page-up", "pageup", "page(-1)", "a page up"),
        Command("rows.page-down", "pagedown", "page(1)", "a page down"),
        Command("rows.first", "home", "edge(0)", "to the first row"),
        Command("rows.last", "end", "edge(1)", "to the last row"),
    ),
    "list": _ROWS_OF_LIST,
    "pair-notes": (
        *_ROWS_OF_LIST,
        Command("board.enter", "right", "screen.to_board", "to the board"),
    ),
    "agenda-list": (
        Command(
            "agenda.more", "plus,equals_sign", "add(60)", "minute more", group="minute", shown="+"
        ),
        Command("agenda.less", "minus", "add(-60)", "minute less", group="minute"),
        Command("agenda.more-10", "right_square_bracket", "add(10)", "10 s more"),
        Command("agenda.less-10", "left_square_bracket", "add(-10)", "10 s less"),
        Command("agenda.hold", "h", "hold", "wait at the end or move on"),
        Command("agenda.pin", "P", "pin", "pin its length"),
    ),
    "cards": (
        Command("cards.previous", "up", "step(-1)", "previous person"),
        Command("cards.next", "down", "step(1)", "next person"),
        Command("cards.left", "left", "beside(-1)", "previous card"),
        Command("cards.right", "right", "beside(1)", "next card"),
        Command("cards.first", "home", "go_to(0)", "first person"),
        Command("cards.last", "end", "go_to(-1)", "last person"),
    ),
    "board": (
        Command("board.next", "down", "step(1)", "next line"),
        Command("board.previous", "up", "step(-1)", "previous line"),
        Command("board.right", "right", "beside(1)", "next column"),
        Command("board.left", "left", "beside(-1)", "previous column"),
        Command("board.first", "home", "go_to(0)", "first line"),
        Command("board.last", "end", "go_to(-1)", "last line"),
    ),
    "matrix": (
        Command("matrix.up", "up", "go(-1, 0)", "up"),
        Command("matrix.down", "down", "go(1, 0)", "down"),
        Command("matrix.left", "left", "go(0, -1)", "left"),
        Command("matrix.go", "right", "go(0, 1)", "go over it", shown="arrows"),
        Command("matrix.page-up", "pageup", "go(-10, 0)", "page up"),
        Command("matrix.page-down", "pagedown", "go(10, 0)", "page down"),
        Command("matrix.first", "home", "go(0, -100_000)", "first column"),
        Command("matrix.last", "end", "go(0, 100_000)", "last column"),
    ),
}
"""The commands of each scope, in the order in which `docs/keys.md` lists them."""

ONLY_WITH_FOCUS = frozenset({"agenda", "agenda-list", "cards", "line", "matrix"})
"""The scopes whose keys wait for their turn; those of all others have priority.

A key with priority has done its work before the next key is looked at: one that opens the line must
not let the letters typed right after it be taken for commands. While a line is typed,
`check_action` of the screen and of the app switches these off, except for "program".
"""

BY_ID = {command.id: command for scope in COMMANDS.values() for command in scope}
"""A command of each id. Those of the same id differ in their words and actions only."""
