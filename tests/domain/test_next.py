"""The next document: every figure as the documents print it, and nothing that must be new."""

from decimal import Decimal as D
from functools import cache

import pytest
from msgspec.structs import replace

from tests.five_documents import IDS, area
from tests.malls import REGISTER, with_more
from tests.tables import begun, mall
from tui.checks.one_table import table_finding
from tui.domain.bedomning import cell_assessment
from tui.domain.calculation import Calculation, Context, incomplete
from tui.domain.decision import tryckta_values
from tui.domain.finding import Address
from tui.domain.next_document.document import Next, next_document, notice, short_notice
from tui.domain.next_document.sources import Underlag, parsed_kind, parsed_period, proposal_for
from tui.domain.register import TABS
from tui.domain.settings import Settings
from tui.domain.table import Column, Row, Table
from tui.domain.value import Malvarde, Value

GROUPS = ("intakter", "personal", "lokalhyror", "kop_av_tjanster", "ovriga_kostnader")
FACTS = ("avvikelse", "prognos", "bedomning", "skal", "resultat", "uppfylld", "antal")


@cache
def underlag() -> tuple[Underlag, ...]:
    return tuple(
        Underlag(area().document[d], {f.id: area().tables[(d, f.id)] for f in TABS}) for d in IDS
    )


@cache
def next_(from_: str, kind: str, period: str) -> Next:
    sort = parsed_kind(kind)
    new = proposal_for(sort, parsed_period(period, sort), IDS)
    return next_document(new, from_, underlag(), Settings(), REGISTER)


def table(n: Next, id_: str) -> Table:
    return next(t for tables in n.tabs.values() for t in tables if t.id == id_)


def column(n: Next, id_: str, column_id: str) -> dict[str, Value]:
    """A column's entered values by row."""
    rows = table(n, id_).rows
    return {r.id: r.cells[column_id] for r in rows if column_id in r.cells}


def number_text(text: str) -> str:
    """A source with its figure, which keeps together."""
    return text[:-4] + "\u00a0" + text[-3:]


def number(*values: int | str) -> list[D]:
    return [D(v) for v in values]


BOKSLUT = ("2024-delar", "bokslut", "2024-12")
PARTS = ("2024-delar", "delarsbokslut", "2025-08")
BUDGET = ("2025-budget", "budget", "2026")
EVERY = (
    BOKSLUT,
    PARTS,
    BUDGET,
    ("2025-budget", "delar", "2025-08"),
    ("2018-delar", "delar", "2019-08"),
)


def test_the_arsbokslut_takes_its_budget_out_of_the_delarsbokslut_of_the_year() -> None:
    budget = column(next_(*BOKSLUT), "drift", "budget")
    assert [budget[g] for g in GROUPS] == number(31417, -158695, -17416, -62376, -38013)
    assert (budget["kommunbidrag"], budget["finansnetto"]) == (245082, 0)


def test_the_arsbokslut_takes_last_years_outcome_out_of_last_years_bokslut() -> None:
    previous = column(next_(*BOKSLUT), "drift", "foregaende")
    assert [previous[g] for g in GROUPS] == number(21733, -127614, -11919, -71576, -34535)
    assert (previous["kommunbidrag"], previous["finansnetto"]) == (224047, -6)
    personal = column(next_(*BOKSLUT), "personalstatistik", "fjol")
    assert personal["arsarbetare_tillsvidare"] == D("165.7")
    assert column(next_(*BOKSLUT), "sjukfranvaro", "fjol")["total"] == D("8.4")
    assert column(next_(*BOKSLUT), "arbetsskador", "fjol") == {"arbetsskador": 7, "tillbud": 16}


