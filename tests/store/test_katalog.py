"""Which folders are documents, their order, and the names that they may have."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.store.hjalp import lagg_dokument
from tui.domain.dokument import Dokument
from tui.domain.period import Period
from tui.store.fel import Sparfel
from tui.store.katalog import (
    ar_mappnamn,
    dokumentmappar,
    har_dokument,
    kontrollera_namn,
    ordnade,
)


def dok(id_: str, ar: int, bas: str = "") -> Dokument:
    period = Period(date(ar, 1, 1), date(ar, 12, 31))
    return Dokument(id_, id_, "arsbokslut", period, bas=bas)


def ids(*dokument: Dokument) -> list[str]:
    return [d.id for d in ordnade(dokument)]


def test_the_newest_period_is_first() -> None:
    assert ids(dok("a", 2018), dok("b", 2024), dok("c", 2023)) == ["b", "c", "a"]


def test_a_working_copy_is_right_after_its_base_and_a_copy_of_it_after_that() -> None:
    dokument = [
        dok("2023", 2023),
        dok("2023-utkast", 2023, "2023"),
        dok("2023-a", 2023),
        dok("0", 2023, "2023-utkast"),
        dok("2024", 2024),
    ]
    assert ids(*dokument) == ["2024", "2023", "2023-utkast", "0", "2023-a"]


def test_the_next_years_report_made_out_of_this_one_stands_in_its_own_year() -> None:
    assert ids(dok("2024", 2024), dok("2025", 2025, "2024")) == ["2025", "2024"]


def test_a_ring_of_bases_and_a_missing_base_lose_no_document() -> None:
    ring = [dok("a", 2023, "b"), dok("b", 2023, "a"), dok("c", 2023, "c"), dok("d", 2023, "borta")]
    assert sorted(ids(*ring)) == ["a", "b", "c", "d"]


def test_a_long_chain_of_copies_is_no_trouble() -> None:
    kedja = [dok("0", 2023), *(dok(str(i), 2023, str(i - 1)) for i in range(1, 5000))]
    assert ids(*kedja) == [str(i) for i in range(5000)]


def test_a_documents_end_counts_before_its_start() -> None:
    delar = replace(dok("delår", 2024), period=Period(date(2024, 1, 1), date(2024, 8, 31)))
    assert ids(delar, dok("helår", 2024)) == ["helår", "delår"]


def test_only_visible_folders_with_a_head_are_documents(tmp_path: Path) -> None:
    lagg_dokument(tmp_path, "2024-delår")
    lagg_dokument(tmp_path, ".dold")
    (tmp_path / "tom").mkdir()
    (tmp_path / "installningar.json").write_bytes(b"{}")
    assert dokumentmappar(tmp_path) == (("2024-delår",), ())
    assert har_dokument(tmp_path)
    assert not har_dokument(tmp_path / "tom")
    assert not har_dokument(tmp_path / "borta")


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_links_that_lead_in_a_ring_do_not_hang(tmp_path: Path) -> None:
    lagg_dokument(tmp_path, "2024")
    (tmp_path / "ring").symlink_to(tmp_path)
    (tmp_path / "2024" / "ring").symlink_to(tmp_path / "2024")
    (tmp_path / "sjalv").symlink_to(tmp_path / "sjalv")
    assert dokumentmappar(tmp_path) == (("2024",), ())


@pytest.mark.skipif(os.name != "posix", reason="names of bytes")
def test_a_name_that_is_not_utf8_is_told_of(tmp_path: Path) -> None:
    try:
        os.mkdir(os.fsencode(tmp_path) + b"/del\xe5r")  # noqa: PTH102
    except OSError:
        pytest.skip("the file system allows UTF-8 only")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/del\xe5r/dokument.json")).touch()
    namn, (fel,) = dokumentmappar(tmp_path)
    assert namn == ()
    assert fel.mening == "Mappen ”del�r” har ett namn som inte är UTF-8; döp om den."
    fel.fil.encode()


def test_a_folder_that_is_not_there_is_one_fault(tmp_path: Path) -> None:
    namn, (fel,) = dokumentmappar(tmp_path / "borta")
    assert namn == ()
    assert "borta" in fel.mening and "kan inte läsas" in fel.mening


@pytest.mark.parametrize("namn", ["2025-delår", "2025 delår", "Årsbokslut_2023.v2", "x" * 80])
def test_a_good_name(namn: str) -> None:
    kontrollera_namn(namn)
    assert ar_mappnamn(namn)


@pytest.mark.parametrize(
    "namn",
    (
        *("", ".", "..", ".dold", "a/b", "a\\b", "../a", "a:b", "a*", 'a"', "a\nb", "a\0", "a\x9b"),
        *("slut.", "slut ", " a", "CON", "nul.txt", "com1", "x" * 81, "\ud800"),
    ),
)
def test_a_name_that_some_system_refuses_is_refused_everywhere(namn: str) -> None:
    with pytest.raises(Sparfel, match="kan inte vara namn på en mapp"):
        kontrollera_namn(namn)


@pytest.mark.parametrize("namn", ["", ".", "..", "../a", "a/b", "/etc", ".dold", "a\0b"])
def test_what_is_no_name_in_the_folder(namn: str) -> None:
    assert not ar_mappnamn(namn)
