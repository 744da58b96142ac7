"""A choice of sheets as one text in the form asked for (*utskrift*); the form is imported late."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.report.blad import Blad, Bunt

if TYPE_CHECKING:
    from tui.report.tabellform import Tabellform

FORMAT = ("text", "md", "html", "csv", "json")


def tabellutskrift(blad: Sequence[Blad], format_: str, *, bredd: int | None = None) -> str:
    """Several tables; as JSON a list of them."""
    if format_ == "json":
        from tui.report.json_ut import jsontext, tabelljson

        return jsontext([tabelljson(ett) for ett in blad])
    from tui.report.tabellform import tabellform

    return _satt([tabellform(ett) for ett in blad], format_, bredd)


def enkel_utskrift(blad: Blad, format_: str, *, bredd: int | None = None) -> str:
    """One table; as JSON the table itself and not a list."""
    if format_ == "json":
        from tui.report.json_ut import jsontext, tabelljson

        return jsontext(tabelljson(blad))
    return tabellutskrift([blad], format_, bredd=bredd)


def listutskrift(buntar: Sequence[Bunt], format_: str, *, bredd: int | None = None) -> str:
    """The documents and the tables that each has."""
    if format_ == "json":
        from tui.report.json_ut import jsontext, listjson

        return jsontext([listjson(bunt) for bunt in buntar])
    from tui.report.tabellform import listform

    return _satt([listform(bunt) for bunt in buntar], format_, bredd)


def _satt(former: "Sequence[Tabellform]", format_: str, bredd: int | None) -> str:
    if format_ == "csv":
        from tui.report.csv_ut import csvtext

        return csvtext(former)
    if format_ == "md":
        from tui.report.markdown_ut import markdown

        return markdown(former)
    if format_ == "html":
        from tui.report.html_ut import html

        return html(former)
    from tui.report.text_ut import text

    return text(former, bredd)
