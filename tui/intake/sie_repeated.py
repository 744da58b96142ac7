"""What a SIE file says twice, as where two exports lie in one file: a sentence, and no doubled sum.

A year (``#RAR``), a balance of an account and a voucher are in a file once.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tui.domain.ledger import AccountingYear, Movement
from tui.intake.errors import ContentError
from tui.svenska.format import clean

_ANEW = "ta ut den på nytt ur ekonomisystemet."
_HEADS = re.compile(r"\n#(FLAGGA|SIETYP)\b")


def single_head(text: str) -> None:
    """Raises ContentError where the text begins anew somewhere in it."""
    if any(many > 1 for many in Counter(_HEADS.findall(text)).values()):
        raise ContentError(
            "innehåller räkenskapsår 0 två gånger, i två filer efter varandra: ta ut den på nytt"
            " ur ekonomisystemet, eller läs in filerna var för sig."
        )


def single_years(years: Iterable[AccountingYear]) -> tuple[AccountingYear, ...]:
    """The years, one that is said again in the same words once.

    Raises ContentError where two have the same number, or are of the same days.
    """
    kept = tuple(dict.fromkeys(years))
    for i, one in enumerate(kept):
        for other in kept[:i]:
            if one.number == other.number:
                raise ContentError(
                    f"innehåller räkenskapsår {one.number} två gånger, för {other.name} och för"
                    f" {one.name}: {_ANEW}"
                )
            if one.start <= other.end and other.start <= one.end:
                raise ContentError(
                    f"har räkenskapsåren {other.number} och {one.number} för samma tid"
                    f" ({other.name} och {one.name}): {_ANEW}"
                )
    return kept


def single_vouchers(vouchers: Sequence[str]) -> None:
    """Raises ContentError where one is there twice: its series, number, date and rows.

    One without a number gets it where it is read in, and says nothing by being like another.
    """
    heads = [tuple(voucher.split(None, 3)[:3]) for voucher in vouchers]
    often = Counter(heads)
    if len(often) == len(heads):
        return
    met: set[tuple[tuple[str, ...], ...]] = set()
    for head, voucher in zip(heads, vouchers, strict=True):
        rows = [tuple(row.split()) for row in voucher.split("\n") if row.startswith("#TRANS")]
        if often[head] > 1 and rows and len(head) > 1 and head[1].strip('"'):
            if (head, *rows) in met:
                name = clean(" ".join(part.strip('"') for part in head[:2])).strip()
                raise ContentError(f"innehåller verifikation {name} två gånger: {_ANEW}")
            met.add((head, *rows))


def said_again(label: str, moves: Iterable[Movement]) -> ContentError | None:
    """The error of the first amount of an account and month that is there twice."""
    for move in moves:
        if move.repeated:
            return ContentError(
                f"innehåller konto {clean(move.account)} två gånger för {move.month // 100}-"
                f"{move.month % 100:02d} (#{label}): {_ANEW}"
            )
    return None
