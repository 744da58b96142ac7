"""TinyDB on the safe storage, and plain TinyDB on what it has written."""

from decimal import Decimal
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.storages import Storage

from tests.store.hjalp import RIKTIGA
from tui.store.fel import Andrad, Lasfel, Sparfel
from tui.store.lagring import Lagring


@pytest.fixture
def fil(tmp_path: Path) -> Path:
    return tmp_path / "prov.json"


def test_ordinary_inserts_updates_and_removals_work(fil: Path) -> None:
    with TinyDB(fil, storage=Lagring) as db:
        db.insert({"namn": "Ärende", "tal": Decimal("9.0")})
        db.table("rader").insert_multiple({"nr": i} for i in range(5))
        db.table("rader").update({"tal": 1.5}, where("nr") == 3)
        db.table("rader").remove(where("nr") < 2)
        db.table("rader").upsert({"nr": 7}, where("nr") == 7)
    with TinyDB(fil, storage=Lagring) as db:
        assert db.all() == [{"namn": "Ärende", "tal": Decimal("9.0")}]
        assert db.table("rader").all() == [
            {"nr": 2},
            {"nr": 3, "tal": Decimal("1.5")},
            {"nr": 4},
            {"nr": 7},
        ]
        assert [d.doc_id for d in db.table("rader")] == [3, 4, 5, 6]


def test_plain_tinydb_opens_and_goes_on_with_what_is_written(fil: Path) -> None:
    with TinyDB(fil, storage=Lagring) as db:
        db.table("rader").insert({"etikett": "Köp av tjänster", "tal": Decimal("12.50")})
    with TinyDB(fil, encoding="utf-8") as db:
        assert db.table("rader").all() == [{"etikett": "Köp av tjänster", "tal": 12.5}]
        db.table("rader").insert({"etikett": "Mer"})
    with TinyDB(fil, storage=Lagring) as db:
        assert len(db.table("rader")) == 2


def test_dropping_tables_before_anything_is_read_works(fil: Path) -> None:
    fil.write_bytes(b'{"rader": {"1": {}}}')
    with TinyDB(fil, storage=Lagring) as db:
        db.drop_tables()
        assert db.tables() == set()


def test_it_is_a_storage_and_opens_without_making_a_file(fil: Path) -> None:
    assert issubclass(Lagring, Storage)
    with TinyDB(fil, storage=Lagring) as db:
        assert db.all() == []
    assert not fil.exists()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"a": 1, "a": 2}'])
def test_a_bad_file_is_neither_read_nor_written_over(fil: Path, data: bytes) -> None:
    fil.write_bytes(data)
    with TinyDB(fil, storage=Lagring) as db:
        for handling in (db.all, lambda: db.insert({"a": 1}), db.drop_tables):
            with pytest.raises(Lasfel, match=r"prov\.json kan inte läsas"):
                handling()
    assert fil.read_bytes() == data
    assert [p.name for p in fil.parent.iterdir()] == ["prov.json"]


def test_a_write_over_another_programs_change_is_refused(fil: Path) -> None:
    lagring = Lagring(fil)
    lagring.write({"rader": {}})
    fil.write_bytes(b'{"annan": {}}')
    with pytest.raises(Andrad):
        lagring.write({"rader": {"1": {}}})
    assert fil.read_bytes() == b'{"annan": {}}'
    lagring.read()
    lagring.write({"rader": {"1": {}}})


def test_what_could_not_be_read_back_is_not_written(fil: Path) -> None:
    with TinyDB(fil, storage=Lagring) as db:
        with pytest.raises(Sparfel, match=r"prov\.json kunde inte sparas: talet .* är för långt"):
            db.insert({"tal": Decimal("1E+99")})
        with pytest.raises(TypeError):
            db.insert({"tal": object()})
    assert list(fil.parent.iterdir()) == []


@pytest.mark.parametrize("fil", RIKTIGA, ids=lambda fil: f"{fil.parent.name}/{fil.name}")
def test_plain_tinydb_opens_every_document(fil: Path) -> None:
    with (
        TinyDB(fil, encoding="utf-8", access_mode="r") as plain,
        TinyDB(fil, storage=Lagring) as db,
    ):
        assert plain.tables() == db.tables()
        for namn in db.tables():
            assert [d.doc_id for d in plain.table(namn)] == [d.doc_id for d in db.table(namn)]
