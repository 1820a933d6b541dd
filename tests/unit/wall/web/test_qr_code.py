from __future__ import annotations

import segno

from oneone_tui.wall.web.qr_code import BORDER, draw_qr_code

URL = "http://192.168.1.20:8311/MgBGis3MsFWlIHcNtI1A4A/me"


def test_draw_qr_code_has_two_modules_a_cell_in_the_right_colors() -> None:
    modules = [
        list(row) for row in segno.make(URL, error="m", micro=False).matrix_iter(border=BORDER)
    ]
    rows = draw_qr_code(URL).splitlines()
    drawn = []
    for row in rows:
        drawn.append([cell in "█▀" for cell in row])
        drawn.append([cell in "█▄" for cell in row])
    assert [[not light for light in row] for row in drawn[: len(modules)]] == modules


def test_draw_qr_code_fits_a_usual_terminal() -> None:
    rows = draw_qr_code(URL, is_dark=False).splitlines()
    assert len(rows) <= 23
    assert max(map(len, rows)) <= 60
