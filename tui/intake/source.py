"""A file with figures to take in, read by what it holds and not by what it is called."""

import io
import re
import zipfile
from pathlib import Path

from msgspec import Struct

from tui.domain.block import Block, Part, content
from tui.domain.kolada import Kolada
from tui.domain.ledger import Ledger
from tui.intake.errors import ContentError
from tui.intake.files import MAX_OFFICE, MAX_TEXT, file_bytes, parts, why_not
from tui.intake.kolada import read_kolada
from tui.intake.markup import html_parts
from tui.intake.plain import csv_parts, decoded, text_parts
from tui.intake.sie import read_sie
from tui.intake.sie_text import is_sie
from tui.svenska.format import clean
from tui.svenska.parse import Refusal

_ZIP, _OLD_OFFICE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|meta|table)\b", re.I)
_EXCEL, _SIE, _JSON = (".xlsx", ".xlsm", ".xls"), (".se", ".si", ".sie"), (".json",)
_NO_TEXT = "är ingen fil med text eller tabeller, och läses inte."
_START = 4_096
_MACROS = "har makron, som inte läses: spara den som .xlsx."


class Source(Struct, frozen=True):
    """What a file holds, one of three: blocks of cells, an accounting file, or figures of Kolada.

    ``name`` is the file's. ``told`` is what there is to say of how it was read.
    """

    name: str
    blocks: tuple[Block, ...] = ()
    ledger: Ledger | None = None
    kolada: Kolada | None = None
    told: tuple[str, ...] = ()


def read_source(path: Path) -> Source | Refusal:
    """What the file holds; or one sentence on why it is not read."""
    name = clean(path.name)
    try:
        return _source(name, path.suffix.lower(), file_bytes(path, MAX_OFFICE))
    except ContentError as error:
        return Refusal(f"{name} {error.sentence}")
    except OSError as error:
        return Refusal(f"{name} {why_not(error)}")
    except (RecursionError, MemoryError):
        return Refusal(f"{name} läses inte: den är byggd som ingen fil med siffror.")


def _source(name: str, suffix: str, raw: bytes) -> Source:
    if raw.startswith((_ZIP, _OLD_OFFICE, _PDF)):
        return _of_office(name, suffix, raw)
    if len(raw) > MAX_TEXT:
        raise ContentError(f"är större än {MAX_TEXT // 1_000_000} MB: ta ut en mindre del.")
    if is_sie(raw):
        ledger = read_sie(raw)
        if ledger.unbalanced:
            raise ContentError(ledger.unbalanced)
        return Source(name, ledger=ledger, told=ledger.told)
    if suffix in _SIE:
        raise ContentError("är ingen SIE-fil, fast den heter så: ta ut den på nytt.")
    if suffix in _JSON or raw.lstrip()[:1] == b"{":
        return Source(name, kolada=read_kolada(decoded(raw)))
    if _HTML.match(raw):
        told = _not_as_called(suffix, _EXCEL, "en webbsida med tabeller")
        return _with_blocks(name, html_parts(decoded(raw)), told)
    if suffix in _EXCEL:
        raise ContentError("är ingen Excel-bok, fast den heter så: spara om den i Excel.")
    return _of_text(name, raw)


def _of_text(name: str, raw: bytes) -> Source:
    # Else no text has a zero in it.
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and b"\0" in raw[:_START]:
        raise ContentError(_NO_TEXT)
    text = decoded(raw)
    if sum(not sign.isprintable() and sign not in "\t\n\r\f\v\ufeff" for sign in text[:_START]) > 8:
        raise ContentError(_NO_TEXT)
    text = text.removeprefix("\ufeff")
    spaced = not any(sign in text for sign in ";\t") and re.search(r"\S {2,}\S", text)
    return _with_blocks(name, text_parts(text) if spaced else csv_parts(text), ())


def _of_office(name: str, suffix: str, raw: bytes) -> Source:
    if raw.startswith(_PDF):
        raise ContentError("är en PDF, som inte läses: kopiera tabellen och klistra in den.")
    if raw.startswith(_OLD_OFFICE):
        if _ENCRYPTED in raw:
            raise ContentError("har lösenord: öppna den i Excel och spara den utan.")
        raise ContentError("är i Excels gamla format: öppna den i Excel och spara den som .xlsx.")
    members = _members(raw)
    if any(one.lower().endswith("vbaproject.bin") for one in members):
        raise ContentError(_MACROS)
    if "word/document.xml" in members:
        raise ContentError("är ett Word-dokument: kopiera tabellen och klistra in den.")
    if "xl/workbook.xml" not in members:
        raise ContentError("är packad (zip) och ingen Excel-bok: packa upp den och välj filen.")
    told = () if suffix in _EXCEL else (f"Filen heter {suffix or 'inget'} men är en Excel-bok.",)
    return _with_blocks(name, parts(raw, ".xlsx"), told)


def _members(raw: bytes) -> set[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise ContentError("är trasig: spara om den i Excel, eller hämta den på nytt.") from None


def _not_as_called(suffix: str, endings: tuple[str, ...], what: str) -> tuple[str, ...]:
    return (f"Filen heter {suffix} men är {what}.",) if suffix in endings else ()


def _with_blocks(name: str, read: list[Part], told: tuple[str, ...]) -> Source:
    blocks = content(name, read).blocks
    if not blocks:
        raise ContentError("har inga tabeller att läsa in.")
    return Source(name, blocks=blocks, told=told)
