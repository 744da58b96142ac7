"""Tables as CSV for a Swedish spreadsheet: semicolons, decimal comma, nothing that is a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from tui.report.tabellform import Formcell, Formrad, Tabellform
from tui.svenska.block import ofarlig


def csvtext(former: Sequence[Tabellform]) -> str:
    """The tables below each other; several get columns that say which document and table.

    A heading row stands wherever the columns change, so that tables alike become one list.
    """
    ut = io.StringIO()
    skrivare = csv.writer(ut, delimiter=";", lineterminator="\n")
    forra: list[str] = []
    for form in former:
        nycklar = form.nycklar if len(former) > 1 else ()
        rubriker = _rubriker(form, [namn for namn, _ in nycklar])
        if rubriker != forra:
            ut.write("\n" if forra else "")
            skrivare.writerow(rubriker)
        forra = rubriker
        skrivare.writerows(_rad(rad, [varde for _, varde in nycklar]) for rad in form.rader)
    return ut.getvalue()


def _rubriker(form: Tabellform, nycklar: Iterable[str]) -> list[str]:
    texter = [*nycklar, form.etikettrubrik, *(kolumn.rubrik for kolumn in form.kolumner)]
    return [ofarlig(text) for text in texter]


def _rad(rad: Formrad, nycklar: Iterable[str]) -> list[str]:
    return [*(ofarlig(n) for n in nycklar), ofarlig(rad.etikett), *map(_cell, rad.celler)]


def _cell(cell: Formcell) -> str:
    return cell.tal or ofarlig(cell.text)
