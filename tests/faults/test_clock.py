"""A clock set back, daylight saving, 29 February: order is kept, and nothing is lost."""

import os
import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.faults.help import CELL, TAB, D, ScreenSession, after_crash
from tui.screen.views.step_words import told_of
from tui.store.mallar import REGISTER
from tui.store.restoring import kept_tabs
from tui.workspace import CellChange

DAYS: dict[str, list[datetime]] = {
    "tillbaka": [datetime(2024, 9, 17, 14, 2) - timedelta(days=n, hours=n) for n in range(12)],
    "vintertid": [
        datetime(2024, 10, 27, 0, 30, tzinfo=UTC) + timedelta(minutes=15 * n) for n in range(12)
    ],
    "sommartid": [
        datetime(2024, 3, 31, 0, 30, tzinfo=UTC) + timedelta(minutes=15 * n) for n in range(12)
    ],
    "skottdagen": [datetime(2024, 2, 28, 12) + timedelta(hours=6 * n) for n in range(12)],
    "stilla": [datetime(2024, 9, 17, 14, 2)] * 12,
    "vild": [datetime(1970 + 30 * (n % 4), 2 + n % 5, 1 + n) for n in range(12)],
}


@pytest.fixture(autouse=True)
def stockholm(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The time zone of the users."""
    if not hasattr(time, "tzset"):
        pytest.skip("needs tzset")
    monkeypatch.setitem(os.environ, "TZ", "Europe/Stockholm")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("clock", DAYS)
async def test_whatever_the_clock_says_the_order_is_that_of_the_edits(
    folder: Path, fast: Path, clock: str
) -> None:
    screen_session, times = ScreenSession(folder), iter(DAYS[clock])
    now = next(times)
    screen_session.store.journal._now = lambda: now.astimezone(UTC)
    screen_session.store.copies._now = lambda: now.astimezone().replace(tzinfo=None)
    for number in range(1, 12):
        await screen_session.write(number)
        assert screen_session.status.startswith("✓"), screen_session.sentence
        now = next(times)
    chain = [h.to for h in screen_session.store.cell_history(CELL)]
    assert chain == [Decimal(number) for number in range(11, 0, -1)]
    copies = screen_session.store.copy_list(D, TAB)
    serial = [k.serial for k in copies]
    assert serial == sorted(serial, reverse=True)
    assert len(set(serial)) == len(serial)
    # The last ten saves, each with its own content, whatever their names say.
    content = [screen_session.store.copies.read(k) for k in copies]
    assert len(set(content)) == len(content) >= 10
    kept = list(kept_tabs(copies, screen_session.session.area.tables[(D, TAB)], REGISTER))
    assert [[c.to for c in k.after if isinstance(c, CellChange)] for k in kept[:10]] == [
        [Decimal(number)] for number in range(11, 1, -1)
    ]
    assert all(k.copy.written_at <= k.copy.made_at for k in kept)
    assert after_crash(folder, fast / "b") == Decimal(11)
    assert [len(told_of(s)) for s in screen_session.store.history().done] == [1] * 11
