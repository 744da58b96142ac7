"""Bad store files beyond those in tests/store: more kinds, every truncation, and any mutation.

Whatever the bytes: nothing is raised, no byte of the folder is changed, it takes no time, and
where something could not be read one sentence says which file.
"""

import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.help import D, data_folder
from tests.five_documents import DATA
from tests.store.help import DOCUMENT, DRIFT, SETTINGS, everything_in, paths, with_
from tui.store.codec import decoded, encoded
from tui.store.data_store import DataStore, restored
from tui.store.folder import Store


def sample(tab: str) -> Any:
    """A tab's file with the first rows of each of the real tables."""
    ra = decoded((DATA / D / f"{tab}.json").read_bytes())
    for name, items in ra.items():
        if name not in ("schema", "tabeller"):
            ra[name] = dict(list(items.items())[:2])
    heads = list(ra["tabeller"].items())
    ra["tabeller"] = dict(heads[:2])
    kept = {head["tabell"] for _, head in heads[:2]}
    return {n: t for n, t in ra.items() if n in ("schema", "tabeller") or n in kept}


BASE = {
    f"{D}/drift.json": DRIFT,
    f"{D}/dokument.json": DOCUMENT,
    "installningar.json": SETTINGS,
    **{f"{D}/{tab}.json": sample(tab) for tab in ("mal", "internkontroll", "personal")},
}
# The real tables have many places: every ninth of them will do.
SOME = {name: 9 if name[len(D) + 1 :] in ("mal.json", "internkontroll.json", "personal.json") else 1
        for name in BASE}  # fmt: skip
# What is put in every place of each of the three kinds of file.
INSERTED: dict[str, Any] = {
    "ingenting": None, "sant": True, "tom text": "", "text": "hej", "styrtecken": "\x1b]0;x\x07",
    "tal": 7, "stort tal": 10**29, "lista": [1], "objekt": {"1": 2}, "märke": "[@click=app.quit]x",
}  # fmt: skip


def opened(folder: Path) -> list[str]:
    """Everything that opening the folder says; nothing in it may be changed by that."""
    before, beginning = everything_in(folder), time.monotonic()
    store = Store(folder)
    document, error = store.document()
    all_ = [*error, *store.settings()[1]]
    for head in document:
        for tab in store.register.tabs:
            all_ += store.tab(head.id, tab.id)[1]
    assert time.monotonic() - beginning < 2
    assert everything_in(folder) == before
    for one in all_:
        assert one.sentence.endswith(".")
        assert one.sentence.isprintable()
        assert one.file in one.sentence
    return [one.sentence for one in all_]


@pytest.mark.parametrize("inserted", INSERTED)
@pytest.mark.parametrize("name", BASE)
def test_any_value_in_any_place_is_read_or_told_of(fast: Path, name: str, inserted: str) -> None:
    folder = data_folder(fast / "data")
    said = 0
    for path in list(paths(BASE[name]))[:: SOME[name]]:
        fresh = with_(BASE[name], path, INSERTED[inserted])
        (folder / name).write_bytes(encoded(fresh))
        sentences = opened(folder)
        assert len(sentences) <= 12, sentences
        said += bool(sentences)
    assert said > 0


@pytest.mark.parametrize("name", BASE)
def test_a_key_that_is_left_out_anywhere_is_read_or_told_of(fast: Path, name: str) -> None:
    folder = data_folder(fast / "data")
    for path in list(paths(BASE[name]))[:: SOME[name]]:
        if not path:
            continue
        ra = with_(BASE[name], path, None)
        holder = ra
        for key in path[:-1]:
            holder = holder[key]
        del holder[path[-1]]
        (folder / name).write_bytes(encoded(ra))
        opened(folder)


@pytest.mark.parametrize("name", BASE)
def test_every_truncation_is_one_sentence_with_file_and_place(fast: Path, name: str) -> None:
    folder = data_folder(fast / "data")
    whole = encoded(BASE[name]).rstrip()
    file = name.rpartition("/")[2]
    # Every byte of the small files, every seventh of the larger one, some of the real ones.
    step = 97 if SOME[name] > 1 else 1 if len(whole) < 1000 else 7
    for length in range(0, len(whole), step):
        (folder / name).write_bytes(whole[:length])
        sentences = [m for m in opened(folder) if file in m]
        assert len(sentences) == 1, (length, sentences)
        assert re.search(r"rad \d+, tecken \d+|filen är tom|byte \d+", sentences[0]), sentences


_BYTES = encoded(DRIFT)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(_BYTES) - 1),
            st.integers(0, 12),
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from(
                    [b"{", b"}", b"[", b"]", b'"', b",", b":", b"null", b"1e999", b"\\u0000"]
                ),
            ),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_no_mutation_of_a_file_raises_or_changes_anything(changes: list[Any]) -> None:
    data = _BYTES
    for place, away, fresh in changes:
        data = data[:place] + fresh + data[place + away :]
    folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    try:
        data_folder(folder / "data")
        (folder / "data" / D / "drift.json").write_bytes(data)
        opened(folder / "data")
    finally:
        shutil.rmtree(folder)


BROKEN_JOURNALS: dict[str, bytes] = {
    "tom": b"",
    "nollor": b"\0" * 5000,
    "text": b"hej\n",
    "lista": b"[]\n",
    "annan version": b'{"journal":99}\n',
    "bara huvud": b'{"journal":1}\n',
    "binär": bytes(range(256)) * 20,
    "utan radslut": b'{"journal":1}',
    "djup": b"[" * 10000 + b"\n",
    "stor rad": b'"' + b"x" * 3_000_000 + b'"\n',
}


@pytest.mark.parametrize("kind", BROKEN_JOURNALS)
def test_a_bad_journal_never_stops_the_start_nor_is_written_over(folder: Path, kind: str) -> None:
    file = folder / ".namndkoll" / "journal.jsonl"
    file.parent.mkdir()
    file.write_bytes(BROKEN_JOURNALS[kind])
    before, beginning = everything_in(folder), time.monotonic()
    store = DataStore(folder)
    notice = restored(store)
    store.history()
    store.close()
    assert time.monotonic() - beginning < 2
    assert all(
        error.sentence.isprintable() and error.sentence.endswith(".") for error in notice.error
    )
    after = everything_in(folder)
    assert {n: d for n, d in after.items() if n in before} == before
