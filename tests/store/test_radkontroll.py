"""Rows that do not hang together are refused before they can make the program go in a ring."""

import pytest

from tui.domain.tabell import Rad
from tui.domain.uttryck import Barn, Kvot, plus
from tui.store.fel import Plats, Postfel
from tui.store.radkontroll import MAX_STEG, kontrollera_rader

PLATS = Plats("drift")


@pytest.mark.parametrize(
    ("rader", "mening"),
    [
        ((Rad("a", ""), Rad("a", "")), "rad ”a”: radnyckeln står två gånger"),
        ((Rad("a", "", foralder="b"),), "överraden ”b” saknas"),
        ((Rad("a", "", foralder="a"),), "överraderna leder tillbaka"),
        ((Rad("a", "", foralder="b"), Rad("b", "", foralder="a")), "överraderna leder tillbaka"),
        ((Rad("a", "", regel=plus("a")),), "summareglerna leder tillbaka"),
        ((Rad("a", "", regel=Kvot("b", "c")), Rad("b", "", regel=plus("a"))), "summareglerna"),
        (
            (Rad("a", "", "summa", regel=Barn()), Rad("b", "", foralder="a", regel=plus("a"))),
            "summareglerna leder tillbaka",
        ),
    ],
)
def test_a_fault_names_the_row(rader: tuple[Rad, ...], mening: str) -> None:
    with pytest.raises(Postfel, match=mening):
        kontrollera_rader(rader, PLATS)


def test_a_chain_of_sums_may_be_long_but_not_endless() -> None:
    def kedja(steg: int) -> tuple[Rad, ...]:
        return (Rad("0", ""), *(Rad(str(i), "", regel=plus(str(i - 1))) for i in range(1, steg)))

    kontrollera_rader(kedja(MAX_STEG), PLATS)
    with pytest.raises(Postfel, match=f"går i fler än {MAX_STEG} steg"):
        kontrollera_rader(kedja(10_000), PLATS)


def test_a_sum_may_stand_before_its_parts_and_name_rows_that_are_not_there() -> None:
    kontrollera_rader((Rad("s", "", regel=plus("a", "borta")), Rad("a", "")), PLATS)


def test_thousands_of_rows_are_no_trouble() -> None:
    kontrollera_rader(tuple(Rad(str(i), "") for i in range(20_000)), PLATS)
