"""The base of the app: all patches, the driver, and the end in a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.drivers.linux_driver import LinuxDriver
from textual.notifications import Notify

from oneone_tui.textual_patches.differential_output import DifferentialApp
from oneone_tui.textual_patches.driver import PatchedDriver
from oneone_tui.textual_patches.notification import SafeNotification
from oneone_tui.textual_patches.widget_removal import RemovalApp

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.notifications import SeverityLevel


class PatchedApp(RemovalApp, DifferentialApp):
    """A base of an app, which must stand before Textual's `App`."""

    crash_status: ClassVar[int] = 1
    """The exit status after a crash."""

    def __init__(self) -> None:
        super().__init__()
        self.crash: Exception | None = None
        """The first uncaught exception; it ends the app."""

    def get_driver_class(self) -> type[Driver]:
        """Return the patched driver instead of Textual's for Linux and macOS."""
        found = super().get_driver_class()
        return PatchedDriver if found is LinuxDriver else found

    @property
    def terminal(self) -> PatchedDriver | None:
        """The driver of the terminal; None in tests and before the start."""
        return self._driver if isinstance(self._driver, PatchedDriver) else None

    def write_to_terminal(self, sequence: str) -> None:
        """Send a control sequence to the terminal, if the app is shown on one."""
        if self._driver and not self.is_headless:
            self._driver.write(sequence)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - never: it may hold what somebody typed
    ) -> None:
        """Show a notification, as Textual does, but for what may go wrong there."""
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(SafeNotification(message, title, severity, seconds, markup=False)))

    def _handle_exception(self, error: Exception) -> None:
        self.crash = self.crash or error
        super()._handle_exception(error)
        self._return_code = self.crash_status

    def _fatal_error(self) -> None:
        # Textual prints the traceback with its local variables: the names and notes of people.
        if self.debug:
            super()._fatal_error()
        else:
            self._close_messages_no_wait()
