"""Findings and claims as text and as JSON."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from unicodedata import normalize

from msgspec import Struct

from tui.domain.cell_text import cell_text
from tui.domain.document import Document
from tui.domain.finding import SEVERITY_ORDER, Finding, Severity
from tui.domain.value import Value
from tui.report.writers.json import Json, json_text, rounded_to
from tui.svenska.format import clean, count

WIDTH = 100
LEAST = 30
PLACE_CAP = 24
NOTHING = "Inga fynd."
HEADINGS: Mapping[Severity, str] = {
    "fel": "Fel",
    "bör ses över": "Bör ses över",
    "saknas": "Saknas",
    "avrundning": "Avrundning",
}
UTFALL_WORDS = {"stammer": "stämmer", "avviker": "avviker", "ej_prövad": "inte prövad"}


class Item(Struct, frozen=True):
    """One finding, and for one of a text file the file and the line."""

    finding: Finding
    file: str | None = None
    row_in_file: int | None = None

    @property
    def place(self) -> str:
        """Where it is, in short: the table, or the file and the line."""
        if self.file is not None:
            return f"rad {self.row_in_file}"
        return self.finding.address.table or "dokumentet"


class ClaimItem(Struct, frozen=True):
    """One claim of a text with its verdict, ready to be written; ``reason`` is why it has none."""

    text: str
    value: Decimal
    unit: str
    row_in_file: int
    utfall: str
    should: Value = None
    address: str = ""
    file: str = ""
    reason: str = ""


def finding_json(items: Sequence[Item]) -> str:
    """The findings as a JSON list."""
    return json_text([_finding(item) for item in items])


def _finding(item: Item) -> Json:
    finding = item.finding
    return {
        "dokument": finding.address.document,
        "tabell": finding.address.table or None,
        "rad": finding.address.row or None,
        "kolumn": finding.address.column or None,
        "slag": finding.kind,
        "allvar": finding.severity,
        "sagt": _value(finding.said),
        "borde": _value(finding.should),
        "text": finding.sentence,
        "fil": item.file,
        "rad_i_fil": item.row_in_file,
    }


def _value(value: Value) -> Json:
    """A figure as a JSON number, what is not one as its words."""
    if isinstance(value, Decimal):
        return rounded_to(value)
    return cell_text(value, None) or None


def claim_json(items: Sequence[ClaimItem]) -> str:
    """The claims as a JSON list."""
    return json_text(
        [
            {
                "text": item.text,
                "varde": _value(item.value),
                "enhet": item.unit,
                "rad_i_fil": item.row_in_file,
                "utfall": item.utfall,
                "borde": _value(item.should),
                "adress": item.address or None,
                "fil": item.file,
                "skal": item.reason or None,
            }
            for item in items
        ]
    )


class Checked(Struct):
    """The findings and the claims of all the texts."""

    items: list[Item] = []
    claims: list[ClaimItem] = []


def finding_text(
    documents: Sequence[Document],
    items: Sequence[Item],
    width: int | None = None,
    exempted: int = 0,
) -> str:
    """The findings below each other, by document and severity; rounding is only counted.

    So are those that have been put aside (``exempted``).
    """
    paragraphs = []
    for head in documents:
        own = [item for item in items if item.finding.address.document == head.id]
        paragraphs.append("\n".join(_paragraph(head, own, min(width or WIDTH, WIDTH))) + "\n")
    if exempted:
        paragraphs.append(f"{count(exempted, 'fynd är undantaget', 'fynd är undantagna')}.\n")
    return "\n".join(paragraphs) or NOTHING + "\n"


def _paragraph(document: Document, items: Sequence[Item], width: int) -> Iterator[str]:
    yield clean(f"{document.name} ({document.id})")
    yield summary([item.finding.severity for item in items])
    places = [len(clean(item.place)) for item in items if item.finding.severity != "avrundning"]
    gutter = min(max(places, default=0), PLACE_CAP)
    for severity in SEVERITY_ORDER[:-1]:
        own = [item for item in items if item.finding.severity == severity]
        if own:
            yield ""
            yield HEADINGS[severity]
        for item in own:
            yield from _rows(item, gutter, width)


def summary(severity: Sequence[Severity]) -> str:
    """How many findings there are of each severity, as a sentence."""
    error, seen_over, missing, rounded = (severity.count(a) for a in SEVERITY_ORDER)
    parts = [f"{error} fel"] if error else []
    parts += [f"{seen_over} bör ses över"] if seen_over else []
    parts += [f"{missing} saknas"] if missing else []
    end = f", {count(rounded, 'avrundning', 'avrundningar')} inom gränsen" if rounded else ""
    return f"{', '.join(parts) or 'Inga fynd'}{end}."


def _rows(item: Item, gutter: int, width: int) -> Iterator[str]:
    place, sentence = clean(item.place), normalize("NFC", clean(item.finding.sentence))
    indent = " " * (gutter + 4)
    if len(place) > gutter:
        yield f"  {place}"
        place = ""
    yield textwrap.fill(
        sentence,
        max(width, gutter + LEAST),
        initial_indent=f"  {place:<{gutter}}  ",
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def claim_text(items: Sequence[ClaimItem]) -> str:
    """The claims, one a line: where, the verdict, the words, and the right figure."""
    if not items:
        return "Inga påståenden med tal i texten.\n"
    rows = [
        (f"{item.row_in_file}", UTFALL_WORDS.get(item.utfall, item.utfall), _right(item))
        for item in items
    ]
    wide, word = (max(len(row[place]) for row in rows) for place in (0, 1))
    return "".join(
        f"{nr:>{wide}}  {told:<{word}}  {text}".rstrip() + "\n" for nr, told, text in rows
    )


def _right(item: ClaimItem) -> str:
    text = normalize("NFC", clean(" ".join(item.text.split())))
    if item.reason:
        return f"{text} ({clean(item.reason)})"
    if item.utfall != "avviker" or item.should is None:
        return text
    return f"{text} (ska vara {clean(cell_text(item.should, None))})"
