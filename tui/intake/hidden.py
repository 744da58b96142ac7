"""The columns that an Excel book hides: no one who looks at the sheet sees what they hold."""

from collections.abc import Iterator, Mapping
from posixpath import normpath
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from openpyxl.utils import get_column_letter

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TRUE = ("1", "true")
_MOST = 300


def hidden_columns(archive: ZipFile) -> Mapping[str, tuple[str, ...]]:
    """The letters of the hidden columns of each sheet that has any, by the sheet's name."""
    if not {_BOOK, _RELATIONS} <= set(archive.namelist()):
        return {}
    targets = {one.get("Id"): one.get("Target", "") for one in _elements(archive, _RELATIONS)}
    found: dict[str, tuple[str, ...]] = {}
    for sheet in _elements(archive, _BOOK):
        target = targets.get(sheet.get(_REFERENCE), "")
        part = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
        if _name(sheet) == "sheet" and part in archive.namelist():
            letters = tuple(_letters(archive, part))
            found |= {sheet.get("name", ""): letters} if letters else {}
    return found


def _letters(archive: ZipFile, part: str) -> Iterator[str]:
    for element in _elements(archive, part):
        if _name(element) == "sheetData":
            return
        if _name(element) == "col" and element.get("hidden") in _TRUE:
            first, last = int(element.get("min", 1)), int(element.get("max", 1))
            yield from map(get_column_letter, range(first, min(last, _MOST) + 1))


def _elements(archive: ZipFile, part: str) -> Iterator[Element]:
    """The elements as they begin."""
    with archive.open(part) as xml:
        for _, element in iterparse(xml, ["start"]):
            yield element


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
