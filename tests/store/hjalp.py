"""Small data folders and file values that the store's tests share."""

import copy
import os
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tui.domain.dokument import Dokument
from tui.domain.period import Period
from tui.domain.tabell import Tabell
from tui.store.kodek import kodat
from tui.store.mapp import Lager

DATA = Path(__file__).resolve().parents[2] / "data"
RIKTIGA = sorted(DATA.glob("*/*.json"))
RIKTIGA_FLIKAR = [fil for fil in RIKTIGA if fil.name != "dokument.json"]

DOKUMENT: Any = {
    "schema": {"1": {"version": 1, "dokument": "2024-delar"}},
    "dokument": {
        "1": {
            "id": "2024-delar",
            "namn": "Delårsbokslut 2024",
            "slag": "delarsbokslut",
            "start": "2024-01-01",
            "slut": "2024-08-31",
            "diarienummer": "",
            "instans": "Socialnämnden",
            "beslutsdatum": "2024-09-17",
            "paragraf": "§ XX",
            "status": "beslutad",
            "not": "",
        }
    },
}

DRIFT: Any = {
    "schema": {"1": {"version": 1, "dokument": "2024-delar", "flik": "drift"}},
    "tabeller": {
        "1": {
            "tabell": "drift",
            "mall": "drift.delar",
            "rubrik": "Drift",
            "kolumner": {
                "budget": "Budget 2024",
                "prognos": "Prognos helår 2024",
                "avvikelse": "Avv. prognos/budget 2024",
                "utfall": "Delårsbokslut 2024",
            },
            "framtida": "okänt fält",
        },
        "2": {
            "tabell": "delposter",
            "mall": "drift.delposter",
            "kolumner": {"avser": "Avser", "varde": "Värde"},
            "fotnoter": {"*": "En fotnot"},
        },
    },
    "drift": {
        "1": {
            "rad": "intakter",
            "etikett": "Verksamhetens intäkter",
            "celler": {"budget": 31417, "prognos": Decimal("31417.0"), "utfall": 20995},
            "tryckt": {"avvikelse": 0},
            "farg": {"okänd": ["fält"]},
        },
        "4": {
            "rad": "personal",
            "etikett": "Personalkostnader",
            "celler": {"prognos": -158695, "budget": -157000},
            "tryckt": {"avvikelse": -1695},
            "noter": {"prognos": "Tolkad."},
            "kallor": {"prognos": "prosa"},
        },
        "7": {"rad": "kostnader", "tryckt": {"avvikelse": -1695}},
        "9": {
            "rad": "nettokostnader",
            "regel": ["+intakter", "+kostnader"],
            "decimaler": 1,
            "enhet": "tkr",
        },
    },
    "delposter": {
        "1": {"rad": "hyra", "etikett": "Hyra", "celler": {"avser": "Lokaler", "varde": 1}},
        "2": {"rad": "vard", "etikett": "Vård", "celler": {"varde": {"marke": "streck"}}},
        "3": {"rad": "puls", "etikett": "PULS", "celler": {"varde": {"mal": "<", "tal": 166}}},
        "5": {
            "rad": "par",
            "etikett": "Par",
            "celler": {"varde": {"par": [82, 80], "fotnot": "*"}},
        },
    },
}

INSTALLNINGAR: Any = {
    "schema": {"1": {"version": 1}},
    "installningar": {
        "1": {
            "namnd": "Socialnämnden",
            "kommun": "Alingsås kommun",
            "tema": "ljus",
            "senaste_dokument": "2024-delar",
            "senaste_flik": "drift",
            "framtida": 1,
        }
    },
    "trosklar": {"1": {"nara_andel": 90, "risk_hog": 9}},
    "skalor": {"1": {"namn": "ja_nej", "steg": ["Ja", "Nej", "Vet ej"]}},
    "sammantraden": {"1": {"datum": "2024-09-17", "paragraf": "§ 42", "arende": "Ekonomi"}},
}

# A file's content before and after a save.
GAMMALT, NYTT = b'{"a": {}}\n', b'{"b": {}}\n'
PA_POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
# The calls that a save makes, each made to fail in turn.
ANROP = ("open", "write", "fsync", "replace")

