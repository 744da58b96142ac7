"""A printed table's rules out of its own figures: no right table accused, a wrong figure named."""

import random
from decimal import Decimal

import pytest

from tests.checks.printed_tables import Cell, Printed, right_table, wrong_cell
from tests.checks.table_kinds import KINDS, reversed_signs
from tui.checks.discovery.discover import Discovery, discover
from tui.checks.discovery.figures import NOTHING, figure, separators
from tui.checks.discovery.findings import discovered_findings, rule_text
from tui.checks.discovery.grid import Grid, grid_of
from tui.checks.discovery.healing import Healed, healed
from tui.domain.block import Block
from tui.domain.finding import Finding

FEW, MANY = 30, 3_000


def discovered(table: Printed) -> Discovery:
    grid = grid_of(table.block())
    assert grid is not None
    return discover(grid)


def findings(table: Printed) -> list[Finding]:
    return discovered_findings(discovered(table), "rapport.docx", "tabell 1")


def candidates(found: list[Healed], cell: Cell) -> list[Decimal | None]:
    """The values that are said to heal the cell, the likeliest first."""
    first = [one.value for one in found if one.cell == cell]
    return first + [value for one in found for other, value in one.others if other == cell]


def is_healed(table: Printed, cell: Cell, values: list[Decimal | None]) -> bool:
    terms = max(len(binding) for binding in table.through(cell))
    bound = Decimal(terms // 2).scaleb(-table.decimals[cell[1]])
    return bool(values) and values[0] is not None and abs(values[0] - table.values[cell]) <= bound


def named_and_healed(seeds: range, crossing: bool) -> tuple[float, float]:
    """The shares of altered figures that are named, and healed rightly, by their table's rules.

    A table of one column has one figure a sum, which proves nothing.
    """
    tried = named = right = 0
    for seed in seeds:
        table = right_table(seed)
        wrong = wrong_cell(table, seed, crossing)
        if wrong is None or len(table.headings) == 1:
            continue
        cell = wrong[0]
        values = candidates(healed(discovered(table.altered(*wrong))), cell)
        tried, named = tried + 1, named + bool(values)
        right += is_healed(table, cell, values)
    return named / tried, right / tried


def test_right_tables_are_not_accused() -> None:
    for seed in range(FEW):
        assert findings(right_table(seed)) == [], seed


@pytest.mark.soak
def test_no_error_is_found_in_thousands_of_right_tables() -> None:
    accused = [
        seed
        for seed in range(100_000, 100_000 + MANY)
        if any(one.severity == "fel" for one in findings(right_table(seed)))
    ]
    assert accused == []


@pytest.mark.parametrize("crossing", [True, False])
def test_an_altered_figure_is_named_and_healed(crossing: bool) -> None:
    # Few tables, so one figure more or less is several per cent; the long run has the bounds.
    named, right = named_and_healed(range(10_000, 10_000 + FEW), crossing)
    assert named >= (0.85 if crossing else 0.75)
    assert right >= (0.85 if crossing else 0.75)


@pytest.mark.soak
@pytest.mark.parametrize("crossing", [True, False])
def test_many_altered_figures_are_named_and_healed(crossing: bool) -> None:
    named, right = named_and_healed(range(20_000, 20_000 + MANY), crossing)
    assert named >= 0.95
    assert right >= (0.94 if crossing else 0.9)


@pytest.mark.parametrize("kind", KINDS)
def test_the_kinds_of_tables_in_print_are_not_accused(kind: str) -> None:
    for seed in range(8):
        assert findings(KINDS[kind](random.Random(seed))) == []


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"one_column", "bridge"}))
def test_one_altered_cell_of_each_kind_is_among_what_is_named(kind: str) -> None:
    tried = named = 0
    for seed in range(8):
        table = KINDS[kind](random.Random(seed))
        for crossing in (True, False):
            wrong = wrong_cell(table, seed, crossing)
            if wrong is not None:
                tried += 1
                found = healed(discovered(table.altered(*wrong)))
                named += bool(candidates(found, wrong[0]))
    assert named >= 0.9 * tried


