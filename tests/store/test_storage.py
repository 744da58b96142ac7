"""TinyDB on the safe storage, and plain TinyDB on what it has written."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.storages import Storage

from tests.store.help import REAL
from tui.store.errors import Changed, ReadError, SaveError
from tui.store.storage import StrictStorage, Transaction, read_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "prov.json"


def test_ordinary_inserts_updates_and_removals_work(file: Path) -> None:
    with TinyDB(file, storage=StrictStorage) as db:
        db.insert({"namn": "Ärende", "tal": Decimal("9.0")})
        db.table("rader").insert_multiple({"nr": i} for i in range(5))
        db.table("rader").update({"tal": 1.5}, where("nr") == 3)
        db.table("rader").remove(where("nr") < 2)
        db.table("rader").upsert({"nr": 7}, where("nr") == 7)
    with TinyDB(file, storage=StrictStorage) as db:
        assert db.all() == [{"namn": "Ärende", "tal": Decimal("9.0")}]
        assert db.table("rader").all() == [
            {"nr": 2},
            {"nr": 3, "tal": Decimal("1.5")},
            {"nr": 4},
            {"nr": 7},
        ]
        assert [d.doc_id for d in db.table("rader")] == [3, 4, 5, 6]


def test_plain_tinydb_opens_and_goes_on_with_what_is_written(file: Path) -> None:
    with TinyDB(file, storage=StrictStorage) as db:
        db.table("rader").insert({"etikett": "Köp av tjänster", "tal": Decimal("12.50")})
    with TinyDB(file, encoding="utf-8") as db:
        assert db.table("rader").all() == [{"etikett": "Köp av tjänster", "tal": 12.5}]
        db.table("rader").insert({"etikett": "Mer"})
    with TinyDB(file, storage=StrictStorage) as db:
        assert len(db.table("rader")) == 2


def test_dropping_tables_before_anything_is_read_works(file: Path) -> None:
    file.write_bytes(b'{"rader": {"1": {}}}')
    with TinyDB(file, storage=StrictStorage) as db:
        db.drop_tables()
        assert db.tables() == set()


def test_it_is_a_storage_and_opens_without_making_a_file(file: Path) -> None:
    assert issubclass(StrictStorage, Storage)
    with TinyDB(file, storage=StrictStorage) as db:
        assert db.all() == []
    assert not file.exists()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"a": 1, "a": 2}'])
def test_a_bad_file_is_neither_read_nor_written_over(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    with TinyDB(file, storage=StrictStorage) as db:
        for handling in (db.all, lambda: db.insert({"a": 1}), db.drop_tables):
            with pytest.raises(ReadError, match=r"prov\.json kan inte läsas"):
                handling()
    assert file.read_bytes() == data
    assert [p.name for p in file.parent.iterdir()] == ["prov.json"]


def test_a_write_over_another_programs_change_is_refused(file: Path) -> None:
    storage = StrictStorage(file)
    storage.write({"rader": {}})
    file.write_bytes(b'{"annan": {}}')
    with pytest.raises(Changed):
        storage.write({"rader": {"1": {}}})
    assert file.read_bytes() == b'{"annan": {}}'
    storage.read()
    storage.write({"rader": {"1": {}}})


def test_what_could_not_be_read_back_is_not_written(file: Path) -> None:
    with TinyDB(file, storage=StrictStorage) as db:
        with pytest.raises(SaveError, match=r"prov\.json kunde inte sparas: talet .* är för långt"):
            db.insert({"tal": Decimal("1E+99")})
        with pytest.raises(TypeError):
            db.insert({"tal": object()})
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize("file", REAL, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_plain_tinydb_opens_every_document(file: Path) -> None:
    with (
        TinyDB(file, encoding="utf-8", access_mode="r") as plain,
        TinyDB(file, storage=StrictStorage) as db,
    ):
        assert plain.tables() == db.tables()
        for name in db.tables():
            assert [d.doc_id for d in plain.table(name)] == [d.doc_id for d in db.table(name)]


def test_a_transaction_is_one_replace(file: Path) -> None:
    file.write_bytes(b'{"rader": {"3": {"a": 1}, "5": {"a": 2}}, "annat": {"1": {"b": 1}}}')
    before, replaced = file.read_bytes(), list[bytes]()

    @contextmanager
    def around(data: bytes) -> Iterator[None]:
        assert file.read_bytes() == before
        yield
        replaced.append(data)

    transaction = Transaction(StrictStorage)
    with TinyDB(file, storage=transaction) as db:
        db.table("rader").update({"a": 7}, doc_ids=[3])
        db.table("rader").insert({"a": 9})
        db.table("rader").remove(doc_ids=[5])
        assert file.read_bytes() == before
        transaction.storage.around = around
        transaction.commit()
    assert replaced == [file.read_bytes()]
    db, _ = read_file(file)
    assert {d.doc_id: d["a"] for d in db.table("rader")} == {3: 7, 6: 9}
    assert db.table("annat").all() == [{"b": 1}]


def test_a_transaction_that_is_not_committed_leaves_the_file(file: Path) -> None:
    file.write_bytes(b'{"rader": {"1": {}}}')
    with TinyDB(file, storage=Transaction(StrictStorage)) as db:
        db.drop_tables()
        db.table("rader").insert({"a": 1})
    assert file.read_bytes() == b'{"rader": {"1": {}}}'


def test_a_commit_over_another_programs_change_is_refused(file: Path) -> None:
    file.write_bytes(b'{"rader": {"1": {}}}')
    transaction = Transaction(StrictStorage)
    with TinyDB(file, storage=transaction) as db:
        db.table("rader").insert({"a": 1})
        file.write_bytes(b'{"annan": {}}')
        with pytest.raises(Changed):
            transaction.commit()
    assert file.read_bytes() == b'{"annan": {}}'
