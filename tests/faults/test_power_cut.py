"""The power goes: every state that the disk may then be in gives a start with all that was called
committed.

The operations of an edit, its save and a restore are recorded, with what each fsync promises. At
every point in them the disk has what was synced, and of the rest anything: any of the names that
were made, moved or removed, and of a file's unsynced bytes none, some, or zeros.
"""

import itertools
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.faults.help import CELL, STEP, course, in_file, least, restarted

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")


@dataclass
class Inode:
    """A file: the bytes that are on the disk, and what it holds since."""

    synced: bytes = b""
    now: bytes = b""
    lang_en: int = 0


@dataclass
class Model:
    """The recorded folder. ``name`` is what is on the disk for sure, by way; ``waits`` are the
    changes of names that no fsync of their folder has made last yet: each a set of (way, inode)."""

    rot: Path
    name: dict[str, Inode | None] = field(default_factory=dict)
    now: dict[str, Inode | None] = field(default_factory=dict)
    waits: list[tuple[str, dict[str, Inode | str | None]]] = field(default_factory=list)
    open_: dict[int, str] = field(default_factory=dict)
    states: list["State"] = field(default_factory=list)
    acknowledged: int = 0
    inodes: list[Inode] = field(default_factory=list)

    def way(self, file: Any) -> str | None:
        """A path below the root, None for one that is elsewhere."""
        whole = str(Path(os.fsdecode(file)).absolute())
        return os.path.relpath(whole, self.rot) if whole.startswith(f"{self.rot}/") else None

    def inode(self, data: bytes = b"") -> Inode:
        """A new file."""
        new = Inode(data, data)
        self.inodes.append(new)
        return new

    def note_down(self, folder: str, **_: Any) -> None:
        """Remember the disk as it may be at this moment."""
        self.states.append(
            State(
                dict(self.name),
                [dict(change) for _, change in self.waits],
                {id(i): (i.synced, i.now) for i in self.inodes},
                self.acknowledged,
                folder,
            )
        )


