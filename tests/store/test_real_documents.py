"""The real documents: every one opens without a word and comes back as it was."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.malls import REGISTER
from tests.store.help import DATA, REAL, REAL_TABS
from tui.store.codec import decoded, encoded
from tui.store.folder import Store
from tui.store.head import encoded_head, parsed_head
from tui.store.records import parsed_table, row_item, table_item


def name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


@pytest.mark.parametrize("file", [*REAL, DATA / "installningar.json"], ids=name)
def test_a_file_comes_back_to_the_value(file: Path) -> None:
    value = decoded(file.read_bytes())
    assert decoded(encoded(value)) == value
    assert encoded(decoded(encoded(value))) == encoded(value)


@pytest.mark.parametrize("file", [*REAL, DATA / "installningar.json"], ids=name)
def test_a_file_is_in_the_stores_own_layout(file: Path) -> None:
    assert encoded(decoded(file.read_bytes())) == file.read_bytes()


@pytest.mark.parametrize("file", REAL_TABS, ids=name)
def test_every_table_comes_back(file: Path) -> None:
    tables, error = Store(DATA).tab(file.parent.name, file.stem)
    assert error == ()
    for table in tables:
        items = [row_item(row, table.columns) for row in table.rows]
        meta, items = decoded(encoded([table_item(table), items]))
        assert parsed_table(meta, items, REGISTER, table.tab) == table


def test_every_head_and_the_settings_open_without_a_word() -> None:
    store = Store(DATA)
    document, error = store.document()
    assert error == ()
    assert len(document) >= 1
    assert [parsed_head(encoded_head(d), d.id) for d in document] == list(document)
    assert store.settings()[1] == ()


def test_saving_what_was_read_writes_its_form_and_changes_nothing_that_is_read(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns(".*"))
    store, first = Store(folder), Store(DATA)
    without_malls = Store(folder, replace(REGISTER, templates={}))
    for file in REAL_TABS:
        place = file.parent.name, file.stem
        tables, _ = store.tab(*place)
        store.save_tab(*place, tables)
        assert without_malls.tab(*place) == (tables, ()) == first.tab(*place)
        saved = (folder / file.parent.name / file.name).read_bytes()
        store.save_tab(*place, tables)
        assert (folder / file.parent.name / file.name).read_bytes() == saved
    for head in store.document()[0]:
        store.save_document(head)
    assert Store(folder).document() == first.document()
