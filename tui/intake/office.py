"""The parts of a Word or Excel file, out of its zip archive, no further than the caps.

What a file of a few kilobytes unpacks to may be gigabytes, and its XML may define entities that
grow without end: Office writes neither, so both are refused before anything is parsed.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from tui.intake.errors import ContentError

MAX_XML = 200_000_000
MAX_RATIO = 300
MAX_MEMBERS = 5_000
# A small file may be packed as tightly as it likes.
_SMALL = 5_000_000
# What Office keeps locked files in, and kept all files in before.
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENDINGS = {"Word": ".docx", "Excel": ".xlsx"}
IS_PDF = (
    "är en PDF, som inte läses: öppna den i Word och spara den som .docx, eller spara dess text"
    " som .txt med mellanrummen kvar."
)
"""Said of a file that is one, whatever it is called."""
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)
_PROLOG = 8_192
# Spaces, instructions and comments, none of them looked for twice, and then the first element.
_ELEMENT_FIRST = re.compile(rb"(?>\s+|<\?(?>.*?\?>)|<!--(?>.*?-->))*+<[A-Za-z_]", re.DOTALL)
_MARKS = b"\xef\xbb\xbf\xff\xfe"


@contextmanager
def office_archive(file: BinaryIO, kind: str) -> Iterator[zipfile.ZipFile]:
    """The archive, held against the caps. Raises ContentError."""
    first = file.read(len(_OLD_OFFICE))
    file.seek(0)
    if first == _OLD_OFFICE:
        raise ContentError(
            f"är låst med lösenord eller i {kind}s gamla format: öppna den i {kind} och spara den"
            f" som {_ENDINGS[kind]}, utan lösenord."
        )
    if first.startswith(b"%PDF"):
        raise ContentError(IS_PDF)
    try:
        with zipfile.ZipFile(file) as archive:
            _within_caps(archive)
            yield archive
    except ContentError:
        raise
    except _BROKEN as error:
        raise ContentError(f"är inget helt {kind}-dokument: spara om det i {kind}.") from error


def _within_caps(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise ContentError("läses inte: arkivet har fler delar än någon rapport.")
    if any(member.compress_type not in _COMPRESSIONS or member.flag_bits & 1 for member in members):
        raise ContentError("är packad eller låst på ett sätt som inte läses: spara om den.")
    xml = [m for m in members if m.filename.lower().endswith((".xml", ".rels"))]
    unpacked, packed = sum(m.file_size for m in xml), sum(m.compress_size for m in xml)
    if unpacked > MAX_XML or (unpacked > _SMALL and unpacked > MAX_RATIO * packed):
        raise ContentError("läses inte: den är större uppackad än någon rapport.")
    for member in xml:
        _without_doctype(archive, member)


def _without_doctype(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """That the XML's first element comes before any document type, which is where one stands."""
    with archive.open(member) as part:
        # UTF-16 is the same signs with zeros between.
        start = part.read(_PROLOG).replace(b"\0", b"").lstrip(_MARKS)
    if start and _ELEMENT_FIRST.match(start) is None:
        raise ContentError("läses inte: den har en dokumenttyp eller entiteter.")
