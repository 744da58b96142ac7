"""SIE files of every type and habit give the amounts that they state, each counted once."""

import json
import tracemalloc
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.ledger import Ledger, Only, balances, last_month
from tui.intake.errors import ContentError
from tui.intake.sie import ledger_of, read_sie
from tui.intake.sie_rows import sie_file
from tui.intake.sie_text import is_sie, sie_text
from tui.svenska.parse import Refusal

FIELD = Path(__file__).resolve().parents[3] / "shared" / "field"
EXPECTED: list[dict[str, Any]] = (
    json.loads((FIELD / "sie_expected.json").read_text("utf-8")) if FIELD.exists() else []
)
needs_field = pytest.mark.skipif(not EXPECTED, reason="the collected files are not there")
D = Decimal
HEAD = """#FLAGGA 0
#SIETYP 4
#FNAMN "Förvaltningen"
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#KONTO 3011 "Avgifter"
#KONTO 5010 Löner
#KONTO 1930 Bank
#DIM 1 Ansvar
#OBJEKT 1 120 "Stöd och omsorg"
"""


def ledger(rows: str, head: str = HEAD) -> Ledger:
    return read_sie((head + rows).encode("cp437"))


def year(of: Ledger, number: int = 0) -> Any:
    return next(one for one in of.years if one.number == number)


def outcome(of: Ledger, until: date | None = None, only: Only | None = None) -> Any:
    return balances(of, "utfall", year(of), until, only)


# ---- the collected files -------------------------------------------------------------------------


@needs_field
@pytest.mark.parametrize("said", EXPECTED, ids=[one["file"] for one in EXPECTED])
def test_a_collected_file_has_the_years_accounts_and_sums_that_were_counted(
    said: dict[str, Any],
) -> None:
    raw = (FIELD / "sie" / said["file"]).read_bytes()
    assert is_sie(raw)
    file = sie_file(sie_text(raw))
    head = file.head
    assert (head.kind, len(head.accounts)) == (said["sie_type"], said["accounts"])
    assert (len(head.dimensions), len(head.objects)) == (said["dimensions"], said["objects"])
    assert [(y.number, str(y.start), str(y.end)) for y in head.years] == [
        (y["year"], y["start"], y["end"]) for y in said["fiscal_years"]
    ]
    for kind, found in (("ib", file.opening), ("ub", file.closing), ("res", file.results)):
        assert sum(map(len, found.values())) == said[f"{kind}_rows"]
        own = said[f"sum_{kind}_year_0"]
        assert (sum(found[0].values()) if 0 in found else None) == (own and D(own))
    assert file.vouchers == said["ver_rows"]
    assert [(v.name, str(v.day), v.difference) for v in file.unbalanced] == [
        (f"{v['series']} {v['number']}", v["date"], D(v["difference"]))
        for v in said["unbalanced_vouchers"]
    ]
    budget: dict[str, Decimal] = defaultdict(Decimal)
    for move in file.movements["PBUDGET"]:
        if move.alone is not None:
            budget[str(move.year)] += move.alone
    assert budget == {y: D(b["sum"]) for y, b in said["pbudget_without_object"].items()}


