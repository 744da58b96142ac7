"""A pasted block as a table: its columns, its rows in their tree, its rules, and what disagrees."""

from decimal import Decimal

from tui.checks.discovery.as_table import filled_from
from tui.checks.identities import identity_finding
from tui.checks.plausibility.suspicions import plausibility_finding
from tui.domain.block import Block
from tui.domain.calculation import Calculation
from tui.domain.table import Table
from tui.svenska.arithmetic import Refusal

EMPTY = Table("t", "", "Egen", "tkr", (), (), tab="drift", list_=True)

PUPILS = """Skolform;Antal elever 2032;Antal elever 2033;Ändring;Ändring %
Förskola;812;799;-13;-1,6
Grundskola;2410;2444;34;1,4
därav anpassad;55;58;3;5,5
Gymnasium;980;1003;23;2,3
Totalt;4202;4246;44;1,0"""
REVERSED = """tkr;Utfall jan-apr;Budget jan-apr;Avvikelse;Årsbudget;Prognos;Avvikelse
Avgifter;-1 420;-1 300;120;-4 000;-4 200;200
Löner;3 510;3 600;90;10 900;10 800;100
Lokaler;300;300;-;900;900;-
Netto;2 390;2 600;210;7 800;7 500;300"""
LEVELS = """mnkr;Intäkter;Kostnader;Netto;Anmärkning
Gator;2,1;-10,4;-8,3;
Parker;0,4;-5,1;-4,7;nytt avtal
Summa teknik;2,5;-15,5;-13,0;
Bibliotek;0,5;-6,0;-5,5;
Bad;3,0;-7,2;-4,2;
Summa kultur;3,5;-13,2;-9,7;
Totalt;6,0;-28,7;-22,7;"""


def of(text: str) -> Table:
    rows = tuple(tuple(line.split(";")) for line in text.splitlines())
    table = filled_from(Block(rows), EMPTY)
    assert isinstance(table, Table), table
    return table


def rules(table: Table) -> dict[str, object]:
    return {column.id: column.rule for column in table.columns if column.rule}


def test_counts_their_difference_their_change_and_a_row_that_no_sum_counts() -> None:
    table = of(PUPILS)
    assert [c.type_ for c in table.columns] == ["tal", "tal", "tal", "procent"]
    assert list(rules(table).values()) == [
        "antal_elever_2033 - antal_elever_2032",
        "forandring(antal_elever_2033; antal_elever_2032)",
    ]
    assert table.columns[3].in_report
    assert [r.kind for r in table.rows] == ["post", "post", "darav", "post", "summa"]
    assert table.children == {"totalt": ("forskola", "grundskola", "gymnasium")}
    assert not any(row.tryckt for row in table.rows)


def test_signs_turned_round_and_two_deviations_of_one_heading() -> None:
    table = of(REVERSED)
    assert rules(table) == {
        "avvikelse": "budget_jan_apr - utfall_jan_apr",
        "avvikelse_1": "arsbudget - prognos",
    }
    assert table.unit == "tkr"


def test_three_levels_of_rows_in_mnkr_with_words_beside() -> None:
    table = of(LEVELS)
    assert rules(table) == {"netto": "intakter + kostnader"}
    assert [table.level(row) for row in table.rows] == [2, 2, 1, 2, 2, 1, 0]
    assert (table.unit, table.columns[0].decimals) == ("mnkr", 1)
    assert table.row("parker").cells["anmarkning"] == "nytt avtal"


def test_what_the_block_says_otherwise_is_kept_as_printed() -> None:
    table = of(LEVELS.replace("-28,7;-22,7", "-28,7;-23,7"))
    assert table.row("totalt").tryckt == {"netto": Decimal("-23.7")}


def test_names_alone_are_a_form_to_fill_in() -> None:
    table = of("Uppdrag;Ansvarig;Budget 2033;Andel %;Antal\nNy taxa;;;;\nNy lokal;;;;")
    assert [c.type_ for c in table.columns] == ["text", "belopp", "procent", "tal"]
    assert [r.label for r in table.rows] == ["Ny taxa", "Ny lokal"]
    assert table.heading_label == "Uppdrag"


def test_a_line_of_names_without_columns_is_refused() -> None:
    assert isinstance(filled_from(Block((("Bara ett",),)), EMPTY), Refusal)


BUDGETS = """Verksamhet;Budget 2026;Utfall aug 2026;Prognos 2026;Avvikelse
Bibliotek;21,4;14,1;21,9;-0,5
Kulturskola;12,6;8,3;12,4;0,2
Föreningsbidrag;9,8;7,9;9,8;0,0
Bad och ishall;30,5;21,2;32,0;-1,5
Summa;74,3;51,5;76,2;-1,8"""


def test_every_figure_of_the_block_is_shown_also_where_a_wrong_one_counts_in_it() -> None:
    table = of(BUDGETS)
    calculation, summa = Calculation(table), table.row("summa")
    shown = [calculation.shown("summa", column.id) for column in table.columns]
    assert shown == [Decimal(n) for n in ("74.3", "51.5", "76.2", "-1.8")]
    assert sorted(summa.tryckt) == ["avvikelse", "prognos_2026"]


def test_headings_say_what_the_columns_are_and_of_which_year() -> None:
    rows = tuple(
        tuple(line.split(";")) for line in BUDGETS.replace("Utfall", "Bokslut").split("\n")
    )
    made = filled_from(Block(rows), EMPTY, 2026)
    names = filled_from(Block((rows[0], ("Bad", "", "", "", ""))), EMPTY, 2025)
    assert isinstance(made, Table)
    assert isinstance(names, Table)
    assert made.column_id("budget") == "budget_2026"
    assert [c.role for c in made.columns] == ["budget", "utfall", "prognos", "avvikelse"]
    assert made.columns[0].inheritance is not None
    assert [(c.role, c.year) for c in names.columns[:1]] == [("budget", 1)]


def test_an_amount_that_is_used_up_is_added_up() -> None:
    table = of("Hall;Budget 2026;Förbrukning 2026, MWh\nBad;40;12\nIs;60;31\nSumma;100;43")
    assert [c.role for c in table.columns] == ["budget", ""]
    assert Calculation(table).computed("summa", table.columns[1].id) == Decimal(43)


COSTS = (
    "Verksamhet;Besök 2030, antal;Besök 2031, antal;Kostnad 2030, tkr;Kostnad 2031, tkr;"
    "Kostnad per besök, kr\n"
    "Bibliotek;4 120;3 870;14 011;14 233;3 678\nMuseum;5 380;5 610;9 902;9 877;1 761\n"
    "Scenkonst;12 040;13 380;6 080;6 121;457\nKulturskola;8 670;8 430;4 391;4 434;526\n"
    "Totalt;30 210;31 290;34 384;34 665;1 108"
)


def test_so_much_for_each_is_neither_added_up_nor_held_against_amounts_in_another_unit() -> None:
    table = of(COSTS)
    calculation, rate = Calculation(table), table.columns[-1]
    assert (table.unit, rate.role) == ("tkr", "snitt")
    assert calculation.computed("totalt", table.columns[-2].id) == Decimal(34_665)
    assert calculation.shown("totalt", rate.id) == Decimal(1_108)
    assert list(identity_finding("d", calculation)) == []
    assert list(plausibility_finding("d", calculation)) == []
