"""What the command line says: tables, findings, next documents, wrong uses, help."""

from collections.abc import Iterator
from pathlib import Path

from tests.compare.outcome import Note, Pair, Said
from tests.compare.sides import Places, Sides
from tests.compare.stored import stored

FORMATS = ("text", "md", "html", "csv", "json")


def asked(places: Places, *argv: str, counts: bool = True) -> Pair:
    """The same command on both sides."""
    old, new = places.run(*argv)
    return Pair(" ".join(argv) or "(no arguments)", old.text, new.text, counts)


def tables(sides: Sides) -> Iterator[Said]:
    """Every table in every format, and the list of them."""
    places = sides.places("tables")
    yield asked(places, "visa")
    yield asked(places, "--data", "data", "visa", "drift", "--dokument", "2018-delar")
    for format_ in FORMATS:
        yield asked(places, "visa", "--alla", "--format", format_)


def findings(sides: Sides) -> Iterator[Said]:
    """What contradicts itself, in the tables and in the texts of the printed reports."""
    places = sides.places("findings")
    for format_ in ("json", "text"):
        yield asked(places, "granska", "--format", format_)
    for document in sides.documents:
        yield asked(places, "granska", "--dokument", document)
    texts = sorted(sides.seeds.glob("*.txt"))
    if not texts:
        yield Note(f"granska --text is skipped: there are no texts in {sides.seeds}.")
    for text in texts:
        yield from _claims(places, text)


def _claims(places: Places, text: Path) -> Iterator[Pair]:
    for more in (("--pastaenden", "--format", "json"), ("--pastaenden",), ()):
        argv = ("granska", "--text", str(text), *more)
        old, new = places.run(*argv)
        yield Pair(" ".join(("granska", "--text", text.name, *more)), old.text, new.text)


def next_documents(sides: Sides) -> Iterator[Said]:
    """Documents made out of others, laid aside again, and what is stored of them."""
    places = sides.places("next")
    yield asked(places, "ny", "2024-bokslut", "--fran", "2024-delar")
    yield asked(places, "ny", "--fran", "2025-budget", "--slag", "delarsbokslut")
    yield asked(places, "ny", "egen", "--fran", "2019-underlag", "--period", "2020")
    yield asked(places, "visa", "--alla", "--format", "json")
    yield asked(places, "granska", "--format", "json")
    yield asked(places, "rapport", "2024-bokslut", "--till", "b.md")
    yield asked(places, "ny", "2024-bokslut", "--angra")
    yield asked(places, "visa")
    yield from stored(places)


def help_texts(sides: Sides) -> Iterator[Said]:
    """The help: shown where it differs, which does not count."""
    places = sides.places("help")
    for argv in (("--help",), ("rapport", "--hjalp"), ("--version",)):
        yield asked(places, *argv, counts=False)
    yield Note("Help and version never count.")
