"""The explanation of a computed cell: its terms really give its value."""

from decimal import Decimal

import pytest
from hypothesis import given
from msgspec.structs import replace

from tests.domain.naive import period, tables, trial
from tests.five_documents import EVERY, area
from tui.domain.calculation import Calculation, Context
from tui.domain.explanation import WITHOUT_SHARE, Explanation, Term, explanation
from tui.domain.rule import CHILDREN, Own
from tui.domain.table import Row
from tui.domain.value import Value, number_in

D = Decimal
HALF = "i procent av beloppets storlek"


def counted_up(f: Explanation) -> Decimal | None:
    """The terms put together as the explanation says, by hand."""
    number = [number_in(t.value) for t in f.terms]
    match [t.sign for t in f.terms]:
        case ["", "/"]:
            return _share(number[0], number[1], size=f.after == HALF)
        case ["", "mot"]:
            return _change(number[0], number[1])
        case ["", "×", *_]:
            return None if None in number else _product([t for t in number if t is not None])
    parts = [-t if term.sign == "−" else t for term, t in _known(f.terms, number)]
    if not parts or ("delat med" in f.after and len(parts) < len(number)):
        return None
    return sum(parts, D(0)) / _months(f.after) if _months(f.after) else None


def _known(terms: tuple[Term, ...], number: list[Decimal | None]) -> list[tuple[Term, Decimal]]:
    return [(term, t) for term, t in zip(terms, number, strict=True) if t is not None]


def _share(over: Decimal | None, under: Decimal | None, *, size: bool) -> Decimal | None:
    if over is None or not under:
        return None
    return over / (abs(under) if size else under) * 100


def _change(to: Decimal | None, from_: Decimal | None) -> Decimal | None:
    if to is None or not from_ or to * from_ < 0:
        return None
    return (abs(to) - abs(from_)) / abs(from_) * 100


def _product(number: list[Decimal]) -> Decimal:
    resultat = D(1)
    for t in number:
        resultat *= t
    return resultat


def _months(after: str) -> int:
    return int(after.split()[2]) if after.startswith("delat med") else 1


def _control(calculation: Calculation) -> int:
    """Every computed cell's explanation; how many there were."""
    count = 0
    for row in calculation.table.rows:
        for column in calculation.table.columns:
            f = explanation(calculation, row.id, column.id)
            assert (f is not None) == calculation.is_computed(row.id, column.id)
            if f is None or isinstance(column.rule, Own):
                continue
            count += 1
            tryckt = column.id in row.tryckt or (
                calculation.context.locked and calculation.printed(row, column.id)
            )
            # A locked document explains with the figures that it prints, so what they give may
            # differ from the recomputation by rounding, or by a printed slip.
            assert calculation.context.locked or f.resultat == calculation.computed(
                row.id, column.id
            )
            assert tryckt or f.resultat == calculation.shown(row.id, column.id)
            _agrees(calculation, f, f"{row.id}/{column.id}")
    return count


def _agrees(calculation: Calculation, f: Explanation, where: str) -> None:
    resultat, should = number_in(f.resultat), counted_up(f)
    if resultat is None:
        missing = any(number_in(t.value) is None for t in f.terms)
        assert missing or should is None, (calculation.table.id, where)
    else:
        assert should is not None, (calculation.table.id, where)
        assert abs(should - resultat) <= D("1E-18") * (1 + abs(resultat)), (
            calculation.table.id,
            where,
        )


@pytest.mark.parametrize(("document", "table"), EVERY)
@pytest.mark.parametrize("locked", [True, False])
def test_the_terms_give_the_result_in_every_computed_cell_of_the_real_documents(
    document: str, table: str, locked: bool
) -> None:
    calculation = area().calculation(document, table)
    _control(Calculation(calculation.table, replace(calculation.context, locked=locked)))


def test_there_are_hundreds_of_computed_cells_to_explain() -> None:
    assert sum(_control(area().calculation(*address)) for address in EVERY) > 480


@given(tables)
def test_the_terms_give_the_result_in_any_table(table: object) -> None:
    _control(Calculation(table, Context(period=period(8))))  # type: ignore[arg-type]


def test_a_locked_document_explains_with_the_figures_beside_it_on_the_screen() -> None:
    f = explanation(area().calculation("2024-delar", "drift"), "kostnader", "diff")
    assert f is not None
    assert (f.resultat, [t.value for t in f.terms]) == (D(-33296), [D(-190994), D(-157698)])


def word_for(document: str, table: str, row: str, column: str) -> str:
    """An explanation in one line."""
    f = explanation(area().calculation(document, table), row, column)
    assert f is not None
    parts = " ".join(f"{t.sign} {t.name} {t.value}".strip() for t in f.terms)
    return " | ".join(filter(None, [parts, f.after]))


