"""The form of a row and of a column in words: what each thing of it is called, and says."""

from tui.domain.reshaped import TYPE_WORD
from tui.domain.rule import Own, Rule
from tui.domain.rule_words import Words, spelled
from tui.domain.table import Column, Row

BY_PROGRAM = "räknas av programmet"
TYPED = "skrivs in"
KIND_WORD = {"post": "post", "summa": "summa", "rubrik": "rubrik", "darav": "därav (räknas inte)"}
ASSESSED_WORD = {
    None: "ingen",
    "avvikelse": "plus är bättre",
    "forbrukning": "mot riktpunkten",
    "lagre_battre": "lägre är bättre",
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
    "intakt": "intäkt eller kostnad",
    "without_share": "andelar",
    "inheritance": "vad nästa dokument tar över",
}


def rule_words(rule: Rule | None, words: Words) -> str:
    """What computes a row or a column."""
    if rule is None:
        return TYPED
    return BY_PROGRAM if isinstance(rule, Own) else spelled(rule, words)


def form_words(before: Row | Column, after: Row | Column, words: Words) -> str:
    """What differs between two forms of a row or of a column."""
    fields = (f for f in after.__struct_fields__ if getattr(before, f) != getattr(after, f))
    return "; ".join(_field_words(f, before, after, words) for f in fields)


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
            return KIND_WORD[str(value)]
        case "assessed_by":
            return ASSESSED_WORD[value]  # type: ignore[index]
        case "parent":
            return words.shown.get(str(value), "") if value else "ingen"
        case "decimals":
            return "som de skrivs" if value is None else str(value)
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return str(value) if isinstance(value, str) and value else "inget"
