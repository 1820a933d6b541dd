"""The wall in a real browser: its clock, lines and connection, and what nobody can make it do."""

from __future__ import annotations

import shutil
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from oneone_tui.store.open_consoles import ConsolesAtSession
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.agenda.timer import timer_state
from oneone_tui.workshop.model.changes import (
    NoteDraft,
    NotesWritten,
    Paused,
    SegmentEntered,
    StageShown,
)
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import STAGE_TITLES, STAGES, NoteKind, Stage
from tests.support.hostile_session import HOSTILE, hostile_session
from tests.support.requirements import needs
from tests.support.sessions import START
from tests.support.timed_workshop import create_workshop, make_changes, seconds_of, session_on_disk
from tests.support.wall_server import ROOT, WallServer
from tests.support.wall_sessions import rehearsed_at

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
AXE = ROOT / ".venv" / "axe-core" / "package" / "axe.min.js"
"""The rules of axe-core; `make axe` puts them there."""
BEAMER, PHONE = {"width": 1920, "height": 1080}, {"width": 360, "height": 740}
LARGEST = {"width": 3840, "height": 2160}
LATENESS = 0.2
"""Seconds by which the clock may differ from that of the console."""
LINES = 20
PATIENCE = 20_000
"""Milliseconds after which waiting fails."""

SHOWN = "h1:not(:text-is('1:1'))"
"""What is there once the page has its first view."""

pytestmark = needs(*BROWSERS)

WHEN_CLOCK_CHANGES = """() => new Promise((resolve) => {
  const text = () => document.querySelector(".time").textContent;
  const first = text();
  const look = () => {
    if (text() === first) { setTimeout(look, 2); return; }
    resolve([text(), performance.timeOrigin + performance.now()]);
  };
  look();
})"""
OTHER_CLOCK = "Date.now = () => 0; Date.prototype.getTimezoneOffset = () => 777;"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def open_page(browser: Browser, url: str, size: dict[str, int] = BEAMER) -> Page:
    """A page in a browser of its own."""
    page = browser.new_context(viewport=size).new_page()  # type: ignore[arg-type] # it is one
    page.set_default_timeout(PATIENCE)
    page.goto(url)
    page.wait_for_selector(SHOWN)
    return page


def talking(folder: Path) -> Path:
    """A workshop whose pairs have just begun to talk."""
    path = create_workshop(folder)
    enters = SegmentEntered(left="roles", to="turn-1-conversation")
    make_changes(path, enters, StageShown(stage=Stage.ROUNDS))
    return path


def saved(folder: Path, session: Session) -> Path:
    """A session's file, with its clock moved to today."""
    late = datetime.now(UTC) - START
    clock = tuple(replace(anchor, at=anchor.at + late) for anchor in session.clock)
    return SessionFile.create(folder / "session.json", replace(session, clock=clock)).path


def written(number: int) -> NotesWritten:
    """The change that writes a line on the board."""
    note = NoteDraft(text=f"line number {number}")
    return NotesWritten(kind=NoteKind.VALUE, notes=(note,), team=TEAM_ONE, pair="", on_board=True)


def test_clock_is_that_of_the_console_whatever_the_browser_thinks_is_the_time(
    browser: Browser, tmp_path: Path
) -> None:
    path = talking(tmp_path)
    with WallServer(path) as wall:
        context = browser.new_context(viewport=BEAMER, timezone_id="Asia/Kathmandu")  # type: ignore[arg-type] # it is one
        context.add_init_script(OTHER_CLOCK)
        page = context.new_page()
        page.goto(wall.url)
        page.wait_for_selector(".time")
        late = []
        for _ in range(4):
            shown, at = page.evaluate(WHEN_CLOCK_CHANGES)
            now = datetime.fromtimestamp(at / 1000, UTC)
            text = shown if ":" in shown else f"0:{shown}"
            left = timer_state(session_on_disk(path), now).seconds_left
            late.append(abs(seconds_of(text) - left))
        assert min(late) <= LATENESS, late
        context.close()