@pytest.mark.parametrize(
    ("address", "waited"),
    [
        (
            ("2024-delar", "drift", "kop_av_tjanster", "avvikelse"),
            "Prognos helår 2024 -68376 − Budget 2024 -62376",
        ),
        (
            ("2024-delar", "drift", "kop_av_tjanster", "avvikelse_procent"),
            "Avv. prognos/budget 2024 -6000 / Budget 2024 -62376 | i procent av beloppets storlek",
        ),
        (
            ("2024-delar", "drift", "kop_av_tjanster", "takt_kvar"),
            "Prognos helår 2024 -68376 − Delårsbokslut 2024 -52021 | delat med 4 månader",
        ),
        (
            ("2024-delar", "drift", "kop_av_tjanster", "takt_hittills"),
            "Delårsbokslut 2024 -52021 | delat med 8 månader",
        ),
        (
            ("2024-delar", "drift", "kostnader", "budget"),
            "Personalkostnader -158695 + Lokalhyror -17416 + Köp av tjänster -62376"
            " + Övriga kostnader -38013",
        ),
        (
            ("2024-delar", "drift", "nettokostnader", "utveckling"),
            "Delårsbokslut 2024 -169998 mot Delårsbokslut 2023 -146052"
            " | ändring av storleken i procent",
        ),
        (
            ("2023-bokslut", "investeringar", "inventarier", "diff"),
            "Bokslut 2022 406 − Bokslut 2023 305",
        ),
        (
            ("2024-delar", "investeringar", "lokalanpassning", "avvikelse"),
            "Budget 2024 750 − Prognos helår 2024 100",
        ),
        (
            ("2025-budget", "risker", "valfardsbrottslighet", "riskvarde"),
            "Sannolikhet 2 × Väsentlighet 3",
        ),
        (
            ("2023-bokslut", "sjukfranvaro", "langtid", "ar"),
            "Dag 59> 4.6 / Total sjukfrånvaro 8.4 | i procent",
        ),
    ],
)
def test_a_real_cell_is_explained_in_its_own_figures(
    address: tuple[str, str, str, str], waited: str
) -> None:
    assert word_for(*address) == waited


def test_a_minus_before_the_first_term_is_told() -> None:
    rows = (
        Row("s", "S", "summa", rule="-p + q - saknas"),
        Row("p", "Post", cells={"a": D(3)}),
        Row("q", "Annan", cells={"a": D(5)}),
    )
    f = explanation(Calculation(trial(rows)), "s", "a")
    assert f is not None
    assert (f.resultat, f.terms) == (None, ())
    assert f.rule == "räknas inte: saknas saknas"
    whole = Calculation(trial((replace(rows[0], rule="-p + q"), *rows[1:])))
    f = explanation(whole, "s", "a")
    assert f is not None
    assert f.resultat == 2
    assert [(t.sign, t.name) for t in f.terms] == [("−", "Post"), ("+", "Annan")]


def test_an_incomplete_sum_says_what_is_missing() -> None:
    rows = (
        Row("s", "S", "summa", rule="p + q"),
        Row("p", "Post", cells={"a": D(3)}),
        Row("q", "Annan"),
    )
    f = explanation(Calculation(trial(rows)), "s", "a")
    assert f is not None
    assert (f.resultat, f.after) == (3, "ofullständig: Annan saknas")


@pytest.mark.parametrize("column", ["avvikelse_procent", "utveckling", "forbrukat"])
def test_a_share_that_is_not_formed_shows_no_terms_but_says_why(column: str) -> None:
    f = explanation(area().calculation("2024-delar", "drift"), "resultat", column)
    assert f == Explanation(None, rule=WITHOUT_SHARE)


def test_a_sum_without_rows_is_explained_by_nothing() -> None:
    rows = (Row("s", "S", "summa", rule=CHILDREN),)
    assert explanation(Calculation(trial(rows)), "s", "a") == Explanation(None)


@pytest.mark.parametrize(
    ("table", "row", "column", "word"),
    [
        ("mal", "sjalvforsorjande", "forslag", "ej uppnått"),
        (
            "mal",
            "sjalvforsorjande",
            "forslag",
            "minst 75 % uppnådda, nära räknas halvt",
        ),
        ("nyckeltal", "aktualiserade_beroende", "status", "bedöms därför i takt: 210 efter 8"),
        ("nyckeltal", "langvarigt_bistand", "status", "nära från 95 % av målet"),
        ("uppfoljning", "verkstallighet", "forslag", "7 av 215 med anmärkning = 3,3 %"),
        ("uppfoljning", "handlaggning", "forslag", "12 av 28 med anmärkning = 42,9 %"),
        ("uppfoljning", "tillstand", "forslag", "utan stickprov"),
    ],
)
def test_a_proposal_says_which_rule_and_which_figures_it_rests_on(
    table: str, row: str, column: str, word: str
) -> None:
    f = explanation(area().calculation("2024-delar", table), row, column)
    assert f is not None
    assert word in f.rule


def value(document: str, table: str, row: str, column: str) -> Value:
    return area().calculation(document, table).value(row, column)


@pytest.mark.parametrize(
    ("row", "so_far", "left", "change"),
    [("kop_av_tjanster", "-6503", "-4089", "-37"), ("personal", "-12512", "-13901", "11")],
)
def test_the_pace_of_2024_is_what_the_facts_say(
    row: str, so_far: str, left: str, change: str
) -> None:
    number = [
        number_in(value("2024-delar", "drift", row, column))
        for column in ("takt_hittills", "takt_kvar", "takt_forandring")
    ]
    assert [str(round(t, 0)) for t in number if t is not None] == [so_far, left, change]
