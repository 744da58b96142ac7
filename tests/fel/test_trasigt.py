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

from tests.fel.hjalp import D, datamapp
from tests.store.hjalp import DOKUMENT, DRIFT, INSTALLNINGAR, allt_i, med, stigar
from tui.store.kodek import kodat
from tui.store.mapp import Lager
from tui.store.sakert import Sakerlager
from tui.store.start import aterstallt

GRUND = {
    f"{D}/drift.json": DRIFT,
    f"{D}/dokument.json": DOKUMENT,
    "installningar.json": INSTALLNINGAR,
}
# What is put in every place of each of the three kinds of file.
INSATTA: dict[str, Any] = {
    "ingenting": None, "sant": True, "tom text": "", "text": "hej", "styrtecken": "\x1b]0;x\x07",
    "tal": 7, "stort tal": 10**29, "lista": [1], "objekt": {"1": 2}, "märke": "[@click=app.quit]x",
}  # fmt: skip


def oppnad(mapp: Path) -> list[str]:
    """Everything that opening the folder says; nothing in it may be changed by that."""
    fore, borjan = allt_i(mapp), time.monotonic()
    lager = Lager(mapp)
    dokument, fel = lager.dokument()
    alla = [*fel, *lager.installningar()[1]]
    for huvud in dokument:
        for flik in lager.register.flikar:
            alla += lager.flik(huvud.id, flik.id)[1]
    assert time.monotonic() - borjan < 2
    assert allt_i(mapp) == fore
    for ett in alla:
        assert ett.mening.endswith(".")
        assert ett.mening.isprintable()
        assert ett.fil in ett.mening
    return [ett.mening for ett in alla]


@pytest.mark.parametrize("insatt", INSATTA)
@pytest.mark.parametrize("namn", GRUND)
def test_any_value_in_any_place_is_read_or_told_of(snabb: Path, namn: str, insatt: str) -> None:
    mapp = datamapp(snabb / "data")
    sagda = 0
    for stig in stigar(GRUND[namn]):
        nytt = med(GRUND[namn], stig, INSATTA[insatt])
        (mapp / namn).write_bytes(kodat(nytt))
        meningar = oppnad(mapp)
        assert len(meningar) <= 12, meningar
        sagda += bool(meningar)
    assert sagda > 0


@pytest.mark.parametrize("namn", GRUND)
def test_a_key_that_is_left_out_anywhere_is_read_or_told_of(snabb: Path, namn: str) -> None:
    mapp = datamapp(snabb / "data")
    for stig in stigar(GRUND[namn]):
        if not stig:
            continue
        ra = med(GRUND[namn], stig, None)
        hallare = ra
        for nyckel in stig[:-1]:
            hallare = hallare[nyckel]
        del hallare[stig[-1]]
        (mapp / namn).write_bytes(kodat(ra))
        oppnad(mapp)


@pytest.mark.parametrize("namn", GRUND)
def test_every_truncation_is_one_sentence_with_file_and_place(snabb: Path, namn: str) -> None:
    mapp = datamapp(snabb / "data")
    hel = kodat(GRUND[namn]).rstrip()
    fil = namn.rpartition("/")[2]
    # Every byte of the small files, every seventh of the larger one.
    for langd in range(0, len(hel), 1 if len(hel) < 1000 else 7):
        (mapp / namn).write_bytes(hel[:langd])
        meningar = [m for m in oppnad(mapp) if fil in m]
        assert len(meningar) == 1, (langd, meningar)
        assert re.search(r"rad \d+, tecken \d+|filen är tom|byte \d+", meningar[0]), meningar


_BYTES = kodat(DRIFT)


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
def test_no_mutation_of_a_file_raises_or_changes_anything(andringar: list[Any]) -> None:
    data = _BYTES
    for plats, bort, nytt in andringar:
        data = data[:plats] + nytt + data[plats + bort :]
    mapp = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    try:
        datamapp(mapp / "data")
        (mapp / "data" / D / "drift.json").write_bytes(data)
        oppnad(mapp / "data")
    finally:
        shutil.rmtree(mapp)


TRASIGA_JOURNALER: dict[str, bytes] = {
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


@pytest.mark.parametrize("slag", TRASIGA_JOURNALER)
def test_a_bad_journal_never_stops_the_start_nor_is_written_over(mapp: Path, slag: str) -> None:
    fil = mapp / ".namndkoll" / "journal.jsonl"
    fil.parent.mkdir()
    fil.write_bytes(TRASIGA_JOURNALER[slag])
    fore, borjan = allt_i(mapp), time.monotonic()
    lager = Sakerlager(mapp)
    besked = aterstallt(lager)
    lager.historik()
    lager.stang()
    assert time.monotonic() - borjan < 2
    assert all(fel.mening.isprintable() and fel.mening.endswith(".") for fel in besked.fel)
    efter = allt_i(mapp)
    assert {n: d for n, d in efter.items() if n in fore} == fore
