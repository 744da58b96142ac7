"""After any end of the program, every committed event is in the workspace exactly once."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.store.help import put_document
from tests.store.journal_help import (
    DRIFT,
    FILES,
    TIME,
    area,
    as_file,
    changed_cell,
    disk,
    file_for,
    file_hashes,
    hashes,
    out_of_files,
    played,
)
from tui.domain.finding import Address
from tui.domain.table import LABEL, Row
from tui.store.atomic_file import sha256
from tui.store.directory import file_name_for
from tui.store.errors import ReadError
from tui.store.file_hash import Bases, file_hash
from tui.store.folder import Store
from tui.store.journal import Journal
from tui.store.journal.lines import (
    Broken,
    ContentLine,
    Discarded,
    Event,
    Intent,
    Saved,
)
from tui.store.journal.reader import Content, state_after
from tui.store.recovery import Plan, fits, recovered, replay
from tui.workspace import (
    CellChange,
    Change,
    DocumentChange,
    RowAdded,
    RowMoved,
    RowRemoved,
    Workspace,
    carried_out,
    inverted,
)


def event(nr: int, *files: str, **base: str | None) -> Event:
    """An event that sets a cell in each of the files to its number; ``base`` is of the first."""
    files = files or (DRIFT,)
    step = (CellChange(Address("d1", "t1", "rad_1", "a"), None, Decimal(nr)),) * len(files)
    bases = {files[0]: base["bas"]} if base else {}
    return Event(nr, TIME, "anna", "gor", step, files, base=bases)


def plan(*rows: ContentLine, **now: str | None) -> Plan:
    """The plan where ``d1/drift`` now is ``now``."""
    return replay(Content(rows), {DRIFT: now["nu"]} if now else {})


def replayed(p: Plan) -> list[int]:
    return [h.nr for h in p.play.get(DRIFT, ())]


# --- which events, on which file


def test_an_empty_journal_has_nothing_to_do() -> None:
    assert plan(nu="x") == Plan()


def test_events_on_a_file_that_was_never_saved_are_replayed_on_their_base() -> None:
    p = plan(event(1, bas="A"), event(2), nu="A")
    assert replayed(p) == [1, 2]
    assert p.conflicts == ()


def test_a_missing_file_can_be_a_base_too() -> None:
    assert replayed(plan(event(1, bas=None), nu=None)) == [1]
    assert plan(event(1, bas=None), nu="X").conflicts


def test_what_a_save_holds_is_not_replayed() -> None:
    p = plan(event(1, bas="A"), Intent(DRIFT, "B", "A", 1), Saved(DRIFT, "B", 1), nu="B")
    assert p == Plan()
    p = plan(event(1, bas="A"), event(2), Saved(DRIFT, "B", 1), event(3), nu="B")
    assert replayed(p) == [2, 3]


def test_with_nothing_unsaved_another_file_is_no_matter() -> None:
    assert plan(event(1, bas="A"), Saved(DRIFT, "B", 1), nu="C") == Plan()
    assert plan(event(1, bas="A"), Saved(DRIFT, "B", 1), nu=None) == Plan()


@pytest.mark.parametrize(
    ("now", "shall_replayed", "saved"),
    [("A", [1, 2, 3], []), ("B", [2, 3], [(DRIFT, "B", 1)]), ("C", [3], [(DRIFT, "C", 2)])],
)
def test_of_intents_without_a_save_the_file_says_how_far_they_came(
    now: str, shall_replayed: list[int], saved: list[Any]
) -> None:
    rows = (
        event(1, bas="A"),
        Intent(DRIFT, "B", "A", 1),
        event(2),
        Intent(DRIFT, "C", "B", 2),
        event(3),
    )
    p = plan(*rows, nu=now)
    assert replayed(p) == shall_replayed
    assert [(s.file, s.hash, s.nr) for s in p.saved] == saved


def test_a_file_that_was_replaced_just_before_a_crash_is_noted_and_not_replayed() -> None:
    p = plan(event(1, bas="A"), Intent(DRIFT, "B", "A", 1), nu="B")
    assert not p.play
    assert not p.conflicts
    assert p.saved == (Saved(DRIFT, "B", 1),)


def test_without_a_noted_base_the_first_intent_names_it() -> None:
    rows = (event(1), Intent(DRIFT, "B", "A", 1), event(2))
    assert replayed(plan(*rows, nu="A")) == [1, 2]
    assert replayed(plan(*rows, nu="B")) == [2]
    assert plan(event(1), nu="A").conflicts


def test_an_intent_over_somebody_elses_file_does_not_make_it_the_base() -> None:
    rows = (event(1, bas="A"), Intent(DRIFT, "M", "T", 1), event(2))
    assert [h.nr for h in plan(*rows, nu="T").conflicts[0].mine] == [1, 2]
    assert replayed(plan(*rows, nu="A")) == [1, 2]
    assert replayed(plan(*rows, nu="M")) == [2]


def test_bytes_that_come_back_hold_the_later_events() -> None:
    rows = (event(1, bas="A"), event(2), Intent(DRIFT, "A", "A", 2), event(3))
    assert replayed(plan(*rows, nu="A")) == [3]


def test_a_file_changed_by_somebody_else_is_a_conflict_with_both_sides_in_it() -> None:
    rows = (event(1, bas="A"), Saved(DRIFT, "B", 1), event(2, bas="B"), event(3))
    for now in ("X", "A", None):
        p = plan(*rows, nu=now)
        assert p.play == {}
        (conflict,) = p.conflicts
        assert (conflict.file, conflict.theirs) == (DRIFT, now)
        assert [h.nr for h in conflict.mine] == [2, 3]
        assert [a.to for a in conflict.step()] == [2, 3]  # type: ignore[union-attr]
    assert plan(*rows, nu="X").conflicts[0].sentence == (
        "d1/drift.json har ändrats av ett annat program medan du hade ändringar som inte hann "
        "sparas; välj vad som ska gälla."
    )
    assert "d1/drift.json har tagits bort medan" in plan(*rows, nu=None).conflicts[0].sentence


def test_a_base_that_another_program_gave_is_the_one_that_counts() -> None:
    rows = (event(1, bas="A"), Saved(DRIFT, "B", 1), event(2, bas="C"))
    assert replayed(plan(*rows, nu="C")) == [2]
    assert plan(*rows, nu="B").conflicts


def test_what_was_discarded_is_not_replayed_and_the_file_counts() -> None:
    rows = (event(1, bas="A"), event(2), Discarded(DRIFT, "X", 2))
    assert plan(*rows, nu="X") == Plan()
    assert replayed(plan(*rows, event(3, bas="X"), nu="X")) == [3]
    assert plan(*rows, event(3), nu="A").conflicts


def test_what_is_kept_of_the_own_side_is_one_step_on_the_file_as_it_is() -> None:
    rows = (event(1, bas="A"), event(2), event(3, bas="X"))
    assert replayed(plan(*rows, nu="X")) == [3]
    assert [h.nr for h in plan(*rows, nu="Y").conflicts[0].mine] == [3]


def test_each_file_is_looked_at_by_itself() -> None:
    rows = (
        event(1, "d1/drift", "d1/", bas="A"),
        event(2, "d2/drift", bas="D"),
        Saved("d1/", "H", 1),
        event(3, "d1/", bas="H"),
    )
    content = Content(rows)
    assert state_after(content.rows).unsaved == ("d1/drift", "d1/", "d2/drift")
    p = replay(content, {"d1/drift": "A", "d1/": "H", "d2/drift": "X"})
    assert {file: [h.nr for h in hashes] for file, hashes in p.play.items()} == {
        "d1/drift": [1],
        "d1/": [3],
    }
    assert [k.file for k in p.conflicts] == ["d2/drift"]


def test_only_files_with_something_unsaved_need_be_read() -> None:
    assert state_after(()).unsaved == ()
    rows = (event(1, bas="A"), Saved(DRIFT, "B", 1), Intent("d1/", "x", None, 0))
    assert state_after(rows).unsaved == ()


def test_after_an_unreadable_line_nothing_is_replayed_unseen() -> None:
    p = plan(event(1, bas="A"), Broken(3), event(3), nu="A")
    assert [h.nr for h in p.conflicts[0].mine] == [1, 3]
    assert p.conflicts[0].sentence == (
        "d1/drift.json har ändringar som inte hann sparas och som inte säkert passar in i filen; "
        "välj vad som ska gälla."
    )


def test_an_unreadable_line_before_a_save_or_a_noted_base_is_no_matter() -> None:
    before = (event(1, bas="A"), Broken(3))
    assert replayed(plan(*before, Saved(DRIFT, "B", 2), event(3), nu="B")) == [3]
    assert replayed(plan(*before, event(3, bas="B"), nu="B")) == [3]
    assert replayed(plan(*before, Intent(DRIFT, "B", "A", 2), event(3), nu="B")) == [3]
    assert plan(*before, Intent(DRIFT, "B", "A", 2), event(3), nu="A").conflicts


def test_what_does_not_fit_after_all_is_left_to_the_user_and_the_rest_is_replayed(
    data_folder: Path,
) -> None:
    """Of two files one holds another value than its changes were made from, on the same bytes."""
    put_document(data_folder, "2025-budget")
    journal, store = Journal(data_folder, "anna"), Store(data_folder)
    for document, from_ in (("2024-delar", Decimal(31417)), ("2025-budget", Decimal(1))):
        file = f"{document}/drift"
        step = (CellChange(Address(document, "drift", "intakter", "budget"), from_, Decimal(9)),)
        bases = file_hashes(data_folder, (file,))
        journal.write("gor", step, files=(file,), bases=bases)
    before = (data_folder / "2025-budget" / "drift.json").read_bytes()
    told: list[tuple[str, str, int]] = []
    notice = recovered(store, journal, lambda *file: told.append(file))
    assert notice.sentence == "En ändring från förra gången är återställd."
    (waiting,) = notice.conflicts
    assert (waiting.file, waiting.obstacle) == ("2025-budget/drift", "")
    assert (
        waiting.sentence == "Dina ändringar från förra gången passar inte 2025-budget/drift.json."
    )
    assert (notice.error, told) == ((), [("2024-delar", "drift", 1)])
    assert (data_folder / "2025-budget" / "drift.json").read_bytes() == before
    table = Store(data_folder).tab("2024-delar", "drift")[0][0]
    assert table.row("intakter").cells["budget"] == Decimal(9)


def test_a_files_name_out_of_the_journal_is_safe_to_show() -> None:
    file = "d\x1b[31m/flik"
    p = replay(Content((event(1, file, bas="A"),)), {file: "X"})
    assert p.conflicts[0].sentence.isprintable()


# --- killed at every step of committing and saving


class Play:
    """A session whose files lie in a dict, and a picture of all of it after every step."""

    def __init__(self, folder: Path) -> None:
        self.journal = Journal(folder, "anna", lambda: TIME)
        self.area, self.disk = area(), disk(area())
        self.pictures: list[tuple[bytes, Mapping[str, bytes], Workspace]] = []
        self.nr = 0

    def picture(self) -> None:
        data = self.journal.file.read_bytes() if self.journal.file.exists() else b""
        self.pictures.append((data, dict(self.disk), self.area))

    def do(self, *do: Callable[[Workspace], Change], kind: Any = "gor") -> None:
        step: tuple[Change, ...] = ()
        for one in do:
            step = (*step, one(carried_out(self.area, step)))
        self._record(step, kind)

    def undo(self, step: tuple[Change, ...]) -> None:
        self._record(inverted(step), "angra")

    def _record(self, step: tuple[Change, ...], kind: Any) -> None:
        files = tuple(file_for(self.area, change) for change in step)
        h = self.journal.write(kind, step, files=files, bases=hashes(self.disk))
        self.nr, self.area, self.latest = h.nr, carried_out(self.area, step), step
        self.picture()

    def save(self, file: str, medan: Callable[[], None] = lambda: None) -> None:
        """The three steps of a save, with what is committed between them."""
        data, nr, before = as_file(self.area, file), self.nr, sha256(self.disk[file])
        self.journal.intent(file, sha256(data), before, nr)
        self.picture()
        medan()
        self.disk[file] = data
        self.picture()
        medan()
        self.journal.saved(file, sha256(data), nr)
        self.picture()


def number(value: int, row: str = "rad_1") -> Callable[[Workspace], Change]:
    return lambda now: changed_cell(now, Decimal(value), row)


def new_row(id_: str, place: int = 0) -> Callable[[Workspace], Change]:
    return lambda _: RowAdded(Address("d1", "t1", id_), Row(id_, "Ny"), place)


def away(id_: str) -> Callable[[Workspace], Change]:
    def change(now: Workspace) -> Change:
        table = now.table("d1", "t1")
        return RowRemoved(Address("d1", "t1", id_), table.row(id_), table.index[id_])

    return change


def name(text: str) -> Callable[[Workspace], Change]:
    return lambda now: DocumentChange(now.document["d1"], replace(now.document["d1"], name=text))


def in_mal(value: int) -> Callable[[Workspace], Change]:
    return lambda _: CellChange(Address("d1", "t2", "rad_0", "a"), Decimal(0), Decimal(value))


def played_back(play: Play) -> None:
    """Edits and saves as they come about, one while another is under way."""
    play.picture()
    play.do(number(10))
    play.do(new_row("ny_1"))
    play.save(DRIFT)
    play.do(away("rad_2"), number(11))
    play.save(DRIFT, medan=lambda: play.do(new_row(f"ny_{play.nr}"), number(play.nr)))
    play.undo(play.latest)
    play.do(number(12), name("Nytt namn"), in_mal(7))
    play.save("d1/")
    play.save(DRIFT)
    play.do(name("Ännu ett"), away("rad_3"))
    play.save("d1/mal")
    # Back to the bytes that the file has: a save that changes nothing.
    play.undo(play.latest)
    play.save(DRIFT)
    play.do(number(13))


def restored(folder: Path, journal: bytes, files: Mapping[str, bytes]) -> Workspace:
    """The workspace after a start on these files."""
    (folder / ".namndkoll").mkdir(exist_ok=True)
    (folder / ".namndkoll" / "journal.jsonl").write_bytes(journal)
    content = Journal(folder, "bo").read()
    plan = replay(content, hashes(files))
    assert plan.conflicts == ()
    return played(out_of_files(files), plan)


def equal(one: Workspace, change: Workspace) -> bool:
    return one.tables == change.tables and one.document == change.document


def test_killed_after_any_step_everything_committed_is_there_exactly_once(tmp_path: Path) -> None:
    play = Play(tmp_path / "a")
    (tmp_path / "a").mkdir()
    played_back(play)
    assert len(play.pictures) > 25
    for journal, files, right in play.pictures:
        assert equal(restored(tmp_path, journal, files), right)


def test_killed_at_any_byte_of_any_append_everything_committed_is_there_exactly_once(
    tmp_path: Path,
) -> None:
    play = Play(tmp_path / "a")
    (tmp_path / "a").mkdir()
    played_back(play)
    for (before, files, right), (after, _, since) in zip(
        play.pictures, play.pictures[1:], strict=False
    ):
        for length in range(len(before), len(after) - 1, 7):
            assert equal(restored(tmp_path, after[:length], files), right)
        # All but its newline: the line is whole, though nobody was told so.
        assert equal(restored(tmp_path, after[:-1], files), since)


def test_killed_again_and_again_during_recovery_everything_is_there_exactly_once(
    tmp_path: Path,
) -> None:
    play = Play(tmp_path / "a")
    (tmp_path / "a").mkdir()
    played_back(play)
    for picture, (data, files, right) in enumerate(play.pictures):
        folder = tmp_path / f"b{picture}"
        (folder / ".namndkoll").mkdir(parents=True)
        again = Play(folder)
        again.journal.file.write_bytes(data)
        again.disk, again.nr = dict(files), again.journal.last_nr()
        p = replay(again.journal.read(), hashes(files))
        again.area = played(out_of_files(files), p)
        for saved in p.saved:
            again.journal.saved(saved.file, saved.hash, saved.nr)
            again.picture()
        for file in p.play:
            again.save(file)
        for journal, new_ones, _ in again.pictures:
            assert equal(restored(tmp_path, journal, new_ones), right)
        assert replay(again.journal.read(), hashes(again.disk)) == Plan()
        assert again.journal.read().error == ()


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_was_exchanged_while_edits_were_unsaved_is_never_written_into(
    tmp_path: Path, file: str
) -> None:
    play = Play(tmp_path)
    played_back(play)
    content = play.journal.read()
    now = {**hashes(play.disk), file: "annan"}
    p = replay(content, now)
    assert file not in p.play
    assert [k.file for k in p.conflicts] == [
        f for f in state_after(content.rows).unsaved if f == file
    ]


# --- whether a step still fits


def test_what_was_done_fits_and_can_be_undone() -> None:
    row = area().table("d1", "t1").row("rad_1")
    place = Address("d1", "t1", "rad_1")
    head = area().document["d1"]
    for step in (
        (changed_cell(area(), Decimal(9)), changed_cell(area(), "text", column="b")),
        (changed_cell(area(), "Ny", column=LABEL),),
        (changed_cell(area(), None, column=LABEL),),
        (RowMoved(place, 1, 3), RowRemoved(place, row, 3), RowAdded(place, row, 0)),
        (DocumentChange(head, replace(head, name="Nytt")),),
    ):
        assert fits(area(), step)
        assert fits(carried_out(area(), step), inverted(step))


def test_what_does_not_meet_what_it_was_made_on_does_not_fit() -> None:
    row, new = Row("rad_1", "R"), Row("ny", "N")
    place, head = Address("d1", "t1", "rad_1"), area().document["d1"]
    for change in (
        CellChange(replace(place, column="a"), Decimal(5), Decimal(6)),
        CellChange(replace(place, column=LABEL), "Annan", "Ny"),
        CellChange(replace(place, row="borta", column="a"), None, Decimal(6)),
        CellChange(replace(place, table="borta"), None, Decimal(6)),
        CellChange(replace(place, document="borta"), None, Decimal(6)),
        RowAdded(place, row, 0),
        RowAdded(place, new, 5),
        RowRemoved(place, row, 1),
        RowRemoved(place, area().table("d1", "t1").row("rad_1"), 2),
        RowRemoved(Address("d1", "t1", "ny"), new, 2),
        RowMoved(place, 2, 0),
        RowMoved(place, 1, 4),
        DocumentChange(replace(head, name="Annat"), head),
        DocumentChange(replace(head, id="borta"), replace(head, id="borta")),
    ):
        assert not fits(area(), (change,))


# --- files and hashes


def test_files_have_the_names_that_the_store_gives_them(tmp_path: Path) -> None:
    assert file_name_for("2024-delar/drift") == "2024-delar/drift.json"
    assert file_name_for("2024-delar/") == "2024-delar/dokument.json"
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "dokument.json").write_bytes(b"abc")
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256(b"abc") == file_hash(tmp_path, "d/") == abc
    assert file_hashes(tmp_path, ("d/", "d/drift")) == {"d/": abc, "d/drift": None}


@pytest.mark.parametrize(
    "file", ["../x/y", "/etc/", "", "d/../x", ".namndkoll/x", "d\0/x", "d/x\0"]
)
def test_a_name_that_leads_out_of_the_folder_is_no_file(tmp_path: Path, file: str) -> None:
    assert file_hash(tmp_path, file) is None


def test_a_base_is_the_hash_of_the_bytes_that_the_session_has_read(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    known_ones = {tmp_path / "d" / "drift.json": b"abc", tmp_path / "d" / "mal.json": None}
    bases = Bases(tmp_path, lambda way, data: known_ones[way] == data)
    (tmp_path / "d" / "drift.json").write_bytes(b"abc")
    assert bases["d/drift"] == sha256(b"abc")
    assert bases["d/mal"] is None
    (tmp_path / "d" / "mal.json").write_bytes(b"")
    assert "d/mal" not in bases
    assert bases.get("d/mal", "?") == "?"
    (tmp_path / "d" / "drift.json").unlink()
    (tmp_path / "d" / "drift.json").mkdir()
    with pytest.raises(ReadError):
        bases["d/drift"]


def test_a_file_that_cannot_be_read_has_no_hash(tmp_path: Path) -> None:
    (tmp_path / "d" / "drift.json").mkdir(parents=True)
    with pytest.raises(ReadError):
        file_hash(tmp_path, "d/drift")
