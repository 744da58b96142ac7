"""The map of accounts: its notation, which row an account belongs to, its faults, a proposal."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.account_map import (
    Entry,
    claimants,
    entry_name,
    faults,
    on_day,
    proposal,
    readable,
)
from tui.domain.account_notation import Span, accounts_in, first_day, last_day, written
from tui.domain.table import Column, Row, Table
from tui.svenska.arithmetic import Refusal

DAY = date(2024, 8, 31)
ACCOUNT = st.text("0123456789", min_size=3, max_size=6)
PREFIX = st.text("0123456789", min_size=1, max_size=4)


def row_of(entries: list[Entry], account: str, on: date) -> str | None:
    """The row that an account belongs to on a day, None where it is none's."""
    rows = claimants(on_day(readable(entries), on), account)
    return rows[0] if len(rows) == 1 else None


def table(*rows: Row, sign: str = "") -> Table:
    """A table of one budget column with these rows."""
    column = Column("budget", "Budget", role="budget")
    return Table("drift", "", "Drift", "tkr", (column,), rows, sign=sign)


# Nämnder that no document has.
LIBRARIES = table(
    Row("i", "Intäkter", role="intakt"),
    Row("k", "Kostnader", "summa", rule="summa(barn)", role="kostnad"),
    Row("p", "Löner och arbetsgivaravgifter", parent="k"),
    Row("m", "Media och inköp", parent="k"),
    Row("l", "Lokalhyror", parent="k"),
    Row("n", "Nettokostnad", rule="i + k", role="netto"),
    sign="Intäkter +, kostnader −.",
)
BUILDING = table(
    Row("a", "Avgifter", parent="i"),
    Row("b", "Statsbidrag", parent="i"),
    Row("i", "Intäkter", "summa", rule="summa(barn)", role="intakt"),
    Row("p", "Personal", role="kostnad"),
    Row("o", "Övrigt", role="kostnad"),
    Row("kb", "Kommunbidrag", role="kommunbidrag"),
    sign="Intäkter −, kostnader +.",
)
ELECTIONS = table(
    Row("p", "Arvoden och personal", role="kostnad"),
    Row("x", "Porto och tryck", role="kostnad"),
)
ADVICE = table(
    Row("i", "Intäkter", role="intakt"),
    Row("k", "Verksamhetens kostnader", role="kostnad"),
    Row("n", "Netto", rule="i + k", role="netto"),
)
SCHOOL = table(
    Row("x", "Övriga intäkter"),
    Row("y", "Inhyrd personal"),
    Row("z", "Personalkostnader"),
    Row("s", "därav sjuklöner", "darav", parent="z"),
    Row("w", "Måltider"),
)


def spans(text: str) -> tuple[Span, ...]:
    """The accounts of a text that can be read."""
    answer = accounts_in(text)
    assert not isinstance(answer, Refusal), answer
    return answer


def has(text: str, account: str) -> bool:
    """Whether the notation has an account."""
    return any(span.has(account) for span in spans(text))


@pytest.mark.parametrize(
    ("text", "within", "outside"),
    [
        ("3-39999", ["351", "3510", "399999", "3A5"], ["40", "2999", "4"]),
        ("7311-7429", ["7311", "73115", "742", "7429", "74299"], ["731", "7310", "7430", "74"]),
        ("7310-7429", ["731", "7310"], ["73", "74"]),
        ("8711", ["8711", "871100"], ["871", "8710", "8712"]),
        ("0351", ["0351", "03512"], ["351", "035"]),
        ("46* , 50–51\n5799", ["460", "5199", "57990"], ["47", "52", "5798"]),
        ("9", ["9", "99", "9123"], ["8999"]),
    ],
)
def test_the_notation_has_what_begins_so_and_what_lies_between(
    text: str, within: list[str], outside: list[str]
) -> None:
    assert [a for a in within if not has(text, a)] == []
    assert [a for a in outside if has(text, a)] == []


