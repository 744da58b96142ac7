"""The reports as files, in every format."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from tests.compare.command_steps import asked
from tests.compare.outcome import Note, Pair, Said
from tests.compare.sides import CannotRun, Places, Sides

ENDINGS = ("md", "html", "txt", "docx", "xlsx")


def reports(sides: Sides) -> Iterator[Said]:
    """Every document's report, the page for the board, and some of the options."""
    places = sides.places("reports")
    for document in sides.documents:
        for ending in ENDINGS:
            yield from written(places, f"{document}.{ending}", document)
        yield from written(places, f"{document}-namnd.html", document, "--infor-namnd")
    some = sides.documents[-2:][0]
    yield from written(places, "some.xlsx", some, "--avsnitt", "ekonomi,personal")
    yield from written(places, "some.txt", some, "--avsnitt", "mal,bilagor")
    yield from written(places, "unchecked.md", some, "--utan-granskning")
    yield from written(places, "board.docx", some, "--infor-namnd")
    yield same_parts(sorted(places.old.folder.glob("*.???x")), places.new.folder)


def written(places: Places, file: str, document: str, *more: str) -> Iterator[Pair]:
    """What is said when a report is written, and the report."""
    yield asked(places, "rapport", document, "--till", file, *more)
    yield Pair(file, *(read(path) for path in places.pairs_of(file)))


def read(path: Path) -> str:
    """A report as text, a missing one told."""
    if not path.is_file():
        return f"(there is no {path.name})"
    if path.suffix not in (".docx", ".xlsx"):
        return path.read_bytes().decode("utf-8", "backslashreplace")
    try:
        from tests.compare import office
    except ImportError as error:
        raise CannotRun(f"Reading .docx and .xlsx needs {error.name}, which is missing.") from error
    lines = office.word_lines if path.suffix == ".docx" else office.excel_lines
    return "\n".join(lines(path))


def same_parts(files: list[Path], others: Path) -> Note:
    """How many parts of the archives are the same byte for byte, which need not be."""
    same = total = 0
    differing: set[str] = set()
    for file in files:
        if not (others / file.name).is_file():
            continue
        with ZipFile(file) as old, ZipFile(others / file.name) as new:
            shared = set(old.namelist()) & set(new.namelist())
            differing |= (changed := {n for n in shared if old.read(n) != new.read(n)})
            total += len(set(old.namelist()) | set(new.namelist()))
            same += len(shared) - len(changed)
    which = f" (not {', '.join(sorted(differing))})" if differing else ""
    return Note(f"docx and xlsx: {same} of {total} parts are equal byte for byte{which}.")
