"""Tables as one HTML page that loads nothing and runs nothing: text in it is only ever text."""

import re
from collections.abc import Sequence
from html import escape

from tabulate import tabulate

from tui.domain.table import RowKind
from tui.report.table_form import FormRow, TableForm
from tui.report.writers.html_head import HEAD

INDENT = "&emsp;"
MARK = {"summa": "strong", "rubrik": "em"}

_STYLE = """\
body { font-family: system-ui, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .7rem; border-bottom: 1px solid #ddd; text-align: left;
  vertical-align: top; }
th { border-bottom: 2px solid #555; vertical-align: bottom; }
ul { color: #444; font-size: .9rem; }
"""
_END = "</body>\n</html>\n"


def html(former: Sequence[TableForm]) -> str:
    """A whole page with the tables below each other."""
    title = former[0].heading if len(former) == 1 else "Nämndkoll"
    return (
        HEAD.format(title=escape(title), style=_STYLE, class_="")
        + "".join(map(_paragraph, former))
        + _END
    )


def _paragraph(form: TableForm) -> str:
    ingress = "".join(f"<p>{escape(row)}</p>\n" for row in form.ingress)
    notes = "".join(f"<li>{escape(note)}</li>\n" for note in form.notes)
    list_ = f"<ul>\n{notes}</ul>\n" if notes else ""
    return f"<h2>{escape(form.heading)}</h2>\n{ingress}{_table(form)}\n{list_}"


def _table(form: TableForm) -> str:
    """tabulate's ``unsafehtml``, because bold needs tags of ours: each text is escaped before."""
    table = tabulate(
        [_row(row) for row in form.rows],
        [escape(form.label_heading), *(escape(column.heading) for column in form.columns)],
        tablefmt="unsafehtml",
        colalign=("left", *("right" if column.right else "left" for column in form.columns)),
        disable_numparse=True,
    )
    return _PADDING.sub(r"\1\2", str(table))


# tabulate fills cells out with spaces; only its own tags can match, ours is escaped text.
_PADDING = re.compile(r"(<t[hd][^>]*>) +| +(</t[hd]>)")


def _row(row: FormRow) -> list[str]:
    cells = (_marked(c.text, row.kind) if c.number else escape(c.text) for c in row.cells)
    return [INDENT * row.level + _marked(row.label, row.kind), *cells]


def _marked(text: str, kind: RowKind) -> str:
    mark = MARK.get(kind)
    return f"<{mark}>{escape(text)}</{mark}>" if mark else escape(text)
