"""Which data folder is opened, and where one is begun when there are no documents."""

import shutil
from pathlib import Path

import pytest

from tests.store.help import put_data_folder, put_document
from tui.store import locate
from tui.store.errors import FolderError
from tui.store.folder import Store
from tui.store.locate import FolderChoice, accompanying, chosen_folder, is_place_for


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
    try:
        said = chosen_folder(text, {}, tmp_path).lack
    except FolderError as error:
        said = error.sentence
    assert said == sentence
    assert not own.exists()


def test_a_bad_folder_in_the_environment_names_the_variable(tmp_path: Path) -> None:
    choice = chosen_folder(None, {"NAMNDKOLL_DATA": "borta"}, tmp_path)
    assert choice.lack.startswith("Mappen ”borta” (NAMNDKOLL_DATA) finns inte")


def test_a_folder_with_only_a_broken_document_opens_to_tell_of_it(tmp_path: Path) -> None:
    (tmp_path / "data" / "2024").mkdir(parents=True)
    (tmp_path / "data" / "2024" / "dokument.json").touch()
    folder = chosen_folder("data", {}, tmp_path).folder
    assert len(Store(folder).document()[1]) == 1


def test_an_empty_folder_to_stand_in_is_where_one_begins(own: Path, tmp_path: Path) -> None:
    here = tmp_path / "kultur"
    here.mkdir()
    (here / ".git").mkdir()
    choice = chosen_folder(None, {}, here)
    assert choice.folder == here
    assert choice.lack.startswith("Det finns inga dokument än; starta namndkoll och börja")
    assert not own.exists()
    put_document(here, "2025-delar")
    assert chosen_folder(None, {}, here) == FolderChoice(here)


def test_what_a_broken_off_beginning_left_is_begun_in_again(own: Path, tmp_path: Path) -> None:
    here = put_data_folder(tmp_path / "kultur")
    shutil.rmtree(here / "2024-delar")
    assert (here / "installningar.json").exists()
    assert chosen_folder(None, {}, here).folder == here
    assert not own.exists()


@pytest.mark.parametrize("among", ["anteckning.txt", "hem"])
def test_among_other_things_one_begins_in_the_own_folder(
    own: Path, tmp_path: Path, among: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "här"
    here.mkdir()
    if among == "hem":
        monkeypatch.setattr(Path, "home", lambda: here)
    else:
        (here / among).touch()
    choice = chosen_folder(None, {}, here)
    assert choice.folder == own and choice.lack
    assert not own.exists()
    put_data_folder(own)
    assert chosen_folder(None, {}, here) == FolderChoice(own)


def test_nothing_is_copied_to_anybody(source: Path, own: Path, tmp_path: Path) -> None:
    assert accompanying() == source
    chosen_folder(None, {}, tmp_path)
    assert not own.exists()


def test_a_place_for_a_folder_is_one_whose_parent_is_there(own: Path, tmp_path: Path) -> None:
    assert is_place_for(tmp_path / "ny") == is_place_for(tmp_path) == is_place_for(own) == ""
    assert "som den ska ligga i, finns inte." in is_place_for(tmp_path / "borta" / "ny")


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


def test_platformdirs_is_asked_only_when_no_folder_is_given(
    data_folder: Path, tmp_path: Path
) -> None:
    code = Path(locate.__file__).read_text(encoding="utf-8")
    assert "\nfrom platformdirs" not in code and "\nimport platformdirs" not in code
    assert chosen_folder(str(data_folder), {}, tmp_path).lack == ""
