"""Every kind of bad store file gives one sentence that names it, and no byte is changed."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.help import DOCUMENT, DRIFT, SETTINGS, everything_in, with_
from tui.domain.finding import FileError
from tui.store.codec import MAX_BYTE, encoded
from tui.store.errors import SaveError
from tui.store.folder import Store


def drift(path: tuple[str, ...], fresh: Any) -> bytes:
    return encoded(with_(DRIFT, path, fresh))


WHOLE = encoded(DRIFT)
BROKEN: dict[str, bytes] = {
    "tom": b"",
    "bara nollor": b"\0" * 4096,
    "avbruten": WHOLE[: len(WHOLE) // 2],
    "ej utf-8": WHOLE.decode().encode("latin-1"),
    "utf-16": WHOLE.decode().encode("utf-16"),
    "ej json": b"Belopp i tkr;Budget;Utfall\n",
    "dubbel nyckel": b'{"schema": {}, "schema": {}}',
    "nan": WHOLE.replace(b"20995", b"NaN"),
    "oändligt": WHOLE.replace(b"20995", b"-Infinity"),
    "för stort tal": WHOLE.replace(b"20995", b"1e400"),
    "för många siffror": WHOLE.replace(b"20995", b"1" * 5000),
    "för djup": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "halvt tecken": WHOLE.replace(b"Hyra", b"\\ud83d"),
    "för stor": WHOLE + b" " * MAX_BYTE,
    "lista överst": b"[1, 2]",
    "text överst": b'"hej"',
    "flera värden": b"{}\n{}",
    "utan tabeller": encoded({"schema": DRIFT["schema"]}),
    "tabeller är en lista": drift(("tabeller",), []),
    "schema är text": drift(("schema",), "1"),
    "utan version": drift(("schema", "1"), {"dokument": "2024-delar", "flik": "drift"}),
    "version som text": drift(("schema", "1", "version"), "1"),
    "nyare version": drift(("schema", "1", "version"), 99),
    "annat dokument": drift(("schema", "1", "dokument"), "2018-delar"),
    "annan flik": drift(("schema", "1", "flik"), "mal"),
    "tabellhuvud är en lista": drift(("tabeller", "2"), []),
    "okänt slag": drift(("tabeller", "1", "mall"), "drift.framtida"),
    "slag är ett tal": drift(("tabeller", "1", "mall"), 1),
    "okänd kolumnrubrik": drift(("tabeller", "1", "kolumner", "framtida"), "X"),
    "rubrik är ett tal": drift(("tabeller", "1", "rubrik"), 1),
    "rader är en lista": drift(("drift",), []),
    "radnummer är text": drift(("drift", "sju"), {"rad": "sju"}),
    "rad är ett tal": drift(("drift", "7"), 3),
    "rad utan nyckel": drift(("drift", "7", "rad"), ""),
    "radnyckel två gånger": drift(("drift", "7", "rad"), "personal"),
    "okänd överrad": drift(("drift", "4", "foralder"), "borta"),
    "egen överrad": drift(("drift", "4", "foralder"), "personal"),
    "okänt radslag": drift(("drift", "4", "art"), "mellansumma"),
    "regel som inte går att läsa": drift(("drift", "9", "regel"), 5),
    "regel av tomma namn": drift(("drift", "9", "regel"), [""]),
    "decimaler är text": drift(("drift", "9", "decimaler"), "en"),
    "celler är en lista": drift(("drift", "4", "celler"), [1]),
    "cell är en lista": drift(("drift", "4", "celler", "budget"), [1]),
    "cell är sann": drift(("drift", "4", "celler", "budget"), True),
    "okänt märke": drift(("delposter", "2", "celler", "varde"), {"marke": "kryss"}),
    "par av text": drift(("delposter", "5", "celler", "varde"), {"par": ["1", "2"]}),
    "noter är text": drift(("drift", "4", "noter"), "x"),
    "okänd kolumn": drift(("drift", "4", "celler", "framtida"), 1),
    "rader utan huvud": encoded({**DRIFT, "glomd": {"1": {"rad": "x"}}}),
    "styrtecken i nyckeln": drift(("drift", "4", "art"), "\x1b]52;c;aGVq\x07"),
}
# These open as they are, and may be saved: what is told is not lost by it.
SAVEABLE = {"annat dokument", "annan flik", "okänd kolumn", "rader utan huvud"}


def one_sentence(error: tuple[FileError, ...], file: str) -> None:
    assert len(error) == 1, error
    assert error[0].file == file
    assert error[0].sentence.count(file) == 1
    assert error[0].sentence.endswith(".") and ". " not in error[0].sentence
    assert error[0].sentence.isprintable()


@pytest.mark.parametrize("kind", BROKEN)
def test_a_bad_tab_is_one_sentence_and_stays_as_it_is(store: Store, kind: str) -> None:
    file = store.folder / "2024-delar" / "drift.json"
    file.write_bytes(BROKEN[kind])
    before = everything_in(store.folder)
    tables, error = store.tab("2024-delar", "drift")
    one_sentence(error, "2024-delar/drift.json")
    assert len(store.document()[0]) == 1
    assert everything_in(store.folder) == before
    whole = Store(store.folder).tab("2024-delar", "drift")[0]
    assert whole == tables


@pytest.mark.parametrize("kind", [kind for kind in BROKEN if kind not in SAVEABLE])
def test_what_could_not_be_read_is_never_written_over(
    data_folder: Path, store: Store, kind: str
) -> None:
    bra = Store(data_folder).tab("2024-delar", "drift")[0]
    file = store.folder / "2024-delar" / "drift.json"
    file.write_bytes(BROKEN[kind])
    before = everything_in(store.folder)
    store.tab("2024-delar", "drift")
    with pytest.raises(SaveError) as error:
        store.save_tab("2024-delar", "drift", bra)
    assert "2024-delar/drift.json" in error.value.sentence
    assert everything_in(store.folder) == before


BROKEN_HEADS: dict[str, bytes] = {
    "tom": b"",
    "avbruten": encoded(DOCUMENT)[:100],
    "lista": b"[]",
    "utan huvud": encoded({"schema": DOCUMENT["schema"]}),
    "huvud är text": encoded(with_(DOCUMENT, ("dokument",), "x")),
    "post är en lista": encoded(with_(DOCUMENT, ("dokument", "1"), [])),
    "utan namn": encoded(with_(DOCUMENT, ("dokument", "1", "namn"), "")),
    "okänt slag": encoded(with_(DOCUMENT, ("dokument", "1", "slag"), "kvartal")),
    "okänd status": encoded(with_(DOCUMENT, ("dokument", "1", "status"), "klar")),
    "datum baklänges": encoded(with_(DOCUMENT, ("dokument", "1", "start"), "31/8 2024")),
    "slut före start": encoded(with_(DOCUMENT, ("dokument", "1", "slut"), "2023-08-31")),
    "år 0": encoded(with_(DOCUMENT, ("dokument", "1", "start"), "0000-01-01")),
}


@pytest.mark.parametrize("kind", BROKEN_HEADS)
def test_a_bad_head_is_one_sentence_and_stays_as_it_is(store: Store, kind: str) -> None:
    file = store.folder / "2024-delar" / "dokument.json"
    file.write_bytes(BROKEN_HEADS[kind])
    before = everything_in(store.folder)
    document, error = store.document()
    assert document == ()
    one_sentence(error, "2024-delar/dokument.json")
    assert everything_in(store.folder) == before


BROKEN_SETTINGS: dict[str, bytes] = {
    "tom": b"",
    "ej json": b"tema = mork",
    "nyare": encoded(with_(SETTINGS, ("schema", "1", "version"), 2)),
    "tema är ett tal": encoded(with_(SETTINGS, ("installningar", "1", "tema"), 1)),
    "tröskel är text": encoded(with_(SETTINGS, ("trosklar", "1", "risk_hog"), "hög")),
    "skala är text": encoded(with_(SETTINGS, ("skalor", "1", "steg"), "Ja/Nej")),
    "möte utan datum": encoded(with_(SETTINGS, ("sammantraden", "1", "datum"), "")),
}


@pytest.mark.parametrize("kind", BROKEN_SETTINGS)
def test_bad_settings_are_one_sentence_and_stay_as_they_are(store: Store, kind: str) -> None:
    file = store.folder / "installningar.json"
    file.write_bytes(BROKEN_SETTINGS[kind])
    before = everything_in(store.folder)
    one_sentence(store.settings()[1], "data/installningar.json")
    assert everything_in(store.folder) == before


def _folder_in_place(file: Path) -> None:
    file.mkdir()


def _link_to_itself(file: Path) -> None:
    file.symlink_to(file)


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
@pytest.mark.parametrize(
    "do",
    [_folder_in_place, _link_to_itself, lambda file: os.mkfifo(file)],
    ids=["mapp", "länk", "rör"],
)
@pytest.mark.parametrize("name", ["drift", "dokument"])
def test_what_is_no_file_at_all_is_one_sentence(
    store: Store, do: Callable[[Path], None], name: str
) -> None:
    file = store.folder / "2024-delar" / f"{name}.json"
    file.unlink()
    do(file)
    error = store.document()[1] if name == "dokument" else store.tab("2024-delar", name)[1]
    one_sentence(error, f"2024-delar/{name}.json")
