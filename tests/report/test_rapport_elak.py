"""Hostile texts in every place of a report and in every format stay text and keep their cells."""

import io
import re
import zipfile
from dataclasses import replace
from functools import cache

import docx
import pytest

from tests.report.aterlasning import ur_excel, ur_html, ur_markdown, ur_word, utan_tecken
from tests.report.exempel import UTKAST, tabell, text_mall
from tui.arbetsyta import Arbetsyta
from tui.domain.tabell import Rad, Tabell
from tui.report.excel import bladnamn
from tui.report.excel_blad import HUVUDRAD, MAX_TEXT
from tui.report.rapport import Rapport
from tui.report.rapportkalla import rapport_ur
from tui.report.rapportskrivning import FORMAT, rapportbyte
from tui.svenska.format import ren

ELAKA = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(1;1)",
    "-2+3",
    "\t=1+1",
    "\r=1+1",
    "'=1+1",
    '=DDE("cmd";"/C calc";"x")',
    '=HYPERLINK("http://ond.example";"klicka")',
    "{=SUM(A1:A9)}",
    "＝1+1",
    "#N/A",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&amp;lt;b&gt; &copy &#60;",
    "a | b || c \\| d",
    "`kod` ```block```",
    "[a](javascript:alert(1)) ![b](x) <http://ond.example> [ref]: x",
    "se www.ond.example och https://ond.example",
    "**fet** _kursiv_ ~~bort~~ # rubrik\n# en till",
    "\x00\x07\x1b[31mröd\x1b]0;t\x07\x9b31m",
    "\u202eomvänd\u202c\u2066dold\u2069 och\u200b",
    "\ud800 ensam \ufffe",
    '"><style>*{display:none}</style>',
    "]]> <!-- --> <?php ?>",
    "TOC \\o { DDEAUTO c:\\\\windows calc }",
    "mycket långt " * 4000,
    "x" * 40_000,
)
RENA = [ren(ond) for ond in ELAKA]
KOLUMNER = ("ett", "tva")
ELEMENT = {
    *("html", "head", "meta", "title", "style", "body", "main", "section", "nav", "h1", "h2", "h3"),
    *("h4", "p", "ul", "li", "a", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr"),
    *("th", "td", "strong", "span"),
}


@cache
def elak_rapport() -> Rapport:
    """A report where each hostile text is a heading, a label, a cell, a note and a comment."""
    rader = tuple(
        Rad(f"r{i}", ond, "summa" if i % 2 else "post", celler={"ett": ond, "tva": f"x{ond}"})
        for i, ond in enumerate(ELAKA)
    )
    stor = tabell(text_mall(*KOLUMNER), *rader, id="stor")
    sma = (replace(stor, id=f"t{i}", rubrik=ond, not_=ond) for i, ond in enumerate(ELAKA))
    smaa = tuple(replace(t, rader=t.rader[:1]) for t in sma)
    huvud = replace(UTKAST, namn=ELAKA[12], diarienummer=ELAKA[0])
    tabeller: dict[tuple[str, str], tuple[Tabell, ...]] = {(huvud.id, "mal"): (stor, *smaa)}
    return rapport_ur(Arbetsyta({huvud.id: huvud}, tabeller), huvud.id)


@cache
def elaka_byte(format_: str) -> bytes:
    return rapportbyte(elak_rapport(), format_)


def vantade(forsta: str = "Rad") -> list[list[str]]:
    return [
        [forsta, "Ett", "Tva"],
        *([ren_, ren_, f"x{ren(ond)}"] for ren_, ond in zip(RENA, ELAKA, strict=True)),
    ]


def test_html_makes_no_element_of_a_text_and_keeps_every_cell() -> None:
    lasare = ur_html(elaka_byte("html"))
    assert {tag for tag, _ in lasare.element} <= ELEMENT
    assert lasare.obalans == [] and lasare.oppna == []
    attribut = {namn for _, alla in lasare.element for namn in alla}
    assert attribut <= {
        *("lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "scope"),
        *("aria-label", "title"),
    }
    lankar = [alla["href"] for tag, alla in lasare.element if tag == "a"]
    assert all(re.fullmatch(r"#[a-z-]+", lank) for lank in lankar)
    assert lasare.last.tabeller[0][1] == vantade()
    assert [rubrik for rubrik, _ in lasare.last.tabeller[1:]] == RENA


def test_word_keeps_every_cell_and_has_no_field_link_or_part_from_a_text() -> None:
    data = elaka_byte("docx")
    last = ur_word(data)
    assert last.tabeller[0][1] == [[utan_tecken(c) for c in rad] for rad in vantade()]
    with zipfile.ZipFile(io.BytesIO(data)) as arkiv:
        xml = arkiv.read("word/document.xml").decode("utf-8")
        relationer = arkiv.read("word/_rels/document.xml.rels").decode("utf-8")
    assert "External" not in relationer
    assert re.findall(r"<w:instrText[^>]*>([^<]*)<", xml) == [' TOC \\o "1-3" \\h \\z \\u ']
    assert set(re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]*)"', xml)) == {
        f"_Avsnitt{i}" for i in range(len(elak_rapport().avsnitt))
    }
    assert "w:fldSimple" not in xml
    assert len(docx.Document(io.BytesIO(data)).tables) == 1 + len(ELAKA)


