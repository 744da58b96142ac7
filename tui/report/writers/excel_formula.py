"""The domain's rules as Excel formulas (*formel*): live where the rule can be expressed."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from tui.domain.rule import Change, Linear, PerMonth, Product, Quotient
from tui.report.report import Formula, Place

Address = Callable[[Place], str]
"""Where a cell of the table stands on the sheet ("B7")."""


def excel_formula(formula: Formula, address: Address, has_number: Callable[[Place], bool]) -> str:
    """The formula, "" for a rule that Excel has no words for.

    Sums are written with SUM, which passes over empty cells and marks as the domain does.
    """
    places = dict(formula.values)
    name = {n: address(p) for n, p in formula.values}
    match formula.rule:
        case Linear(terms):
            return "=" + _linear(terms, places, address, has_number)
        case PerMonth(terms) if formula.months:
            total = _linear(terms, places, address, has_number)
            return (
                f"=({total})/{formula.months}" if len(terms) > 1 else f"={total}/{formula.months}"
            )
        case Quotient(numerator, denominator, scale, against_amount):
            against = f"ABS({name[denominator]})" if against_amount else name[denominator]
            return f'=IF({name[denominator]}=0,"",{name[numerator]}/{against}*{scale})'
        case Change(to, from_):
            change = f"(ABS({name[to]})-ABS({name[from_]}))/ABS({name[from_]})*100"
            return f'=IF({name[from_]}=0,"",{change})'
        case Product(factors):
            return "=" + "*".join(name[f] for f in factors)
    return ""


def _linear(
    terms: Sequence[tuple[int, str]],
    places: dict[str, Place],
    address: Address,
    has_number: Callable[[Place], bool],
) -> str:
    plus = [places[n] for sign, n in terms if sign > 0]
    minus = [places[n] for sign, n in terms if sign < 0]
    all_ = all(has_number(p) for p in (*plus, *minus))
    return _part(plus, address, all_) + (f"-{_part(minus, address, all_)}" if minus else "")


def _part(places: Sequence[Place], address: Address, all_: bool) -> str:
    """One figure by its address, several by SUM, a whole column of them as a range."""
    if not places:
        return "0"
    if len(places) == 1 and all_:
        return address(places[0])
    if len(places) > 2 and _in_sequence(places):
        return f"SUM({address(places[0])}:{address(places[-1])})"
    return f"SUM({','.join(map(address, places))})"


def _in_sequence(places: Sequence[Place]) -> bool:
    """Whether the cells stand below one another without a gap, in one column."""
    return all(b == (a[0] + 1, a[1]) for a, b in pairwise(places))