@needs_field
@pytest.mark.parametrize("said", EXPECTED, ids=[one["file"] for one in EXPECTED])
def test_the_months_of_a_collected_file_add_up_to_its_results(said: dict[str, Any]) -> None:
    raw = (FIELD / "sie" / said["file"]).read_bytes()
    found = read_sie(raw)
    assert bool(found.unbalanced) == (said["vouchers_balance"] is False)
    assert any("teckenkodning" in one for one in found.told) == (said["encoding"] == "utf-8")
    for one in found.years:
        stated = found.results.get(one.number)
        month = last_month(found, "utfall", one)
        if stated and month is not None:
            until = date(month // 100, month % 100, 28)
            months = balances(found, "utfall", one, until)
            if any(number == one.number for number, _ in found.unreconciled):
                continue
            assert not isinstance(months, Refusal)
            assert {a: v for a, v in months.items() if v} == {a: v for a, v in stated.items() if v}


@needs_field
def test_one_collected_file_has_two_accounts_whose_months_differ_from_their_results() -> None:
    left = {
        one["file"]: {a for _, a in found.unreconciled}
        for one in EXPECTED
        if (found := read_sie((FIELD / "sie" / one["file"]).read_bytes())).unreconciled
    }
    assert left == {"softone-business_typ4_qty.se": {"4010", "FEL"}}


# ---- by hand -------------------------------------------------------------------------------------

TOTALS = """#RES 0 5010 100
#PSALDO 0 202401 5010 {} 100
#PSALDO 0 202401 5010 {1 "120"} 60
"""
PARTS = """#RES 0 5010 160
#PSALDO 0 202401 5010 {} 100
#PSALDO 0 202401 5010 {1 "120"} 60
"""
TWICE = """#RES 0 5010 100
#PSALDO 0 202401 5010 {1 "120"} 60
#PSALDO 0 202401 5010 {1 "130"} 40
#PSALDO 0 202401 5010 {6 "A"} 30
#PSALDO 0 202401 5010 {6 "B"} 70
"""


@pytest.mark.parametrize(("rows", "total"), [(TOTALS, 100), (PARTS, 160), (TWICE, 100)])
def test_rows_by_object_are_read_as_the_stated_result_says(rows: str, total: int) -> None:
    found = ledger(rows)
    assert found.told == () and not found.unreconciled
    assert outcome(found, date(2024, 1, 31)) == {"5010": D(total)}
    assert outcome(found, only=Only("1", frozenset({"120"}))) == {"5010": D(60)}


def test_months_that_fit_in_no_reading_leave_the_stated_result_and_are_told() -> None:
    rows = '#RES 0 5010 99\n#PSALDO 0 202401 5010 {} 50\n#PSALDO 0 202402 5010 {1 "1"} 60\n'
    found = ledger(rows)
    assert outcome(found) == outcome(found, date(2024, 2, 29)) == {"5010": D(99)}
    assert "går inte ihop med årets saldo för 1 konto (5010)" in found.told[0]
    assert isinstance(outcome(found, date(2024, 1, 31)), Refusal)


def test_zeros_beside_a_stated_result_are_no_months() -> None:
    zeros = "#RES 0 5010 99\n#PSALDO 0 202401 5010 {} 0.00\n"
    assert outcome(ledger(zeros)) == {"5010": D(99)}
    vouchers = zeros + "#VER A 1 20240115\n{\n#TRANS 5010 {} 99\n#TRANS 1930 {} -99\n}\n"
    assert outcome(ledger(vouchers), date(2024, 1, 31)) == {"5010": D(99)}


def test_a_budget_is_read_by_what_its_own_parts_add_up_to() -> None:
    found = ledger(
        '#PBUDGET 0 202401 5010 {} 100\n#PBUDGET 0 202401 5010 {1 "120"} 100\n'
        "#PBUDGET -1 202401 5010 {} 7\n"
    )
    assert balances(found, "budget", year(found)) == {"5010": D(100)}
    assert "Budgeten är märkt som 2023 års" in found.told[0]


@pytest.mark.parametrize(
    ("row", "amount"),
    [('{1 "a} 5 "} 7', 7), ('{1 "}"} 7 20240101 "}"', 7), (r'{1 "a\"b"} 7 20240101 "} 5 "', 7),
     ('{ } 7', 7), ('{}7', 7), ('{} "7,50"', D("7.5")), ("{} 7.", 7)],
)  # fmt: skip
def test_a_row_that_looks_plain_and_is_not_keeps_its_amount(row: str, amount: Decimal) -> None:
    for rows in (
        f"#RES 0 5010 {amount + 1}\n#PSALDO 0 202401 5010 {row}\n#PSALDO 0 202402 5010 {{}} 1\n",
        f"#VER A 1 20240115\n#TRANS 5010 {row}\n  #TRANS 1930 {{}} -{amount}\n"
        "#VER A 2 20240216\n#TRANS 5010 {} 1\n#TRANS 1930 {} -1\n",
    ):
        assert outcome(ledger(rows), date(2024, 1, 31)) == {"5010": amount}
        assert outcome(ledger(rows)) == {"5010": amount + 1}


def test_only_what_was_taken_into_the_books_counts() -> None:
    found = ledger(
        "#VER A 1 20240215\n{\n#TRANS 5010 {} 5\n#TRANS 1930 {} -5\n#RTRANS 5010 {} 9\n"
        "#TRANS 5010 {} 9\n#TRANS 1930 {} -9\n#BTRANS 5010 {} 4\n}\n"
    )
    assert found.unbalanced == ""
    assert outcome(found) == {"5010": D(14)}


def test_vouchers_that_do_not_balance_are_one_sentence() -> None:
    rows = "#VER B 7 20240301 text\n{\n#TRANS 5010 {} 12.50\n#TRANS 1930 {} -12.49\n}\n"
    assert ledger(rows).unbalanced == (
        "har verifikationer som inte balanserar: B 7 den 1 mars 2024 går inte ihop (0,01 kr)."
        " Ta ut filen på nytt ur ekonomisystemet."
    )
    assert (
        "B 7 den 1 mars 2024 och 1 verifikation till"
        in ledger(rows + rows.replace("B 7", "B 8")).unbalanced
    )


VOUCHER = "#VER A 1 20240215\n{\n#TRANS 5010 {} 5\n#TRANS 1930 {} -5\n}\n"
MONTH = '#PSALDO 0 202402 5010 {1 "120"} 5\n'


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (VOUCHER + HEAD + VOUCHER.replace("A 1", "A 2"), "räkenskapsår 0 två gånger, i två filer"),
        (VOUCHER + VOUCHER, "verifikation A 1 två gånger"),
        ("#RAR 0 20230101 20231231\n" + VOUCHER, "räkenskapsår 0 två gånger, för 2024 och för"),
        ("#RAR -2 20240701 20250630\n", "för samma tid"),
        (MONTH + MONTH, r"konto 5010 två gånger för 2024-02 \(#PSALDO\)"),
        (2 * "#PBUDGET 0 202402 5010 {} 5\n", r"konto 5010 två gånger för 2024-02 \(#PBUDGET\)"),
        ("#RES 0 5010 5\n#RES 0 5010 5\n", r"konto 5010 två gånger för år 0 \(#RES\)"),
        (MONTH + MONTH.replace("5010", '"5010"'), "konto 5010 två gånger för 2024-02"),
        (MONTH + MONTH + "#RES 0 5010 5\n", "konto 5010 två gånger för 2024-02"),
    ],
)
def test_what_is_in_a_file_twice_is_told_and_never_counted_twice(rows: str, said: str) -> None:
    with pytest.raises(ContentError, match=said):
        ledger(rows)


