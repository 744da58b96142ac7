"""How lines are drawn: exactly as wide as asked, and every text shown as what it is."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.elakt import ELAKA, FARLIGA
from tui.widgets.farger import PALETTER, stil
from tui.widgets.modell import Ruta, Rutkolumn, Tommodell
from tui.widgets.redigering import Rad
from tui.widgets.rutform import synliga_kolumner
from tui.widgets.rutritning import Radlage, radremsa, rubrikhojd, rubrikremsa


class Modell(Tommodell):
    """Rows of cells as they are given."""

    def __init__(
        self, kolumner: Sequence[Rutkolumn], *rader: Sequence[Ruta], klass: str = ""
    ) -> None:
        self.kolumner, self.rader, self.klass = kolumner, rader, klass
        self.antal_rader = len(rader)

    def ruta(self, rad: int, kolumn: int) -> Ruta:
        """The given cell."""
        return self.rader[rad][kolumn]

    def radklass(self, rad: int) -> str:  # noqa: ARG002
        """The given class."""
        return self.klass


ETIKETT = Rutkolumn("etikett", ("Belopp i tkr",), 12, hoger=False, teckenbredd=1)
BUDGET = Rutkolumn("budget", ("Budget", "2024"), 8, teckenbredd=2)
PROGNOS = Rutkolumn("prognos", ("Prognos",), 8, teckenbredd=3)
TVA = (ETIKETT, BUDGET, PROGNOS)
UTAN = Radlage()


def rad(*rutor: Ruta, lage: Radlage = UTAN, bredd: int = 40, klass: str = "") -> str:
    """The text of one row's line."""
    kolumner = TVA[: len(rutor)]
    synliga = synliga_kolumner(kolumner, 1, bredd)
    remsa = radremsa(Modell(kolumner, rutor, klass=klass), 0, synliga, lage, bredd, "mork")
    assert remsa.cell_length == bredd
    return remsa.text


def test_a_label_stands_to_the_left_and_a_figure_to_the_right_of_its_mark() -> None:
    rutor = Ruta("Lokalhyror"), Ruta("−17 416"), Ruta("0", tecken="·")
    assert rad(*rutor).rstrip() == "Lokalhyror     −17 416          0 ·"


def test_marks_stand_under_one_another_whether_one_or_two() -> None:
    ett = rad(Ruta("a"), Ruta("1"), Ruta("−5 000", tecken="▼"))
    tva = rad(Ruta("a"), Ruta("1"), Ruta("−5 000", tecken="▼≈"))
    assert ett.index("▼") == tva.index("▼")
    assert tva.rstrip().endswith("−5 000 ▼≈")


def test_a_figure_that_has_no_room_is_never_cut_into_another_figure() -> None:
    text = rad(Ruta("a"), Ruta("−1 158 695"))
    assert "########" in text
    assert not any(tecken.isdigit() for tecken in text)


def test_a_text_that_has_no_room_is_cut_with_an_ellipsis() -> None:
    assert rad(Ruta("Verksamhetens kostnader"), Ruta("1")).startswith("Verksamhete… ")


@pytest.mark.parametrize("ond", ELAKA)
def test_what_a_store_holds_is_shown_and_never_obeyed(ond: str) -> None:
    kolumner = (Rutkolumn("etikett", (ond[:20],), 30, hoger=False, teckenbredd=1), BUDGET)
    modell = Modell(kolumner, (Ruta(ond), Ruta(ond[:8])))
    lage = Radlage(0, True, Rad.fran(ond))
    for remsa in (
        radremsa(modell, 0, (1,), Radlage(), 60, "mork"),
        radremsa(modell, 0, (1,), lage, 60, "mork"),
        rubrikremsa(modell, (1,), rubrikhojd(modell) - 1, 60, "mork"),
    ):
        assert remsa.cell_length == 60
        assert not FARLIGA & set(remsa.text)
        assert all(not s.style or not s.style.meta for s in remsa)


