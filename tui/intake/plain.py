"""Tables in .csv, .tsv and .txt: cells parted by a sign, by tabs or by several spaces."""

import csv
import re
from collections.abc import Iterator
from itertools import zip_longest

from tui.domain.block import Block, Paragraph, Part, rectangular
from tui.intake.errors import ContentError
from tui.intake.spaced import spaced_block, spaced_row
from tui.intake.split import blocks_of, has_figures

SEPARATORS = ";\t|,"
_GAP = re.compile(r"\t+|(?: |\u00a0){2,}")
_WORDY = 80
_LABEL = 60
# The rest of a figure that a narrow cell breaks: decimals, a sign.
_FRAGMENT = re.compile(r"[,.]\d+ ?%?|%")
_UNIT_NOTE = re.compile(r"(?:alla )?(?:belopp|siffror)\b|i (?:kr|tkr|mnkr)\b")
_RAGGED = 3
_INDENT = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def decoded(raw: bytes) -> str:
    """The text, in the encoding that it is in. Raises ContentError."""
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    if b"\0" in raw[:4_096]:
        raise ContentError("är ingen text: spara rapporten som .docx, .xlsx eller .txt.")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def csv_parts(text: str) -> list[Part]:
    """The tables of a file whose cells one sign parts, the sign that parts its rows most alike."""
    separator = max(SEPARATORS, key=lambda sign: _likeness(text, sign))
    lines = text.splitlines()
    try:
        rows = list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        rows = [line.split(separator) for line in lines]
    if separator == ",":
        _refuse_ragged(rows)
    return [
        part if isinstance(part, Paragraph) else Block(rectangular(part))
        for part in blocks_of(rows)
    ]


def _refuse_ragged(rows: list[list[str]]) -> None:
    """Refuse a row with more figures than there are headings: its commas are decimals too, and
    nobody knows which. Raises ContentError."""
    width = 0
    for number, row in enumerate(rows, 1):
        cells = _without_empty_end(row)
        if not width and len(cells) > 1:
            width = len(cells) if any(map(_WORD.search, cells[1:])) else 0
        elif width and len(cells) > width and not any(map(_WORD.search, cells[1:])):
            raise ContentError(
                f"har fler celler på rad {number} ({cells[0][:_LABEL]}) än rubriker,"
                f" {len(cells)} mot {width}: kommat skiljer både celler och decimaler, så talen"
                " kan inte läsas. Ta ut filen med semikolon."
            )


def _without_empty_end(row: list[str]) -> list[str]:
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _likeness(text: str, separator: str) -> tuple[float, int]:
    """How many lines have as many of the sign as most have, none counted for nothing."""
    counts = [line.count(separator) for line in text.splitlines()[:200] if line.strip()]
    with_sign = [n for n in counts if n]
    if not with_sign:
        return 0.0, 0
    usual = max(set(with_sign), key=with_sign.count)
    return with_sign.count(usual) / len(counts), usual


def text_parts(text: str) -> list[Part]:
    """The paragraphs and the tables that tabs or spaces lay out."""
    rows = text.splitlines()
    parts: list[Part] = []
    lines: list[str] = []
    place = 0
    while place <= len(rows):
        end = _spaced_end(rows, place)
        line = rows[place] if place < len(rows) else ""
        block = spaced_block(rows[place:end], rows[:place]) if end > place else None
        if block is not None:
            parts += [*_flushed(lines), block]
            lines, place = [], end
            continue
        if _is_table_line(line) or (lines and _is_label_line(line)):
            lines.append(line)
        elif not (lines and not line.strip() and _goes_on(lines, rows[place + 1 :])):
            parts += _flushed(lines)
            lines = []
            parts.append(Paragraph(" ".join(line.split())))
        place += 1
    return parts


def _goes_on(lines: list[str], below: list[str]) -> bool:
    """Whether a table goes on below an empty line: with a row that has a label and figures."""
    if not below or not _is_table_line(below[0]):
        return False
    label, *cells = _GAP.split(below[0].strip())
    indent = min(len(line) - len(line.lstrip()) for line in [*lines, below[0]])
    beside = len(below[0]) - len(below[0].lstrip()) <= indent + _INDENT
    told = [cell for cell in cells if has_figures([cell])]
    return beside and bool(told) and not all(map(_YEAR.fullmatch, told)) and bool(label)