@dataclass
class State:
    """What is certain, what waits, each file's (synced, written) bytes, and what was committed."""

    name: dict[str, Inode | None]
    waits: list[dict[str, Any]]
    bytes_: dict[int, tuple[bytes, bytes]]
    acknowledged: int
    at: str

    def condition(self, rng: random.Random, highest: int) -> Iterator[dict[str, bytes | None]]:
        """Disks that this moment may leave behind: way to bytes, None for a folder."""
        count = len(self.waits)
        if 2**count <= highest:
            chosen = list(itertools.product((False, True), repeat=count))
        else:
            prefix = [tuple(i < n for i in range(count)) for n in range(count + 1)]
            except_for = [tuple(i != n for i in range(count)) for n in range(count)]
            shuffled = [
                tuple(rng.random() < 0.5 for _ in range(count)) for _ in range(highest // 2)
            ]
            chosen = [*prefix, *except_for, *shuffled]
        for choice in chosen:
            for tail in ("inget", "allt", "halvt", "nollor"):
                disk = self._disk(choice, tail)
                if disk is not None:
                    yield disk

    def _disk(self, choice: tuple[bool, ...], tail: str) -> dict[str, bytes | None] | None:
        name: dict[str, Any] = dict(self.name)
        unsynced = False
        for with_, change in zip(choice, self.waits, strict=True):
            if with_:
                for way, inode in change.items():
                    if inode == "borta":
                        name.pop(way, None)
                    else:
                        name[way] = inode
        disk: dict[str, bytes | None] = {}
        for way, inode in name.items():
            if any(str(f) not in name for f in Path(way).parents if str(f) != "."):
                continue  # Its folder is not there.
            if inode is None:
                disk[way] = None
                continue
            synced, now = self.bytes_[id(inode)]
            unsynced |= synced != now
            disk[way] = _tail(synced, now, tail)
        return disk if unsynced or tail == "inget" else None


def _tail(synced: bytes, now: bytes, tail: str) -> bytes:
    if tail == "inget" or synced == now:
        return synced
    if tail == "allt":
        return now
    # A file is only appended to or cut off.
    shared = min(len(synced), len(now))
    if tail == "halvt":
        return now[: shared + (len(now) - shared) // 2]
    return now[:shared] + b"\0" * (len(now) - shared)


@contextmanager
def recorded(rot: Path) -> Iterator[Model]:
    """Everything that is done below a folder meanwhile is recorded (and done)."""
    model = Model(rot)
    for way in sorted(rot.rglob("*")):
        inode = None if way.is_dir() else model.inode(way.read_bytes())
        model.name[str(way.relative_to(rot))] = inode
    model.now = dict(model.name)
    with pytest.MonkeyPatch.context() as fall:
        for name, replaced in _call(model).items():
            fall.setattr(os, name, replaced)
        yield model


def _call(m: Model) -> dict[str, Any]:  # noqa: C901 -- one small function a call
    real = {
        n: getattr(os, n)
        for n in ("open", "write", "close", "fsync", "ftruncate", "replace", "rename", "link",
                  "unlink", "mkdir", "rmdir")
    }  # fmt: skip

    def waits(folder: str, change: dict[str, Any]) -> None:
        m.waits.append((folder, change))
        for way, inode in change.items():
            if inode == "borta":
                m.now.pop(way, None)
            else:
                m.now[way] = inode
        m.note_down(folder)

    def open_(file: Any, flags: int, *args: Any, **kw: Any) -> int:
        fd: int = real["open"](file, flags, *args, **kw)
        way = m.way(file)
        if way is not None or Path(os.fsdecode(file)) == m.rot:
            m.open_[fd] = way or "."
            if way is not None and flags & os.O_CREAT and way not in m.now:
                waits(str(Path(way).parent), {way: m.inode()})
        return fd

    def write(fd: int, data: Any) -> int:
        count: int = real["write"](fd, data)
        inode = m.now.get(m.open_.get(fd, ""))
        if inode is not None:
            # Every file here is either new or appended to.
            inode.now += bytes(data)[:count]
            m.note_down("write")
        return count

    def cap(fd: int, length: int) -> None:
        real["ftruncate"](fd, length)
        inode = m.now.get(m.open_.get(fd, ""))
        if inode is not None:
            inode.now = inode.now[:length]
            m.note_down("ftruncate")

    def sync(fd: int) -> None:
        real["fsync"](fd)
        way = m.open_.get(fd)
        if way is None:
            return
        inode = m.now.get(way)
        if inode is not None:
            inode.synced = inode.now
        else:
            # A folder: what was done to the names in it lasts from now on.
            left = []
            for folder, change in m.waits:
                if folder == way:
                    for v, i in change.items():
                        if i == "borta":
                            m.name.pop(v, None)
                        else:
                            m.name[v] = i  # type: ignore[assignment]
                else:
                    left.append((folder, change))
            m.waits[:] = left
        m.note_down("fsync")

    def close(fd: int) -> None:
        m.open_.pop(fd, None)
        real["close"](fd)

    def move(name: str) -> Any:
        def switch(from_: Any, to: Any, **kw: Any) -> None:
            real[name](from_, to, **kw)
            a, b = m.way(from_), m.way(to)
            if a is None or b is None or m.now.get(a) is m.now.get(b) is not None:
                return
            change: dict[str, Any] = {b: m.now[a], a: "borta"}
            for way, inode in list(m.now.items()):
                if way.startswith(f"{a}/"):
                    change |= {b + way[len(a) :]: inode, way: "borta"}
            waits(str(Path(b).parent), change)

        return switch

    def link(from_: Any, to: Any, **kw: Any) -> None:
        real["link"](from_, to, **kw)
        waits(str(Path(m.way(to) or "").parent), {str(m.way(to)): m.now[str(m.way(from_))]})

    def remove(name: str) -> Any:
        def away(file: Any, **kw: Any) -> None:
            real[name](file, **kw)
            way = m.way(file) if "dir_fd" not in kw else None
            if way is not None:
                waits(str(Path(way).parent), {way: "borta"})

        return away

    def do_folder(file: Any, *args: Any, **kw: Any) -> None:
        real["mkdir"](file, *args, **kw)
        way = m.way(file)
        if way is not None:
            waits(str(Path(way).parent), {way: None})

    return {
        "open": open_, "write": write, "ftruncate": cap, "fsync": sync, "close": close,
        "replace": move("replace"), "rename": move("rename"), "link": link,
        "unlink": remove("unlink"), "mkdir": do_folder, "rmdir": remove("rmdir"),
    }  # fmt: skip


def on_disk(folder: Path, disk: dict[str, bytes | None]) -> None:
    """Make a folder of a disk's state."""
    folder.mkdir(parents=True)
    for way, data in sorted(disk.items()):
        if data is None:
            (folder / way).mkdir(parents=True, exist_ok=True)
    for way, data in disk.items():
        if data is not None and not way.endswith("/las"):
            (folder / way).parent.mkdir(parents=True, exist_ok=True)
            (folder / way).write_bytes(data)


def recording(folder: Path) -> Model:
    with recorded(folder) as model:
        course(folder, lambda nr: setattr(model, "acknowledged", nr))
    return model


def all_tried(model: Model, place: Path, highest: int, share: float) -> int:
    """Start on the disks that the recording may have left; how many there were."""
    rng, seen, serial = random.Random(1), set[Any](), 0
    for state in model.states:
        for disk in state.condition(rng, highest):
            key = (state.acknowledged, frozenset(disk.items()))
            if key in seen or rng.random() > share:
                continue
            seen.add(key)
            serial += 1
            folder = place / str(serial)
            on_disk(folder, disk)
            _try(folder, state)
            for file in sorted(folder.rglob("*"), reverse=True):
                file.rmdir() if file.is_dir() else file.unlink()
    return serial


def _try(folder: Path, state: State) -> None:
    in_file(folder)
    value, notice, store = restarted(folder)
    next_ = min(state.acknowledged + 1, len(STEP) - 1)
    assert value in (STEP[state.acknowledged], STEP[next_]), (
        state.at,
        value,
        state.acknowledged,
        folder,
    )
    assert store.conflicts == (), (state.at, folder)
    chain = [h.to for h in reversed(store.cell_history(CELL))]
    assert chain in (list(STEP[1 : state.acknowledged + 1]), list(STEP[1 : next_ + 1])), (
        chain,
        folder,
    )
    # A line that the power cut tore may be told of, and nothing else.
    assert all("journal" in error.sentence for error in notice.error), notice.error


def test_the_recording_ends_as_the_folder_does(folder: Path) -> None:
    model = recording(folder)
    for way, inode in model.now.items():
        assert (
            (folder / way).is_dir() if inode is None else (folder / way).read_bytes() == inode.now
        ), way
    on_real = {str(v.relative_to(folder)) for v in folder.rglob("*")}
    assert {v for v in model.now if not v.endswith("/las")} == {
        v for v in on_real if not v.endswith("/las")
    }
    assert model.acknowledged == 4
    assert in_file(folder) == Decimal(104)


def test_a_journal_without_its_fsync_would_be_found_out(
    folder: Path, fast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.store.journal import writer

    real = os.fsync

    def without_fsync(fd: int, data: bytes, _: int) -> None:
        os.write(fd, data)

    assert real is os.fsync
    with monkeypatch.context() as fall:
        fall.setattr(writer, "_append", without_fsync)
        model = recording(folder)
    assert writer._append is not without_fsync
    with pytest.raises(AssertionError):
        all_tried(model, fast / "prov", 8, 1.0)


def test_some_unsynced_states_after_a_power_cut_are_all_recovered(folder: Path, fast: Path) -> None:
    least(60, all_tried(recording(folder), fast / "prov", 16, 0.025))


@pytest.mark.soak
def test_every_unsynced_state_after_a_power_cut_is_recovered(folder: Path, fast: Path) -> None:
    least(1000, all_tried(recording(folder), fast / "prov", 1024, 1.0))
