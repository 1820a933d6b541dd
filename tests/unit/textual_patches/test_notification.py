"""A notification always has some time left, and is over all the same."""

from __future__ import annotations

from textual.notifications import Notification

from oneone_tui.textual_patches.notification import LEAST, SafeNotification


def test_textual_may_have_less_than_no_time_left() -> None:
    assert Notification("late", timeout=-1).time_left < 0


def test_notification_that_comes_late_is_over_and_has_time_left() -> None:
    late = SafeNotification("late", timeout=-1)
    assert late.has_expired
    assert late.time_left == LEAST


def test_notification_has_the_time_that_it_was_given() -> None:
    shown = SafeNotification("now", timeout=60)
    assert not shown.has_expired
    assert 50 < shown.time_left <= 60
