"""A report's file: whole or not at all, and never over another one unasked."""

import errno
import os
from pathlib import Path

import pytest

from tui.store import rapportfil
from tui.store.fel import Sparfel
from tui.store.rapportfil import prova, skriv_rapport

NY, GAMMAL = b"ny rapport" * 1000, b"gammal rapport"


def i_mappen(mapp: Path) -> list[str]:
    return sorted(fil.name for fil in mapp.iterdir())


def test_a_new_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    skriv_rapport(tmp_path / "r.docx", NY)
    assert (tmp_path / "r.docx").read_bytes() == NY
    assert i_mappen(tmp_path) == ["r.docx"]


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    fil = tmp_path / "r.docx"
    fil.write_bytes(GAMMAL)
    with pytest.raises(Sparfel, match=r"r\.docx finns redan; .*--skriv-over\.$"):
        skriv_rapport(fil, NY)
    assert fil.read_bytes() == GAMMAL
    assert i_mappen(tmp_path) == ["r.docx"]


def test_a_file_is_written_over_when_asked_for(tmp_path: Path) -> None:
    fil = tmp_path / "r.docx"
    fil.write_bytes(GAMMAL)
    skriv_rapport(fil, NY, skriv_over=True)
    assert fil.read_bytes() == NY
    assert i_mappen(tmp_path) == ["r.docx"]


@pytest.mark.parametrize("utan_lankar", [False, True])
def test_a_file_that_appears_while_the_report_is_made_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, utan_lankar: bool
) -> None:
    fil = tmp_path / "r.docx"
    if utan_lankar:
        monkeypatch.setattr(rapportfil.os, "link", _vagrar(OSError(errno.EPERM, "no links")))
    monkeypatch.setattr(rapportfil, "prova", lambda *_, **__: fil.write_bytes(GAMMAL))
    with pytest.raises(Sparfel, match="finns redan"):
        skriv_rapport(fil, NY)
    assert fil.read_bytes() == GAMMAL
    assert i_mappen(tmp_path) == ["r.docx"]


def test_a_file_system_without_links_gets_the_file_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rapportfil.os, "link", _vagrar(OSError(errno.EPERM, "no links")))
    skriv_rapport(tmp_path / "r.docx", NY)
    assert (tmp_path / "r.docx").read_bytes() == NY
    assert i_mappen(tmp_path) == ["r.docx"]


def _vagrar(fel: OSError):  # type: ignore[no-untyped-def]
    def vagrar(*_: object, **__: object) -> None:
        raise fel

    return vagrar


@pytest.mark.parametrize(
    ("steg", "fel", "varfor"),
    [
        ("byt", PermissionError(errno.EACCES, "open in Word"), "öppen i ett annat program"),
        ("skriv_ny", OSError(errno.ENOSPC, "full"), "disken är full"),
        ("skriv_ny", OSError(errno.EIO, "bad"), "disken svarar med fel"),
        ("skriv_ny", PermissionError(errno.EACCES, "no"), "eller så får du inte skriva där"),
    ],
)
def test_what_the_system_refuses_is_one_sentence_and_the_old_file_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steg: str, fel: OSError, varfor: str
) -> None:
    fil = tmp_path / "r.docx"
    fil.write_bytes(GAMMAL)
    monkeypatch.setattr(rapportfil, steg, _vagrar(fel))
    with pytest.raises(Sparfel) as fangat:
        skriv_rapport(fil, NY, skriv_over=True)
    assert varfor in fangat.value.mening
    assert fangat.value.mening.endswith("Det som fanns där är orört.")
    assert "\n" not in fangat.value.mening
    assert fil.read_bytes() == GAMMAL
    assert i_mappen(tmp_path) == ["r.docx"]


def test_a_write_that_fails_halfway_leaves_neither_a_file_nor_a_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    riktig = os.write

    def halv(fd: int, data: bytes) -> int:
        if len(data) < len(NY):
            raise OSError(errno.ENOSPC, "full")
        return riktig(fd, data[:100])

    monkeypatch.setattr(os, "write", halv)
    with pytest.raises(Sparfel, match="disken är full"):
        skriv_rapport(tmp_path / "r.docx", NY)
    assert i_mappen(tmp_path) == []


def test_a_write_protected_file_is_left_alone(tmp_path: Path) -> None:
    fil = tmp_path / "r.docx"
    fil.write_bytes(GAMMAL)
    fil.chmod(0o444)
    with pytest.raises(Sparfel, match="skrivskyddad"):
        skriv_rapport(fil, NY, skriv_over=True)
    assert fil.read_bytes() == GAMMAL
    assert i_mappen(tmp_path) == ["r.docx"]


def test_a_link_keeps_pointing_to_the_file_that_gets_the_report(tmp_path: Path) -> None:
    fil, lank = tmp_path / "r.docx", tmp_path / "lank.docx"
    fil.write_bytes(GAMMAL)
    lank.symlink_to(fil)
    skriv_rapport(lank, NY, skriv_over=True)
    assert lank.is_symlink()
    assert fil.read_bytes() == NY


def test_a_folder_that_is_not_there_and_a_folder_for_a_file_are_told_of(tmp_path: Path) -> None:
    with pytest.raises(Sparfel, match=r"^Mappen .*borta finns inte; skapa den"):
        prova(tmp_path / "borta" / "r.docx")
    (tmp_path / "r.docx").mkdir()
    with pytest.raises(Sparfel, match="är en mapp; ange ett filnamn"):
        prova(tmp_path / "r.docx", skriv_over=True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_no_place_for_a_report(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "r.docx")
    with pytest.raises(Sparfel, match="ingen vanlig fil"):
        skriv_rapport(tmp_path / "r.docx", NY, skriv_over=True)


def test_a_name_cannot_steer_the_terminal_that_the_sentence_goes_to(tmp_path: Path) -> None:
    with pytest.raises(Sparfel) as fangat:
        prova(tmp_path / "\x1b[31m" / "r.docx")
    assert fangat.value.mening.isprintable()


def test_a_name_that_is_too_long_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(Sparfel, match="namnet är för långt"):
        skriv_rapport(tmp_path / f"{'r' * 300}.docx", NY)
    assert i_mappen(tmp_path) == []