def _spaced_end(rows: list[str], place: int) -> int:
    """Where a table that begins here ends, if one space parts its columns; else here."""
    if place >= len(rows) or _is_table_line(rows[place]):
        return place
    first = spaced_row(rows[place])
    if first is None or not first[0] or len(first[1]) < 2:
        return place
    end, between = place, 0
    for number in range(place, len(rows)):
        if _is_table_line(rows[number]):
            break
        if spaced_row(rows[number]) is not None:
            end, between = number + 1, 0
        elif rows[number].strip():
            between += 1
            if _continues(rows[number]) and len(rows[number]) < _LABEL and between == 1:
                end = number + 1
            elif between > 1 or not _is_label_line(rows[number]):
                break
        elif number + 1 - end > 3:
            break
    return end


def _is_table_line(line: str) -> bool:
    cells = [cell for cell in _GAP.split(line.strip()) if cell]
    return len(cells) > 1 and max(len(cell) for cell in cells[1:]) < _WORDY


def _is_label_line(line: str) -> bool:
    """Whether a line right below one of a table may be a label alone, or the rest of one."""
    return 0 < len(line.strip()) < _LABEL and not line.rstrip().endswith((".", ":"))


def _flushed(lines: list[str]) -> Iterator[Part]:
    after: list[str] = []
    while lines and not _is_table_line(lines[-1]) and not _continues(lines[-1]):
        after.insert(0, lines[-1])
        lines = lines[:-1]
    figures = sum(has_figures(_GAP.split(line.strip())[1:]) for line in lines)
    if figures < 2:
        yield from (Paragraph(" ".join(line.split())) for line in lines)
    else:
        yield Block(rectangular(_whole_rows(_laid_out(lines))))
    yield from (Paragraph(" ".join(line.split())) for line in after)


def _continues(line: str) -> bool:
    return line.strip()[:1].islower() and not _UNIT_NOTE.match(line.strip())


def _whole_rows(rows: list[list[str]]) -> list[list[str]]:
    """The rows, each label and each figure that is broken over two lines put together."""
    whole: list[list[str]] = []
    for row in rows:
        alone = bool(row[0]) and not any(row[1:])
        rest = [cell for cell in row[1:] if cell]
        broken = bool(rest) and all(map(_FRAGMENT.fullmatch, rest))
        if whole and (broken or (alone and _continues(row[0]) and has_figures(whole[-1][1:]))):
            above = whole[-1]
            pairs = zip_longest(above[1:], row[1:], fillvalue="")
            whole[-1] = [f"{above[0]} {row[0]}".strip(), *(up + cell for up, cell in pairs)]
        else:
            whole.append(row)
    return whole


def _laid_out(lines: list[str]) -> list[list[str]]:
    if any("\t" in line for line in lines):
        return [re.split(r"\t", line) for line in lines]
    ends = _column_ends(lines)
    return [_in_columns(line.expandtabs(), ends) for line in lines]


def _spans(line: str) -> list[tuple[int, int]]:
    return [hit.span() for hit in re.finditer(r"\S+(?:[ \u00a0]\S+)*", line.expandtabs())]


def _column_ends(lines: list[str]) -> list[tuple[int, int]]:
    """Where the columns stand: cells that overlap, line for line, are of one column.

    So are those that nearly do, where no line has both: figures do not end at quite the same place.
    """
    columns: list[tuple[int, int]] = []
    owners: list[set[int]] = []
    spans = sorted((*span, number) for number, line in enumerate(lines) for span in _spans(line))
    for start, end, number in spans:
        apart = start - columns[-1][1] if columns else 0
        if columns and (apart < 0 or (apart < _RAGGED and number not in owners[-1])):
            columns[-1] = (columns[-1][0], max(end, columns[-1][1]))
            owners[-1].add(number)
        else:
            columns.append((start, end))
            owners.append({number})
    return columns


def _in_columns(line: str, columns: list[tuple[int, int]]) -> list[str]:
    cells = [""] * len(columns)
    for start, end in _spans(line):
        place = next(i for i, column in enumerate(columns) if column[0] <= start < column[1])
        cells[place] = f"{cells[place]} {line[start:end]}".strip()
    return cells