def test_an_outcome_of_another_part_of_the_year_is_never_taken() -> None:
    previous = column(next_(*BOKSLUT), "nyckeltal", "foregaende")
    # 190 and 298 are the outcomes by 31 August 2024, 166 those of 2023: none is a year's.
    assert previous == {"langvarigt_bistand": 169, "ej_ateraktualiserade": 70}
    april = next_("2024-delar", "delar", "2025-04")
    assert column(april, "drift", "foregaende") == {}
    assert any(
        t.address == Address("2025-delar", "drift", "", "foregaende")
        and t.why == "inget dokument har utfall 2024 för samma tid på året"
        for t in april.empty
    )


def test_the_delarsbokslut_takes_its_budget_out_of_the_years_budget_document() -> None:
    for n in (next_(*PARTS), next_("2025-budget", "delar", "2025-08")):
        budget = column(n, "drift", "budget")
        assert [budget[g] for g in GROUPS] == number(32336, -161198, -17111, -63743, -46587)
        assert budget["kommunbidrag"] == 256303
        investeringar = column(n, "investeringar", "budget")
        assert investeringar["lokalanpassning"] == 100
        assert investeringar["transportmedel"] == 0


def test_the_delarsbokslut_takes_last_years_outcome_out_of_the_same_months() -> None:
    n = next_(*PARTS)
    previous = column(n, "drift", "foregaende")
    assert [previous[g] for g in GROUPS] == number(20995, -100092, -11845, -52021, -27036)
    assert (previous["kommunbidrag"], previous["finansnetto"]) == (163388, -2)
    assert column(n, "investeringar", "foregaende")["lokalanpassning"] == 55
    assert list(column(n, "nyckeltal", "foregaende").values()) == [190, 87, 8, 298, 66, 77]
    last_year = column(n, "sjukfranvaro", "fjol")
    assert (last_year["kvinnor"], last_year["man"], last_year["dag_3"]) == (
        D("5.8"),
        D("9.6"),
        D("3.7"),
    )
    assert "total" not in last_year


def test_a_budget_shifts_its_plan_a_year_and_leaves_the_last_one_empty() -> None:
    n = next_(*BUDGET)
    assert column(n, "ramar", "foregaende")["personal"] == -161198
    assert column(n, "ramar", "budget")["personal"] == -166508
    assert column(n, "ramar", "plan1")["personal"] == -175785
    assert column(n, "ramar", "plan2") == {}
    assert column(n, "investeringsbudget", "plan3")["lokalanpassning"] == 100
    assert column(n, "investeringsbudget", "plan4") == {}
    headings = [k.heading for k in table(n, "ramar").columns]
    assert headings == ["Budget 2025", "Budget 2026", "Plan 2027", "Plan 2028"]


def test_a_plan_year_is_no_budget_for_a_follow_up() -> None:
    n = next_("2024-delar", "delar", "2026-08")
    assert column(n, "drift", "budget") == {}
    assert any(t.why == "inget dokument har budget 2026" for t in n.empty)


@pytest.mark.parametrize("choice", EVERY)
def test_nothing_that_must_be_new_is_taken_over(choice: tuple[str, str, str]) -> None:
    n = next_(*choice)
    head = n.document
    assert (head.status, head.diarienummer, head.unlocked, head.base) == ("utkast", "", "", "")
    assert (head.beslut.when, head.beslut.paragraf) == (None, "")
    assert (head.exemption, head.texts) == ((), ())
    for t in (t for tables in n.tabs.values() for t in tables):
        calculation = Calculation(t)
        for row in t.rows:
            assert all(calculation.is_computed(row.id, k) for k in row.tryckt), (t.id, row.id)
            assert not [k for k in row.cells if calculation.is_computed(row.id, k)], (t.id, row.id)
            utfall = [
                k.id
                for k in t.columns
                if k.inheritance and (k.inheritance.kind, k.inheritance.year) == ("utfall", 0)
            ]
            assert not set(utfall) & row.cells.keys(), (t.id, row.id)
            # What was expected earlier in the year is no new prognos.
            facts = () if t.template == "drift.prognoslogg" else FACTS
            assert not set(facts) & row.cells.keys(), (t.id, row.id)


