"""Word documents and Excel workbooks as lines of text: what stands in them, in order.

Dates and names of the document's properties are left out; they say when, and not what.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    from openpyxl.cell import Cell
    from openpyxl.styles.colors import Color
    from openpyxl.worksheet.worksheet import Worksheet

WORD_PROPERTIES = ("title", "subject", "author", "keywords", "comments", "category", "language")
EXCEL_PROPERTIES = ("title", "subject", "creator", "keywords", "description", "category")


def word_lines(path: Path) -> Iterator[str]:
    """A Word document: properties, body, headers and footers."""
    document = Document(str(path))
    for name in WORD_PROPERTIES:
        yield f"property {name}: {getattr(document.core_properties, name)!r}"
    yield from _blocks(document)
    for number, section in enumerate(document.sections, 1):
        size = (section.orientation, section.page_width, section.page_height)
        yield f"section {number}: {size}"
        for name in ("header", "footer", "first_page_header", "first_page_footer"):
            yield from (f"{name}: {line}" for line in _blocks(getattr(section, name)))


def _blocks(holder: object) -> Iterator[str]:
    for block in holder.iter_inner_content():  # type: ignore[attr-defined]
        yield from (_table(block) if hasattr(block, "rows") else _paragraph(block))


def _paragraph(paragraph: "Paragraph") -> Iterator[str]:
    style = paragraph.style.name if paragraph.style is not None else ""
    yield f"[{style}] {_runs(paragraph._p)}"


def _runs(element: object) -> str:
    """All text below an element, with what is not text named: fields, pictures, strong words."""
    texts: list[str] = []
    for one in element.iter():  # type: ignore[attr-defined]
        match one.tag.rpartition("}")[2]:
            case "t" | "instrText":
                texts.append(one.text or "")
            case "tab" | "br" | "b" | "i" | "strike" as name:
                texts.append(f"<{name}>")
            case "docPr":
                texts.append(f"<picture {one.get('name')!r} {one.get('descr')!r}>")
            case "color" | "shd":
                texts.append(f"<{one.get(qn('w:val'))} {one.get(qn('w:fill')) or ''}>")
    return "".join(texts)


def _table(table: "Table") -> Iterator[str]:
    style = table.style.name if table.style is not None else ""
    yield f"table [{style}]"
    for row in table._tbl.tr_lst:
        yield "  | " + " | ".join(_cell(cell) for cell in row.tc_lst)


def _cell(cell: object) -> str:
    span = cell.grid_span  # type: ignore[attr-defined]
    return _runs(cell) + (f"<spans {span}>" if span > 1 else "")


def excel_lines(path: Path) -> Iterator[str]:
    """An Excel workbook: properties, and its sheets in order."""
    book = load_workbook(path)
    for name in EXCEL_PROPERTIES:
        yield f"property {name}: {getattr(book.properties, name)!r}"
    for name, defined in sorted(book.defined_names.items()):
        yield f"name {name}: {defined.attr_text}"
    for sheet in book.worksheets:
        yield from _sheet(sheet)


def _sheet(sheet: "Worksheet") -> Iterator[str]:
    yield f"sheet {sheet.title!r} {sheet.dimensions} {sheet.sheet_state}"
    yield f"  frozen {sheet.freeze_panes}, filter {sheet.auto_filter.ref}"
    yield f"  merged {sorted(str(merged) for merged in sheet.merged_cells.ranges)}"
    widths = {k: d.width for k, d in sorted(sheet.column_dimensions.items())}
    yield f"  widths {widths}"
    for rules in sheet.conditional_formatting:
        yield f"  rules {rules.sqref} {[(r.type, r.formula) for r in rules.rules]}"
    charts, pictures = len(sheet._charts), len(sheet._images)
    yield f"  charts {charts}, pictures {pictures}"
    for row in sheet.iter_rows():
        yield from (f"  {_value(cell)}" for cell in row if cell.value is not None or cell.comment)


def _value(cell: "Cell") -> str:
    place = f"{get_column_letter(cell.column)}{cell.row}"
    fill = _colour(cell.fill.fgColor) if cell.fill.fill_type else "-"
    font = cell.font
    looks = "".join(k for k, on in (("b", font.b), ("i", font.i), ("s", font.strike)) if on)
    note = f" comment {cell.comment.text!r}" if cell.comment else ""
    style = (looks or "-", _colour(font.color), fill, str(cell.alignment.horizontal))
    value = f"{cell.value!r} ({cell.data_type}) {cell.number_format!r}"
    return f"{place}: {value} {' '.join(style)}{note}"


def _colour(colour: "Color | None") -> str:
    """A colour by its own value, or as a place in the theme."""
    if colour is None:
        return "-"
    return str(colour.rgb) if colour.type == "rgb" else f"{colour.type} {colour.value}"
