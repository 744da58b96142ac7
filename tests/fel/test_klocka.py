"""A clock set back, daylight saving, 29 February: order is kept, and nothing is lost."""

import os
import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.fel.hjalp import CELL, FLIK, D, Session, efter_krasch

DAGAR: dict[str, list[datetime]] = {
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


@pytest.mark.parametrize("klocka", DAGAR)
async def test_whatever_the_clock_says_the_order_is_that_of_the_edits(
    mapp: Path, snabb: Path, klocka: str
) -> None:
    session, tider = Session(mapp), iter(DAGAR[klocka])
    nu = next(tider)
    session.lager.journal._nu = lambda: nu.astimezone(UTC)
    session.lager.kopior._nu = lambda: nu.astimezone().replace(tzinfo=None)
    for tal in range(1, 12):
        await session.skriv(tal)
        assert session.status.startswith("✓"), session.mening
        nu = next(tider)
    kedja = [h.till for h in session.lager.cellhistorik(CELL)]
    assert kedja == [Decimal(tal) for tal in range(11, 0, -1)]
    kopior = session.lager.kopielista(D, FLIK)
    nummer = [k.nummer for k in kopior]
    assert nummer == sorted(nummer, reverse=True)
    assert len(set(nummer)) == len(nummer)
    # The last ten saves, each with its own content, whatever their names say.
    innehall = [session.lager.kopior.las(k) for k in kopior]
    assert len(set(innehall)) == len(innehall) >= 10
    assert efter_krasch(mapp, snabb / "b") == Decimal(11)
    assert [len(s) for s in session.lager.historik().gjort] == [1] * 11