ROWS = (
    ("Belopp i tkr", "Budget 2031", "Utfall 2031", "Avvikelse"),
    ("Intäkter", "1 250", "1 310", "60"),
    ("Personal", "-9 731", "-9 500", "231"),
    ("Hyror", "-2 044", "-2 104", "-60"),
    ("varav lokalvård", "-411", "-433", "-22"),
    ("Övrigt", "-1 817", "-1 790", "27"),
    ("Summa kostnader", "-13 592", "-13 394", "198"),
    ("Nettokostnad", "-12 342", "-12 084", "258"),
)


def grid(rows: tuple[tuple[str, ...], ...] = ROWS) -> Grid:
    read = grid_of(Block(rows))
    assert read is not None
    return read


def with_cell(row: int, column: int, text: str) -> tuple[tuple[str, ...], ...]:
    cells = [list(one) for one in ROWS]
    cells[row][column] = text
    return tuple(tuple(one) for one in cells)


def test_what_a_rule_stands_on_is_said() -> None:
    discovery = discover(grid())
    assert {rule_text(discovery, rule) for rule in discovery.rules} == {
        "Avvikelse = Utfall 2031 − Budget 2031, stämmer på 7 av 7 rader",
        "Summa kostnader = Personal + Hyror + Övrigt, stämmer i 3 av 3 kolumner",
        "Nettokostnad = Intäkter + Summa kostnader, stämmer i 3 av 3 kolumner",
    }


def test_columns_and_rows_have_their_roles() -> None:
    read = grid()
    assert [column.role for column in read.columns] == ["budget", "utfall", "avvikelse"]
    assert [column.period for column in read.columns] == ["2031", "2031", ""]
    assert {column.unit for column in read.columns} == {"tkr"}
    assert [row.kind for row in read.rows][-2:] == ["summa", "netto"]
    assert [row.label for row in read.rows if row.darav] == ["varav lokalvård"]


def test_the_one_cell_that_heals_two_rules_is_named() -> None:
    (one,) = discovered_findings(discover(grid(with_cell(3, 2, "-2 014"))), "r.docx", "Drift")
    assert (one.address.row, one.address.column) == ("Hyror", "Utfall 2031")
    assert (one.said, one.should, one.severity) == (Decimal(-2014), Decimal(-2104), "fel")
    assert one.sentence.startswith(
        "Hyror, Utfall 2031: tryckt −2\u00a0014, både raden och kolumnen ger −2\u00a0104 (Avv"
    )


def test_where_one_rule_goes_through_it_the_candidates_are_named() -> None:
    (one,) = discovered_findings(discover(grid(with_cell(4, 3, "-27"))), "r.docx", "Drift")
    assert "varav lokalvård, Avvikelse: tryckt −27, raden ger −22" in one.sentence
    assert "annars" in one.sentence


def test_a_rounding_within_the_bound_is_no_finding() -> None:
    assert discovered_findings(discover(grid(with_cell(6, 1, "-13 593"))), "r.docx", "Drift") == []


def test_a_sign_that_row_and_column_prove_wrong_is_an_error() -> None:
    (one,) = discovered_findings(discover(grid(with_cell(2, 3, "-231"))), "r.docx", "Drift")
    assert (one.address.row, one.address.column) == ("Personal", "Avvikelse")
    assert (one.said, one.should, one.severity) == (Decimal(-231), Decimal(231), "fel")


def test_a_sign_that_only_its_row_speaks_against_is_to_be_looked_at() -> None:
    rows = tuple(row for row in ROWS if not row[0].startswith(("Summa", "Netto")))
    turned = tuple((*row[:3], "-231") if row[0] == "Personal" else row for row in rows)
    (one,) = discovered_findings(discover(grid(turned)), "r.docx", "Drift")
    assert one.severity == "bör ses över"
    assert "−231" in one.sentence


EMPTY = (
    ("Tkr", "Budget", "Utfall", "Avvikelse"),
    ("Norr", "1 204", "1 204", ""),
    ("Söder", "3 377", "3 377", ""),
    ("Öster", "2 950", "2 610", "340"),
    ("Väster", "1 881", "1 990", "-109"),
    ("Mitt", "4 412", "4 030", "382"),
)


