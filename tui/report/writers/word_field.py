"""What python-docx has no words for: fields, bookmarks, language, alternative text."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


def element(tag: str, **attributes: str) -> Any:
    """A WordprocessingML element with its attributes."""
    fresh = OxmlElement(tag)
    for key, value in attributes.items():
        fresh.set(qn(f"w:{key}"), value)
    return fresh


def field(paragraph: Paragraph, code: str, text: str) -> None:
    """A field with the text that stands until Word works it out."""
    simple = element("w:fldSimple", instr=code)
    paragraph._p.append(simple)
    run = paragraph.add_run(text)
    simple.append(run._r)


def content(document: WordDocument, rows: Sequence[tuple[str, str]]) -> None:
    """A table of contents: a field that Word can update, filled in with links from the start.

    Word is not told to update it when it opens the file: it would ask the reader first.
    """
    paragraphs = [document.add_paragraph(style="Normal") for _ in rows or [("", "")]]
    _field_part(paragraphs[0], "begin")
    _instruction(paragraphs[0], r'TOC \o "1-3" \h \z \u')
    _field_part(paragraphs[0], "separate")
    for paragraph, (mark, text) in zip(paragraphs, rows, strict=False):
        link = element("w:hyperlink", anchor=mark, history="1")
        run = paragraph.add_run(text)
        paragraph._p.append(link)
        link.append(run._r)
    _field_part(paragraphs[-1], "end")


def _field_part(paragraph: Paragraph, kind: str) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType=kind))


def _instruction(paragraph: Paragraph, code: str) -> None:
    text = element("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {code} "
    paragraph.add_run()._r.append(text)


def bookmark(paragraph: Paragraph, nr: int, tag: str) -> None:
    """A bookmark around a paragraph, for the contents to point to."""
    first = paragraph._p.find(qn("w:r"))
    start = element("w:bookmarkStart", id=f"{nr}", name=tag)
    if first is None:
        paragraph._p.append(start)
    else:
        first.addprevious(start)
    paragraph._p.append(element("w:bookmarkEnd", id=f"{nr}"))


def set_language(document: WordDocument, language: str) -> None:
    """The language of the whole text, which proofing and a screen reader go by."""
    for place in document.styles.element.iter(qn("w:lang")):
        for attributes in ("val", "eastAsia"):
            place.set(qn(f"w:{attributes}"), language)


def shadowed(properties: Any, colour: str) -> None:
    """Shade a table cell's properties (``tcPr``) with a colour of six hexadecimal digits."""
    properties.append(element("w:shd", val="clear", color="auto", fill=colour))
