"""What python-docx has no words for: fields, bookmarks, language, alternative text."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as Worddokument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


def element(namn: str, **attribut: str) -> Any:
    """A WordprocessingML element with its attributes."""
    nytt = OxmlElement(namn)
    for nyckel, varde in attribut.items():
        nytt.set(qn(f"w:{nyckel}"), varde)
    return nytt


def falt(stycke: Paragraph, kod: str, text: str) -> None:
    """A field with the text that stands until Word works it out."""
    enkelt = element("w:fldSimple", instr=kod)
    stycke._p.append(enkelt)
    lopa = stycke.add_run(text)
    enkelt.append(lopa._r)


def innehall(dokument: Worddokument, rader: Sequence[tuple[str, str]]) -> None:
    """A table of contents: a field that Word can update, filled in with links from the start.

    Word is not told to update it when it opens the file: it would ask the reader first.
    """
    stycken = [dokument.add_paragraph(style="Normal") for _ in rader or [("", "")]]
    _faltdel(stycken[0], "begin")
    _instruktion(stycken[0], r'TOC \o "1-3" \h \z \u')
    _faltdel(stycken[0], "separate")
    for stycke, (marke, text) in zip(stycken, rader, strict=False):
        lank = element("w:hyperlink", anchor=marke, history="1")
        lopa = stycke.add_run(text)
        stycke._p.append(lank)
        lank.append(lopa._r)
    _faltdel(stycken[-1], "end")


def _faltdel(stycke: Paragraph, slag: str) -> None:
    stycke.add_run()._r.append(element("w:fldChar", fldCharType=slag))


def _instruktion(stycke: Paragraph, kod: str) -> None:
    text = element("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {kod} "
    stycke.add_run()._r.append(text)


def bokmarke(stycke: Paragraph, nr: int, namn: str) -> None:
    """A bookmark around a paragraph, for the contents to point to."""
    forsta = stycke._p.find(qn("w:r"))
    start = element("w:bookmarkStart", id=f"{nr}", name=namn)
    if forsta is None:
        stycke._p.append(start)
    else:
        forsta.addprevious(start)
    stycke._p.append(element("w:bookmarkEnd", id=f"{nr}"))


def satt_sprak(dokument: Worddokument, sprak: str) -> None:
    """The language of the whole text, which proofing and a screen reader go by."""
    for plats in dokument.styles.element.iter(qn("w:lang")):
        for attribut in ("val", "eastAsia"):
            plats.set(qn(f"w:{attribut}"), sprak)


def skuggad(egenskaper: Any, farg: str) -> None:
    """Shade a table cell's properties (``tcPr``) with a colour of six hexadecimal digits."""
    egenskaper.append(element("w:shd", val="clear", color="auto", fill=farg))