FLIKAR = ("drift", "investeringar", "mal", "internkontroll", "personal")


def kopia(varde: Any) -> Any:
    """A value that a test may change."""
    return copy.deepcopy(varde)


def flikvarde(dokument: str, flik: str) -> Any:
    """A tab's file: the drift table on its tab, no tables on the others."""
    ra: Any = kopia(DRIFT) if flik == "drift" else {"schema": {"1": {"version": 1}}, "tabeller": {}}
    ra["schema"]["1"] |= {"dokument": dokument, "flik": flik}
    return ra


def lagg_dokument(mapp: Path, id_: str = "2024-delar", **falt: str) -> Path:
    """A document's folder with all its files; ``falt`` replaces fields of the head."""
    huvud = kopia(DOKUMENT)
    huvud["dokument"]["1"] |= {"id": id_, **falt}
    (mapp / id_).mkdir(parents=True)
    (mapp / id_ / "dokument.json").write_bytes(kodat(huvud))
    for flik in FLIKAR:
        (mapp / id_ / f"{flik}.json").write_bytes(kodat(flikvarde(id_, flik)))
    return mapp / id_


def lagg_datamapp(mapp: Path) -> Path:
    """A data folder with one document and settings."""
    lagg_dokument(mapp)
    (mapp / "installningar.json").write_bytes(kodat(INSTALLNINGAR))
    return mapp


def allt_i(mapp: Path) -> dict[str, bytes]:
    """Every file under a folder, hidden ones too, with its bytes."""
    return {
        os.path.relpath(Path(rot) / namn, mapp): (Path(rot) / namn).read_bytes()
        for rot, _, filer in os.walk(mapp)
        for namn in filer
    }


def stigar(varde: Any, stig: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every place in a value, the value itself first."""
    yield stig
    nycklar = (
        varde if isinstance(varde, dict) else range(len(varde)) if isinstance(varde, list) else ()
    )
    for nyckel in nycklar:
        yield from stigar(varde[nyckel], (*stig, nyckel))


def med(varde: Any, stig: tuple[Any, ...], nytt: Any) -> Any:
    """A copy of a value with another one put in at a place."""
    if not stig:
        return nytt
    resultat = kopia(varde)
    plats = resultat
    for nyckel in stig[:-1]:
        plats = plats[nyckel]
    plats[stig[-1]] = nytt
    return resultat


def i_barn(vad: Callable[[], int]) -> int:
    """What a child process says of its own end (its exit code, or minus a signal's number)."""
    pid = os.fork()
    if pid == 0:
        try:
            os._exit(vad())
        finally:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def synliga(mapp: Path) -> list[str]:
    """The files under a folder, by their way from it."""
    return sorted(p.relative_to(mapp).as_posix() for p in mapp.rglob("*") if p.is_file())


def fallera(monkeypatch: pytest.MonkeyPatch, anrop: str, kod: int, fran: int = 1) -> None:
    """Make a system call fail from its nth time on; ``open`` only where it creates a file."""
    akta, antal = getattr(os, anrop), 0

    def fel(*args: Any, **kwargs: Any) -> Any:
        nonlocal antal
        if anrop != "open" or args[1] & os.O_CREAT:
            antal += 1
            if antal >= fran:
                raise OSError(kod, "injected")
        return akta(*args, **kwargs)

    monkeypatch.setattr(os, anrop, fel)


NYTT_DOKUMENT = Dokument(
    "2025-delår",
    "Delårsbokslut 2025",
    "delarsbokslut",
    Period(date(2025, 1, 1), date(2025, 8, 31)),
    bas="2024-delar",
)


def drift(lager: Lager, dokument: str = "2024-delar") -> tuple[Tabell, ...]:
    tabeller, fel = lager.flik(dokument, "drift")
    assert fel == ()
    return tabeller


def andrade(tabeller: tuple[Tabell, ...], tal: int = 1) -> tuple[Tabell, ...]:
    """The tables with one cell changed."""
    forsta = tabeller[0]
    rad = forsta.rad("intakter").med_cell("budget", Decimal(tal))
    return (forsta.med_rad(rad), *tabeller[1:])