def test_goals_targets_and_registers_come_as_they_stand_and_comments_as_drafts() -> None:
    n = next_(*PARTS)
    row = table(n, "nyckeltal").row("langvarigt_bistand")
    assert row.cells["mal"] == Malvarde("<", D(166))
    assert row.sources["mal"] == "2024-delar, målet för 2024: <166"
    assert (row.cells["riktning"], row.cells["namndmal"]) == ("lägre är bättre", "sjalvforsorjande")
    assert table(n, "mal").row("vald").cells["agenda"] == "3, 5, 16"
    assert len(table(n, "agenda").rows) == 11
    comment = str(table(n, "drift").row("personal").cells["kommentar"])
    assert comment.startswith("(Utkast ur Delårsbokslut 2024) Vakanser")


def test_every_figure_says_where_it_is_from_and_takes_its_note_along() -> None:
    row = table(next_(*PARTS), "drift").row("kop_av_tjanster")
    assert row.sources["budget"] == number_text("2025-budget/ramar, Budget 2025: −63 743")
    assert row.sources["foregaende"] == number_text("2024-delar/drift, Delårsbokslut 2024: −52 021")
    assert row.notes["budget"].startswith("Budget 2025–2027: Från 2025 står")


def test_the_control_points_come_out_of_the_years_own_plan() -> None:
    n = next_(*PARTS)
    t = table(n, "uppfoljning")
    assert [r.id for r in t.rows] == [
        "kompetensforsorjning",
        "organisatoriska_mellanrum",
        "ledning_och_styrning",
        "kvalitet",
        "valfardsbrottslighet",
    ]
    assert t.rows[1].cells["risk"] == "Organisatoriska mellanrum"
    assert table(n, "stickprov").rows == ()
    assert "Granskade utredningar" in n.left_out[-1]
    assert [r.id for r in table(next_(*BOKSLUT), "uppfoljning").rows] == [
        "verkstallighet",
        "obehoriga",
        "handlaggning",
        "tillstand",
    ]


def test_a_kind_has_the_tables_that_it_had_last_year() -> None:
    ids = {t.id for tables in next_(*BOKSLUT).tabs.values() for t in tables}
    assert {"prognossakerhet", "prognostillfallen", "privata-utforare"} <= ids
    in_parts = {t.id for tables in next_(*PARTS).tabs.values() for t in tables}
    assert "prognossakerhet" not in in_parts
    # 2018's goals were laid out in another way; a delårsbokslut of 2025 has not got them.
    assert "ataganden" not in in_parts


def test_years_in_headings_go_on_or_are_left_out() -> None:
    parts, bokslut = next_(*PARTS), next_(*BOKSLUT)
    assert [k.heading for k in table(parts, "nyckeltal").columns[:3]] == [
        "Mål 31 dec 2025",
        "Utfall 31 aug 2025",
        "Utfall 31 aug 2024",
    ]
    assert [k.heading for k in table(bokslut, "nyckeltal").columns[:3]] == [
        "Mål 2024",
        "Utfall 2024",
        "Utfall 2023",
    ]
    assert table(parts, "uppfoljning").heading.endswith("vid delårsbokslut 2025")
    assert table(bokslut, "uppfoljning").heading == "Uppföljning av internkontroll"
    assert table(parts, "agenda").heading == "Koppling Agenda 2030"
    upprakning = table(next_(*BUDGET), "upprakning")
    row = upprakning.row("okning_2026")
    assert (row.label, row.parent) == ("Ökning 2026 mot 2025", "ar_2026")
    assert table(next_(*BUDGET), "arbetsmiljomal").rows[0].cells["ar"] == "2026"


def test_a_footnote_about_a_time_goes_with_its_figures_and_not_with_the_new_ones() -> None:
    t = table(next_(*PARTS), "sjukfranvaro")
    assert t.footnotes == {}
    assert t.note == "Delårsbokslut 2024: Fotnot *: Avser perioden 1 januari - 31 juli."
    assert "*" not in t.heading_label
    assert "6" not in table(next_(*PARTS), "nyckeltal").footnotes
    assert "3" in table(next_(*PARTS), "nyckeltal").footnotes