def test_a_year_that_is_said_again_in_the_same_words_counts_once() -> None:
    assert outcome(ledger("#RAR 0 20240101 20241231\n" + VOUCHER)) == {"5010": D(5)}


def test_rows_written_in_two_ways_are_of_one_account() -> None:
    whole = "#PSALDO 0 202402 5010 {} 5\n" + MONTH.replace(" 5010", '  "5010"')
    assert outcome(ledger(whole)) == {"5010": D(5)}


def test_what_is_alike_but_not_the_same_is_counted() -> None:
    other_day = VOUCHER.replace("0215", "0216")
    unnumbered = VOUCHER.replace("A 1", 'A ""')
    found = ledger(VOUCHER + other_day + VOUCHER.replace("A 1", "B 1") + unnumbered + unnumbered)
    assert outcome(found) == {"5010": D(25)}
    assert outcome(ledger("#RES 0 5010 10\n" + MONTH + MONTH), date(2024, 2, 29)) == {"5010": D(10)}


@pytest.mark.parametrize(
    "rows",
    [VOUCHER.replace("0215", "0230"), '#VER A "1" "20240230"\n{\n}\n',
     "#PSALDO 0 202413 5010 {} 5\n", "#PBUDGET 0 202400 5010 {} 5\n"],
)  # fmt: skip
def test_a_day_or_month_that_is_not_there_is_refused(rows: str) -> None:
    with pytest.raises(ContentError, match=r"ta ut den på nytt ur ekonomisystemet\."):
        ledger(rows)


def test_months_and_vouchers_that_disagree_give_no_outcome() -> None:
    answer = outcome(ledger("#PSALDO 0 202402 5010 {} 7\n" + VOUCHER))
    assert isinstance(answer, Refusal)
    assert answer.sentence.startswith("Månadssaldon och verifikationer i filen går inte ihop")
    assert outcome(ledger("#PSALDO 0 202402 5010 {} 5\n" + VOUCHER)) == {"5010": D(5)}


# ---- accounts by object, each read for itself ----------------------------------------------------

WHOLE = '#PSALDO 0 202402 5010 {} 10\n#PSALDO 0 202402 5010 {1 "120"} 10\n'