def test_markup_is_shown_literally() -> None:
    ond = "[@click=app.quit]x[/]"
    kolumner = (Rutkolumn("etikett", ("",), 30, hoger=False, teckenbredd=1),)
    remsa = radremsa(Modell(kolumner, (Ruta(ond),)), 0, (), Radlage(), 40, "mork")
    assert remsa.text.rstrip() == ond


@given(
    etikett=st.text(max_size=30),
    tal=st.text(alphabet="0123456789 −,%", max_size=16),
    bredd=st.integers(1, 70),
    kolumn=st.integers(-1, 2),
    skrivs=st.none() | st.text(max_size=30),
)
def test_every_line_is_exactly_as_wide_as_the_grid(
    etikett: str, tal: str, bredd: int, kolumn: int, skrivs: str | None
) -> None:
    lage = Radlage(kolumn, True, None if skrivs is None else Rad.fran(skrivs))
    assert rad(Ruta(etikett), Ruta(tal, tecken="!"), Ruta(tal), lage=lage, bredd=bredd)


def test_the_heading_stands_at_the_bottom_of_its_lines() -> None:
    modell = Modell(TVA, ())
    rader = [rubrikremsa(modell, (1, 2), y, 40, "mork").text.rstrip() for y in range(2)]
    assert rader == ["                Budget", "Belopp i tkr      2024    Prognos"]


@pytest.mark.parametrize(("synliga", "pilar"), [((1,), "›"), ((2,), "‹"), ((1, 2), "")])
def test_arrows_tell_of_columns_out_of_sight(synliga: tuple[int, ...], pilar: str) -> None:
    text = rubrikremsa(Modell(TVA, ()), synliga, 0, 40, "mork").text
    assert "".join(tecken for tecken in text if tecken in "‹›") == pilar


def test_an_arrow_covers_nothing_of_a_heading() -> None:
    utan = rubrikremsa(Modell(TVA, ()), (1, 2), 1, 33, "mork").text
    assert "Prognos" in utan
    brett = (ETIKETT, BUDGET, Rutkolumn("p", ("Prognos",), 8, teckenbredd=1), PROGNOS)
    text = rubrikremsa(Modell(brett, ()), (1, 2), 0, 35, "mork").text
    assert "Budget" in text
    assert text[-1] == "›"


@pytest.mark.parametrize("tema", PALETTER)
def test_the_cursor_is_drawn_on_its_cell_alone(tema: str) -> None:
    modell = Modell(TVA, (Ruta("a"), Ruta("1"), Ruta("2")))
    remsa = radremsa(modell, 0, (1, 2), Radlage(2, True), 40, tema)
    markerat = "".join(
        s.text for s in remsa if s.style and s.style.bgcolor == stil(tema, "markor").bgcolor
    )
    assert markerat == "       2   "


def test_a_grid_without_focus_still_shows_where_the_cursor_is() -> None:
    modell = Modell(TVA, (Ruta("a"), Ruta("1"), Ruta("2")))
    remsa = radremsa(modell, 0, (1, 2), Radlage(1, False), 40, "mork")
    assert any(s.style and s.style.bgcolor == stil("mork", "svagmarkor").bgcolor for s in remsa)


def test_an_edit_shows_what_is_typed_with_the_caret() -> None:
    modell = Modell(TVA, (Ruta("a"), Ruta("−158 695"), Ruta("2")))
    lage = Radlage(1, True, Rad("-150000", 3))
    remsa = radremsa(modell, 0, (1, 2), lage, 40, "mork")
    assert "-150000" in remsa.text
    assert "158 695" not in remsa.text
    assert [s.text for s in remsa if s.style == stil("mork", "karet")] == ["0"]


def test_a_row_of_a_class_is_drawn_in_it() -> None:
    modell = Modell(TVA, (Ruta("a"), Ruta("1"), Ruta("2")), klass="stark")
    remsa = radremsa(modell, 0, (1, 2), Radlage(), 40, "mork")
    assert all(s.style and s.style.bold for s in remsa if s.text.strip())
