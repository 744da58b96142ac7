"""Every kind of bad store file gives one sentence that names it, and no byte is changed."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.hjalp import DOKUMENT, DRIFT, INSTALLNINGAR, allt_i, med
from tui.domain.fel import Filfel
from tui.store.fel import Sparfel
from tui.store.kodek import MAX_BYTE, kodat
from tui.store.mapp import Lager


def drift(stig: tuple[str, ...], nytt: Any) -> bytes:
    return kodat(med(DRIFT, stig, nytt))


HEL = kodat(DRIFT)
TRASIGA: dict[str, bytes] = {
    "tom": b"",
    "bara nollor": b"\0" * 4096,
    "avbruten": HEL[: len(HEL) // 2],
    "ej utf-8": HEL.decode().encode("latin-1"),
    "utf-16": HEL.decode().encode("utf-16"),
    "ej json": b"Belopp i tkr;Budget;Utfall\n",
    "dubbel nyckel": b'{"schema": {}, "schema": {}}',
    "nan": HEL.replace(b"20995", b"NaN"),
    "oändligt": HEL.replace(b"20995", b"-Infinity"),
    "för stort tal": HEL.replace(b"20995", b"1e400"),
    "för många siffror": HEL.replace(b"20995", b"1" * 5000),
    "för djup": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "halvt tecken": HEL.replace(b"Hyra", b"\\ud83d"),
    "för stor": HEL + b" " * MAX_BYTE,
    "lista överst": b"[1, 2]",
    "text överst": b'"hej"',
    "flera värden": b"{}\n{}",
    "utan tabeller": kodat({"schema": DRIFT["schema"]}),
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
    "regel i ring": drift(("drift", "9", "regel"), ["+nettokostnader"]),
    "regel som inte går att läsa": drift(("drift", "9", "regel"), "summa"),
    "regel av tomma namn": drift(("drift", "9", "regel"), [""]),
    "decimaler är text": drift(("drift", "9", "decimaler"), "en"),
    "celler är en lista": drift(("drift", "4", "celler"), [1]),
    "cell är en lista": drift(("drift", "4", "celler", "budget"), [1]),
    "cell är sann": drift(("drift", "4", "celler", "budget"), True),
    "okänt märke": drift(("delposter", "2", "celler", "varde"), {"marke": "kryss"}),
    "par av text": drift(("delposter", "5", "celler", "varde"), {"par": ["1", "2"]}),
    "noter är text": drift(("drift", "4", "noter"), "x"),
    "okänd kolumn": drift(("drift", "4", "celler", "framtida"), 1),
    "rader utan huvud": kodat({**DRIFT, "glomd": {"1": {"rad": "x"}}}),
    "styrtecken i nyckeln": drift(("drift", "4", "art"), "\x1b]52;c;aGVq\x07"),
}
# These open as they are, and may be saved: what is told is not lost by it.
SPARBARA = {"annat dokument", "annan flik", "okänd kolumn", "rader utan huvud"}


def en_mening(fel: tuple[Filfel, ...], fil: str) -> None:
    assert len(fel) == 1, fel
    assert fel[0].fil == fil
    assert fel[0].mening.count(fil) == 1
    assert fel[0].mening.endswith(".") and ". " not in fel[0].mening
    assert fel[0].mening.isprintable()


@pytest.mark.parametrize("slag", TRASIGA)
def test_a_bad_tab_is_one_sentence_and_stays_as_it_is(lager: Lager, slag: str) -> None:
    fil = lager.mapp / "2024-delar" / "drift.json"
    fil.write_bytes(TRASIGA[slag])
    fore = allt_i(lager.mapp)
    tabeller, fel = lager.flik("2024-delar", "drift")
    en_mening(fel, "2024-delar/drift.json")
    assert len(lager.dokument()[0]) == 1
    assert allt_i(lager.mapp) == fore
    hela = Lager(lager.mapp).flik("2024-delar", "drift")[0]
    assert hela == tabeller


@pytest.mark.parametrize("slag", [slag for slag in TRASIGA if slag not in SPARBARA])
def test_what_could_not_be_read_is_never_written_over(
    datamapp: Path, lager: Lager, slag: str
) -> None:
    bra = Lager(datamapp).flik("2024-delar", "drift")[0]
    fil = lager.mapp / "2024-delar" / "drift.json"
    fil.write_bytes(TRASIGA[slag])
    fore = allt_i(lager.mapp)
    lager.flik("2024-delar", "drift")
    with pytest.raises(Sparfel) as fel:
        lager.spara_flik("2024-delar", "drift", bra)
    assert "2024-delar/drift.json" in fel.value.mening
    assert allt_i(lager.mapp) == fore


TRASIGA_HUVUDEN: dict[str, bytes] = {
    "tom": b"",
    "avbruten": kodat(DOKUMENT)[:100],
    "lista": b"[]",
    "utan huvud": kodat({"schema": DOKUMENT["schema"]}),
    "huvud är text": kodat(med(DOKUMENT, ("dokument",), "x")),
    "post är en lista": kodat(med(DOKUMENT, ("dokument", "1"), [])),
    "utan namn": kodat(med(DOKUMENT, ("dokument", "1", "namn"), "")),
    "okänt slag": kodat(med(DOKUMENT, ("dokument", "1", "slag"), "kvartal")),
    "okänd status": kodat(med(DOKUMENT, ("dokument", "1", "status"), "klar")),
    "datum baklänges": kodat(med(DOKUMENT, ("dokument", "1", "start"), "31/8 2024")),
    "slut före start": kodat(med(DOKUMENT, ("dokument", "1", "slut"), "2023-08-31")),
    "år 0": kodat(med(DOKUMENT, ("dokument", "1", "start"), "0000-01-01")),
}


@pytest.mark.parametrize("slag", TRASIGA_HUVUDEN)
def test_a_bad_head_is_one_sentence_and_stays_as_it_is(lager: Lager, slag: str) -> None:
    fil = lager.mapp / "2024-delar" / "dokument.json"
    fil.write_bytes(TRASIGA_HUVUDEN[slag])
    fore = allt_i(lager.mapp)
    dokument, fel = lager.dokument()
    assert dokument == ()
    en_mening(fel, "2024-delar/dokument.json")
    assert allt_i(lager.mapp) == fore


TRASIGA_INSTALLNINGAR: dict[str, bytes] = {
    "tom": b"",
    "ej json": b"tema = mork",
    "nyare": kodat(med(INSTALLNINGAR, ("schema", "1", "version"), 2)),
    "tema är ett tal": kodat(med(INSTALLNINGAR, ("installningar", "1", "tema"), 1)),
    "tröskel är text": kodat(med(INSTALLNINGAR, ("trosklar", "1", "risk_hog"), "hög")),
    "skala är text": kodat(med(INSTALLNINGAR, ("skalor", "1", "steg"), "Ja/Nej")),
    "möte utan datum": kodat(med(INSTALLNINGAR, ("sammantraden", "1", "datum"), "")),
}


@pytest.mark.parametrize("slag", TRASIGA_INSTALLNINGAR)
def test_bad_settings_are_one_sentence_and_stay_as_they_are(lager: Lager, slag: str) -> None:
    fil = lager.mapp / "installningar.json"
    fil.write_bytes(TRASIGA_INSTALLNINGAR[slag])
    fore = allt_i(lager.mapp)
    en_mening(lager.installningar()[1], "data/installningar.json")
    assert allt_i(lager.mapp) == fore


def _mapp_i_stallet(fil: Path) -> None:
    fil.mkdir()


def _lank_till_sig_sjalv(fil: Path) -> None:
    fil.symlink_to(fil)


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
@pytest.mark.parametrize(
    "gor",
    [_mapp_i_stallet, _lank_till_sig_sjalv, lambda fil: os.mkfifo(fil)],
    ids=["mapp", "länk", "rör"],
)
@pytest.mark.parametrize("namn", ["drift", "dokument"])
def test_what_is_no_file_at_all_is_one_sentence(
    lager: Lager, gor: Callable[[Path], None], namn: str
) -> None:
    fil = lager.mapp / "2024-delar" / f"{namn}.json"
    fil.unlink()
    gor(fil)
    fel = lager.dokument()[1] if namn == "dokument" else lager.flik("2024-delar", namn)[1]
    en_mening(fel, f"2024-delar/{namn}.json")