def test_a_row_that_only_last_year_had_a_figure_for_comes_along_so_that_the_sum_is_right() -> None:
    all_ = list(underlag())
    i = next(i for i, u in enumerate(all_) if u.document.id == "2023-bokslut")
    old = next(t for t in all_[i].tabs["investeringar"] if t.id == "investeringar")
    appendix = Row("bil", "Bil", parent="reinvestering", cells={"utfall": D(80)})
    rows = (*old.rows[:8], appendix, *old.rows[8:])
    new = replace(old, id="investeringar", rows=rows)
    tabs = {**all_[i].tabs, "investeringar": (new,)}
    all_[i] = Underlag(all_[i].document, tabs)
    n = next_document(
        proposal_for("arsbokslut", parsed_period("2024", "arsbokslut")),
        "2024-delar",
        all_,
        Settings(),
        REGISTER,
    )
    t = table(n, "investeringar")
    assert Calculation(t).value("reinvestering", "foregaende") == 525 + 80
    assert t.index["bil"] == t.index["transportmedel"] + 1


def test_a_decided_document_is_asked_before_a_draft_of_the_same() -> None:
    all_ = list(underlag())
    budget = next(u for u in all_ if u.document.id == "2025-budget")

    utkast = replace(budget.document, id="2025-budget-ny", status="utkast")
    error = {"drift": tuple(_zeroed(t) for t in budget.tabs["drift"])}
    n = next_document(
        proposal_for("delarsbokslut", parsed_period("2025-08", "delarsbokslut")),
        "2024-delar",
        [Underlag(utkast, {**budget.tabs, **error}), *all_],
        Settings(),
        REGISTER,
    )
    assert column(n, "drift", "budget")["personal"] == -161198


def _zeroed(t: Table) -> Table:
    for row in t.rows:
        if row.cells.get("budget") is not None:
            t = t.with_row(row.with_cell("budget", D(0)))
    return t


def test_the_account_names_table_column_and_source_and_what_is_empty() -> None:
    text = "\n".join(notice(next_(*PARTS), underlag()))
    assert "Budget 2025: 7 tal ur 2025-budget/ramar, kolumnen Budget 2025" in text
    assert "Delårsbokslut 2024: 7 tal och 1 tryckt summa ur 2024-delar/drift, kolumnen" in text
    assert "tomt: Prognos helår 2025, Delårsbokslut 2025 – ska fyllas i på nytt" in text
    assert "tomt: 2024 – finns inte i källan för ”Total sjukfrånvaro”" in text
    assert "som utkast: Kommentar ur 2024-delar/drift" in text
    assert short_notice(next_(*PARTS)).startswith("Dokumentet Delårsbokslut 2025 är gjort: ")


def test_every_cell_that_is_told_of_is_there_and_every_figure_there_is_told_of() -> None:
    n = next_(*PARTS)
    said = {b.to: b.value for b in n.carried}
    has = {
        Address(n.document.id, t.id, row.id, k): v
        for tables in n.tabs.values()
        for t in tables
        for row in t.rows
        for k, v in (*row.cells.items(), *row.tryckt.items())
    }
    assert {a: v for a, v in said.items() if a.column != "etikett"} == has


def test_a_printed_sum_follows_its_parts_where_rounding_parts_it_from_them() -> None:
    """In the budget of 2025 the parts add up to −1 and the printed result is 0."""
    n = next_("2025-budget", "budget", "2026")
    ramar = table(n, "ramar")
    (year,) = {k.id for k in ramar.columns if k.heading == "Budget 2025"}
    calculation = Calculation(ramar)
    assert calculation.shown("resultat", year) == area().table("2025-budget", "ramar").row(
        "resultat"
    ).tryckt.get("budget")
    assert all(
        f.severity == "avrundning" for f in table_finding("x", calculation) if f.kind == "identitet"
    )


