"""The five documents, read straight from ``data/`` by the codec alone, for the tests."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tui.arbetsyta import Arbetsyta
from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Beslut, Dokument
from tui.domain.period import Period
from tui.domain.register import FLIKAR, REGISTER
from tui.domain.tabell import Tabell
from tui.store.kodek import avkodat
from tui.store.kodning import tolkad_tabell

DATA = Path(__file__).resolve().parents[1] / "data"
IDN = ("2018-delar", "2019-underlag", "2023-bokslut", "2024-delar", "2025-budget")


def fil(dokument: str, namn: str) -> Any:
    """One store file as JSON values."""
    return avkodat((DATA / dokument / f"{namn}.json").read_bytes())


def huvud(dokument: str) -> Dokument:
    """A document's head."""
    post = fil(dokument, "dokument")["dokument"]["1"]
    dag = post["beslutsdatum"]
    beslut = Beslut(post["instans"], date.fromisoformat(dag) if dag else None, post["paragraf"])
    period = Period(date.fromisoformat(post["start"]), date.fromisoformat(post["slut"]))
    falt = (post["id"], post["namn"], post["slag"], period, post["diarienummer"])
    return Dokument(*falt, beslut, post["status"], not_=post["not"])


def flik(dokument: str, flik_id: str) -> tuple[Tabell, ...]:
    """The tables of one tab."""
    ra = fil(dokument, flik_id)
    return tuple(
        tolkad_tabell(meta, list(ra.get(meta["tabell"], {}).values()), REGISTER)
        for meta in ra["tabeller"].values()
    )


@cache
def yta() -> Arbetsyta:
    """All five documents with all their tables."""
    tabeller = {(d, f.id): flik(d, f.id) for d in IDN for f in FLIKAR}
    return Arbetsyta({d: huvud(d) for d in IDN}, tabeller)


def tabeller(dokument: str) -> tuple[Tabell, ...]:
    """Every table of one document, tab by tab."""
    return tuple(t for f in FLIKAR for t in yta().tabeller[(dokument, f.id)])


def kalkyl(dokument: str, tabell: str) -> Kalkyl:
    """One table, worked out with its siblings, the settings and the period."""
    return yta().kalkyl(dokument, tabell)


ALLA = tuple((d, t.id) for d in IDN for t in tabeller(d))
