"""What a report's file holds, in order: paragraphs, and blocks of cells (*tabeller*) as texts."""

import re

import msgspec
from msgspec import Struct

# Longer than this is running text and no caption.
_CAPTION_LENGTH = 140
_FOOTNOTE = re.compile(r"(?:\*+|[¹²³⁴-⁹]|\d\)|not\b|anm|(?:alla |samtliga )?belopp)", re.IGNORECASE)


class Paragraph(Struct, frozen=True):
    """A piece of running text; ``level`` is 1 and up for a heading, 0 for what is none.

    ``caption`` says that the file itself calls it a table's caption.
    """

    text: str
    level: int = 0
    caption: bool = False


class Block(Struct, frozen=True):
    """A table as it stands in a file: rows of texts, all of one length, the headings first.

    ``caption`` is the text above it, "" without one; ``header_rows`` is None where the file does
    not say; ``place`` says where in the file it stands, where that is no order of paragraphs.
    ``left_out`` are rows whose figures could be read in several ways, and are not; ``told`` is what
    else there is to say of how it was read.
    """

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    header_rows: int | None = None
    footnotes: tuple[str, ...] = ()
    place: str = ""
    left_out: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


Part = Paragraph | Block


class Content(Struct, frozen=True):
    """A file's text and tables in the order in which they stand."""

    name: str
    parts: tuple[Part, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The tables alone."""
        return tuple(part for part in self.parts if isinstance(part, Block))


def rectangular(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows filled up to one length; rows and columns with nothing in them left out."""
    width = max((len(row) for row in rows), default=0)
    filled = [[" ".join(cell.split()) for cell in row] + [""] * (width - len(row)) for row in rows]
    kept = [x for x in range(width) if any(row[x] for row in filled)]
    return tuple(tuple(row[x] for x in kept) for row in filled if any(row))


def content(name: str, parts: list[Part]) -> Content:
    """The file's content, each table with the caption above it and the footnotes below it."""
    told = [part for part in parts if isinstance(part, Block) or part.text.strip()]
    return Content(
        name,
        tuple(
            _told(told, place, part) if isinstance(part, Block) else part
            for place, part in enumerate(told)
        ),
    )


def _told(parts: list[Part], place: int, block: Block) -> Block:
    caption = block.caption or _caption(parts, place)
    footnotes = []
    for part in parts[place + 1 :]:
        if isinstance(part, Block) or not _FOOTNOTE.match(part.text):
            break
        footnotes.append(part.text)
    return msgspec.structs.replace(block, caption=caption, footnotes=tuple(footnotes))


def _caption(parts: list[Part], place: int) -> str:
    """The caption, or the short text right above, or the chapter's heading."""
    for distance, part in enumerate(reversed(parts[:place])):
        if isinstance(part, Block):
            # What stands between two tables belongs to the second, a chapter's heading to both.
            if distance == 0:
                continue
            break
        short = len(part.text) <= _CAPTION_LENGTH
        if short and (part.caption or (distance == 0 and not part.text.endswith((".", ":")))):
            return part.text
        if part.level:
            return part.text
    return ""