def test_the_same_again_gives_the_same() -> None:
    sort = parsed_kind("delar")
    new = proposal_for(sort, parsed_period("2025-08", sort), IDS)
    assert next_document(new, "2024-delar", underlag(), Settings(), REGISTER) == next_(*PARTS)


def test_a_new_kind_of_table_needs_a_declaration_and_nothing_else() -> None:
    template = mall(
        "drift.lokaler",
        "drift",
        "Lokaler",
        (
            Column("yta", "Yta {ar}", role="utfall"),
            Column("i_fjol", "Yta {fjol}", role="utfall", year=-1),
            Column("adress", "Adress", "text", inherit="kvar"),
            Column("hyra", "Hyra", rule="yta - i_fjol"),
            Column("ovrigt", "Övrigt", "text"),
        ),
        list_=True,
    )
    cells = {"yta": D(40), "i_fjol": D(30), "adress": "Torget 1", "ovrigt": "nytt kök"}
    local = begun(
        "lokaler", template, "Lokaler", "m²", template.columns, (Row("a", "Hus", cells=cells),)
    )
    all_ = [
        Underlag(u.document, {**u.tabs, "drift": (*u.tabs["drift"], local)})
        if u.document.id == "2024-delar"
        else u
        for u in underlag()
    ]
    new = proposal_for("delarsbokslut", parsed_period("2025-08", "delarsbokslut"))
    register = with_more(template)
    n = next_document(new, "2024-delar", all_, Settings(), register)
    (row,) = table(n, "lokaler").rows
    assert row.cells == {"i_fjol": 40, "adress": "Torget 1"}


def test_a_row_that_went_by_another_name_is_said_to() -> None:
    all_ = [
        Underlag(u.document, {**u.tabs, "mal": tuple(_renamed(t) for t in u.tabs["mal"])})
        if u.document.id == "2023-bokslut"
        else u
        for u in underlag()
    ]
    new = proposal_for("arsbokslut", parsed_period("2024", "arsbokslut"))
    n = next_document(new, "2024-delar", all_, Settings(), REGISTER)
    notes = table(n, "nyckeltal").row("langvarigt_bistand").notes
    assert notes["foregaende"] == "Årsbokslut 2023: Raden heter ”Biståndsmottagare, alla” där."
    unchanged = table(next_(*BOKSLUT), "nyckeltal").row("langvarigt_bistand").notes
    assert "heter" not in unchanged.get("foregaende", "")


def _renamed(t: Table) -> Table:
    if t.id != "nyckeltal":
        return t
    return t.with_row(replace(t.row("langvarigt_bistand"), label="Biståndsmottagare, alla"))


def drift_of_the_year_after() -> Table:
    """The årsbokslut's drift out of the delårsbokslut, one outcome typed."""
    drift = table(next_("2024-delar", "bokslut", "2024-12"), "drift")
    return drift.with_row(drift.row("lokalhyror").with_cell("utfall", D(-17000)))


def test_one_outcome_typed_judges_its_own_row_and_no_other() -> None:
    drift = drift_of_the_year_after()
    calculation = Calculation(drift, Context({"drift": drift}))
    judged = {
        row.id
        for row in drift.rows
        for column in drift.columns
        if cell_assessment(calculation, row, column) is not None
    }
    assert judged == {"lokalhyror"}
    assert calculation.shown("kop_av_tjanster", "avvikelse") is None
    assert incomplete(calculation, "resultat", "utfall")


def test_a_document_decided_straight_away_has_no_error_that_the_program_made() -> None:
    for document in (
        drift_of_the_year_after(),
        table(next_("2025-budget", "budget", "2026"), "ramar"),
    ):
        draft = Calculation(document, Context({document.id: document}))
        decided = document
        for address, _, to in tryckta_values("d", draft):
            decided = decided.with_row(decided.row(address.row).with_tryckt(address.column, to))
        locked = Calculation(decided, Context({document.id: decided}, locked=True))
        errors = [f.sentence for f in table_finding("d", locked) if f.severity == "fel"]
        assert errors == []
