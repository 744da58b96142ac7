"""The form of a row and of a column in words: what each thing of it is called, and says."""

from collections.abc import Mapping

from msgspec.structs import replace

from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.period import Period
from tui.domain.reshaped import TYPE_WORD
from tui.domain.rule import Own, Rule, shape_of
from tui.domain.rule_words import ROLE_WORD, Words, column_words, row_words, spelled
from tui.domain.table import BedomningKind, Column, Row, RowKind, RowRole, Table

BY_PROGRAM = "räknas av programmet"
TYPED = "skrivs in"
KIND_WORD: Mapping[RowKind, str] = {
    "post": "post",
    "summa": "summa",
    "rubrik": "rubrik",
    "darav": "därav (räknas inte)",
}
ASSESSED_WORD: Mapping[BedomningKind | None, str] = {
    None: "ingen",
    "avvikelse": "plus är bättre",
    "forbrukning": "mot riktpunkten",
    "lagre_battre": "lägre är bättre",
    "hogre_battre": "högre är bättre",
    "status": "steg i en skala",
    "risk": "riskvärde",
}
FORM_WORD = {
    "heading": "rubriken",
    "type_": "innehållet",
    "rule": "regeln",
    "decimals": "decimalerna",
    "scale": "skalan",
    "assessed_by": "bedömningen",
    "help_": "hjälpen",
    "kind": "radens slag",
    "parent": "vilken rad den hör till",
    "unit": "enheten",
    "role": "rollen",
    "year": "året",
    "inherit": "vad nästa dokument tar över",
    "without_share": "andelar",
    "in_report": "om den skrivs i rapporten",
}


def rule_words(rule: Rule | None, words: Words) -> str:
    """What computes a row or a column."""
    if rule is None:
        return TYPED
    if isinstance(rule, Own):
        return BY_PROGRAM
    return spelled(rule, words).replace(" - ", " − ").replace(" * ", " × ")


Told = Mapping[str, tuple[str, str]]
"""By field, what it is called and what it says."""


def decimals_word(decimals: int | None) -> str:
    """How many decimals are shown, in words."""
    return "som de skrivs" if decimals is None else str(decimals)


def year_word(year: int) -> str:
    """Of which year a column is, counted from the document's own."""
    ahead = f"{year} år framåt" if year > 0 else f"{-year} år tidigare"
    return {0: "dokumentets år", -1: "året före", 1: "nästa år"}.get(year, ahead)


ROW_ROLE_WORD: Mapping[RowRole, str] = {
    "": "inget särskilt",
    "intakt": "intäkt",
    "kostnad": "kostnad",
    "netto": "nettokostnad",
    "kommunbidrag": "kommunbidrag",
    "finansnetto": "finansnetto",
    "resultat": "resultat",
    "total": "total",
}


def column_form(calculation: Calculation, column: Column) -> Told:
    """What there is to choose of a column's form."""
    words = column_words(calculation.table, calculation.context.period)
    return {
        "heading": ("Rubrik", words.shown[column.id]),
        "rule": ("Regel", rule_words(column.rule, words)),
        "type_": ("Innehåll", TYPE_WORD[column.type_]),
        "unit": ("Enhet", column.unit or f"tabellens ({calculation.table.unit})"),
        "decimals": ("Decimaler", decimals_word(column.decimals)),
        "assessed_by": ("Bedöms", ASSESSED_WORD[column.assessed_by]),
        "role": ("Roll", ROLE_WORD.get(column.role, column.role)),
        "year": ("Gäller", year_word(column.year)),
        **_in_report(column),
        "help_": ("Hjälp", column.help_),
    }


def _in_report(column: Column) -> Told:
    """Whether a report prints a share or a change: one of the program's own is not printed."""
    shape = shape_of(column.rule)
    if shape is None or not shape.divides:
        return {}
    return {"in_report": ("I rapporten", "ja" if column.in_report else "nej")}


def row_form(calculation: Calculation, row: Row) -> Told:
    """What there is to choose of a row's form."""
    words, unit = row_words(calculation.table), calculation.table.unit
    return {
        "label": ("Namn", row.label),
        "rule": ("Regel", rule_words(row.rule, words)),
        "kind": ("Slag", KIND_WORD[row.kind]),
        "role": ("Roll", ROW_ROLE_WORD.get(row.role, row.role)),
        "parent": ("Hör till", words.shown.get(row.parent or "", "ingen rad")),
        "unit": ("Enhet", row.unit or f"tabellens ({unit})"),
        "decimals": ("Decimaler", "kolumnens" if row.decimals is None else str(row.decimals)),
    }


def table_form(table: Table) -> Told:
    """What there is to choose of what a table says of itself."""
    return {
        "heading": ("Rubrik", table.heading),
        "unit": ("Enhet", table.unit),
        "heading_label": ("Över namnen", table.heading_label),
        "sign": ("Tecken", table.sign),
        "help_": ("Hjälp", table.help_),
        "note": ("Not", table.note),
    }


def form_words(
    before: Row | Column, after: Row | Column, words: Words, period: Period | None = None
) -> str:
    """What differs between two forms of a row or of a column, in a document of that period."""
    before, after = (_with_years(form, period) for form in (before, after))
    fields = (f for f in after.__struct_fields__ if getattr(before, f) != getattr(after, f))
    return "; ".join(_field_words(f, before, after, words) for f in fields)


def _with_years(form: Row | Column, period: Period | None) -> Row | Column:
    """The form with the years in its heading that its declaration leaves open."""
    if isinstance(form, Row):
        return form
    return replace(form, heading=column_heading(form, period))


def _field_words(field: str, before: Row | Column, after: Row | Column, words: Words) -> str:
    called = FORM_WORD.get(field, "formen")
    from_, to = (_value_words(field, getattr(form, field), words) for form in (before, after))
    return f"{called} {from_} → {to}" if from_ != to else called


def _value_words(field: str, value: object, words: Words) -> str:
    match field:
        case "rule":
            return rule_words(value, words)  # type: ignore[arg-type]
        case "type_":
            return TYPE_WORD[value]  # type: ignore[index]
        case "kind":
            return KIND_WORD[value]  # type: ignore[index]
        case "assessed_by":
            return ASSESSED_WORD[value]  # type: ignore[index]
        case "parent":
            return words.shown.get(str(value), "") if value else "ingen"
        case "role":
            return ROLE_WORD.get(value) or ROW_ROLE_WORD.get(value) or str(value)  # type: ignore[call-overload]
        case "year":
            return year_word(value)  # type: ignore[arg-type]
        case "decimals":
            return decimals_word(value)  # type: ignore[arg-type]
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return str(value) if isinstance(value, str) and value else "inget"