def test_excel_has_no_formula_link_or_name_from_a_text_and_keeps_every_cell() -> None:
    data = elaka_byte("xlsx")
    bok = ur_excel(data).formler
    celler = [cell for ark in bok for rad in ark.iter_rows() for cell in rad]
    assert [cell.coordinate for cell in celler if cell.data_type in ("f", "e")] == []
    assert all(cell.hyperlink.target is None for cell in celler if cell.hyperlink)
    assert list(bok.defined_names) == []
    ark = bok[bok.sheetnames[1]]
    rader = [[ark.cell(HUVUDRAD + i, j).value for j in (1, 2, 3)] for i in range(len(ELAKA) + 1)]
    assert rader == [[kortad(text) for text in rad] for rad in vantade()]
    with zipfile.ZipFile(io.BytesIO(data)) as arkiv:
        assert [n for n in arkiv.namelist() if "external" in n.lower()] == []


def kortad(text: str) -> str:
    """Excel holds 32 767 characters in a cell; what is cut says so."""
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"


def test_a_text_that_an_edit_would_make_a_formula_of_is_marked_as_text() -> None:
    bok = ur_excel(elaka_byte("xlsx")).formler
    ark = bok[bok.sheetnames[1]]
    farliga = [rad for rad in range(len(ELAKA)) if RENA[rad][0] in "=+-@'＝"]
    assert len(farliga) >= 8
    assert all(ark.cell(HUVUDRAD + 1 + rad, 2).quotePrefix for rad in farliga)


def test_markdown_keeps_every_cell_and_leaves_nothing_for_markdown_to_act_on() -> None:
    data = elaka_byte("md")
    rader = ur_markdown(data).tabeller[0][1]
    assert [len(rad) for rad in rader] == [3] * (len(ELAKA) + 1)
    vantat = [[c.strip(" ").replace("\\|", "|") for c in rad] for rad in vantade()]
    assert [[c.replace("\\|", "|") for c in rad] for rad in rader] == vantat
    egna = data.decode("utf-8").replace("&emsp;", "").replace("**", "")
    kvar = [rad for rad in egna.split("\n") if re.search(r"(?<!\\)(\\\\)*([<\[`]|://|www\.)", rad)]
    assert kvar == []


def test_plain_text_holds_no_character_that_steers_a_terminal() -> None:
    rader = elaka_byte("txt").decode("utf-8").split("\n")
    assert [rad for rad in rader if ren(rad) != rad] == []


@pytest.mark.parametrize("format_", FORMAT)
def test_the_same_report_twice_says_the_same(format_: str) -> None:
    """Nothing is left over from one writing to the next (the archives' own dates put aside)."""
    forsta, andra = (rapportbyte(elak_rapport(), format_) for _ in range(2))
    if format_ in ("docx", "xlsx"):
        assert delar(forsta) == delar(andra)
    else:
        assert forsta == andra


def delar(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as arkiv:
        return {n: arkiv.read(n) for n in arkiv.namelist() if n != "docProps/core.xml"}


@pytest.mark.parametrize(
    ("rubrik", "namn"),
    [
        ("Drift", "Drift (2)"),
        ("dRIFT", "dRIFT (2)"),
        ("History", "History (2)"),
        ("a[b]:c*d?e/f\\g'h", "a b  c d e f g h"),
        ("'", "Tabell"),
        ("", "Tabell"),
        ("Uppföljning av internkontroll vid årsbokslut", "Uppföljning av internkontroll v"),
    ],
)
def test_a_sheet_gets_a_name_that_excel_takes_and_no_other_has(rubrik: str, namn: str) -> None:
    assert bladnamn(rubrik, ["Rapport", "Drift"]) == namn


def test_sheets_with_long_names_alike_are_told_apart() -> None:
    upptagna: list[str] = []
    for _ in range(12):
        upptagna.append(bladnamn("Uppföljning av internkontroll vid årsbokslut", upptagna))
    assert len({namn.casefold() for namn in upptagna}) == 12
    assert max(map(len, upptagna)) <= 31
