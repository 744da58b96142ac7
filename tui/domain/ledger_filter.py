"""Which part of an accounting file is meant, as a user writes it: ``ANSVAR=120-139;150``."""

import re
from collections.abc import Iterator, Mapping

from tui.domain.ledger import Ledger, Only
from tui.svenska.parse import Refusal

_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
_MOST_NAMED = 8
# The names that the SIE format gives the dimensions, where a file does not name its own.
_BY_THE_FORMAT = {
    "1": "Kostnadsställe",
    "2": "Kostnadsbärare",
    "6": "Projekt",
    "7": "Anställd",
    "8": "Kund",
    "9": "Leverantör",
    "10": "Faktura",
}


def only_of(ledger: Ledger, text: str) -> Only | Refusal:
    """The objects of a dimension that a text means; a sentence where there are none.

    The dimension by its number or name. Objects parted by semicolon, each an object, a range of
    numbers of one length (``120-139``) or a beginning (``12*``).
    """
    name, sign, said = (part.strip() for part in text.partition("="))
    dimensions = all_dimensions(ledger)
    if not dimensions:
        return Refusal("Filen delar inte upp beloppen på ansvar eller andra objekt.")
    hits = [d for d, its in dimensions.items() if name.casefold() in (d.casefold(), its.casefold())]
    exists = ", ".join(f"{its} ({d})" if its else d for d, its in dimensions.items())
    if not sign or not said or len(hits) != 1:
        return Refusal(f"Urvalet ”{text}” finns inte i filen; skriv NAMN=objekt med något av"
                       f" {exists}.")  # fmt: skip
    own = dict(_objects(ledger, hits[0]))
    found = {o for part in said.split(";") for o in own if _is_meant(o, part.strip())}
    if not found:
        some = ", ".join(f"{o} {its}".strip() for o, its in list(own.items())[:_MOST_NAMED])
        more = " …" if len(own) > _MOST_NAMED else ""
        return Refusal(f"Filen har inget {dimensions[hits[0]] or hits[0]} {said};"
                       f" där finns {some}{more}.")  # fmt: skip
    return Only(hits[0], frozenset(found))


def all_dimensions(ledger: Ledger) -> Mapping[str, str]:
    """The dimensions that amounts are parted by, with their names, "" for one that has none.

    A file that does not name its own (#DIM) means those of the SIE format, version 4B, by number.
    """
    used = dict.fromkeys(
        dimension
        for moves in ledger.movements.values()
        for move in moves
        for objects, _ in move.parts
        for dimension, _ in objects
    )
    named = {**_BY_THE_FORMAT, **{d: its for d, its in ledger.dimensions.items() if its}}
    return {dimension: named.get(dimension, "") for dimension in used}


def _objects(ledger: Ledger, dimension: str) -> Iterator[tuple[str, str]]:
    """The objects of a dimension that there are amounts of, with their names."""
    used = dict.fromkeys(
        object_
        for moves in ledger.movements.values()
        for move in moves
        for objects, _ in move.parts
        for its, object_ in objects
        if its == dimension
    )
    for object_ in used:
        yield object_, ledger.objects.get((dimension, object_), "")


def _is_meant(object_: str, said: str) -> bool:
    span = _RANGE.fullmatch(said)
    if span is not None and object_.isdecimal():
        return len(object_) == len(span[1]) and span[1] <= object_ <= span[2]
    if said.endswith("*"):
        return object_.startswith(said[:-1])
    return object_ == said
