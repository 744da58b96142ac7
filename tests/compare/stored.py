"""What lies in the data folders: values, not layout."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.compare.outcome import Note, Pair, Said
from tests.compare.sides import Places

_TIME = re.compile(r"\d{8}T\d{6}")
JOURNAL = ".namndkoll/journal.jsonl"


def stored(places: Places) -> Iterator[Said]:
    """The files that are there, each JSON file's values, and the journal's lines."""
    old, new = (_files(place.data) for place in places)
    yield Pair("the files", *("\n".join(files) for files in (old, new)))
    both = [name for name in old if name in new and name.endswith(".json")]
    for name in both:
        yield Pair(name, values(old[name]), values(new[name]))
    equal = sum(old[name].read_bytes() == new[name].read_bytes() for name in both)
    yield Note(f"{len(both)} JSON files read, bytes equal in {equal} of them.")
    yield Pair("the journal", *(journal(place.data / JOURNAL) for place in places))


def _files(data: Path) -> dict[str, Path]:
    """Every file of a data folder by its name in it, the times in backups' names left out."""
    paths = sorted(p for p in data.rglob("*") if p.is_file())
    return {_TIME.sub("<time>", p.relative_to(data).as_posix()): p for p in paths}


def values(path: Path) -> str:
    """The values of a TinyDB file: a line each, under its table and document."""
    try:
        read = json.loads(path.read_bytes(), parse_float=Decimal)
    except ValueError as error:
        return f"(cannot be read: {error})\n{path.read_bytes()!r}"
    return "\n".join(_tables(read))


def _tables(read: Any) -> Iterator[str]:
    if not isinstance(read, dict):
        yield from _flat(read, "")
        return
    for table, documents in sorted(read.items()):
        if not isinstance(documents, dict):
            yield from _flat(documents, table)
            continue
        yield from _order(table, list(documents))
        for number in sorted(documents, key=_rank):
            yield from _flat(documents[number], f"{table}[{number}]")


def _order(table: str, numbers: list[str]) -> Iterator[str]:
    """In which order the documents lie, where that is not the order of their numbers."""
    if numbers != sorted(numbers, key=_rank):
        yield f"{table}: in the order {' '.join(numbers)}"


def _rank(number: str) -> tuple[int, str]:
    return (int(number) if number.isdecimal() else 0, number)


def _flat(value: Any, place: str) -> Iterator[str]:
    """A value as lines. Empty lists and objects are told, for they are not nothing."""
    if isinstance(value, dict) and value:
        for key, below in sorted(value.items()):
            yield from _flat(below, f"{place}.{key}")
    elif isinstance(value, list) and value:
        for number, below in enumerate(value):
            yield from _flat(below, f"{place}[{number}]")
    else:
        yield f"{place} = {_shown(value)}"


def _shown(value: Any) -> str:
    """A figure exactly as it is written: 5, 5.0 and 5.00 are three."""
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def journal(path: Path) -> str:
    """The lines of a journal as values; the order of their fields does not count.

    First the steps in order, then what is noted of each file's saves in order: whether a save is
    noted before or after the next step is chance, and so is whether nothing else was unsaved then.
    """
    if not path.is_file():
        return "(there is no journal)"
    lines = [_line(line) for line in path.read_text("utf-8", "backslashreplace").splitlines()]
    places = [(_about(line), line) for line in lines]
    counts: Counter[str] = Counter()
    told = []
    for place, line in sorted(places, key=lambda one: one[0]):
        counts[place] += 1
        told += _flat(line, f"{place or 'step'} {counts[place]} ")
    return "\n".join(told)


def _line(line: str) -> Any:
    try:
        read = json.loads(line, parse_float=Decimal)
    except ValueError:
        return f"cannot be read: {line}"
    return {k: v for k, v in read.items() if k != "allt"} if isinstance(read, dict) else read


def _about(line: Any) -> str:
    """The file whose save a line notes; nothing for a step and what else there is."""
    if not isinstance(line, dict) or "steg" in line:
        return ""
    return next((v for v in line.values() if isinstance(v, str) and "/" in v), "")
