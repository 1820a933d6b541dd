from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from oneone_tui.wall.web.page import Page, participant_page, wall_page

PAGES = [pytest.param(wall_page(), id="wall"), pytest.param(participant_page(), id="me")]


@pytest.mark.parametrize("page", PAGES)
def test_policy_allows_just_this_script_and_this_style(page: Page) -> None:
    text = page.content.decode()
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        [inline] = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = b64encode(sha256(inline.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}';" in page.policy
    assert "unsafe" not in page.policy
    assert page.policy.startswith("default-src 'none'")


@pytest.mark.parametrize("page", PAGES)
def test_page_loads_nothing_and_reads_no_text_as_markup(page: Page) -> None:
    text = page.content.decode()
    assert not re.findall(r"""(?:src|href)\s*=|url\(|@import|https?:""", text)
    assert not re.findall(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", text)
    assert not re.findall(r"localStorage|sessionStorage|document\.cookie|indexedDB", text)
    assert not re.findall(r"\sstyle=|\son[a-z]+=", text.partition("<script>")[0])
