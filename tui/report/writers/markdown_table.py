"""Tables as Markdown: every mark that Markdown would act on escaped, sums in bold."""

import re
from collections.abc import Sequence

from tabulate import tabulate

from tui.domain.table import RowKind
from tui.report.table_form import FormRow, TableForm

# "&" too where it would begin an entity: the reader is to see what the cell says. The colon and
# the full stop of a bare address, which GitHub's Markdown would make a link of.
_SIGN = re.compile(r"[\\|`*_\[\]<>#~]|&(?=#?\w+;)|:(?=//)|(?<=www)\.", re.IGNORECASE)
_LINE_START = re.compile(r"([-+=]|\d+(?=[.)]))")
INDENT = "&emsp;"
MARK = {"summa": "**", "rubrik": "*"}


def markdown(former: Sequence[TableForm], level: int = 2) -> str:
    """The tables below each other, each under a heading of its own, of a level."""
    return "\n".join(_paragraph(form, level) for form in former)


def _paragraph(form: TableForm, level: int) -> str:
    parts = [
        f"{'#' * level} {protected(form.heading)}",
        *(protected_paragraph(row) for row in form.ingress),
        _table(form),
        "\n".join(f"- {protected_paragraph(note)}" for note in form.notes),
    ]
    return "\n\n".join(part_ for part_ in parts if part_) + "\n"


def _table(form: TableForm) -> str:
    return tabulate(
        [_row(row) for row in form.rows],
        [protected(form.label_heading), *(protected(column.heading) for column in form.columns)],
        tablefmt="pipe",
        colalign=("left", *("right" if column.right else "left" for column in form.columns)),
        disable_numparse=True,
    )


def _row(row: FormRow) -> list[str]:
    cells = (_marked(c.text, row.kind) if c.number else protected(c.text) for c in row.cells)
    return [INDENT * row.level + _marked(row.label, row.kind), *cells]


def _marked(text: str, kind: RowKind) -> str:
    ram = MARK.get(kind, "")
    return f"{ram}{protected(text.strip())}{ram}" if text.strip() else ""


def protected(text: str) -> str:
    """The text on one line, without a character that Markdown gives a meaning to."""
    return _SIGN.sub(r"\\\g<0>", text.replace("\n", " "))


def protected_paragraph(text: str) -> str:
    """The same where the text begins a line: no list, no rule, no heading comes of it."""
    protected_text = protected(text)
    hit = _LINE_START.match(protected_text)
    if hit is None:
        return protected_text
    place = hit.end() if hit[0][0].isdigit() else 0
    return f"{protected_text[:place]}\\{protected_text[place:]}"
