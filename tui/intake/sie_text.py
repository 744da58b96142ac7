"""The text of a SIE file in the encoding that it is in, and the fields of one of its rows."""

import io
import re

from tui.intake.errors import ContentError

# Where å, ä, ö, Å, Ä, Ö and é stand: by the standard (PC8), and in Windows and Latin-1.
_DOS = b"\x86\x84\x94\x8f\x8e\x99\x82"
_LATIN = b"\xe5\xe4\xf6\xc5\xc4\xd6\xe9"
_ENGLISH = bytes(range(128))
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_START = re.compile(r"\s*#(?:FLAGGA|PROGRAM|FORMAT|GEN|SIETYP|FNAMN|PROSA|ORGNR|RAR|VER)\b")
_INDENT = re.compile(r"\n[ \t]+#")
_LOOKED_AT = 4_096
_FIELD = re.compile(
    r'\{((?:[^}"\n]|"(?:[^"\\\n]|\\.)*")*)\}'  # objects
    r'|"((?:[^"\\\n]|\\.)*)(?:"|\\?$)'  # quoted, to the end of the row where it is never closed
    r'|([^\s{}"]+)'
)


def is_sie(raw: bytes) -> bool:
    """Whether a file begins as a SIE file does, whatever it is called."""
    start = raw[:_LOOKED_AT]
    wide = _WIDE.get(start[:2])
    text = start.decode(wide, errors="ignore") if wide else start.decode("latin-1")
    return _START.match(text.removeprefix("\xef\xbb\xbf").removeprefix("\ufeff")) is not None


def sie_text(raw: bytes) -> str:
    """The text, each row begun by a newline and its label. Raises ContentError.

    By a mark, else UTF-8 where it is that throughout, else PC8 or Latin-1 by the letters used: the
    file's own word on it is not to be relied on.
    """
    if (wide := _WIDE.get(raw[:2])) is not None:
        text = raw.decode(wide, errors="replace")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            letters = raw.translate(None, _ENGLISH)
            dos, latin = (len(letters) - len(letters.translate(None, of)) for of in (_DOS, _LATIN))
            text = raw.decode("cp1252" if latin > dos else "cp437", errors="replace")
    if "\0" in text:
        raise ContentError("är ingen hel SIE-fil: ta ut den på nytt ur ekonomisystemet.")
    rows = io.IncrementalNewlineDecoder(None, translate=True).decode(f"\n{text}\n", final=True)
    return _INDENT.sub("\n#", rows)


def fields(row: str) -> list[str]:
    """The fields of a row without its label; objects as they stand between braces."""
    return [_plain(hit) for hit in _FIELD.finditer(row)]


def _plain(hit: re.Match[str]) -> str:
    text = hit.group(hit.lastindex or 0)
    return text.replace('\\"', '"') if "\\" in text else text


def around_objects(row: str) -> tuple[list[str], str | None, list[str]]:
    """A row's fields before its objects, these (None where it has no braces), and those after."""
    hits = list(_FIELD.finditer(row))
    place = next((i for i, hit in enumerate(hits) if hit.lastindex == 1), None)
    plain = list(map(_plain, hits))
    return (plain, None, []) if place is None else (plain[:place], plain[place], plain[place + 1 :])