@pytest.mark.parametrize(
    ("rows", "sums"),
    [
        (WHOLE + '#PSALDO 0 202402 3011 {1 "120"} -6\n#PSALDO 0 202402 3011 {1 "130"} -1\n',
         {"5010": D(10), "3011": D(-7)}),
        (WHOLE + '#PSALDO 0 202401 5010 {1 "120"} 4\n', {"5010": D(14)}),
        ('#PSALDO 0 202402 5010 {1 "120"} 6\n#PSALDO 0 202402 5010 {2 "77"} 6\n'
         '#PSALDO 0 202402 5010 {1 "120" 2 "77"} 6\n#PSALDO 0 202402 3011 {} -1\n',
         {"5010": D(6), "3011": D(-1)}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["utfall", "budget"])
def test_an_account_by_objects_alone_is_what_they_add_up_to(
    rows: str, sums: dict[str, Decimal], kind: Any
) -> None:
    found = ledger(rows if kind == "utfall" else rows.replace("PSALDO", "PBUDGET"))
    assert balances(found, kind, year(found), date(2024, 2, 29)) == sums
    assert found.told == ()


def test_an_account_may_be_read_otherwise_than_the_others_where_its_balance_says_so() -> None:
    remainder = '#PSALDO 0 202402 3011 {} -4\n#PSALDO 0 202402 3011 {1 "120"} -5\n'
    found = ledger("#RES 0 5010 10\n#RES 0 3011 -9\n" + WHOLE + remainder)
    sums = {"5010": D(10), "3011": D(-9)}
    assert found.told == () and outcome(found) == outcome(found, date(2024, 2, 29)) == sums


@pytest.mark.parametrize("label", ["PSALDO", "PBUDGET"])
@pytest.mark.parametrize(
    "rows",
    ['#{} 0 202402 3011 {{1 "120"}} -6\n#{} 0 202402 3011 {{2 "7"}} -5\n',
     '#{} 0 202402 3011 {{}} 0\n#{} 0 202402 3011 {{1 "120"}} -5\n'],
)  # fmt: skip
def test_objects_that_tell_no_one_sum_give_no_figure_and_no_nought(rows: str, label: str) -> None:
    found = ledger(rows.format(label, label) + f"#{label} 0 202402 5010 {{}} 10\n")
    answer = balances(found, "utfall" if label == "PSALDO" else "budget", year(found))
    assert isinstance(answer, Refusal)
    assert answer.sentence.startswith("Raderna med objekt ger ingen säker summa för konto 3011")


def test_a_broken_year_has_the_months_of_both_its_calendar_years() -> None:
    found = ledger(
        "#RES 0 5010 7\n#PSALDO 0 202307 5010 {} 3\n#PSALDO 0 202402 5010 {} 4\n",
        "#FLAGGA 0\n#RAR 0 20230701 20240630\n",
    )
    assert year(found).name == "2023/2024"
    assert outcome(found, date(2023, 12, 31)) == {"5010": D(3)}


def test_an_account_is_a_text() -> None:
    found = ledger("#RES 0 0351 -5\n#RES 0 FEL 2\n#RES 0 351 1\n")
    assert outcome(found) == {"0351": D(-5), "FEL": D(2), "351": D(1)}


def test_accounts_of_the_balance_sheet_are_no_income_and_no_cost() -> None:
    rows = "#KTYP 1930 T\n#KTYP 5010 K\n#PSALDO 0 202401 1930 {} -5\n#PSALDO 0 202401 5010 {} 5\n"
    assert outcome(ledger(rows)) == {"5010": D(5)}


@pytest.mark.parametrize("encoding", ["cp437", "latin-1", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_names_are_read_in_any_encoding_with_any_line_ends(encoding: str, end: str) -> None:
    raw = (HEAD + "#RES 0 5010 1\n").replace("\n", end).encode(encoding)
    found = read_sie(raw)
    assert is_sie(raw) and found.accounts["5010"] == "Löner"
    assert found.company == "Förvaltningen" and found.told == ()


def test_signs_that_are_lost_are_told_and_not_repaired() -> None:
    found = read_sie((HEAD + '#KONTO 5011 "L\ufffdner"\n#RES 0 5010 1\n').encode())
    assert found.accounts["5011"] == "L\ufffdner"
    assert found.told[0].startswith("Filens teckenkodning är skadad: i 1 rad ")
    assert outcome(found) == {"5010": D(1)}


@pytest.mark.parametrize(
    "rows",
    ["#RES 0 5010 abc", "#RES 0 5010", "#PSALDO 0 2024 5010 {} 5", "#PSALDO 0 202401 5010 {} 1.2.3",
     "#PSALDO 0 202401 {} 5", "#VER A 1 i_mars\n{\n#TRANS 5010 {} 1\n}", "#TRANS 5010 {1} 5",
     "#RAR 1 20240101", "#PSALDO 0 202401 5010 {} NaN", "#PBUDGET 0 202401 5010 {}",
     "#PSALDO 0 202401 5010 {1 5\n#PSALDO 0 202401 5010 {} 5", "#RES 0 5010 NaN",
     "#PSALDO 0 202401 5010 {} 1,234,5"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_and_never_left_out(rows: str) -> None:
    with pytest.raises(ContentError, match=r"ta ut den på nytt ur ekonomisystemet\."):
        ledger(rows + "\n")


def test_vouchers_alone_tell_their_year_by_their_dates() -> None:
    rows = "#VER A 1 20240115\n{\n#TRANS 5010 {} 5\n#TRANS 1930 {} -5\n}\n"
    found = ledger(rows, "#FLAGGA 0\n#SIETYP 4\n")
    assert [one.name for one in found.years] == ["2024"]


# ---- any style of tokens -------------------------------------------------------------------------

Row = tuple[int, str, str, Decimal]
ROWS = st.lists(
    st.tuples(
        st.integers(1, 12),
        st.sampled_from(["3011", "4100", "5010", "0351", "K9"]),
        st.sampled_from(["", "120", "130", "A 7", "}x"]),
        st.decimals(-(10**9), 10**9, places=2),
    ),
    max_size=12,
)
STYLES = st.fixed_dictionaries(
    {
        "gap": st.sampled_from([" ", "\t", "   ", " \t"]),
        "quoted": st.booleans(),
        "pair": st.sampled_from(['{1 "%s"}', '{"1" "%s"}', '{ 1 "%s" }', '{1\t"%s"}']),
        "empty": st.sampled_from(["{}", "{ }"]),
        "tail": st.sampled_from(["", " 4", ' 20240101 "text', ' "" "" 3']),
        "comma": st.booleans(),
        "indent": st.sampled_from(["", "  ", "\t"]),
        "end": st.sampled_from(["\n", "\r\n"]),
    }
)


def written(rows: Sequence[Row], style: Mapping[str, Any]) -> str:
    """The rows as a program of that style writes them, with vouchers that balance."""
    lines = []
    for nr, (month, account, object_, amount) in enumerate(rows):
        objects = style["pair"] % object_ if object_ else style["empty"]
        text = f"{amount:f}".replace(".", "," if style["comma"] else ".")
        own = f'"{account}"' if style["quoted"] else account
        lines += [f"#VER{style['gap']}A{style['gap']}{nr}{style['gap']}2024{month:02d}15", "{"]
        for to, number in ((own, text), ("1930", f"{-amount:f}")):
            cells = ("#TRANS", to, objects, number)
            lines.append(style["indent"] + style["gap"].join(cells) + style["tail"])
        lines.append("}")
    return HEAD + style["end"].join([*lines, ""])


@given(ROWS, STYLES, st.integers(1, 12))
def test_a_ledger_in_any_style_of_tokens_reads_back_to_the_same_balances(
    rows: list[Row], style: dict[str, Any], month: int
) -> None:
    found = ledger_of(sie_file(sie_text(written(rows, style).encode("cp437"))))
    until, only = date(2024, month, 28), Only("1", frozenset({"120", "}x"}))
    for whose in (None, only):
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for its, account, object_, amount in rows:
            if its <= month and (whose is None or object_ in whose.objects):
                sums[account] += amount
        answer = balances(found, "utfall", year(found), until, whose)
        if isinstance(answer, Refusal):
            assert not rows or whose is not None
        else:
            assert answer == sums


def test_a_row_takes_little_memory() -> None:
    rows = "".join(
        f'#PSALDO 0 2024{i % 12 + 1:02d} {3000 + i // 120} {{1 "{i % 50}"}} {i}.25\n'
        for i in range(20_000)
    )
    raw = (HEAD + rows).encode("cp437")
    tracemalloc.start()
    found = read_sie(raw)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 20_000 * 1_200
    assert sum(outcome(found, date(2024, 12, 31)).values()) == D(sum(range(20_000)) + 5_000)
