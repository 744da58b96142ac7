"""The identities of printed tables: what is told, what is only rounding, and what is let be."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.five_documents import area
from tests.malls import DRIFT_PARTS, INVESTERINGAR_PARTS, RISKS, SJUKFRANVARO
from tests.tables import begun, mall
from tui.checks.one_table import table_finding
from tui.checks.relations import rounded_to
from tui.domain.calculation import Calculation, Context
from tui.domain.finding import Finding, ordered
from tui.domain.rule import CHILDREN
from tui.domain.table import Column, Row, Table
from tui.domain.value import Mark, Value

D = Decimal
SUMS = ("kostnader", "nettokostnader", "resultat")
ENTERED = ("budget", "prognos", "utfall", "foregaende")
DIFFS = {"avvikelse": ("prognos", "budget"), "diff": ("utfall", "foregaende")}


def finding_in(table: Table, *, locked: bool = True) -> list[Finding]:
    found = table_finding("d", Calculation(table, Context(locked=locked)))
    # Figures that are drawn anyhow add up, and are not what any nämnd would have.
    return [f for f in found if f.kind != "rimlighet" and f.severity != "saknas"]


def error_in(table: Table) -> list[tuple[str, str]]:
    return [(f.address.row, f.address.column) for f in finding_in(table) if f.severity == "fel"]


# ---- A table printed out of kronor ----------------------------------------------------------


def rounded(kronor: int) -> Decimal:
    return (D(kronor) / 1000).quantize(D(1), ROUND_HALF_UP)


def tryckt_drift(kronor: dict[tuple[str, str], int]) -> Table:
    """The drift table as a report prints it: every cell rounded by itself out of kronor."""
    exact = {key: kronor[key] for key in kronor}
    for column in ENTERED:
        parts = ("personal", "lokalhyror", "kop_av_tjanster", "ovriga_kostnader")
        exact["kostnader", column] = sum(kronor[d, column] for d in parts)
        exact["nettokostnader", column] = kronor["intakter", column] + exact["kostnader", column]
        other = kronor["kommunbidrag", column] + kronor["finansnetto", column]
        exact["resultat", column] = exact["nettokostnader", column] + other
    rows = tuple(_tryckt_row(row, exact) for row in DRIFT_PARTS.rows)
    return begun("drift", DRIFT_PARTS, "Drift", "tkr", DRIFT_PARTS.columns, rows)


def _tryckt_row(row: Row, exact: dict[tuple[str, str], int]) -> Row:
    number = {k: rounded(exact[row.id, k]) for k in ENTERED}
    diffs = {k: rounded(exact[row.id, a] - exact[row.id, b]) for k, (a, b) in DIFFS.items()}
    if row.id in SUMS:
        return replace(row, cells={}, tryckt={**number, **diffs})
    return replace(row, cells=number, tryckt=diffs)


ITEMS = tuple(row.id for row in DRIFT_PARTS.rows if row.id not in SUMS)
KEYS = [(row, column) for row in ITEMS for column in ENTERED]


@st.composite
def in_kronor(draw: st.DrawFn, even: bool = False) -> dict[tuple[str, str], int]:
    number = st.integers(-300_000_000, 300_000_000)
    values = draw(st.lists(number, min_size=len(KEYS), max_size=len(KEYS)))
    step = 1000 if even else 1
    return {n: v // step * step for n, v in zip(KEYS, values, strict=True)}


TRYCKTA = [(row.id, column) for row in DRIFT_PARTS.rows for column in DIFFS] + [
    (row, column) for row in SUMS for column in ENTERED
]


@given(in_kronor())
def test_a_table_that_is_rightly_rounded_out_of_kronor_is_never_accused(
    kronor: dict[tuple[str, str], int],
) -> None:
    assert {f.severity for f in finding_in(tryckt_drift(kronor))} <= {"avrundning"}


@given(in_kronor(even=True))
def test_a_table_that_adds_up_has_no_findings_at_all(kronor: dict[tuple[str, str], int]) -> None:
    assert finding_in(tryckt_drift(kronor)) == []


def with_tryckt(table: Table, row_id: str, column: str, value: Value) -> Table:
    row = table.row(row_id)
    return table.with_row(replace(row, tryckt={**row.tryckt, column: value}))


@given(in_kronor(even=True), st.sampled_from(TRYCKTA), st.sampled_from([-1000, -7, 10, 40_000]))
def test_a_slip_in_one_printed_cell_is_told_there_and_nowhere_else(
    kronor: dict[tuple[str, str], int], cell: tuple[str, str], slip: int
) -> None:
    table = tryckt_drift(kronor)
    right = table.row(cell[0]).tryckt[cell[1]]
    assert isinstance(right, Decimal)
    finding = [
        f for f in finding_in(with_tryckt(table, *cell, right + slip)) if f.severity == "fel"
    ]
    assert [(f.address.row, f.address.column) for f in finding] == [cell]
    assert (finding[0].said, finding[0].should) == (right + slip, right)


@given(in_kronor(), st.sampled_from(TRYCKTA), st.sampled_from([-1000, 40_000]))
def test_a_slip_among_rounded_figures_is_told_and_no_other_cell_is_called_wrong(
    kronor: dict[tuple[str, str], int], cell: tuple[str, str], slip: int
) -> None:
    table = tryckt_drift(kronor)
    right = table.row(cell[0]).tryckt[cell[1]]
    assert isinstance(right, Decimal)
    assert error_in(with_tryckt(table, *cell, right + slip)) == [cell]


@pytest.mark.parametrize("cell", TRYCKTA)
def test_a_right_sum_of_2024_is_never_accused_because_another_cell_is_wrong(
    cell: tuple[str, str],
) -> None:
    table = area().table("2024-delar", "drift")
    tryckt = table.row(cell[0]).tryckt[cell[1]]
    assert isinstance(tryckt, Decimal)
    if cell == ("kostnader", "diff"):
        assert error_in(table) == [cell]
        assert error_in(with_tryckt(table, *cell, D(-33296))) == []
    else:
        error = error_in(with_tryckt(table, *cell, tryckt - 1700))
        assert set(error) == {cell, ("kostnader", "diff")}


# ---- Rounding and its words -----------------------------------------------------------------

TEMPLATE = mall(
    "prov",
    "drift",
    "Prov",
    (
        Column("a", "A"),
        Column("b", "B"),
        Column("diff", "Diff", rule="a - b"),
        Column("andel", "Andel", "procent", "a / b * 100"),
        Column("risk", "Risk", "tal", "a * b"),
    ),
)


def trial(*rows: Row) -> Table:
    return begun("prov", TEMPLATE, "Prov", "tkr", TEMPLATE.columns, rows)


def one_row(a: str, b: str, **tryckt: str) -> list[Finding]:
    cells: dict[str, Value] = {"a": D(a), "b": D(b)}
    tryckta: dict[str, Value] = {k: D(v) for k, v in tryckt.items()}
    return finding_in(trial(Row("r", "Rad", cells=cells, tryckt=tryckta)))


@pytest.mark.parametrize(
    ("a", "b", "column", "tryckt", "severity"),
    [
        ("10", "4", "diff", "6", None),
        ("10", "4", "diff", "7", "avrundning"),
        ("10", "4", "diff", "8", "fel"),
        ("8.4", "10.4", "diff", "-2.0", None),
        ("5.2", "7.6", "diff", "-2.5", "avrundning"),
        ("9.0", "10.9", "diff", "-1.3", "fel"),
        ("3.7", "4.9", "diff", "1.1", "fel"),
        ("1", "8", "andel", "12.5", None),
        ("1", "8", "andel", "13", None),
        ("1", "8", "andel", "12", "avrundning"),
        ("-1", "8", "andel", "-13", None),
        ("1", "8", "andel", "20", "avrundning"),
        ("1", "8", "andel", "21", "fel"),
        ("100", "800", "andel", "12.6", "avrundning"),
        ("100", "800", "andel", "12.7", "fel"),
        ("50", "91", "andel", "54.4", "avrundning"),
        ("50", "91", "andel", "55.8", "avrundning"),
        ("50", "91", "andel", "56.0", "fel"),
        ("3", "4", "risk", "12", None),
        ("3", "4", "risk", "13", "avrundning"),
        ("3", "4", "risk", "17", "fel"),
    ],
)
def test_a_printed_figure_is_held_against_its_row_at_its_own_precision(
    a: str, b: str, column: str, tryckt: str, severity: str | None
) -> None:
    assert [f.severity for f in one_row(a, b, **{column: tryckt})] == (
        [severity] if severity else []
    )


@pytest.mark.parametrize(("tryckt", "waited"), [("12", []), ("13", ["fel"]), ("11", ["fel"])])
def test_steps_and_counts_stand_for_themselves(tryckt: str, waited: list[str]) -> None:
    cells: dict[str, Value] = {"sannolikhet": D(3), "vasentlighet": D(4)}
    row = Row("r", "Risk", cells=cells, tryckt={"riskvarde": D(tryckt)})
    table = begun("r", RISKS, "R", "", RISKS.columns, (row,))
    assert [f.severity for f in finding_in(table)] == waited


@pytest.mark.parametrize(("count", "bound"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (10, 5)])
@pytest.mark.parametrize("direction", [1, -1])
def test_a_sum_is_rounding_up_to_its_bound_and_wrong_beyond(
    count: int, bound: int, direction: int
) -> None:
    parts = [Row(f"p{i}", "P", parent="s", cells={"a": D(7)}) for i in range(count)]
    for avvikelse, waited in [(0, []), (bound, ["avrundning"]), (bound + 1, ["fel"])]:
        tryckt: dict[str, Value] = {"a": D(7 * count + direction * avvikelse)}
        table = trial(Row("s", "Summa", "summa", rule=CHILDREN, tryckt=tryckt), *parts)
        assert [f.severity for f in finding_in(table)] == waited


@pytest.mark.parametrize(
    ("number", "as_", "waited"),
    [
        ("12.5", "1", "13"),
        ("-12.5", "1", "-13"),
        ("0.25", "1.0", "0.3"),
        ("2.5", "1", "3"),
        ("1E+29", "1.0", "1E+29"),
    ],
)
def test_a_figure_is_rounded_half_up_as_the_reports_round(
    number: str, as_: str, waited: str
) -> None:
    assert rounded_to(D(number), D(as_)) == D(waited)


def test_a_finding_says_what_is_printed_what_it_should_be_and_why() -> None:
    table = trial(
        Row("s", "Summa", "summa", rule=CHILDREN, tryckt={"a": D(-1500), "diff": D(-2000)}),
        Row("p", "Post", parent="s", cells={"a": D(-1200), "b": D(300)}),
    )
    one, two = finding_in(table)
    assert [one.said, one.should] == [-1500, -1200]
    assert one.kind == "identitet"
    assert one.sentence == "Summa, A: tryckt −1_500, kolumnen summerar till −1_200.".replace(
        "_", "\u00a0"
    )
    assert two.sentence.startswith("Summa, Diff: tryckt −2\u00a0000, raden ger")
    assert (two.address.document, two.address.table) == ("d", "prov")


def test_rounding_says_that_it_is_rounding() -> None:
    assert (
        one_row("10", "4", diff="7")[0].sentence == "Rad, Diff: tryckt 7, raden ger 6 (avrundning)."
    )


# ---- What is not there ----------------------------------------------------------------------


def test_a_printed_figure_without_the_figures_behind_it_should_be_looked_at() -> None:
    (finding,) = finding_in(trial(Row("r", "Rad", tryckt={"diff": D("-1.3")})))
    assert (finding.kind, finding.severity, finding.said, finding.should) == (
        "saknas",
        "bör ses över",
        D("-1.3"),
        None,
    )
    assert finding.sentence == "Rad: Diff är tryckt, men talen bakom saknas."


@pytest.mark.parametrize("tryckt", [D(0), None])
def test_a_printed_zero_needs_no_figures_behind_it(tryckt: Value) -> None:
    cells = {} if tryckt is None else {"diff": tryckt}
    assert finding_in(trial(Row("r", "Rad", tryckt=cells))) == []


def test_a_sum_with_nothing_printed_is_not_looked_at() -> None:
    assert finding_in(trial(Row("s", "S", "summa", rule="p"), Row("p", "P"))) == []


def test_figures_that_fit_nowhere_are_each_told_once_and_never_stop_the_check() -> None:
    """Found by hypothesis: a correction that only mended what had been told already."""
    tryckta: dict[str, dict[str, Value]] = {
        "anpassning": {"utfall": D(2), "foregaende": D(-2), "diff": D(0)},
        "totalt": {"utfall": D("-0.1"), "diff": D(0)},
    }
    template = INVESTERINGAR_PARTS
    rows = tuple(replace(row, tryckt=tryckta.get(row.id, {})) for row in template.rows)
    finding = finding_in(begun("i", template, "I", "tkr", template.columns, rows))
    cells = [(f.address.row, f.address.column) for f in finding if f.kind == "identitet"]
    assert cells
    assert len(set(cells)) == len(cells)


# ---- Drafts ---------------------------------------------------------------------------------


def test_a_draft_holds_what_it_prints_against_its_rules_as_a_decided_document_does() -> None:
    calculation = area().calculation("2024-delar", "drift")
    utkast = Calculation(calculation.table, replace(calculation.context, locked=False))
    finding = table_finding("d", utkast)
    assert finding == table_finding("d", calculation)
    cell = {(f.address.row, f.address.column): f for f in finding}
    assert cell["nettokostnader", "budget"].sentence == (
        "Verksamhetens nettokostnader, Budget 2024: tryckt −245_082,"
        " kolumnen summerar till −245_083 (avrundning)."
    ).replace("_", "\u00a0")
    assert cell["kostnader", "diff"].severity == "fel"


def test_findings_stand_worst_first_and_otherwise_as_in_the_document() -> None:
    table = area().table("2024-delar", "sjukfranvaro")
    finding = ordered(finding_in(table))
    assert [(f.address.row, f.severity) for f in finding] == [
        ("dag_3", "fel"),
        ("total", "bör ses över"),
        ("alder_3", "avrundning"),
    ]


# ---- a printed "–" is a nought ------------------------------------------------------------------

CULTURE_COLUMNS = (
    Column("budget", "Budget", "belopp", decimals=0),
    Column("utfall", "Utfall", "belopp", decimals=0),
    Column("diff", "Avvikelse", "belopp", "utfall - budget", decimals=0),
    Column("andel", "Avvikelse, %", "procent", "diff / budget * 100", decimals=1),
)


def culture(outcome: dict[str, Value], tryckt: dict[str, dict[str, Value]]) -> list[str]:
    """What is said of a nämnd's library, museum and baths with this outcome and these sums."""
    budget = {"bibliotek": D(-31_200), "museum": D(-12_450), "bad": D(-20)}
    rows = [
        Row(
            id_,
            id_.capitalize(),
            parent="summa",
            cells={"budget": b, "utfall": outcome[id_]},
            tryckt=tryckt.get(id_, {}),
        )
        for id_, b in budget.items()
    ]
    total = Row("summa", "Kostnader", "summa", rule=CHILDREN, tryckt=tryckt.get("summa", {}))
    template = mall("egen.kultur", "drift", "Kultur", CULTURE_COLUMNS)
    table = begun("kultur", template, "Kultur", "tkr", CULTURE_COLUMNS, (*rows, total))
    return [f.sentence.replace("\u00a0", " ") for f in finding_in(table, locked=False)]