def test_an_empty_difference_is_none_where_others_are() -> None:
    assert discovered_findings(discover(grid(EMPTY)), "r.docx", "Drift") == []
    wrong = (*EMPTY, ("Hamn", "2 705", "2 205", ""))
    (one,) = discovered_findings(discover(grid(wrong)), "r.docx", "Drift")
    assert one.address.row == "Hamn"


def test_an_empty_difference_that_may_be_missing_is_none() -> None:
    rows = tuple(row for row in EMPTY if row[0] != "Norr")
    assert discovered_findings(discover(grid(rows)), "r.docx", "Drift") == []


def test_a_plain_zero_is_as_exact_as_its_column() -> None:
    rows = (
        ("Mnkr", "Budget", "Utfall", "Avvikelse"),
        ("Norr", "21,4", "19,8", "1,6"),
        ("Söder", "13,7", "13,3", "0"),
        ("Öster", "52,2", "55,0", "-2,8"),
        ("Väster", "8,1", "6,0", "2,1"),
    )
    (one,) = discovered_findings(discover(grid(rows)), "r.docx", "Drift")
    assert one.address.row == "Söder"


def test_a_total_of_three_sums_after_it_is_found() -> None:
    rows = (
        ("Tkr", "2031", "2032", "2033"),
        ("Norr totalt", "3 818", "4 157", "3 637"),
        ("Skolor", "1 898", "2 108", "1 703"),
        ("Bad", "1 920", "2 049", "1 934"),
        ("Söder totalt", "6 143", "3 884", "4 385"),
        ("Parker", "249", "216", "242"),
        ("Gator", "5 894", "3 668", "4 143"),
        ("Väster totalt", "3 265", "3 524", "3 187"),
        ("Arkiv", "1 403", "1 140", "867"),
        ("Hamn", "1 862", "2 384", "2 320"),
        ("Totalt", "13 226", "11 565", "11 209"),
    )
    discovery = discover(grid(rows))
    totals = [rule for rule in discovery.rules if rule.target == 9]
    assert [len(rule.cells(0)) for rule in totals] == [4]


def test_a_group_of_one_part_is_counted_once() -> None:
    rows = (
        ("Tkr", "Budget", "Utfall", "Kvar"),
        ("Gator", "38 000", "31 385", "6 615"),
        ("Norra kajen", "24 000", "17 850", "6 150"),
        ("Cykelväg", "14 000", "13 535", "465"),
        ("Fastigheter", "8 000", "2 590", "5 410"),
        ("Brandstation", "8 000", "2 590", "5 410"),
        ("Summa investeringar", "46 000", "33 975", "12 025"),
    )
    told = [rule_text(discover(grid(rows)), rule) for rule in discover(grid(rows)).rules]
    assert "Summa investeringar = Gator + Fastigheter, stämmer i 3 av 3 kolumner" in told


def test_reversed_signs_are_a_rule_of_their_own() -> None:
    discovery = discovered(reversed_signs(random.Random(3)))
    texts = [rule_text(discovery, rule) for rule in discovery.rules]
    assert any(text.startswith("Avvikelse = Budget − Utfall") for text in texts)


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("1 234", "1234", 0), ("−158\u00a0695", "-158695", 0), ("– 614", "-614", 0),
        ("614-", "-614", 0), ("12,5 %", "12.5", 1), ("▽ −2 336", "-2336", 0), ("5,0*", "5.0", 1),
        ("-0", "0", 0), ("Minskat med 4,2", "-4.2", 1), ("ökat med 0,2", "0.2", 1), ("+7", "7", 0),
        ("0.9", "0.9", 1), ("1,5 mnkr", "1.5", 1),
    ],
)  # fmt: skip
def test_figures_as_reports_print_them(text: str, value: str, decimals: int) -> None:
    read = figure(text)
    assert read is not None
    assert (read.value, read.decimals) == (Decimal(value), decimals)


@pytest.mark.parametrize(
    "text", ["", "saknas", "3 - Möjlig", "47 av 57", "2031-08-31", "12 345 67"]
)
def test_what_is_no_figure(text: str) -> None:
    assert figure(text) is None


