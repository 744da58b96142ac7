"""The nämnd's own mallar as files: kept, in force, taken away, and never at a fault's cost."""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from tui.domain.as_mall import as_mall
from tui.domain.period import from_new_year
from tui.domain.table import Column, Row, Table
from tui.store.errors import SaveError
from tui.store.folder import Store
from tui.store.mallar import REGISTER, register_of
from tui.store.own_malls import keep_mall, leans_on, own_malls, remove_mall

TABLE = Table(
    *("hyra", "", "Hyror", "kr", (Column("lokal", "Lokal 2031"),), (Row("hall", "Ishallen"),)),
    tab="drift",
)
MALL = as_mall(TABLE, "drift.hyror", "Hyror", from_new_year(2031))


def test_a_kept_mall_is_in_force_at_once_and_after_a_restart(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keep_mall(store, MALL)
    assert store.register.templates["drift.hyror"] == MALL
    assert register_of(tmp_path)[0].templates["drift.hyror"] == MALL
    assert own_malls(tmp_path).templates == {"drift.hyror": MALL}
    if os.name != "nt":
        file = tmp_path / "mallar" / "drift.json"
        assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_one_of_the_same_id_wins_until_it_is_taken_away(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keep_mall(store, MALL)
    keep_mall(store, replace(MALL, id="drift.delar"))
    assert store.register.templates["drift.delar"].heading == "Hyror"
    remove_mall(store, store.register.templates["drift.delar"])
    assert store.register == register_of(tmp_path)[0]
    assert store.register.templates["drift.delar"] == REGISTER.templates["drift.delar"]
    assert list(own_malls(tmp_path).templates) == ["drift.hyror"]


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b"",
        b'{"tabeller": {}}',
        b'{"schema": {"1": {"version": 99}}, "tabeller": {}}',
        b'{"schema": {"1": {"version": 1, "flik": "mal"}}, "tabeller": {}}',
        b'{"schema": {"1": {"version": 1}}, "tabeller": {"1": {"tabell": "x", "kolumner": [7]}}}',
    ],
)
def test_a_file_that_is_not_right_is_told_and_never_written_over(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "mallar" / "drift.json"
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(SaveError, match=r"mallar/drift\.json"):
        keep_mall(Store(tmp_path), MALL)
    assert file.read_bytes() == content
    assert any("mallar/drift.json" in fault.sentence for fault in Store(tmp_path).document()[1])


def test_a_mall_that_documents_of_before_are_read_by_is_known(tmp_path: Path) -> None:
    heads = '{"schema": {"1": {"version": 1}}, "tabeller": {"1": {"tabell": "d", "mall": "%s"%s}}}'
    file = tmp_path / "2031-delar" / "drift.json"
    file.parent.mkdir()
    file.write_text(heads % ("drift.hyror", ""), encoding="utf-8")
    assert leans_on(tmp_path, MALL)
    file.write_text(heads % ("drift.hyror", ', "kolumner": []'), encoding="utf-8")
    assert not leans_on(tmp_path, MALL)
    file.write_text(heads % ("drift.delar", ""), encoding="utf-8")
    assert not leans_on(tmp_path, MALL)
    file.write_text('"drift.hyror"', encoding="utf-8")
    assert leans_on(tmp_path, MALL)