OUTCOME: dict[str, Value] = {"bibliotek": D(-30_900), "museum": D(-12_450), "bad": D(-60)}


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ("summa", "utfall", "Kostnader, Utfall: tryckt –, kolumnen summerar till −43 410"),
        ("bibliotek", "diff", "Bibliotek, Avvikelse: tryckt –, raden ger 300"),
        ("bibliotek", "andel", "Bibliotek, Avvikelse, %: tryckt –, raden ger −1,0"),
    ],
)
def test_a_dash_printed_where_the_rule_gives_a_figure_is_told(
    row: str, column: str, sentence: str
) -> None:
    (said,) = culture(OUTCOME, {row: {column: Mark.DASH}})
    assert said.startswith(sentence)


@pytest.mark.parametrize(("row", "column"), [("museum", "diff"), ("museum", "andel")])
def test_a_dash_printed_where_the_rule_gives_nothing_is_right(row: str, column: str) -> None:
    assert culture(OUTCOME, {row: {column: Mark.DASH}}) == []


def test_a_dash_that_is_worked_out_of_a_dash_does_not_accuse_it() -> None:
    own: dict[str, Value] = {**OUTCOME, "museum": Mark.DASH}
    assert culture(own, {"museum": {"andel": Mark.DASH}}) == []
    (said,) = culture(own, {"museum": {"diff": Mark.DASH}})
    assert said.startswith("Museum, Avvikelse: tryckt –, raden ger 12 450")