def test_a_dash_is_nothing_and_a_point_is_what_the_table_makes_of_it() -> None:
    assert figure("–") == NOTHING
    assert separators(["19.112", "1.250,5"]) == "punkt"
    assert separators(["19.112", "0.9"]) == "svenska"
    thousands = figure("19.112", "punkt")
    assert thousands is not None
    assert thousands.value == 19112


def test_a_block_of_words_has_no_grid() -> None:
    assert grid_of(Block((("Risk", "Sannolikhet"), ("Brand", "3 - Möjlig")))) is None
    assert grid_of(Block((("Ensam", "1"),))) is None


MEASURES = (
    ("Andel nöjda besökare (%)", 70, 95), ("Nöjd medborgarindex", 50, 80),
    ("Antal bygglov", 80, 900), ("Handläggningstid, dagar", 10, 60), ("Utlån", 20, 60),
    ("Andel inom tio veckor (%)", 60, 99), ("Kostnad per tillsyn, tkr", 90, 900),
    ("Sjukfrånvaro (%)", 4, 10), ("Klagomål", 3, 40), ("Medlemmar", 5, 90),
    ("Energianvändning (kWh/m²)", 100, 200), ("Föreningar", 60, 85),
)  # fmt: skip


@pytest.mark.parametrize("drift", [0.01, 0.03, 0.06])
def test_key_figures_that_go_on_from_year_to_year_are_not_accused(drift: float) -> None:
    for seed in range(80):
        draw = random.Random(f"{drift} {seed}")
        years = draw.choice((4, 5, 6))
        rows = [("Nyckeltal", *(str(2031 - years + n) for n in range(years)))]
        for label, low, high in draw.sample(MEASURES, 8):
            value, cells = draw.uniform(low, high), []
            for _ in range(years):
                cells.append(f"{value:.0f}")
                value *= draw.uniform(1 - drift, 1 + drift)
            rows.append((label, *cells))
        assert discovered_findings(discover(grid(tuple(rows))), "rapport", "tabell 1") == [], seed


def test_rows_of_different_units_are_never_worked_out_of_each_other() -> None:
    rows = (
        ("Nyckeltal", "2028", "2029", "2030", "2031"),
        ("Antal bygglov", "411", "592", "783", "204"),
        ("Handläggningstid, dagar", "1 217", "3 518", "2 046", "1 733"),
        ("Kostnad, tkr", "1 628", "4 110", "2 829", "1 937"),
    )
    assert discover(grid(rows)).rules == ()


def test_rows_of_one_unit_still_add_up() -> None:
    rows = (
        ("Ärenden", "2028", "2029", "2030", "2031"),
        ("Antal bygglov", "411", "592", "783", "204"),
        ("Antal tillsynsärenden", "1 217", "3 518", "2 046", "1 733"),
        ("Antal ärenden totalt", "1 628", "4 110", "2 829", "1 937"),
    )
    (rule,) = discover(grid(rows)).rules
    assert rule.target == 2


def rules_and_findings(*rows: tuple[str, ...]) -> tuple[list[str], list[str]]:
    read = grid_of(Block(rows))
    assert read is not None
    found = discover(read)
    rules = [rule_text(found, rule).split(", stämmer")[0] for rule in found.rules]
    return rules, [one.sentence for one in discovered_findings(found, "r.md", "tabell 1")]


def test_a_deviation_in_per_cent_is_of_the_budget_where_the_forecast_fits_as_well() -> None:
    rules, told = rules_and_findings(
        ("Mnkr", "Budget 2031", "Prognos 2031", "Avvikelse", "Avvikelse i %"),
        ("Bibliotek", "-100,0", "-102,0", "-2,0", "-2,0"),
        ("Museum", "-210,4", "-208,3", "2,1", "1,0"),
        ("Scenkonst", "-55,2", "-55,9", "-0,7", "-1,3"),
        ("Summa", "-365,6", "-366,2", "-0,6", "-0,2"),
    )
    assert "Avvikelse i % = Avvikelse i procent av Budget 2031" in rules
    assert told == []