def test_line_of_the_board_is_seen_at_once(browser: Browser, tmp_path: Path) -> None:
    path = talking(tmp_path)
    make_changes(path, StageShown(stage=Stage.REPORT_BACK))
    with WallServer(path) as wall:
        page = open_page(browser, wall.url)
        took = []
        for number in range(LINES):
            start = time.monotonic()
            make_changes(path, written(number))
            page.wait_for_selector(f".columns li:has-text('line number {number}')")
            took.append(time.monotonic() - start)
        print(f"p95 {sorted(took)[int(LINES * 0.95) - 1] * 1000:.0f} ms")
        assert sorted(took)[LINES // 2] <= 0.3, took  # the slowest are those of a busy machine


def test_page_goes_on_alone_and_finds_a_wall_that_was_killed(
    browser: Browser, tmp_path: Path
) -> None:
    path = talking(tmp_path)
    with WallServer(path) as wall:
        page = open_page(browser, wall.url)
        page.wait_for_selector(".time")
        host, port = wall.address
        wall.end(signal.SIGKILL)
        page.wait_for_selector("#foot:has-text('Cut off')")
        page.evaluate(WHEN_CLOCK_CHANGES)  # it counts on
    make_changes(path, Paused())
    with WallServer(path, f"{host}:{port}") as again:
        assert again.url == wall.url
        page.wait_for_selector(".words:text-is('paused')")
        page.wait_for_selector("#foot:text-is('')", state="attached")
    page.context.close()


@pytest.mark.parametrize("kind", ["", "/me"])
def test_nothing_that_people_typed_runs(browser: Browser, tmp_path: Path, kind: str) -> None:
    path = saved(tmp_path, hostile_session())
    desk = ConsolesAtSession(path, "desk")
    desk.sign = desk.sign._replace(names_shown=True)
    desk.announce()
    with WallServer(path) as wall:
        said: list[str] = []
        context = browser.new_context(viewport=BEAMER)  # type: ignore[arg-type] # it is one
        page = context.new_page()
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url))
        page.goto(wall.url + kind)
        page.wait_for_selector(SHOWN)
        for stage in STAGES:
            make_changes(path, StageShown(stage=stage))
            page.wait_for_selector(f"[aria-current=step]:has-text('{STAGE_TITLES[stage]}')")
            assert page.evaluate("document.scripts.length") == 1
            strange = "img, iframe, a, body svg, [onerror], body [style]"
            assert page.query_selector(strange) is None
        assert set(said) == {wall.url + kind, f"{wall.url}{kind}/events"}
        assert page.text_content("h1") in HOSTILE
        context.close()
    desk.leave()


def test_participant_chooses_a_pair_and_nothing_is_kept(browser: Browser, tmp_path: Path) -> None:
    path = talking(tmp_path)
    with WallServer(path) as wall:
        page = open_page(browser, f"{wall.url}/me", PHONE)
        page.click("button:has-text('2')")
        page.wait_for_selector("h2:has-text('Pair 2')")
        shown = page.inner_text("main")
        assert "Cy organizes, Dee is the organizee" in shown
        page.reload()
        page.wait_for_selector("h2:has-text('Pair 2')")
        page.click("button:has-text('Another pair')")
        page.wait_for_selector("h2:has-text('Which pair are you?')")
        assert page.context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        page.context.close()


def test_page_fits_a_phone_and_a_beamer(browser: Browser, tmp_path: Path) -> None:
    path = saved(tmp_path, rehearsed_at(2950))
    with WallServer(path) as wall:
        pages = [open_page(browser, wall.url, size) for size in (PHONE, BEAMER, LARGEST)]
        for stage in STAGES:
            make_changes(path, StageShown(stage=stage))
            for page in pages:
                page.wait_for_selector(f"[aria-current=step]:has-text('{STAGE_TITLES[stage]}')")
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.skipif(not AXE.exists(), reason="needs axe-core: make axe")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_breaks_no_rule_of_axe(browser: Browser, tmp_path: Path, scheme: str) -> None:
    path = saved(tmp_path, rehearsed_at(2650))
    with WallServer(path) as wall:
        for kind, stages in (("", STAGES), ("/me", STAGES[:1]), ("/me#1", STAGES[:1])):
            context = browser.new_context(
                viewport=PHONE if kind else BEAMER,  # type: ignore[arg-type] # it is one
                bypass_csp=True,
                color_scheme=scheme,  # type: ignore[arg-type] # it is one
            )
            page = context.new_page()
            page.goto(wall.url + kind)
            page.wait_for_selector(SHOWN)
            page.add_script_tag(content=AXE.read_text("utf-8"))
            for stage in stages:
                make_changes(path, StageShown(stage=stage))
                page.wait_for_selector(f"[aria-current=step]:has-text('{STAGE_TITLES[stage]}')")
                found = page.evaluate("axe.run().then((result) => result.violations)")
                assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
            context.close()
