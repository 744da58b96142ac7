"""Which folders are documents, their order, and the names that they may have."""

import os
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.store.help import closed, put_document
from tui.domain.document import Document
from tui.domain.period import Period
from tui.store.directory import (
    control_name,
    document_folders,
    has_document,
    is_folder_name,
    ordered,
)
from tui.store.errors import SaveError
from tui.store.folder import Store


def doc(id_: str, year: int, base: str = "") -> Document:
    period = Period(date(year, 1, 1), date(year, 12, 31))
    return Document(id_, id_, "arsbokslut", period, base=base)


def ids(*document: Document) -> list[str]:
    return [d.id for d in ordered(document)]


def test_the_newest_period_is_first() -> None:
    assert ids(doc("a", 2018), doc("b", 2024), doc("c", 2023)) == ["b", "c", "a"]


def test_a_working_copy_is_right_after_its_base_and_a_copy_of_it_after_that() -> None:
    document = [
        doc("2023", 2023),
        doc("2023-utkast", 2023, "2023"),
        doc("2023-a", 2023),
        doc("0", 2023, "2023-utkast"),
        doc("2024", 2024),
    ]
    assert ids(*document) == ["2024", "2023", "2023-utkast", "0", "2023-a"]


def test_the_next_years_report_made_out_of_this_one_stands_in_its_own_year() -> None:
    assert ids(doc("2024", 2024), doc("2025", 2025, "2024")) == ["2025", "2024"]


def test_a_ring_of_bases_and_a_missing_base_lose_no_document() -> None:
    ring = [doc("a", 2023, "b"), doc("b", 2023, "a"), doc("c", 2023, "c"), doc("d", 2023, "borta")]
    assert sorted(ids(*ring)) == ["a", "b", "c", "d"]


def test_a_long_chain_of_copies_is_no_trouble() -> None:
    chain = [doc("0", 2023), *(doc(str(i), 2023, str(i - 1)) for i in range(1, 5000))]
    assert ids(*chain) == [str(i) for i in range(5000)]


def test_a_documents_end_counts_before_its_start() -> None:
    parts = replace(doc("delår", 2024), period=Period(date(2024, 1, 1), date(2024, 8, 31)))
    assert ids(parts, doc("helår", 2024)) == ["helår", "delår"]


def test_only_visible_folders_with_a_head_are_documents(tmp_path: Path) -> None:
    put_document(tmp_path, "2024-delår")
    put_document(tmp_path, ".dold")
    (tmp_path / "tom").mkdir()
    (tmp_path / "installningar.json").write_bytes(b"{}")
    assert document_folders(tmp_path) == (("2024-delår",), ())
    assert has_document(tmp_path)
    assert not has_document(tmp_path / "tom")
    assert not has_document(tmp_path / "borta")


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_links_that_lead_in_a_ring_do_not_hang(tmp_path: Path) -> None:
    put_document(tmp_path, "2024")
    (tmp_path / "ring").symlink_to(tmp_path)
    (tmp_path / "2024" / "ring").symlink_to(tmp_path / "2024")
    (tmp_path / "sjalv").symlink_to(tmp_path / "sjalv")
    assert document_folders(tmp_path) == (("2024",), ())


@pytest.mark.skipif(os.name != "posix", reason="names of bytes")
def test_a_name_that_is_not_utf8_is_told_of(tmp_path: Path) -> None:
    try:
        os.mkdir(os.fsencode(tmp_path) + b"/del\xe5r")  # noqa: PTH102
    except OSError:
        pytest.skip("the file system allows UTF-8 only")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/del\xe5r/dokument.json")).touch()
    name, (error,) = document_folders(tmp_path)
    assert name == ()
    assert error.sentence == "Mappen ”del�r” har ett namn som inte är UTF-8; döp om den."
    error.file.encode()


def test_a_folder_that_is_not_there_is_one_fault(tmp_path: Path) -> None:
    name, (error,) = document_folders(tmp_path / "borta")
    assert name == ()
    assert "borta" in error.sentence and "kan inte läsas" in error.sentence


@pytest.mark.parametrize("name", ["2025-delår", "2025 delår", "Årsbokslut_2023.v2", "x" * 80])
def test_a_good_name(name: str) -> None:
    control_name(name)
    assert is_folder_name(name)


@pytest.mark.parametrize(
    "name",
    (
        *("", ".", "..", ".dold", "a/b", "a\\b", "../a", "a:b", "a*", 'a"', "a\nb", "a\0", "a\x9b"),
        *("slut.", "slut ", " a", "CON", "nul.txt", "com1", "x" * 81, "\ud800"),
    ),
)
def test_a_name_that_some_system_refuses_is_refused_everywhere(name: str) -> None:
    with pytest.raises(SaveError, match="kan inte vara namn på en mapp"):
        control_name(name)


@pytest.mark.parametrize("name", ["", ".", "..", "../a", "a/b", "/etc", ".dold", "a\0b"])
def test_what_is_no_name_in_the_folder(name: str) -> None:
    assert not is_folder_name(name)


def test_a_document_whose_folder_is_closed_is_told_of_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("2024-delar", "2025-budget"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dokument.json").write_bytes(b"{")
    (tmp_path / "anteckningar").mkdir()
    closed(monkeypatch, tmp_path / "2024-delar")
    assert document_folders(tmp_path) == (("2024-delar", "2025-budget"), ())
    (id_, why), _ = Store(tmp_path).headless(())
    assert id_ == "2024-delar"
    assert why == (
        "Mappen ”2024-delar” kan inte öppnas: du saknar behörighet till den, så be den som äger "
        "mappen att släppa in dig."
    )
    assert has_document(tmp_path)
