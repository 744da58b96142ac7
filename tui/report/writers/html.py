"""A report as one HTML file: loads nothing, runs nothing, can be read aloud and printed."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from tui.report.report import (
    Bars,
    Block,
    Heading,
    Paragraph,
    Report,
    ReportCell,
    ReportRow,
    ReportSection,
    ReportTable,
    RiskMatrix,
)
from tui.report.svg import bar_picture, risk_picture
from tui.report.table_parts import (
    TablePart,
    comments,
    landscape,
    shows,
    signal_rows,
    table_parts,
)
from tui.report.writers.html_head import HEAD

_STYLE = """@page { size: A4; margin: 18mm 16mm; }
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
_END = "</main>\n</body>\n</html>\n"


def introduction(report: Report) -> str:
    """The page's head, its title, the facts, and the contents."""
    title = f"{report.title}{' – inför nämnd' if report.one_page else ''}"
    facts = "".join(f"<dt>{escape(n)}</dt><dd>{escape(v)}</dd>\n" for n, v in report.facts)
    mark = f'<p class="marke">{escape(report.mark)}</p>\n' if report.mark else ""
    class_ = _class("en-sida" * report.one_page)
    head = HEAD.format(title=escape(title), style=_STYLE, class_=class_)
    return f"{head}<h1>{escape(title)}</h1>\n{mark}<dl>\n{facts}</dl>\n{_content(report)}<main>\n"


def _content(report: Report) -> str:
    if report.one_page:
        return ""
    rows = "".join(
        f'<li><a href="#{escape(a.id)}">{escape(a.heading)}</a></li>\n' for a in report.section
    )
    return f'<nav aria-label="Innehåll">\n<h2>Innehåll</h2>\n<ul>\n{rows}</ul>\n</nav>\n'


def section_start(section: ReportSection) -> str:
    """A section's opening tag and heading."""
    classes = ["ny"] * section.new_page + ["liggande"] * landscape(section)
    class_ = f' class="{" ".join(classes)}"' if classes else ""
    return f'<section{class_} id="{escape(section.id)}">\n<h2>{escape(section.heading)}</h2>\n'


def html_pieces(report: Report) -> Iterator[str]:
    """The page, block by block."""
    yield introduction(report)
    for section in report.section:
        yield section_start(section)
        for point, block in groupby(section.block, _is_point):
            pieces = map(_block, block)
            yield from (f"<ul>\n{''.join(pieces)}</ul>\n",) if point else pieces
        yield "</section>\n"
    yield _END


def _is_point(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.point


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level + 1}>{escape(text)}</h{level + 1}>\n"
        case Paragraph(text, point):
            return f"<li>{escape(text)}</li>\n" if point else f"<p>{escape(text)}</p>\n"
        case Bars():
            return _figure(block.heading, bar_picture(block))
        case RiskMatrix():
            return _figure(block.heading, risk_picture(block))
    return table_html(block)


def _figure(heading: str, picture: str) -> str:
    return f"<figure>\n<figcaption>{escape(heading)}</figcaption>\n{picture}</figure>\n"


def table_html(table: ReportTable) -> str:
    """The tables, and under them in words what the colours say, comments and notes."""
    sign = f"<p>{escape(table.sign)}</p>\n" if table.sign else ""
    parts = "".join(map(_table, table_parts(table)))
    word = [f"<strong>{escape(who)}:</strong> {escape(t)}" for who, t in comments(table)]
    signaler = [
        f'<span class="{row.signal.value}">{row.sign}</span> {escape(row.text)}'
        for row in signal_rows(table)
    ]
    notes = [escape(note) for note in table.notes]
    lists = (_list(signaler, "signaler"), _list(word, "kommentarer"), _list(notes, "noter"))
    return f"{sign}{parts}{''.join(lists)}"


def _list(points: Iterable[str], class_: str) -> str:
    rows = "".join(f"<li>{point}</li>\n" for point in points)
    return f'<ul class="{class_}">\n{rows}</ul>\n' if rows else ""


def _table(part_: TablePart) -> str:
    headings = "".join(
        f'<th scope="col"{_class("h" * k.right)}>{escape(k.heading)}</th>' for k in part_.columns
    )
    rows = "".join(_row(row, part_) for row in part_.rows)
    return (
        f"<table>\n<caption>{escape(part_.heading)}</caption>\n<thead>\n"
        f'<tr><th scope="col">{escape(part_.label_heading)}</th>{headings}</tr>\n</thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _row(row: ReportRow, part_: TablePart) -> str:
    cells = "".join(
        _cell(cell, column.right) for cell, column in zip(row.cells, part_.columns, strict=True)
    )
    level = f"n{min(row.level, 3)}" if row.level else ""
    class_ = "" if row.kind == "post" else row.kind
    return (
        f'<tr{_class(class_)}><th scope="row"{_class(level)}>{escape(row.label)}</th>{cells}</tr>\n'
    )


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


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""
