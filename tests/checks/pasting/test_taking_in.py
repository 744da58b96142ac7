"""Where the parts of a file belong, with no cursor: by their headings, names, accounts and ids."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.checks.pasting.of_ledger import Wish
from tui.checks.pasting.taking_in import Takings, Where, of_blocks, of_kolada, of_ledger
from tui.domain.account_map import Entry
from tui.domain.block import Block
from tui.domain.calculation import Calculation, Context
from tui.domain.kolada import Kolada, KoladaFigure
from tui.domain.ledger import AccountingYear, Ledger, Movement
from tui.domain.period import from_new_year
from tui.domain.table import Column, Row, Table
from tui.domain.value import Mark
from tui.intake.source import Source, read_source

FIELD = Path(__file__).resolve().parents[4] / "shared" / "field"
needs_field = pytest.mark.skipif(not FIELD.exists(), reason="the collected files are not there")
D = Decimal
TIMES = [Column("utfall", "Utfall {ar}", role="utfall"),
         Column("fjol", "Utfall 2030", role="utfall", year=-1),
         Column("budget", "Budget {ar}", role="budget"),
         Column("avv", "Avvikelse", rule="budget - utfall", role="avvikelse")]  # fmt: skip


def table(columns: Iterable[Column], rows: Iterable[Row], unit: str = "tkr", **more: Any) -> Table:
    more = {"id": "t", "heading": "Tabellen", **more}
    return Table(more.pop("id"), "", more.pop("heading"), unit, tuple(columns), tuple(rows),
                 tab="drift", **more)  # fmt: skip


def calculation(of: Table, year: int = 2031, months: int = 8) -> Calculation:
    return Calculation(of, Context({of.id: of}, period=from_new_year(year, months)))


def to(takings: Takings) -> dict[tuple[str, str], Any]:
    """What goes where."""
    (one,) = takings.taken
    return {(c.row, c.column): c.to for c in one.answer.of("andras")}


def csv(*rows: str) -> list[Block]:
    return [Block(tuple(tuple(row.split(";")) for row in rows))]


# ---- blocks --------------------------------------------------------------------------------------

MUSIC = [Row("bib", "Bibliotek"), Row("mus", "Musikskola")]
BLOCK = csv("Belopp i tkr;Utfall 2031", "Bibliotek;12", "Musikskola;7")


def test_a_block_goes_to_the_only_table_that_has_its_rows_and_columns() -> None:
    other = table(TIMES, [Row("gator", "Gator")], id="annan")
    takings = of_blocks([calculation(other), calculation(table(TIMES, MUSIC))], BLOCK, Where())
    assert takings.taken[0].calculation.table.id == "t"
    assert to(takings) == {("bib", "utfall"): D(12), ("mus", "utfall"): D(7)}


def test_a_block_that_fits_two_tables_alike_is_left() -> None:
    both = [calculation(table(TIMES, MUSIC, id=i, heading=i.upper())) for i in ("a", "b")]
    takings = of_blocks(both, BLOCK, Where())
    assert takings.taken == ()
    assert "passar lika bra i A och B: ange --tabell." in takings.left[0]
    assert of_blocks(both, BLOCK, Where("b")).taken[0].calculation.table.id == "b"


def test_figures_without_headings_go_nowhere_until_a_column_is_named() -> None:
    bare = csv("Bibliotek;12", "Musikskola;7")
    own = [calculation(table(TIMES, MUSIC))]
    assert of_blocks(own, bare, Where()).taken == ()
    assert to(of_blocks(own, bare, Where(column="fjol"))) == {
        ("bib", "fjol"): D(12), ("mus", "fjol"): D(7),
    }  # fmt: skip


def test_unit_and_sign_get_the_proposed_answer_and_are_told() -> None:
    rows = [Row("bib", "Bibliotek", cells={"utfall": D(-12)}, role="kostnad"),
            Row("mus", "Musikskola", cells={"utfall": D(-7)}, role="kostnad")]  # fmt: skip
    kronor = csv(";Utfall 2031", "Bibliotek;12500", "Musikskola;7100")
    takings = of_blocks([calculation(table(TIMES, rows))], kronor, Where())
    assert to(takings) == {("bib", "utfall"): D("-12.5"), ("mus", "utfall"): D("-7.1")}
    assert [(ask.about, yes) for ask, yes in takings.taken[0].questions] == [
        ("enhet", True), ("tecken", True),
    ]  # fmt: skip


def test_a_decimal_sign_that_cannot_be_told_has_no_proposal() -> None:
    points = csv(";Utfall 2031", "Bibliotek;12.500", "Musikskola;7.100")
    takings = of_blocks([calculation(table(TIMES, MUSIC))], points, Where())
    assert takings.taken == () and "Skiljer punkten tusental?" in takings.left[0]


# ---- the long form -------------------------------------------------------------------------------


def test_rows_of_several_years_go_each_to_the_column_of_its_year() -> None:
    long = csv("År;Verksamhet;Utfall", "2031;Bibliotek;12", "2030;Bibliotek;11",
               "2031;Musikskola;7", "2029;Musikskola;5")  # fmt: skip
    takings = of_blocks([calculation(table(TIMES, MUSIC), months=12)], long, Where())
    assert to(takings) == {
        ("bib", "utfall"): D(12), ("bib", "fjol"): D(11), ("mus", "utfall"): D(7),
    }  # fmt: skip
    assert any("2029" in one for one in takings.taken[0].answer.outside)


def test_a_month_that_is_not_the_documents_goes_nowhere() -> None:
    columns = [Column("k1", "K1", role="utfall"), Column("k2", "K2", role="budget")]
    own = [calculation(table(columns, MUSIC))]
    head = "Period;Enhet;Mått;Kolumn;Värde"
    right = csv(head, "2031-08-31;7;Bibliotek;K1;5", "2031-08-31;7;Bibliotek;K2;6")
    assert to(of_blocks(own, right, Where())) == {("bib", "k1"): D(5), ("bib", "k2"): D(6)}
    wrong = csv(head, "2031-07-31;7;Bibliotek;K1;5", "2031-07-31;7;Bibliotek;K2;6")
    assert of_blocks(own, wrong, Where()).taken == ()


def test_rows_that_are_years_in_the_table_stay_rows() -> None:
    columns = [Column("antal", "Antal", "tal"), Column("ord", "Kommentar", "text")]
    own = [calculation(table(columns, [Row("a", "2030"), Row("b", "2031")], "antal"))]
    block = csv("År;Kommentar;Antal", "2030;få;5", "2031;fler;6")
    assert to(of_blocks(own, block, Where())) == {
        ("a", "antal"): D(5), ("b", "antal"): D(6), ("a", "ord"): "få", ("b", "ord"): "fler",
    }  # fmt: skip


LONG = st.dictionaries(
    st.tuples(st.sampled_from(["Bibliotek", "Musikskola"]), st.integers(2029, 2032)),
    st.integers(-999, 999).filter(bool), min_size=2,
)  # fmt: skip


@given(LONG, st.randoms())
def test_a_table_in_long_form_lands_where_it_came_from_in_any_order(
    figures: dict[tuple[str, int], int], chance: Any
) -> None:
    rows = [f"{year};{label};{figure}" for (label, year), figure in figures.items()]
    chance.shuffle(rows)
    block = csv("År;Verksamhet;Utfall", *rows)
    takings = of_blocks([calculation(table(TIMES, MUSIC), months=12)], block, Where())
    want = {
        (label[:3].lower(), {2031: "utfall", 2030: "fjol"}[year]): D(figure)
        for (label, year), figure in figures.items()
        if year in (2030, 2031)
    }
    assert (to(takings) if takings.taken else {}) in (want, {})
    assert takings.taken or not want


# ---- collected files -----------------------------------------------------------------------------


def collected(name: str) -> Source:
    source = read_source(FIELD / name)
    assert isinstance(source, Source)
    return source


def towns(*names: str) -> Calculation:
    rows = [Row(name, name) for name in names]
    return calculation(table([Column("o", "Omslutning {ar}", role="utfall")], rows), 2022, 12)


@needs_field
def test_a_collected_text_without_headings_gives_only_the_names_that_are_the_same() -> None:
    source = collected("csv/kommuner_omslutning2022.csv")
    own = [towns("Vallentuna", "Järfälla", "Kiruna")]
    assert of_blocks(own, source.blocks, Where()).taken == ()
    takings = of_blocks(own, source.blocks, Where(column="o"))
    assert to(takings) == {("Vallentuna", "o"): D(307232), ("Kiruna", "o"): D(457971)}
    assert len(takings.taken[0].answer.outside) == 287


def demands(*columns: Column) -> Table:
    rows = [row[1] for row in collected("csv/uhm_sociala_upphandlingar.csv").blocks[0].rows[1:]]
    return table(columns, [Row(f"r{i}", label) for i, label in enumerate(rows)], "antal")


@needs_field
def test_a_collected_text_of_a_year_gives_figures_to_that_year_only() -> None:
    blocks = collected("csv/uhm_sociala_upphandlingar.csv").blocks
    heading = "Antal upphandlingar, Socialtyp, Summa"
    want = {f"r{i}": D(n) for i, n in enumerate([167, 223, 223, 226, 344, 627, 749])}
    now, before = (Column("n", heading, "tal"), Column("f", f"{heading} 2021", "tal"))
    own = of_blocks([calculation(demands(now), 2021, 12)], blocks, Where())
    assert to(own) == {(row, "n"): figure for row, figure in want.items()}
    assert of_blocks([calculation(demands(now), 2022, 12)], blocks, Where()).taken == ()
    later = of_blocks([calculation(demands(now, before), 2022, 12)], blocks, Where())
    assert to(later) == {(row, "f"): figure for row, figure in want.items()}


@needs_field
def test_a_collected_follow_up_in_long_form_gives_each_column_its_figure() -> None:
    columns = [Column(k.lower(), k) for k in ("K14", "K16", "K18")]
    own = calculation(
        table(columns, [Row("rr", "SK.EK.RR.005"), Row("x", "SK.EK.RR.006")]), 2026, 4
    )
    blocks = collected("csv/sundsvall_qlik_uppfoljning_form.csv").blocks
    assert to(of_blocks([own], blocks, Where())) == {
        ("rr", "k14"): D(-100), ("rr", "k16"): D(-120), ("rr", "k18"): D(-110),
    }  # fmt: skip


@needs_field
@pytest.mark.parametrize("name", ["csv/uhm_valfrihetssystem.csv", "xlsx/uhm_valfrihetssystem.xlsx"])
def test_collected_headings_without_rows_are_told(name: str) -> None:
    own = table([Column("n", "Antal valfrihetsystem, Summa", "tal")], [Row("a", "Ale")], list_=True)
    takings = of_blocks([calculation(own)], collected(name).blocks, Where())
    assert takings.taken == () and takings.left[0].endswith("har inga tal.")


# ---- an accounting file --------------------------------------------------------------------------

YEARS = tuple(AccountingYear(n, date(2031 + n, 1, 1), date(2031 + n, 12, 31)) for n in (0, -1))
ACCOUNTS = {"3011": "Avgifter", "5010": "Löner", "4600": "Köp"}


def ledger(last: int = 12, **more: Any) -> Ledger:
    """A thousand kronor of income and two of wages a month, half of it the year before."""
    moves = [
        Movement(year, (2031 + year) * 100 + month, account, D(kronor) / (1 - year),
                 ((("1", "7"), D(kronor) / 4),))
        for year in (0, -1)
        for month in range(1, last + 1)
        for account, kronor in (("3011", -1000), ("5010", 2000), ("4600", 40))
    ]  # fmt: skip
    budget = [Movement(0, 203100 + m, "5010", D(3000)) for m in range(1, 13)]
    return Ledger(YEARS, ACCOUNTS, movements={"utfall": moves, "budget": budget}, **more)


RESULT = table(TIMES, [Row("i", "Intäkter", role="intakt"), Row("p", "Personal", role="kostnad"),
                       Row("x", "Övriga kostnader", role="kostnad")],
               sign="Intäkter +, kostnader −.")  # fmt: skip
MAP = [Entry("Intäkter", "3"), Entry("Personal", "5")]


def taken_in(
    of: Ledger, entries: Sequence[Entry] = MAP, wish: Wish | None = None, own: Table = RESULT
) -> Takings:
    wish = wish or Wish()
    return of_ledger([calculation(own)], of, entries, wish, Where(column=wish.column))


def test_each_column_gets_the_months_and_year_that_it_is_of() -> None:
    takings = taken_in(ledger())
    assert to(takings) == {
        ("i", "utfall"): D(8), ("i", "fjol"): D(4), ("p", "utfall"): D(-16), ("p", "fjol"): D(-8),
        ("p", "budget"): D(-36),
    }  # fmt: skip
    (left,) = takings.taken[0].answer.outside
    assert left.startswith("1 konto finns inte på någon rad i kontokartan:") and "4600 Köp" in left


def test_a_file_that_does_not_reach_the_documents_month_gives_no_outcome() -> None:
    takings = taken_in(ledger(last=3))
    assert ("p", "utfall") not in to(takings)
    assert "Utfall 2031: filen går till och med mars 2031, kolumnen till och med augusti 2031." in (
        takings.taken[0].answer.outside
    )
    asked = taken_in(ledger(last=3), wish=Wish(until=date(2031, 3, 31), column="utfall"))
    assert to(asked) == {("i", "utfall"): D(3), ("p", "utfall"): D(-6)}
    beyond = taken_in(ledger(last=3), wish=Wish(until=date(2031, 4, 30), column="utfall"))
    assert beyond.taken == ()
    assert beyond.left == (
        "Utfall 2031: filen går till och med mars 2031, kolumnen till och med april 2031.",
    )


def test_a_year_that_the_file_lacks_is_told() -> None:
    takings = taken_in(Ledger(YEARS[:1], ACCOUNTS, movements=ledger().movements))
    assert "Utfall 2030: filen har inget räkenskapsår med 2030; där finns 2031." in (
        takings.taken[0].answer.outside
    )


def test_a_year_that_is_wished_and_missing_is_the_one_that_the_column_would_have() -> None:
    before = taken_in(ledger(), wish=Wish(year="2030"))
    assert "Utfall 2030: filen har inget räkenskapsår med 2029; där finns 2031 och 2030." in (
        before.taken[0].answer.outside
    )
    unknown = taken_in(ledger(), wish=Wish(year="2019", column="utfall"))
    assert unknown.left == (
        "Utfall 2031: filen har inget räkenskapsår 2019; där finns 2031 och 2030.",
    )


def test_a_budget_that_ends_before_the_year_is_its_only_where_the_column_is_chosen() -> None:
    moves = {
        "budget": [Movement(0, 203100 + month, "5010", D(3000)) for month in range(1, 9)],
        "utfall": ledger().movements["utfall"],
    }
    part = Ledger(YEARS, ACCOUNTS, movements=moves)  # type: ignore[arg-type]
    takings = taken_in(part)
    assert ("p", "budget") not in to(takings)
    assert any(
        one.startswith(
            "Budget 2031: budgeten i filen går till och med augusti 2031, kolumnen till och med"
            " december 2031"
        )
        for one in takings.taken[0].answer.outside
    )
    chosen = taken_in(part, wish=Wish(column="budget"))
    assert to(chosen) == {("p", "budget"): D(-24)}
    assert chosen.taken[0].told[-1] == "Budget 2031: budget till och med augusti 2031."


@pytest.mark.parametrize(
    ("months", "is_whole"),
    [((1, 4, 7, 10), True), ((1, 5, 9), True), ((1, 4, 7), False), ((1, 2, 4, 10), False),
     ((1,), False), ((12,), True), ((1, 12), True)],
)  # fmt: skip
def test_a_budget_of_evenly_spaced_months_is_of_the_time_between_them_too(
    months: tuple[int, ...], is_whole: bool
) -> None:
    moves = {"budget": [Movement(0, 203100 + month, "5010", D(3000)) for month in months],
             "utfall": ledger().movements["utfall"]}  # fmt: skip
    takings = taken_in(Ledger(YEARS, ACCOUNTS, movements=moves))  # type: ignore[arg-type]
    assert (("p", "budget") in to(takings)) is is_whole


def test_a_budget_of_another_years_months_is_not_guessed() -> None:
    moves = {
        "budget": [Movement(0, 203001, "5010", D(3000))],
        "utfall": ledger().movements["utfall"],
    }
    takings = taken_in(Ledger(YEARS, ACCOUNTS, movements=moves))  # type: ignore[arg-type]
    assert ("p", "budget") not in to(takings)
    assert any("Budget 2031: budgeten" in one for one in takings.taken[0].answer.outside)


def test_without_a_map_the_classes_are_proposed_and_told() -> None:
    takings = taken_in(ledger(), ())
    assert to(takings)[("p", "utfall")] == D(-16)
    assert takings.taken[0].told[0].startswith("Kontona är föreslagna efter klasserna i Kommun-Bas")


def test_rows_named_by_accounts_have_these_and_no_others() -> None:
    named = table(TIMES, [Row("l", "5010 Löner", role="kostnad"), Row("v", "4600 Vård")],
                  sign="Intäkter +, kostnader −.")  # fmt: skip
    takings = taken_in(ledger(), (), own=named)
    assert {row for row, _ in to(takings)} == {"l"}


# ---- Kolada --------------------------------------------------------------------------------------

SOURCES = [Column("utfall", "Utfall {ar}", "utfall", decimals=None, role="utfall"),
           Column("fjol", "Utfall 2030", "utfall", decimals=None, role="utfall", year=-1),
           Column("kalla", "Källa", "text", role="kalla")]  # fmt: skip
MEASURES = table(SOURCES, [
    Row("g", "Gymnasieexamen, andel (%)", cells={"kalla": "Kolada (N17467)"}),
    Row("k", "därav kvinnor", parent="g"),
    Row("e", "Eget mått", cells={"kalla": "Enkät"}),
], unit="")  # fmt: skip


def figure(value: Any, year: int = 2031, gender: Any = "T", kpi: str = "N17467") -> KoladaFigure:
    return KoladaFigure(kpi, "1480", year, gender, value)


def of_year(*figures: KoladaFigure, months: int = 12, where: Where | None = None) -> Takings:
    own = [calculation(MEASURES, months=months)]
    return of_kolada(own, Kolada(figures), "", None, where or Where())


def test_a_figure_finds_its_row_by_the_id_in_the_source_and_its_column_by_the_year() -> None:
    takings = of_year(figure(D("71.25")), figure(D(70), 2030), figure(D("73.5"), gender="K"))
    assert to(takings) == {
        ("g", "utfall"): D("71.25"), ("g", "fjol"): D(70), ("k", "utfall"): D("73.5"),
    }  # fmt: skip


def test_a_whole_years_figure_goes_in_no_column_of_a_part_unasked() -> None:
    takings = of_year(figure(D(71)), months=8)
    assert takings.taken == () and "är av en del av året" in takings.left[0]
    asked = of_year(figure(D(71)), months=8, where=Where(column="utfall"))
    assert to(asked) == {("g", "utfall"): D(71)}


@pytest.mark.parametrize(("value", "words"), [
    (".", "kan inte förekomma"), ("..", "inte tillgänglig eller för osäker"),
    ("saknas", "uppgift saknas"), ("sekretess", "sekretess"),
])  # fmt: skip
def test_what_is_missing_is_told_and_changes_nothing(value: Any, words: str) -> None:
    takings = of_year(figure(value), figure(D(1), 2030))
    assert to(takings) == {("g", "fjol"): D(1)}
    assert any(words in one for one in takings.taken[0].answer.outside)


def test_nothing_to_report_is_a_dash_and_no_gap() -> None:
    assert to(of_year(figure("-"))) == {("g", "utfall"): Mark.DASH}


def test_a_nyckeltal_without_a_row_and_one_that_has_ended_are_told() -> None:
    own = [calculation(MEASURES, months=12)]
    found = Kolada((figure(D(1)), figure(D(2), kpi="U00001")),
                   {"N17467": "Gymnasieexamen (- 2029)"}, more=True)  # fmt: skip
    outside = of_kolada(own, found, "", None, Where()).taken[0].answer.outside
    assert "N17467 förs inte längre i Kolada: sista året är 2029." in outside
    assert "U00001 står inte som källa på någon rad i Tabellen." in outside
    assert any("en sida till" in one for one in outside)


def test_a_series_that_stops_before_the_columns_years_is_told() -> None:
    takings = of_year(figure(D(1), 2028))
    assert takings == Takings(
        (), ("Tabellen: N17467: svaret går till och med 2028, och kolumnerna är av 2031 och 2030.",)
    )


def test_several_municipalities_are_asked_about() -> None:
    both = (figure(D(1)), KoladaFigure("N17467", "0000", 2031, "T", D(2)))
    takings = of_year(*both)
    assert takings.taken == () and "flera kommuner (1480, 0000)" in takings.left[0]
    own = [calculation(MEASURES, months=12)]
    assert to(of_kolada(own, Kolada(both), "0000", None, Where())) == {("g", "utfall"): D(2)}