@pytest.mark.parametrize("text", ["", "  ", "Personal", "7-8-9", "73;löner", "7429-7311", "-73"])
def test_what_is_no_accounts_is_refused_with_what_to_type(text: str) -> None:
    answer = accounts_in(text)
    assert isinstance(answer, Refusal)
    assert "73" in answer.sentence


@given(st.lists(st.one_of(PREFIX, st.tuples(PREFIX, PREFIX)), min_size=1, max_size=6))
def test_what_is_written_is_read_again(parts: list[str | tuple[str, str]]) -> None:
    answer = accounts_in("; ".join(p if isinstance(p, str) else " - ".join(p) for p in parts))
    if not isinstance(answer, Refusal):
        assert spans(written(answer)) == answer


@given(ACCOUNT, ACCOUNT, ACCOUNT)
def test_of_accounts_of_one_length_a_range_has_those_between(a: str, b: str, c: str) -> None:
    low, high, account = (f"{int(x):06}" for x in [*sorted((a, b)), c])
    if int(low) < int(high):
        assert has(f"{low}-{high}", account) == (int(low) <= int(account) <= int(high))


@given(st.dictionaries(PREFIX, st.sampled_from("ABCD"), min_size=1), ACCOUNT)
def test_the_longest_beginning_wins(rows: dict[str, str], account: str) -> None:
    entries = [Entry(row, prefix) for prefix, row in rows.items()]
    beginnings = [prefix for prefix in rows if account.startswith(prefix)]
    expected = rows[max(beginnings, key=len)] if beginnings else None
    assert row_of(entries, account, DAY) == expected


@given(st.lists(st.tuples(st.sampled_from("ABC"), PREFIX, PREFIX), max_size=6), ACCOUNT)
def test_an_account_of_two_rows_is_on_neither_and_told(
    parts: list[tuple[str, str, str]], account: str
) -> None:
    entries = [Entry(row, f"{low}-{high}") for row, low, high in parts]
    claims = [e for e in entries if isinstance(accounts_in(e.accounts), tuple)]
    claims = [e for e in claims if has(e.accounts, account)]
    row = row_of(entries, account, DAY)
    assert row is None or row in {e.row for e in claims}
    if claims and row is None:
        assert {f.entry for f in faults(entries)} & {entries.index(e) for e in claims}


def test_a_range_within_another_wins_whichever_comes_first() -> None:
    wide, narrow = Entry("Övrigt", "4;6-7"), Entry("Kapitalkostnader", "7311-7429")
    for entries in ([wide, narrow], [narrow, wide]):
        assert row_of(entries, "7350", DAY) == "Kapitalkostnader"
        assert row_of(entries, "7310", DAY) == "Övrigt"
        assert row_of(entries, "3100", DAY) is None
        assert faults(entries) == ()


def test_entries_hold_between_their_days() -> None:
    entries = [Entry("Övrigt", "4"), Entry("Buffert", "4990", to="2024"),
               Entry("Personal", "4990", "2025")]  # fmt: skip
    days = [date(2024, 12, 31), date(2025, 1, 1)]
    assert [row_of(entries, "4990", day) for day in days] == ["Buffert", "Personal"]
    assert faults(entries) == ()
    assert len(faults([*entries[:2], Entry("Personal", "4990", "2024-07")])) == 2


