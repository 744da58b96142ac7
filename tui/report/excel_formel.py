"""The domain's rules as Excel formulas (*formel*): live where the rule can be expressed."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from tui.domain.uttryck import Forandring, Kvot, Linjar, PerManad, Produkt
from tui.report.rapport import Formel, Plats

Adress = Callable[[Plats], str]
"""Where a cell of the table stands on the sheet ("B7")."""


def excelformel(formel: Formel, adress: Adress, har_tal: Callable[[Plats], bool]) -> str:
    """The formula, "" for a rule that Excel has no words for.

    Sums are written with SUM, which passes over empty cells and marks as the domain does.
    """
    platser = dict(formel.varden)
    namn = {n: adress(p) for n, p in formel.varden}
    match formel.regel:
        case Linjar(termer):
            return "=" + _linjar(termer, platser, adress, har_tal)
        case PerManad(termer) if formel.manader:
            summa = _linjar(termer, platser, adress, har_tal)
            return (
                f"=({summa})/{formel.manader}" if len(termer) > 1 else f"={summa}/{formel.manader}"
            )
        case Kvot(taljare, namnare, skala, mot_belopp):
            mot = f"ABS({namn[namnare]})" if mot_belopp else namn[namnare]
            return f'=IF({namn[namnare]}=0,"",{namn[taljare]}/{mot}*{skala})'
        case Forandring(till, fran):
            andring = f"(ABS({namn[till]})-ABS({namn[fran]}))/ABS({namn[fran]})*100"
            return f'=IF({namn[fran]}=0,"",{andring})'
        case Produkt(faktorer):
            return "=" + "*".join(namn[f] for f in faktorer)
    return ""


def _linjar(
    termer: Sequence[tuple[int, str]],
    platser: dict[str, Plats],
    adress: Adress,
    har_tal: Callable[[Plats], bool],
) -> str:
    plus = [platser[n] for tecken, n in termer if tecken > 0]
    minus = [platser[n] for tecken, n in termer if tecken < 0]
    alla = all(har_tal(p) for p in (*plus, *minus))
    return _del(plus, adress, alla) + (f"-{_del(minus, adress, alla)}" if minus else "")


def _del(platser: Sequence[Plats], adress: Adress, alla: bool) -> str:
    """One figure by its address, several by SUM, a whole column of them as a range."""
    if not platser:
        return "0"
    if len(platser) == 1 and alla:
        return adress(platser[0])
    if len(platser) > 2 and _i_foljd(platser):
        return f"SUM({adress(platser[0])}:{adress(platser[-1])})"
    return f"SUM({','.join(map(adress, platser))})"


def _i_foljd(platser: Sequence[Plats]) -> bool:
    """Whether the cells stand below one another without a gap, in one column."""
    return all(b == (a[0] + 1, a[1]) for a, b in pairwise(platser))
