"""Small data folders and file values that the store's tests share."""

import copy
import os
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tui.domain.document import Document
from tui.domain.period import Period
from tui.domain.table import Table
from tui.store.codec import encoded
from tui.store.folder import Store
from tui.store.mallar import REGISTER
from tui.store.storage import in_memory, raw_tables
from tui.store.tab_file import parsed_tab, put_tables

DATA = Path(__file__).resolve().parents[2] / "data"
REAL = sorted(file for file in DATA.glob("*/*.json") if file.parent.name != "mallar")
REAL_TABS = [file for file in REAL if file.name != "dokument.json"]

DOCUMENT: Any = {
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

SETTINGS: Any = {
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
OLD, NEW = b'{"a": {}}\n', b'{"b": {}}\n'
ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
# The calls that a save makes, each made to fail in turn.
CALL = ("open", "write", "fsync", "replace")

TABS = ("drift", "investeringar", "mal", "internkontroll", "personal")


def duplicate(value: Any) -> Any:
    """A value that a test may change."""
    return copy.deepcopy(value)


def tab_value(document: str, tab: str) -> Any:
    """A tab's file: the drift table on its tab, no tables on the others."""
    ra: Any = (
        duplicate(DRIFT) if tab == "drift" else {"schema": {"1": {"version": 1}}, "tabeller": {}}
    )
    ra["schema"]["1"] |= {"dokument": document, "flik": tab}
    return ra


def put_document(folder: Path, id_: str = "2024-delar", **field: str) -> Path:
    """A document's folder with all its files; ``field`` replaces fields of the head."""
    head = duplicate(DOCUMENT)
    head["dokument"]["1"] |= {"id": id_, **field}
    (folder / id_).mkdir(parents=True)
    (folder / id_ / "dokument.json").write_bytes(encoded(head))
    for tab in TABS:
        (folder / id_ / f"{tab}.json").write_bytes(encoded(tab_value(id_, tab)))
    return folder / id_


def put_data_folder(folder: Path) -> Path:
    """A data folder with one document and settings."""
    put_document(folder)
    (folder / "installningar.json").write_bytes(encoded(SETTINGS))
    return folder


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, hidden ones too, with its bytes."""
    return {
        os.path.relpath(Path(rot) / name, folder): (Path(rot) / name).read_bytes()
        for rot, _, files in os.walk(folder)
        for name in files
    }


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every place in a value, the value itself first."""
    yield path
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        yield from paths(value[key], (*path, key))


def whole(value: Any) -> Any:
    """A tab's file with the whole form of its tables, as it is when it has been saved."""
    tables = parsed_tab(in_memory(value), "fil", "2024-delar", "drift", REGISTER).tables
    database = in_memory(duplicate(value))
    put_tables(database, tables, REGISTER)
    return raw_tables(database)


def with_(value: Any, path: tuple[Any, ...], fresh: Any) -> Any:
    """A copy of a value with another one put in at a place."""
    if not path:
        return fresh
    resultat = duplicate(value)
    place = resultat
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = fresh
    return resultat


def in_children(what: Callable[[], int]) -> int:
    """What a child process says of its own end (its exit code, or minus a signal's number)."""
    pid = os.fork()
    if pid == 0:
        try:
            os._exit(what())
        finally:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def in_view(folder: Path) -> list[str]:
    """The files under a folder, by their way from it."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def fail(monkeypatch: pytest.MonkeyPatch, call: str, code: int, from_: int = 1) -> None:
    """Make a system call fail from its nth time on; ``open`` only where it creates a file."""
    real, count = getattr(os, call), 0

    def error(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        if call != "open" or args[1] & os.O_CREAT:
            count += 1
            if count >= from_:
                raise OSError(code, "injected")
        return real(*args, **kwargs)

    monkeypatch.setattr(os, call, error)


NEW_DOCUMENT = Document(
    "2025-delår",
    "Delårsbokslut 2025",
    "delarsbokslut",
    Period(date(2025, 1, 1), date(2025, 8, 31)),
    base="2024-delar",
)


def drift(store: Store, document: str = "2024-delar") -> tuple[Table, ...]:
    tables, error = store.tab(document, "drift")
    assert error == ()
    return tables


def changed(tables: tuple[Table, ...], number: int = 1) -> tuple[Table, ...]:
    """The tables with one cell changed."""
    first = tables[0]
    row = first.row("intakter").with_cell("budget", Decimal(number))
    return (first.with_row(row), *tables[1:])


def closed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make a folder one whose rights let nobody in, also root: it is listed, not looked into."""

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *args: Any, **kwargs: Any) -> Any:
            if isinstance(path, str | Path) and f"{path}".startswith(f"{folder}{os.sep}"):
                raise PermissionError(13, "injected")
            return real(path, *args, **kwargs)

        return call

    for name in ("lstat", "stat", "open", "scandir", "listdir"):
        monkeypatch.setattr(os, name, guarded(getattr(os, name)))
