"""Labels and headings as they are compared: what is the same however it was broken or printed."""

import re
import unicodedata

from msgspec import Struct

from tui.checks.discovery.roles import column_role, unit_in
from tui.domain.value import MONEY
from tui.svenska.spans import told_in

_CODE = re.compile(r"\d{1,6}(?:\s?[-–]\s?\d{1,6})?")
_ACCOUNT = re.compile(rf"\s*({_CODE.pattern})(?:[.):]\s*|\s+)(?=\D)")
_UNIT = re.compile(
    r"\s*[(,]?\s*(?:belopp,?\s+)?(?:i\s+)?\b(?:(?:1 ?000(?:[- ]?tals?)?|tusen|tusentals?)\s+)?"
    r"(?:kr|kronor|[tk]kr|mnkr|mkr|[tkm]?sek)\b\.?\s*\)?",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTE = re.compile(r"\W*(?:(?:alla |samtliga )?(?:belopp|siffror|tal)\b|i (?:kr|tkr|mnkr)\b)", re.I)
_SHARE = re.compile(r"%|procent", re.I)
_PLAN = re.compile(r"\bplan\b", re.I)
_ROLES = {"förändring": "forandring", "mål": "mal", "intäkt": "intakt"}


def key(text: str) -> str:
    """A label or heading as it is compared: case, spaces and breaks in the line apart."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").strip().removeprefix("'")
    text = re.sub(r"(?<=\w)-[ \t]*\n\s*(?=[a-zåäö])", "", text)
    text = re.sub(r"\s*([/–-])\s*", r"\1", re.sub(r"[*¹²³:]+$", "", text.strip()))
    return " ".join(text.casefold().split())


def without_account(text: str) -> str:
    """A label without the account, the range of accounts or the list number before it."""
    hit = _ACCOUNT.match(text)
    return text if hit is None else text[hit.end() :]


def account_of(text: str) -> str:
    """The account, the range of accounts or the list number before a label, "" for none."""
    hit = _ACCOUNT.match(text)
    return "" if hit is None else hit[1]


def is_code(text: str) -> bool:
    """Whether a cell may be an account, or a range of them."""
    return _CODE.fullmatch(text.strip()) is not None


def without_unit(text: str) -> str:
    """A heading without the unit that it tells."""
    return _UNIT.sub("", text).strip()


def money_unit(text: str) -> str:
    """The unit of money that a text names, "" for none."""
    unit = unit_in(text)
    return unit if unit in MONEY else ""


def is_unit_note(text: str) -> bool:
    """Whether a line says the unit of all amounts: "Alla belopp i kronor"."""
    return bool(money_unit(text)) and _NOTE.match(text.strip()) is not None


class Meaning(Struct, frozen=True):
    """What a heading says: role, years, the last month told (0 for none), "del" or "helår".

    ``first`` is the first month (0: not told, or from the year's); ``alone``: a period not named.
    """

    role: str
    years: tuple[int, ...]
    month: int
    span: str
    first: int = 0
    alone: bool = False

    @property
    def told(self) -> bool:
        """Whether it says anything that can be understood."""
        return bool(self.role or self.years or self.month)


def meaning(heading: str) -> Meaning:
    """What a heading says of its column."""
    text = " ".join(unicodedata.normalize("NFC", heading).split())
    role: str = column_role(without_unit(text))
    if role in ("avvikelse", "förändring") and _SHARE.search(text):
        role = "andel"
    role = "plan" if not role and _PLAN.search(text) else _ROLES.get(role, role)
    told = told_in(text)
    return Meaning(role, told.years, told.last, told.span, told.first, told.alone)


def is_bare_year(heading: str) -> bool:
    """Whether a heading is a year and nothing else."""
    return _YEAR.fullmatch(heading.strip()) is not None
