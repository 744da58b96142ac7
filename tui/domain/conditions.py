"""When a step of a scale is proposed: conditions in words, as they stand in the step's line.

Each scale has its few forms; a number in one is the nämnd's own. What is asked for most is tried
first, so the order of the steps does not matter.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from tui.domain.value import HUNDRED
from tui.svenska.arithmetic import Refusal
from tui.svenska.format import amount

ELSE = "else"


class Form(Struct, frozen=True):
    """A form of condition: what it is, how it is written, how it is read.

    ``number`` stands for one where none is written; ``threshold`` names the threshold whose number
    it is; ``rank`` sorts what is asked for: the smaller is tried first.
    """

    kind: str
    example: str
    pattern: str
    rank: int = 0
    number: Decimal | None = None
    threshold: str = ""


class Condition(Struct, frozen=True):
    """A condition as written (``text``): its form's kind, number, threshold and rank."""

    kind: str
    text: str
    number: Decimal | None = None
    threshold: str = ""
    rank: int = 0

    @property
    def order(self) -> tuple[int, Decimal]:
        """Where it comes when conditions are tried one after the other."""
        number = self.number or Decimal(0)
        return self.rank, number if self.kind == "at_most" else -number


_NUMBER = r"(\d+(?:,\d+)?)"
_ELSE = Form(ELSE, "annars", "annars", 9)

FORMS: Mapping[str, tuple[Form, ...]] = {
    "mal": (
        Form("all", "alla uppnådda", r"alla(?: nyckeltal)?(?: uppnådda)?"),
        Form("none_bad", "inget ej uppnått", r"inget(?: nyckeltal)? ej uppnått", 1),
        Form(
            "weighed",
            "minst 75 % uppnådda, nära räknas halvt",
            rf"minst {_NUMBER} ?%(?: uppnådda)?, nära räknas halvt",
            2,
        ),
        Form("share", "minst 75 % uppnådda", rf"minst {_NUMBER} ?%(?: uppnådda)?", 2),
        Form("any_near", "något uppnått eller nära", r"något uppnått eller nära", 4),
        Form("any", "något uppnått", r"något uppnått", 3),
        _ELSE,
    ),
    "status": (
        Form("reached", "når målet", r"når målet", number=HUNDRED),
        Form("at_least", "minst 80 % av målet", rf"minst {_NUMBER} ?%(?: av målet)?"),
        Form("at_least", "nära målet", r"nära målet", threshold="near_share"),
        _ELSE,
    ),
    "kontroll": (
        Form("at_most", "inga anmärkningar", r"inga anmärkningar", number=Decimal(0)),
        Form("at_most", "högst 5 % anmärkningar", rf"högst {_NUMBER} ?%(?: anmärkningar)?"),
        Form("at_most", "försumbar andel", r"försumbar andel", threshold="anmarkning_share"),
        _ELSE,
    ),
    "utveckling": (
        Form("better", "bättre än förra", r"bättre än förra"),
        Form("same", "lika", r"lika|som förra"),
        Form("worse", "sämre än förra", r"sämre än förra"),
        _ELSE,
    ),
    "riskband": (
        Form("from", "från 12", rf"från {_NUMBER}"),
        Form("from", "medelhög risk", r"medelhög risk", threshold="risk_medium"),
        Form("from", "hög risk", r"hög risk", threshold="risk_high"),
        Form("from", "mycket hög risk", r"mycket hög risk", threshold="risk_very_high"),
        _ELSE,
    ),
}
"""The forms of condition that the steps of each scale may have."""


def parsed_condition(scale: str, text: str) -> Condition | Refusal:
    """The condition that a text means at a step of a scale."""
    forms = FORMS.get(scale, ())
    for form in forms:
        if hit := re.fullmatch(form.pattern, text.strip(), re.IGNORECASE):
            number = Decimal(hit[1].replace(",", ".")) if hit.groups() else form.number
            return Condition(form.kind, text.strip(), number, form.threshold, form.rank)
    if not forms:
        return Refusal("skalan har inga villkor; skriv bara namn, tecken och betydelse.")
    return Refusal(f"villkoret skrivs som {'; '.join(form.example for form in forms)}.")


def plain(number: Decimal | None) -> str:
    """A limit as it is written in words: no thousands space, no noughts last; "" for none."""
    return "" if number is None else f"{number.normalize():f}".replace(".", ",")


def condition_words(condition: Condition) -> str:
    """The condition in words, a threshold's with its number."""
    if not condition.threshold or condition.number is None:
        return condition.text
    number = amount(condition.number, None)
    words = {"at_least": f"minst {number} % av målet", "at_most": f"högst {number} % anmärkningar"}
    return words.get(condition.kind, f"från {number}")
