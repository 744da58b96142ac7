"""Which data folder is opened, and the copy on first use."""

import errno
from pathlib import Path

import pytest

from tests.store.help import everything_in, fail, put_data_folder, put_document
from tui.store import locate
from tui.store.errors import FolderError
from tui.store.folder import Store
from tui.store.locate import FolderChoice, accompanying, chosen_folder, copy_over


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user's own folder would be."""
    folder = tmp_path / "hem" / "namndkoll"
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: folder)
    return folder


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package with two documents, one of them write-protected."""
    data = put_data_folder(tmp_path / "paket" / "tui" / "_data")
    put_document(data, "2023-bokslut")
    (data / "2023-bokslut" / ".tidigare").mkdir()
    (data / "2023-bokslut" / ".tidigare" / "drift.json").write_bytes(b"{}")
    (data / "2023-bokslut" / "drift.json").chmod(0o444)
    monkeypatch.setattr(locate, "PACKAGE", tmp_path / "paket" / "tui")
    return data


def test_the_option_comes_first(data_folder: Path, tmp_path: Path) -> None:
    environment = {"NAMNDKOLL_DATA": str(tmp_path / "borta")}
    assert chosen_folder(str(data_folder), environment, tmp_path) == FolderChoice(data_folder, "")


def test_a_relative_folder_is_under_the_working_folder(data_folder: Path) -> None:
    assert chosen_folder("data", {}, data_folder.parent) == (data_folder, "")


def test_the_environment_comes_next(data_folder: Path, tmp_path: Path) -> None:
    assert (
        chosen_folder(None, {"NAMNDKOLL_DATA": str(data_folder)}, tmp_path / "annan").folder
        == data_folder
    )


def test_then_the_working_folders_data(data_folder: Path) -> None:
    assert chosen_folder(None, {"NAMNDKOLL_DATA": ""}, data_folder.parent) == (data_folder, "")


def test_home_is_understood(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(data_folder.parent))
    monkeypatch.setenv("USERPROFILE", str(data_folder.parent))
    assert chosen_folder("~/data", {}, Path("/")).folder == data_folder


def _prepare(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    (tmp_path / "tom").mkdir()
    put_document(tmp_path / "allt", "2024-delar")
    (tmp_path / "utan" / "under").mkdir(parents=True)


@pytest.mark.parametrize(
    ("text", "sentence"),
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
    tmp_path: Path, own: Path, text: str, sentence: str
) -> None:
    _prepare(tmp_path)
    with pytest.raises(FolderError) as error:
        chosen_folder(text, {}, tmp_path)
    assert error.value.sentence == sentence
    assert not own.exists()


def test_a_bad_folder_in_the_environment_names_the_variable(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"Mappen ”borta” \(NAMNDKOLL_DATA\) finns inte"):
        chosen_folder(None, {"NAMNDKOLL_DATA": "borta"}, tmp_path)


def test_a_folder_with_only_a_broken_document_opens_to_tell_of_it(tmp_path: Path) -> None:
    (tmp_path / "data" / "2024").mkdir(parents=True)
    (tmp_path / "data" / "2024" / "dokument.json").touch()
    folder = chosen_folder("data", {}, tmp_path).folder
    assert len(Store(folder).document()[1]) == 1


def test_the_first_time_the_documents_are_copied_and_it_is_said(
    source: Path, own: Path, tmp_path: Path
) -> None:
    choice = chosen_folder(None, {}, tmp_path)
    assert choice.folder == own
    assert choice.message == (
        f"2 dokument och inställningarna har kopierats till {own}; där sparas dina ändringar."
    )
    assert everything_in(own) == {
        n: d for n, d in everything_in(source).items() if ".tidigare" not in n
    }
    assert chosen_folder(None, {}, tmp_path) == (own, "")


def test_the_copy_can_be_saved_to(source: Path, own: Path, tmp_path: Path) -> None:
    assert source.exists()
    store = Store(chosen_folder(None, {}, tmp_path).folder)
    tables, _ = store.tab("2023-bokslut", "drift")
    store.save_tab("2023-bokslut", "drift", tables[:1])
    assert own.exists()


def test_an_empty_own_folder_is_filled(source: Path, own: Path, tmp_path: Path) -> None:
    own.mkdir(parents=True)
    assert source.exists()
    assert chosen_folder(None, {}, tmp_path).message
    assert len(Store(own).document()[0]) == 2


def test_what_lies_in_the_own_folder_is_not_touched(
    source: Path, own: Path, tmp_path: Path
) -> None:
    own.mkdir(parents=True)
    (own / "anteckning.txt").write_bytes(b"min")
    assert source.exists()
    with pytest.raises(FolderError, match="innehåller inga dokument men är inte tom"):
        chosen_folder(None, {}, tmp_path)
    assert everything_in(own) == {"anteckning.txt": b"min"}


@pytest.mark.parametrize("call", ["mkdir", "fsync", "rename"])
@pytest.mark.parametrize("from_", [1, 2, 5])
def test_a_copy_that_fails_leaves_nothing(
    source: Path,
    own: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    from_: int,
) -> None:
    assert source.exists()
    if call != "fsync" and from_ > 1:
        from_ = 1
    with monkeypatch.context() as fall:
        fail(fall, call, errno.ENOSPC, from_)
        with pytest.raises(FolderError, match=r"disken är full.*ange en annan mapp med --data"):
            chosen_folder(None, {}, tmp_path)
    assert not own.exists()
    assert not own.parent.exists() or list(own.parent.iterdir()) == []


def test_a_checkout_has_its_documents_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locate, "PACKAGE", tmp_path / "tui")
    with pytest.raises(FolderError, match="saknas i installationen"):
        accompanying()
    data = put_data_folder(tmp_path / "data")
    assert accompanying() == data
    sent_along = put_data_folder(tmp_path / "tui" / "_data")
    assert accompanying() == sent_along


def test_this_checkouts_own_documents_are_found_and_copied(tmp_path: Path) -> None:
    duplicate = tmp_path / "kopia"
    count = copy_over(accompanying(), duplicate)
    assert count == len(Store(duplicate).document()[0]) > 0
    assert (duplicate / "installningar.json").exists()


def test_platformdirs_is_asked_only_when_no_folder_is_given(
    data_folder: Path, tmp_path: Path
) -> None:
    code = Path(locate.__file__).read_text(encoding="utf-8")
    assert "\nfrom platformdirs" not in code and "\nimport platformdirs" not in code
    assert chosen_folder(str(data_folder), {}, tmp_path).message == ""