@pytest.mark.parametrize("changed", ["-1,1", "1,2"])
def test_a_row_of_per_cent_has_a_difference_of_its_own_and_no_share_of_the_others(
    changed: str,
) -> None:
    rules, told = rules_and_findings(
        ("Volymer", "2029", "2030", "2031", "Förändring mot 2030"),
        ("Stolar", "612", "612", "620", "8"),
        ("Sålda stolar", "598", "603", "604", "1"),
        ("Beläggning, %", "97,7", "98,5", "97,4", changed),
        ("Nöjda besökare, %", "71,2", "74,9", "78,3", "3,4"),
    )
    assert "Förändring mot 2030 = 2031 − 2030" in rules
    assert "Beläggning, % = Sålda stolar i procent av Stolar" in rules
    assert [sentence.partition(":")[0] for sentence in told] == (
        [] if changed == "-1,1" else ["Beläggning, %, Förändring mot 2030"]
    )


@pytest.mark.parametrize("heading", ["Avvikelse", "Budgetavvikelse", "Årsavvikelse"])
def test_three_wrong_deviations_of_six_are_told_and_the_right_sum_is_not(heading: str) -> None:
    rows = (
        ("Tkr", "Budget 2031", "Utfall 2031", heading),
        ("Bibliotek", "-8 300", "-8 120", "180"),
        ("Museum", "-4 400", "-4 610", "210"),
        ("Scenkonst", "-2 200", "-2 150", "500"),
        ("Kulturskola", "-6 100", "-6 000", "10"),
        ("Föreningsstöd", "-3 050", "-3 050", "0"),
        ("Summa", "-24 050", "-23 930", "120"),
    )
    told = discovered_findings(discover(grid(rows)), "r.docx", "Drift")
    assert [(one.address.row, one.severity, one.should) for one in told] == [
        ("Museum", "bör ses över", Decimal(-210)),
        ("Scenkonst", "bör ses över", Decimal(50)),
        ("Kulturskola", "bör ses över", Decimal(100)),
    ]


def test_few_rows_are_enough_where_the_words_say_what_the_column_is() -> None:
    rows = (
        ("Tkr", "Budget", "Utfall", "Avvikelse"),
        ("Park", "251 992", "251 992", "0"),
        ("Skog", "15 482", "14 615", "863"),
        ("Gata", "249 089", "249 089", "0"),
    )
    (one,) = discovered_findings(discover(grid(rows)), "r.docx", "Drift")
    assert (one.address.row, one.should, one.severity) == ("Skog", Decimal(867), "bör ses över")
    assert not discover(grid((("Tkr", "A", "B", "C"), *rows[1:]))).rules


def test_columns_that_repeat_those_beside_have_their_rule() -> None:
    rows = (
        ("Mnkr", "Kolumn 1", "Kolumn 2", "Kolumn 3", "Kolumn 4", "Kolumn 5", "Kolumn 6"),
        ("Gator", "5,0", "7,9", "-2,9", "8,2", "8,2", "0"),
        ("Boende", "2,4", "2,1", "0,3", "1,8", "1,8", "0"),
        ("Vuxna", "8,9", "8,4", "0,5", "7,6", "6,2", "1,4"),
        ("Skola", "1,6", "1,3", "0,3", "1,6", "2,0", "-0,4"),
        ("Stab", "18,2", "17,9", "0,3", "12,1", "18,0", "-5,9"),
        ("Musik", "19,8", "10,8", "0", "24,2", "28,0", "-3,8"),
        ("Hälsa", "17,6", "17,6", "0", "15,8", "13,3", "2,5"),
    )
    (one,) = discovered_findings(discover(grid(rows)), "r.docx", "Drift")
    assert "Kolumn 3 = Kolumn 1 − Kolumn 2, stämmer på 6 av 7 rader" in one.sentence
    assert one.address.row == "Musik"


def test_an_empty_difference_among_filled_ones_is_none_where_no_figure_says_so() -> None:
    rows = (*EMPTY[:2], *EMPTY[3:], ("Hamn", "705", "805", "-100"), ("Torg", "91", "86", "5"))
    assert discovered_findings(discover(grid(rows)), "r.docx", "Drift") == []
    wrong = (*rows, ("Park", "2 705", "2 205", ""))
    (one,) = discovered_findings(discover(grid(wrong)), "r.docx", "Drift")
    assert one.address.row == "Park"
    printed = (*wrong, ("Skog", "88", "88", "0"))
    assert discovered_findings(discover(grid(printed)), "r.docx", "Drift") == []


