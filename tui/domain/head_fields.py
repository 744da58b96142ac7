"""The fields of a document's head (*dokumenthuvud*): what its kind has, and the document's own.

Name, diarienummer and decision are known by the program; the rest are texts that it keeps and
prints. What a document holds is whole in it, heading and all.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.document import Document, DocumentKind, HeadText
from tui.svenska.arithmetic import Refusal
from tui.svenska.dates import parsed_day
from tui.svenska.format import clean, when

MAX_TEXT = 200
NAME, DIARIENUMMER, INSTANCE, DECIDED, PARAGRAF = (
    "namn", "diarienummer", "instans", "beslutsdatum", "paragraf",
)  # fmt: skip


class HeadField(Struct, frozen=True):
    """A field of a head. ``kept``: the next document takes it over as it stands."""

    id: str
    heading: str
    help_: str = ""
    kept: bool = False


OF_ALL = (
    HeadField(NAME, "Namn", "Vad dokumentet heter, som det trycks på första sidan."),
    HeadField(DIARIENUMMER, "Diarienummer", "Ärendets nummer i diariet."),
    HeadField(INSTANCE, "Beslutande instans", "Den nämnd eller styrelse som beslutar."),
)
OF_DECIDED = (
    HeadField(DECIDED, "Datum för beslut", "Som 18 februari 2025 eller 2025-02-18."),
    HeadField(PARAGRAF, "Paragraf", "Protokollets paragraf, som § 42."),
)
GOVERNING = (
    HeadField("styrdokument", "Typ av styrdokument", "Som budget, policy eller riktlinje.", True),
    HeadField("galler_for", "Gäller för", "Vilka dokumentet gäller för.", True),
    HeadField("giltighetstid", "Giltighetstid", "Som t.o.m. 31 december 2026."),
    HeadField("revideras", "Revideras senast", "Dagen då det senast ska ses över."),
    HeadField("ansvarig", "Dokumentansvarig", "Funktionen som svarar för dokumentet.", True),
)
FOLLOWING_UP = (HeadField("ansvarig", "Dokumentansvarig", "Funktionen som svarar för det.", True),)
OF_KIND: Mapping[DocumentKind, tuple[HeadField, ...]] = {
    "budget": GOVERNING,
    "underlag": FOLLOWING_UP,
    "delarsbokslut": FOLLOWING_UP,
    "arsbokslut": FOLLOWING_UP,
    "manadsuppfoljning": (),
}
"""What the head of a kind of document has beside what all have."""


def head_fields(document: Document) -> tuple[HeadField, ...]:
    """The fields of a document's head in printed order, its own ones last.

    A draft is not asked for when it was decided.
    """
    decided = document.status == "beslutad"
    declared = (*OF_ALL, *(OF_DECIDED if decided else ()), *OF_KIND.get(document.kind, ()))
    known = {field.id for field in declared}
    own = (HeadField(one.id, one.heading) for one in document.head_texts if one.id not in known)
    return (*declared, *own)


def is_own(document: Document, field: str) -> bool:
    """Whether a field is the document's own, and not one that its kind has."""
    declared = (*OF_ALL, *OF_DECIDED, *OF_KIND.get(document.kind, ()))
    own = any(one.id == field for one in document.head_texts)
    return own and all(one.id != field for one in declared)


def without_field(document: Document, field: str) -> Document:
    """The document without one of its own fields."""
    left = tuple(one for one in document.head_texts if one.id != field)
    return replace(document, head_texts=left)


def head_text(document: Document, field: str) -> str:
    """What stands in a field, "" where nothing does."""
    beslut = document.beslut
    known = {
        NAME: document.name,
        DIARIENUMMER: document.diarienummer,
        INSTANCE: beslut.instance,
        DECIDED: when(beslut.when) if beslut.when else "",
        PARAGRAF: beslut.paragraf,
    }
    if field in known:
        return known[field]
    return next((one.text for one in document.head_texts if one.id == field), "")


def with_head_text(document: Document, field: HeadField, text: str) -> Document | Refusal:
    """The document with another text in a field of its head, "" to empty it."""
    said = " ".join(clean(text).split())
    if len(said) > MAX_TEXT:
        return Refusal(f"{field.heading} får ha högst {MAX_TEXT} tecken.")
    beslut = document.beslut
    match field.id:
        case "namn":
            return replace(document, name=said) if said else Refusal("Skriv vad dokumentet heter.")
        case "diarienummer":
            return replace(document, diarienummer=said)
        case "instans":
            return replace(document, beslut=replace(beslut, instance=said))
        case "paragraf":
            return replace(document, beslut=replace(beslut, paragraf=said))
        case "beslutsdatum":
            day = parsed_day(said) if said else None
            if isinstance(day, Refusal):
                return day
            return replace(document, beslut=replace(beslut, when=day))
    return replace(document, head_texts=tuple(_with_text(document, field, said)))


def _with_text(document: Document, field: HeadField, text: str) -> Iterator[HeadText]:
    """The other texts where they stand, the field's in its place or last."""
    there = False
    for one in document.head_texts:
        if one.id != field.id:
            yield one
        else:
            there = True
            if text:
                yield replace(one, text=text)
    if text and not there:
        yield HeadText(field.id, field.heading, text)


def own_field(document: Document, heading: str) -> HeadField | Refusal:
    """A new field of the document's own, called so."""
    said = " ".join(clean(heading).split())
    if not said or len(said) > MAX_TEXT:
        return Refusal(f"Skriv vad fältet heter, högst {MAX_TEXT} tecken.")
    taken = [
        field for field in head_fields(document) if field.heading.casefold() == said.casefold()
    ]
    if taken:
        return Refusal(f"Fältet {said} finns redan.")
    id_ = re.sub(r"\W+", "_", said.casefold()).strip("_") or "falt"
    ids = {field.id for field in head_fields(document)}
    return HeadField(
        next(i for i in (id_, *(f"{id_}_{n}" for n in range(2, 999))) if i not in ids), said
    )


def kept_head_texts(base: Document) -> tuple[HeadText, ...]:
    """What the next document's head takes over: what does not hold for one document alone."""
    kept = {field.id for fields in OF_KIND.values() for field in fields if field.kept}
    return tuple(one for one in base.head_texts if one.id in kept)


def printed_head_texts(document: Document) -> tuple[tuple[str, str], ...]:
    """Heading and text of the fields that the program does not print of itself, in order."""
    fields = {field.id: field.heading for field in head_fields(document)}
    texts = {one.id: one for one in document.head_texts}
    return tuple((texts[id_].heading, texts[id_].text) for id_ in fields if id_ in texts)