def test_a_dash_for_a_share_of_next_to_nothing_is_not_accused() -> None:
    assert culture(OUTCOME, {"bad": {"andel": Mark.DASH}}) == []


@pytest.mark.parametrize("nothing", [Mark.DASH, D(0)])
def test_the_row_that_nothing_stands_in_is_named_where_its_sum_wants_what_it_usually_has(
    nothing: Value,
) -> None:
    said = culture({**OUTCOME, "museum": nothing}, {"summa": {"utfall": D(-43_410)}})
    text = "–" if nothing is Mark.DASH else "0"
    sentence = f"Museum, Utfall: tryckt {text}, men Kostnader, Utfall, går ihop med −12 450"
    assert len(said) == 1
    assert said[0].startswith(sentence)


def test_a_sum_is_named_before_a_dash_that_its_row_does_not_bear_out() -> None:
    said = culture({**OUTCOME, "bad": Mark.DASH}, {"summa": {"utfall": D(-53_350)}})
    assert len(said) == 1
    assert said[0].startswith("Kostnader, Utfall: tryckt −53 350, kolumnen summerar till −43 350")
    assert "−10 000 i Bad, Utfall" in said[0]


def test_a_band_of_days_that_says_nothing_is_named_and_not_its_right_neighbours() -> None:
    template = SJUKFRANVARO
    last = {"total": D("7.1"), "dag_1": D("2.4"), "dag_2": D("1.2"), "dag_3": D("3.5")}
    own: dict[str, Value] = {
        "total": D("7.9"), "dag_1": D("2.6"), "dag_2": Mark.DASH, "dag_3": D("4.0"),
    }  # fmt: skip
    rows = tuple(
        replace(row, cells={"ar": own[row.id], "fjol": last[row.id]}) if row.id in own else row
        for row in template.rows
    )
    table = begun("s", template, "Sjukfrånvaro", "%", template.columns, rows)
    (found,) = (f for f in finding_in(table, locked=False) if f.severity == "fel")
    assert (found.address.row, found.should) == ("dag_2", D("1.3"))


