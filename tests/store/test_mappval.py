"""Which data folder is opened, and the copy on first use."""

import errno
from pathlib import Path

import pytest

from tests.store.hjalp import allt_i, fallera, lagg_datamapp, lagg_dokument
from tui.store import mappval
from tui.store.fel import Mappfel
from tui.store.mapp import Lager
from tui.store.mappval import Mappval, kopiera, medfoljande, vald_mapp


@pytest.fixture
def egen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user's own folder would be."""
    mapp = tmp_path / "hem" / "namndkoll"
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: mapp)
    return mapp


@pytest.fixture
def kalla(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package with two documents, one of them write-protected."""
    data = lagg_datamapp(tmp_path / "paket" / "tui" / "_data")
    lagg_dokument(data, "2023-bokslut")
    (data / "2023-bokslut" / ".tidigare").mkdir()
    (data / "2023-bokslut" / ".tidigare" / "drift.json").write_bytes(b"{}")
    (data / "2023-bokslut" / "drift.json").chmod(0o444)
    monkeypatch.setattr(mappval, "PAKET", tmp_path / "paket" / "tui")
    return data


def test_the_option_comes_first(datamapp: Path, tmp_path: Path) -> None:
    miljo = {"NAMNDKOLL_DATA": str(tmp_path / "borta")}
    assert vald_mapp(str(datamapp), miljo, tmp_path) == Mappval(datamapp, "")


def test_a_relative_folder_is_under_the_working_folder(datamapp: Path) -> None:
    assert vald_mapp("data", {}, datamapp.parent) == (datamapp, "")


def test_the_environment_comes_next(datamapp: Path, tmp_path: Path) -> None:
    assert vald_mapp(None, {"NAMNDKOLL_DATA": str(datamapp)}, tmp_path / "annan").mapp == datamapp


def test_then_the_working_folders_data(datamapp: Path) -> None:
    assert vald_mapp(None, {"NAMNDKOLL_DATA": ""}, datamapp.parent) == (datamapp, "")


def test_home_is_understood(datamapp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(datamapp.parent))
    monkeypatch.setenv("USERPROFILE", str(datamapp.parent))
    assert vald_mapp("~/data", {}, Path("/")).mapp == datamapp


def _forbered(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    (tmp_path / "tom").mkdir()
    lagg_dokument(tmp_path / "allt", "2024-delar")
    (tmp_path / "utan" / "under").mkdir(parents=True)


@pytest.mark.parametrize(
    ("text", "mening"),
    [
        ("borta", "Mappen ”borta” (--data) finns inte; kontrollera stavningen."),
        (
            "fil",
            "Mappen ”fil” (--data) är en fil och ingen mapp; ange mappen som den ligger i.",
        ),
        (
            "fil/under",
            "Mappen ”fil/under” (--data) är en fil och ingen mapp; ange mappen som den ligger i.",
        ),
        ("tom", "Mappen ”tom” (--data) är tom; ange en mapp som innehåller dokument."),
        (
            "utan",
            "Mappen ”utan” (--data) innehåller inga dokument; ange en mapp som innehåller "
            "dokument.",
        ),
        (
            "allt/2024-delar",
            "Mappen ”allt/2024-delar” (--data) är ett enda dokument; ange mappen som det ligger i.",
        ),
        ("", "Mappen ”” (--data) är inget mappnamn; ange en mapp som innehåller dokument."),
        ("\0", "Mappen ”�” (--data) är inget mappnamn; ange en mapp som innehåller dokument."),
    ],
)
def test_a_given_folder_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, egen: Path, text: str, mening: str
) -> None:
    _forbered(tmp_path)
    with pytest.raises(Mappfel) as fel:
        vald_mapp(text, {}, tmp_path)
    assert fel.value.mening == mening
    assert not egen.exists()


def test_a_bad_folder_in_the_environment_names_the_variable(tmp_path: Path) -> None:
    with pytest.raises(Mappfel, match=r"Mappen ”borta” \(NAMNDKOLL_DATA\) finns inte"):
        vald_mapp(None, {"NAMNDKOLL_DATA": "borta"}, tmp_path)


def test_a_folder_with_only_a_broken_document_opens_to_tell_of_it(tmp_path: Path) -> None:
    (tmp_path / "data" / "2024").mkdir(parents=True)
    (tmp_path / "data" / "2024" / "dokument.json").touch()
    mapp = vald_mapp("data", {}, tmp_path).mapp
    assert len(Lager(mapp).dokument()[1]) == 1


def test_the_first_time_the_documents_are_copied_and_it_is_said(
    kalla: Path, egen: Path, tmp_path: Path
) -> None:
    val = vald_mapp(None, {}, tmp_path)
    assert val.mapp == egen
    assert val.meddelande == (
        f"2 dokument och inställningarna har kopierats till {egen}; där sparas dina ändringar."
    )
    assert allt_i(egen) == {n: d for n, d in allt_i(kalla).items() if ".tidigare" not in n}
    assert vald_mapp(None, {}, tmp_path) == (egen, "")


def test_the_copy_can_be_saved_to(kalla: Path, egen: Path, tmp_path: Path) -> None:
    assert kalla.exists()
    lager = Lager(vald_mapp(None, {}, tmp_path).mapp)
    tabeller, _ = lager.flik("2023-bokslut", "drift")
    lager.spara_flik("2023-bokslut", "drift", tabeller[:1])
    assert egen.exists()


def test_an_empty_own_folder_is_filled(kalla: Path, egen: Path, tmp_path: Path) -> None:
    egen.mkdir(parents=True)
    assert kalla.exists()
    assert vald_mapp(None, {}, tmp_path).meddelande
    assert len(Lager(egen).dokument()[0]) == 2


def test_what_lies_in_the_own_folder_is_not_touched(
    kalla: Path, egen: Path, tmp_path: Path
) -> None:
    egen.mkdir(parents=True)
    (egen / "anteckning.txt").write_bytes(b"min")
    assert kalla.exists()
    with pytest.raises(Mappfel, match="innehåller inga dokument men är inte tom"):
        vald_mapp(None, {}, tmp_path)
    assert allt_i(egen) == {"anteckning.txt": b"min"}


@pytest.mark.parametrize("anrop", ["mkdir", "fsync", "rename"])
@pytest.mark.parametrize("fran", [1, 2, 5])
def test_a_copy_that_fails_leaves_nothing(
    kalla: Path,
    egen: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    anrop: str,
    fran: int,
) -> None:
    assert kalla.exists()
    if anrop != "fsync" and fran > 1:
        fran = 1
    with monkeypatch.context() as falla:
        fallera(falla, anrop, errno.ENOSPC, fran)
        with pytest.raises(Mappfel, match=r"disken är full.*ange en annan mapp med --data"):
            vald_mapp(None, {}, tmp_path)
    assert not egen.exists()
    assert not egen.parent.exists() or list(egen.parent.iterdir()) == []


def test_a_checkout_has_its_documents_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mappval, "PAKET", tmp_path / "tui")
    with pytest.raises(Mappfel, match="saknas i installationen"):
        medfoljande()
    data = lagg_datamapp(tmp_path / "data")
    assert medfoljande() == data
    medskickat = lagg_datamapp(tmp_path / "tui" / "_data")
    assert medfoljande() == medskickat


def test_this_checkouts_own_documents_are_found_and_copied(tmp_path: Path) -> None:
    kopia = tmp_path / "kopia"
    antal = kopiera(medfoljande(), kopia)
    assert antal == len(Lager(kopia).dokument()[0]) > 0
    assert (kopia / "installningar.json").exists()


def test_platformdirs_is_asked_only_when_no_folder_is_given(datamapp: Path, tmp_path: Path) -> None:
    kod = Path(mappval.__file__).read_text(encoding="utf-8")
    assert "\nfrom platformdirs" not in kod and "\nimport platformdirs" not in kod
    assert vald_mapp(str(datamapp), {}, tmp_path).meddelande == ""
