"""Wrong uses of the command line, and folders that are not as they should be."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.compare.command_steps import asked
from tests.compare.outcome import Note, Pair, Said
from tests.compare.sides import Places, Sides

USES = (
    ("visa", "okand-tabell"),
    ("visa", "drift", "--dokument", "finns-ej"),
    ("visa", "--alla", "--format", "pdf"),
    ("visa", "--format"),
    ("granska", "drift"),
    ("granska", "--format", "html"),
    ("granska", "--text", "saknas.txt"),
    ("granska", "--text", "hemligt/text.txt"),
    ("granska", "--pastaenden"),
    ("rapport",),
    ("rapport", "2024-delar"),
    ("rapport", "finns-ej", "--till", "x.md"),
    ("rapport", "2024-delar", "--till", "x.pdf"),
    ("rapport", "2024-delar", "--till", "finns/inte/x.md"),
    ("rapport", "2024-delar", "--till", "fil.md"),
    ("rapport", "2024-delar", "--till", "fil.md", "--skriv-over"),
    ("rapport", "2024-delar", "--till", "fil.md/x.md"),
    ("rapport", "2024-delar", "--till", "x.md", "--avsnitt", "okant"),
    ("rapport", "2024-delar", "--till", "last/x.docx"),
    ("rapport", "2024-delar", "--till", "/proc/x.docx"),
    ("ny",),
    ("ny", "2024-delar", "--fran", "2024-delar"),
    ("ny", "x", "--fran", "finns-ej"),
    ("ny", "x", "--fran", "2024-delar", "--period", "2024-13"),
    ("ny", "x", "--fran", "2024-delar", "--slag", "okant"),
    ("ny", "../x", "--fran", "2024-delar"),
    ("ny", "2024-delar", "--angra"),
    ("okant",),
    ("visa", "--okand"),
    ("--data", "saknas", "visa"),
    ("--data", "fil.md", "visa"),
    ("--data", "tom", "granska"),
    ("--data", "tom"),
)


def wrong_uses(sides: Sides) -> Iterator[Said]:
    """Each wrong use: its sentence and its exit status."""
    places = sides.places("wrong")
    for place in places:
        _prepare(place.folder)
    if os.geteuid() == 0:
        yield Note("Run as root: a folder that may not be written or read is no obstacle.")
    for argv in USES:
        yield asked(places, *argv)
    yield Pair("fil.md", *(p.read_text("utf-8") for p in places.pairs_of("fil.md")))
    for name, spoil in SPOILT.items():
        yield from _spoilt(sides, name, spoil)


def _prepare(folder: Path) -> None:
    (folder / "fil.md").write_text("Min text.\n", "utf-8")
    (folder / "tom").mkdir()
    (folder / "last").mkdir(mode=0o555)
    (folder / "hemligt").mkdir()
    (folder / "hemligt" / "text.txt").write_bytes(b"\xff\xfe\x00")


def _spoilt(sides: Sides, name: str, spoil: Callable[[Path], object]) -> Iterator[Said]:
    places: Places = sides.places(f"spoilt-{name}")
    for place in places:
        spoil(place.data / "2024-delar")
    for argv in (("visa", "drift", "--dokument", "2024-delar"), ("granska",), ("visa", "--alla")):
        pair = asked(places, *argv)
        yield Pair(f"{name}: {pair.name}", pair.old, pair.new)


def _edited(file: str, old: str, new: str) -> Callable[[Path], object]:
    def edit(folder: Path) -> None:
        path = folder / file
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    return edit


SPOILT: dict[str, Callable[[Path], object]] = {
    "no tab": lambda folder: (folder / "drift.json").unlink(),
    "no head": lambda folder: (folder / "dokument.json").unlink(),
    "cut off": lambda folder: os.truncate(folder / "drift.json", 4000),
    "empty": lambda folder: os.truncate(folder / "drift.json", 0),
    "no figure": _edited("drift.json", ": -", ": NaN, "),
    "bad date": _edited("dokument.json", "2024-08-31", "2024-08-32"),
    "newer version": _edited("dokument.json", '"version": 1', '"version": 99'),
    "a conflict's copy": lambda folder: shutil.copy(
        folder / "drift.json", folder / "drift-DATOR.json"
    ),
}