def net_of(printed: str, costs: Value, fees: Value) -> Table:
    rows = (
        Row("avgifter", "Avgifter", cells={} if fees is None else {"a": fees}),
        Row("bidrag", "Bidrag", cells={"a": D(9_000)}),
        Row("kostnader", "Kostnader", cells={} if costs is None else {"a": costs}),
        Row("netto", "Netto", rule="avgifter + bidrag + kostnader", tryckt={"a": D(printed)}),
    )
    return trial(*rows)


def test_a_sum_that_neither_nothing_nor_the_rest_explains_is_told_with_its_empty_cell() -> None:
    (finding,) = finding_in(net_of("8000", None, D(400)))
    assert (finding.kind, finding.severity) == ("identitet", "bör ses över")
    assert (finding.address.row, finding.address.column) == ("netto", "a")
    assert finding.sentence == (
        "Netto, A: tryckt 8_000, delarna som står där ger 9_400 och Kostnader, A är tom."
    ).replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("printed", "costs", "fees"),
    [("9400", None, D(400)), ("9400", Mark.DASH, D(400)), ("8000", None, None)],
)
def test_a_sum_that_agrees_or_has_more_than_one_gap_is_let_be(
    printed: str, costs: Value, fees: Value
) -> None:
    assert finding_in(net_of(printed, costs, fees)) == []
