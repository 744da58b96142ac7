"""HTML that loads nothing, runs nothing, can be read aloud and printed: text is only ever text."""

from collections.abc import Iterable, Sequence
from html import escape

from tabulate import Line, TableFormat, tabulate

from tui.domain.table import RowKind
from tui.report.layout import comments, landscape, shows, signal_rows, table_parts
from tui.report.values import (
    Bars,
    Heading,
    Paragraph,
    Report,
    ReportCell,
    ReportColumn,
    ReportRow,
    ReportSection,
    ReportTable,
    RiskMatrix,
)
from tui.report.writers.svg import bar_picture, risk_picture
from tui.report.writers.walk import TextPieces

INDENT = "&emsp;"
MARKS = {"summa": "strong", "rubrik": "em"}
_HEAD = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
{style}</style>
</head>
<body{class_}>
"""
_TABLE_STYLE = """\
body { font-family: system-ui, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .7rem; border-bottom: 1px solid #ddd; text-align: left;
  vertical-align: top; }
th { border-bottom: 2px solid #555; vertical-align: bottom; }
ul { color: #444; font-size: .9rem; }
"""
_REPORT_STYLE = """@page { size: A4; margin: 18mm 16mm; }
@page liggande { size: A4 landscape; }
body { font: 11pt/1.4 system-ui, sans-serif; color: #1a1a1a; background: #fff;
  max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.9rem; margin: 0 0 .4rem; } h2 { font-size: 1.4rem; margin-top: 2rem; }
h3 { font-size: 1.1rem; margin-top: 1.4rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
dt { color: #555; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0 .4rem; font-size: .86rem;
  font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .3rem; }
th, td { padding: .22rem .45rem; border-bottom: 1px solid #d5d5d5; text-align: left;
  vertical-align: top; font-weight: 400; }
thead th { border-bottom: 2px solid #444; vertical-align: bottom; font-weight: 600; }
.h { text-align: right; } td.h { white-space: nowrap; }
tr.summa th, tr.summa td { font-weight: 700; border-top: 1px solid #444; }
tr.rubrik th, tr.darav th, tr.darav td { font-style: italic; }
.n1 { padding-left: 1.3rem; } .n2 { padding-left: 2.4rem; } .n3 { padding-left: 3.5rem; }
.bra { background: #dff0d8; } .varning { background: #fdecc8; } .allvar { background: #f8d0d5; }
td.bra::before { content: "\\25b2\\a0"; } td.varning::before { content: "\\25bd\\a0"; }
td.allvar::before { content: "\\25bc\\a0"; } td.ord::before { content: none; }
.marke { display: inline-block; border: 2px solid #9a4f00; color: #7a3e00; font-weight: 700;
  padding: .1rem .6rem; }
.dold { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
ul.noter, ul.signaler { color: #444; font-size: .8rem; margin: .2rem 0 .6rem; padding-left: 1.1rem;
  overflow-wrap: anywhere; }
ul.signaler { list-style: none; padding-left: 0; }
ul.signaler span { padding: 0 .3rem; }
figure { margin: 1rem 0; } figcaption { font-weight: 600; margin-bottom: .3rem; }
svg { max-width: 100%; height: auto; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt; }
  th, td { padding: .12rem .35rem; } nav { display: none; } thead { display: table-header-group; }
  tr, figure { break-inside: avoid; } h2, h3, caption { break-after: avoid; }
  section.ny { break-before: page; } section.liggande { page: liggande; }
  .bra, .varning, .allvar { print-color-adjust: exact; }
  .en-sida { font-size: 8.5pt; line-height: 1.25; } .en-sida p, .en-sida li { margin: .15rem 0; }
  .en-sida h1 { font-size: 1.5rem; } .en-sida h2 { font-size: 1.15rem; margin: .5rem 0 .2rem; }
  .en-sida h3 { margin: .5rem 0 .1rem; } .en-sida ul { margin: .1rem 0; }
}
"""


def html(tables: Sequence[ReportTable]) -> str:
    """A whole page with the tables below each other."""
    title = tables[0].heading if len(tables) == 1 else "Nämndkoll"
    head = _HEAD.format(title=escape(title), style=_TABLE_STYLE, class_="")
    return f"{head}{''.join(map(_plain, tables))}</body>\n</html>\n"


def _plain(table: ReportTable) -> str:
    ingress = "".join(f"<p>{escape(line)}</p>\n" for line in table.ingress)
    head = [f"<th{_side(k)}>{escape(k.heading).strip()}</th>" for k in table.columns]
    laid_out = _laid_out(
        [f"<tr><th>{escape(table.label_heading).strip()}</th>", *head],
        [_plain_row(row, table.columns) for row in table.rows],
    )
    notes = _list(map(escape, table.notes))
    return f"<h2>{escape(table.heading)}</h2>\n{ingress}{laid_out}\n{notes}"


def _plain_row(row: ReportRow, columns: Sequence[ReportColumn]) -> list[str]:
    cells = [
        f"<td{_side(k)}>{_marked(c.text, 'post' if c.number is None else row.kind)}</td>"
        for c, k in zip(row.cells, columns, strict=True)
    ]
    return [f"<tr><td>{INDENT * row.level}{_marked(row.label, row.kind)}</td>", *cells]


def _side(column: ReportColumn) -> str:
    return ' style="text-align: right;"' if column.right else ""


def _marked(text: str, kind: RowKind) -> str:
    mark = MARKS.get(kind)
    return f"<{mark}>{escape(text)}</{mark}>" if mark else escape(text).strip()


def _laid_out(head: Sequence[str], rows: Sequence[Sequence[str]], caption: str = "") -> str:
    """A table of cells that are elements already; the first of a row opens the row."""
    table = tabulate(rows, head, tablefmt=_ELEMENTS, stralign=None, disable_numparse=True)
    return f"<table>\n{caption}{table}\n</table>"


def _row_of(cells: Sequence[str], *_: object) -> str:
    return f"{''.join(cells)}</tr>"


_ELEMENTS = TableFormat(
    lineabove=Line("<thead>", "", "", ""),
    linebelowheader=Line("</thead>\n<tbody>", "", "", ""),
    linebetweenrows=None,
    linebelow=Line("</tbody>", "", "", ""),
    headerrow=_row_of,
    datarow=_row_of,
    padding=0,
    with_header_hide=None,
)


def _list(points: Iterable[str], class_: str = "") -> str:
    rows = "".join(f"<li>{point}</li>\n" for point in points)
    return f"<ul{_class(class_)}>\n{rows}</ul>\n" if rows else ""


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


class HtmlWriter(TextPieces):
    """A report as one page."""

    def __init__(self) -> None:
        super().__init__()
        self._points: list[str] = []

    def begin(self, report: Report) -> None:
        title = escape(f"{report.title}{' – inför nämnd' if report.one_page else ''}")
        class_ = _class("en-sida" * report.one_page)
        head = _HEAD.format(title=title, style=_REPORT_STYLE, class_=class_)
        mark = f'<p class="marke">{escape(report.mark)}</p>\n' if report.mark else ""
        facts = "".join(f"<dt>{escape(n)}</dt><dd>{escape(v)}</dd>\n" for n, v in report.facts)
        self._text.append(f"{head}<h1>{title}</h1>\n{mark}<dl>\n{facts}</dl>\n")
        if not report.one_page:
            self._text.append(_contents(report.sections))
        self._text.append("<main>\n")

    def begin_section(self, section: ReportSection, nr: int) -> None:  # noqa: ARG002
        classes = ["ny"] * section.new_page + ["liggande"] * landscape(section)
        id_, heading = escape(section.id), escape(section.heading)
        self._text.append(f'<section{_class(" ".join(classes))} id="{id_}">\n<h2>{heading}</h2>\n')

    def heading(self, heading: Heading) -> None:
        level = heading.level + 1
        self._add(f"<h{level}>{escape(heading.text)}</h{level}>\n")

    def paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.point:
            self._points.append(escape(paragraph.text))
        else:
            self._add(f"<p>{escape(paragraph.text)}</p>\n")

    def table(self, table: ReportTable) -> None:
        self._add(_table(table))

    def bars(self, bars: Bars) -> None:
        self._add(_figure(bars.heading, bar_picture(bars)))

    def risks(self, matrix: RiskMatrix) -> None:
        self._add(_figure(matrix.heading, risk_picture(matrix)))

    def end_section(self) -> None:
        self._add("</section>\n")

    def whole(self) -> bytes:
        self._text.append("</main>\n</body>\n</html>\n")
        return super().whole()

    def _add(self, element: str) -> None:
        """What is no point of a list ends the list before it."""
        self._text.append(_list(self._points) + element)
        self._points.clear()


def _contents(sections: Iterable[ReportSection]) -> str:
    links = (f'<a href="#{escape(a.id)}">{escape(a.heading)}</a>' for a in sections)
    return f'<nav aria-label="Innehåll">\n<h2>Innehåll</h2>\n{_list(links)}</nav>\n'


def _figure(heading: str, picture: str) -> str:
    return f"<figure>\n<figcaption>{escape(heading)}</figcaption>\n{picture}</figure>\n"


def _table(table: ReportTable) -> str:
    """The tables, and under them in words what the colours say, comments and notes."""
    sign = f"<p>{escape(table.sign)}</p>\n" if table.sign else ""
    parts = "".join(map(_part, table_parts(table)))
    words = (f"<strong>{escape(who)}:</strong> {escape(t)}" for who, t in comments(table))
    signals = (
        f'<span class="{row.signal.value}">{row.sign}</span> {escape(row.text)}'
        for row in signal_rows(table)
    )
    notes = _list(map(escape, table.notes), "noter")
    return f"{sign}{parts}{_list(signals, 'signaler')}{_list(words, 'kommentarer')}{notes}"


def _part(part: ReportTable) -> str:
    head = [
        f'<th scope="col"{_class("h" * k.right)}>{escape(k.heading)}</th>' for k in part.columns
    ]
    laid_out = _laid_out(
        [f'<tr><th scope="col">{escape(part.label_heading)}</th>', *head],
        [_row(row, part.columns) for row in part.rows],
        f"<caption>{escape(part.heading)}</caption>\n",
    )
    return f"{laid_out}\n"


def _row(row: ReportRow, columns: Sequence[ReportColumn]) -> list[str]:
    class_ = _class("" if row.kind == "post" else row.kind)
    level = _class(f"n{min(row.level, 3)}" if row.level else "")
    cells = (_cell(cell, k.right) for cell, k in zip(row.cells, columns, strict=True))
    return [f'<tr{class_}><th scope="row"{level}>{escape(row.label)}</th>', *cells]


def _cell(cell: ReportCell, right: bool) -> str:
    classes = ["h"] if right else []
    hidden = ""
    if shows(cell) and cell.signal is not None:
        classes.append(cell.signal.signal.value)
        if cell.signal.words == cell.text:
            classes.append("ord")
        else:
            hidden = f'<span class="dold"> ({escape(cell.signal.words)})</span>'
    title = f' title="{escape(cell.remark)}"' if cell.remark else ""
    return f"<td{_class(' '.join(classes))}{title}>{escape(cell.text)}{hidden}</td>"