def test_days_are_years_months_and_days() -> None:
    assert [first_day(t) for t in ("2025", "2025-07", "1 juli 2025")] == [
        date(2025, 1, 1), date(2025, 7, 1), date(2025, 7, 1)]  # fmt: skip
    assert [last_day(t) for t in ("2025", "2024-02", "2025-03-04")] == [
        date(2025, 12, 31), date(2024, 2, 29), date(2025, 3, 4)]  # fmt: skip
    assert all(isinstance(first_day(t), Refusal) for t in ("snart", "2025-13", "31 februari 2025"))


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([Entry("Måltider", "46;x")], "Måltider: ”X” är inga konton"),
        ([Entry("Måltider", "7429-7311")], "Skriv 7311-7429"),
        ([Entry("Måltider", "46", "2025", "2024")], "Måltider: slutar 2024, före 2025"),
        ([Entry("", "46")], "Skriv vilken rad"),
        ([Entry("Skolskjuts", "46")], "Tabellen ”Drift” har ingen rad som heter Skolskjuts"),
        ([Entry("Måltider", "46"), Entry("Personalkostnader", "46")], "46 står på Måltider också"),
        ([Entry("Måltider", "46-48"), Entry("Personalkostnader", "47-5")], "går in i varandra"),
    ],
)
def test_faults_are_told_at_the_entry(entries: list[Entry], said: str) -> None:
    found = faults(entries, SCHOOL)
    assert said in " ".join(fault.sentence for fault in found)
    assert {fault.entry for fault in found} == set(range(len(entries)))


def test_a_sum_and_its_part_would_count_an_account_twice() -> None:
    entries = [Entry("Kostnader", "4-7"), Entry("Lokalhyror", "60")]
    (fault,) = faults(entries, LIBRARIES)
    assert fault.entry == 0
    assert "räknas redan ur Lokalhyror" in fault.sentence
    (alone,) = faults(entries[:1], LIBRARIES)
    assert "räknas ur andra rader" in alone.sentence


def test_a_printed_sum_has_accounts_only_where_no_part_of_it_has() -> None:
    printed = table(Row("k", "Kostnader", "summa"), Row("l", "Lokaler *", parent="k"))
    assert faults([Entry("Kostnader", "4-7")], printed) == ()
    both = faults([Entry("Kostnader", "4-7"), Entry("Lokaler", "60")], printed)
    assert ["räknas redan ur Lokaler" in fault.sentence for fault in both] == [True]


def test_a_row_that_tells_a_part_of_another_takes_nothing_from_it() -> None:
    entries = [Entry("Personalkostnader", "5"), Entry("därav sjuklöner", "5")]
    assert faults(entries, SCHOOL) == ()


def test_rows_of_one_name_are_told_apart_by_the_row_above() -> None:
    two = table(
        Row("v", "Vuxna", "rubrik"), Row("a", "Personal", parent="v"),
        Row("u", "Unga", "rubrik"), Row("b", "Personal", parent="u"),
    )  # fmt: skip
    (fault,) = faults([Entry("Personal", "5")], two)
    assert "2 rader som heter Personal" in fault.sentence
    assert "”Vuxna / Personal”" in fault.sentence
    assert entry_name(two, two.rows[3]) == "Unga / Personal"
    assert faults([Entry("Unga / personal", "5")], two) == ()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (LIBRARIES, [("Intäkter", "3"), ("Löner och arbetsgivaravgifter", "5")]),
        (BUILDING, [("Personal", "5"), ("Övrigt", "4;6;7")]),
        (ELECTIONS, [("Arvoden och personal", "5")]),
        (ADVICE, [("Intäkter", "3"), ("Verksamhetens kostnader", "4-7")]),
        (SCHOOL, [("Övriga intäkter", "3"), ("Personalkostnader", "5")]),
    ],
)
def test_the_classes_propose_what_they_can_say(
    rows: Table, expected: list[tuple[str, str]]
) -> None:
    entries = proposal(rows)
    assert [(e.row, e.accounts) for e in entries] == expected
    assert faults(entries, rows) == ()


def test_a_plan_whose_class_five_is_no_wages_gets_no_proposal() -> None:
    company = {"5010": "Lokalhyra", "5410": "Förbrukningsinventarier", "7010": "Löner"}
    assert proposal(LIBRARIES, company) == ()
    for name in ("Månadslön", "MANADSLON", "Lönekostnader", "Arbetsgivaravgifter"):
        assert proposal(LIBRARIES, {"5011": name, "5410": ""}) != ()
