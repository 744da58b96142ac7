"""What is remembered of files that came in: kept whole, and never in the way of anything."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tui.domain.known_source import KnownSource, latest_for, timeless
from tui.store.codec import decoded, encoded
from tui.store.errors import SaveError
from tui.store.folder import Store
from tui.store.sources_file import save_source, sources

OUTCOME = KnownSource(
    "Utfall ur saldo #.csv",
    "resultat",
    "/hem/ut",
    "saldo #.csv",
    "Blad1",
    ("konto", "utfall #"),
    {"enhet": True, "tecken": False},
    "utfall",
    {"konsulter": "kop"},
    {"ack": "utfall"},
    {"manad": "9"},
)
STAFF = KnownSource("Personal ur hr.xlsx", "antal", "/hem/hr", "hr.xlsx")


def test_a_source_is_kept_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    save_source(Store(tmp_path), OUTCOME)
    assert sources(tmp_path) == (OUTCOME,)


def test_the_one_used_last_is_last_and_takes_its_own_place(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for source in (OUTCOME, STAFF, replace(OUTCOME, folder="/hem/ny")):
        save_source(store, source)
    assert sources(tmp_path) == (STAFF, replace(OUTCOME, folder="/hem/ny"))
    assert latest_for(sources(tmp_path), "resultat") == [replace(OUTCOME, folder="/hem/ny")]


def test_a_record_that_cannot_be_read_is_passed_by_and_stays(tmp_path: Path) -> None:
    store, file = Store(tmp_path), tmp_path / "kallor.json"
    save_source(store, OUTCOME)
    value = decoded(file.read_bytes())
    value["kallor"]["7"] = {"namn": 5, "mer": "x"}
    file.write_bytes(encoded(value))
    store = Store(tmp_path)
    assert sources(tmp_path) == (OUTCOME,)
    save_source(store, STAFF)
    assert sources(tmp_path) == (OUTCOME, STAFF)
    assert decoded(file.read_bytes())["kallor"]["7"] == {"namn": 5, "mer": "x"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kallor": 3}'])
def test_a_file_that_cannot_be_read_gives_no_sources_and_is_not_written_over(
    tmp_path: Path, text: str
) -> None:
    file = tmp_path / "kallor.json"
    file.write_text(text, "utf-8")
    store = Store(tmp_path)
    assert sources(tmp_path) == ()
    with pytest.raises(SaveError):
        save_source(store, OUTCOME)
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drift 2024-08.csv", "drift 2024-09.csv"),
        ("saldo_aug.xlsx", "Saldo_september.xlsx"),
        ("Utfall jan–mars 2025", "Utfall jan-apr 2026"),
        ("202408_konto.si", "202412_konto.si"),
    ],
)
def test_the_names_of_two_months_are_alike(one: str, other: str) -> None:
    assert timeless(one.replace("–", "-")) == timeless(other)


@pytest.mark.parametrize("other", ["drift 2024-08.xlsx", "driften 2024-08.csv", "marsvin.csv"])
def test_the_names_of_other_files_are_not(other: str) -> None:
    assert timeless(other) != timeless("Drift 2024-08.csv")
    assert timeless("marsvin.csv") == "marsvin.csv"