COSTS = (
    ("Verksamhet", "Besök 2030", "Besök 2031", "Kostnad 2031, tkr", "Kostnad per besök, kr"),
    ("Bibliotek", "4 120", "3 870", "14 233", "3 678"),
    ("Museum", "5 380", "5 610", "9 877", "1 761"),
    ("Scenkonst", "12 040", "13 380", "6 121", "457"),
    ("Kulturskola", "8 670", "8 430", "4 434", "526"),
    ("Totalt", "30 210", "31 290", "34 665", "1 108"),
)


def test_so_much_for_each_is_not_added_up() -> None:
    rules, told = rules_and_findings(*COSTS)
    assert any(rule.startswith("Totalt = ") for rule in rules)
    assert told == []


def test_costs_for_each_part_that_are_added_up_are_held_to_their_sum() -> None:
    costs = ("Kostnad per verksamhet, tkr", "14 233", "9 877", "6 121", "4 434", "34 765")
    rows = [(*row[:4], cost) for row, cost in zip(COSTS, costs, strict=True)]
    _, told = rules_and_findings(*rows)
    assert [sentence.partition(":")[0] for sentence in told] == [
        "Totalt, Kostnad per verksamhet, tkr"
    ]


PERSONS = (
    ("Anställda", "Mars 2030", "Mars 2031", "Förändring"),
    ("Bibliotekarier", "61", "58", "-3"),
    ("Musiklärare", "84", "87", "3"),
    ("Fritidsledare", "17", "19", "2"),
    ("Totalt", "162", "{}", "2"),
)


@pytest.mark.parametrize(("total", "severity"), [("165", "bör ses över"), ("167", "fel")])
def test_a_sum_of_whole_persons_has_no_rounding(total: str, severity: str) -> None:
    rows = tuple(tuple(cell.format(total) for cell in row) for row in PERSONS)
    (one,) = discovered_findings(discover(grid(rows)), "r.docx", "t")
    assert (one.address.row, one.should, one.severity) == ("Totalt", Decimal(164), severity)


@pytest.mark.parametrize(
    "heading", ["Årsarbetare, anställda", "Anställda, timmar", "Lön, anställda, tkr"]
)
def test_what_is_worked_out_of_time_or_money_is_rounded(heading: str) -> None:
    rows = tuple(tuple(cell.format("165") for cell in row) for row in PERSONS)
    rows = ((heading, *rows[0][1:]), *rows[1:])
    assert discovered_findings(discover(grid(rows)), "r.docx", "t") == []


def test_a_change_in_points_of_per_cent_is_between_the_shares_and_no_support_of_a_sum() -> None:
    rows = (
        ("Skola", "Tjänster", "Frånvaro 2030, %", "Frånvaro 2031, %", "Förändring, p.e."),
        ("Norra", "312,4", "7,9", "8,6", "+0,7"),
        ("Södra", "498,7", "6,2", "5,8", "−0,4"),
        ("Västra", "187,5", "4,9", "5,3", "+0,4"),
        ("Östra", "28,0", "3,1", "2,7", "−0,4"),
        ("Totalt", "1 026,6", "6,4", "6,7", "+0,3"),
    )
    discovery = discover(grid(rows))
    told = [rule_text(discovery, rule) for rule in discovery.rules]
    change = "Förändring, p.e. = Frånvaro 2031, % − Frånvaro 2030, %, stämmer på 5 av 5 rader"
    assert change in told
    assert all(rule.support.hits == (0,) for rule in discovery.rules if rule.direction == "rad")


def test_a_comma_in_place_of_a_space_is_healed_without_decimals() -> None:
    rows = with_cell(3, 2, "-2,104")
    (one,) = discovered_findings(discover(grid(rows)), "r.docx", "Drift")
    assert "tryckt −2,104, både raden och kolumnen ger −2\u00a0104 (" in one.sentence
