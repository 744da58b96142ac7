"""What the rules propose for the figures of the real documents."""

from decimal import Decimal

import pytest

from tests.domain.words import CONTROL_SCALE, MAL_SCALE, NOT_REACHED, REACHED
from tests.five_documents import DATA, area
from tui.domain.bedomning import cell_assessment
from tui.domain.scale import SCALES, Signal, steps_of
from tui.domain.settings import STORED_THRESHOLDS, Thresholds
from tui.domain.value import number_in
from tui.store.codec import decoded

BRA, NEUTRAL, WARNING, SEVERITY = Signal.BRA, Signal.NEUTRAL, Signal.WARNING, Signal.SEVERITY
WITHOUT, WITH = CONTROL_SCALE
NOT, PARTLY, _HIGH, WHOLLY = MAL_SCALE


def column(document: str, table: str, column_id: str) -> dict[str, object]:
    """What every row of a table has in one column."""
    calculation = area().calculation(document, table)
    return {row.id: calculation.shown(row.id, column_id) for row in calculation.table.rows}


def signaler(document: str, table: str, column_id: str) -> dict[str, Signal | None]:
    """The colour of every row of a table in one column."""
    calculation = area().calculation(document, table)
    assessed = {
        row.id: cell_assessment(calculation, row, calculation.table.column(column_id))
        for row in calculation.table.rows
    }
    return {row: answer.signal if answer else None for row, answer in assessed.items()}


def test_the_nyckeltal_of_2024_by_31_august() -> None:
    assert column("2024-delar", "nyckeltal", "status") == {
        "langvarigt_bistand": NOT_REACHED,
        "ej_ateraktualiserade": REACHED,
        "valdsutovare": NOT_REACHED,
        "aktualiserade_beroende": NOT_REACHED,
        "upplevt_inflytande": REACHED,
        "upplevt_bemotande": REACHED,
    }


def test_the_nyckeltal_of_2023() -> None:
    assert column("2023-bokslut", "nyckeltal", "status") == {
        "langvarigt_bistand": NOT_REACHED,
        "ej_ateraktualiserade": NOT_REACHED,
        "insatstid": REACHED,
        "vald_i_nara_sap": NOT_REACHED,
        "insyn_inflytande": REACHED,
        "ta_fram_mal": NOT_REACHED,
        "bemotande_telefon_index": REACHED,
        "hjalp_telefon_index": NOT_REACHED,
        "svar_epost_index": NOT_REACHED,
        "hjalp_epost_index": NOT_REACHED,
    }


def test_298_of_at_most_315_is_not_met_after_eight_months() -> None:
    row = area().table("2024-delar", "nyckeltal").row("aktualiserade_beroende")
    assert [number_in(row.cells[k]) for k in ("mal", "utfall")] == [315, 298]
    assert row.cells["kumulativ"] == "Ja"
    assert column("2024-delar", "nyckeltal", "status")[row.id] == NOT_REACHED


def test_the_goals_of_2024_are_proposed_out_of_their_nyckeltal() -> None:
    assert column("2024-delar", "mal", "forslag") == {
        "sjalvforsorjande": PARTLY,
        "vald": NOT,
        "beroende": NOT,
        "inflytande": WHOLLY,
    }


def test_the_goals_of_2023_are_proposed_out_of_their_nyckeltal() -> None:
    assert column("2023-bokslut", "mal", "forslag") == {
        "sjalvforsorjande": NOT,
        "samordnade_insatser": WHOLLY,
        "vald_i_nara": NOT,
        "inflytande": PARTLY,
        "bemotande_telefon": WHOLLY,
        "hjalp_telefon": NOT,
        "svar_epost": NOT,
        "hjalp_epost": NOT,
    }


def test_the_proposals_of_2023_agree_with_the_prose_but_for_one() -> None:
    calculation = area().calculation("2023-bokslut", "mal")
    differs = [
        (row.id, row.cells["bedomning"])
        for row in calculation.table.rows
        if "bedomning" in row.cells
        and row.cells["bedomning"] != calculation.value(row.id, "forslag")
    ]
    assert differs == [("inflytande", WHOLLY)]


@pytest.mark.parametrize(
    ("document", "waited"),
    [
        (
            "2024-delar",
            {
                "verkstallighet": WITHOUT,
                "obehoriga": WITHOUT,
                "handlaggning": WITH,
                "tillstand": WITHOUT,
            },
        ),
        (
            "2023-bokslut",
            {"obehoriga": WITHOUT, "avgifter": WITH, "handlaggning": WITH, "e_tjanst": WITHOUT},
        ),
    ],
)
def test_the_control_points_are_proposed_as_the_prose_counts_them(
    document: str, waited: dict[str, str]
) -> None:
    proposal = column(document, "uppfoljning", "forslag")
    assert proposal == waited
    without = area().table(document, "kontrolltal").row("punkter_utan").cells["varde"]
    assert (
        list(proposal.values()).count(WITHOUT)
        == without
        == {"2024-delar": 3, "2023-bokslut": 2}[document]
    )


def test_the_proposals_of_2024_agree_with_the_prose_in_every_control_point() -> None:
    proposal = column("2024-delar", "uppfoljning", "forslag")
    assert proposal == column("2024-delar", "uppfoljning", "bedomning")


def test_the_deviations_of_2024_are_coloured_as_in_the_mock() -> None:
    waited = {
        "intakter": NEUTRAL,
        "personal": BRA,
        "lokalhyror": NEUTRAL,
        "kop_av_tjanster": SEVERITY,
        "ovriga_kostnader": WARNING,
        "kostnader": SEVERITY,
        "nettokostnader": SEVERITY,
        "kommunbidrag": NEUTRAL,
        "finansnetto": NEUTRAL,
        "resultat": SEVERITY,
    }
    assert signaler("2024-delar", "drift", "avvikelse") == waited
    for name in ("resultat", "finansnetto"):
        waited[name] = None  # type: ignore[assignment]
    assert signaler("2024-delar", "drift", "avvikelse_procent") == waited


def test_the_consumption_of_2024_is_coloured_as_in_the_mock() -> None:
    calculation = area().calculation("2024-delar", "drift")
    shown = {
        row.id: calculation.shown_number(row.id, "forbrukat") for row in calculation.table.rows
    }
    assert {k: None if v is None else round(v) for k, v in shown.items()} == {
        "intakter": 67,
        "personal": 63,
        "lokalhyror": 68,
        "kop_av_tjanster": 83,
        "ovriga_kostnader": 71,
        "kostnader": 69,
        "nettokostnader": 69,
        "kommunbidrag": 67,
        "finansnetto": None,
        "resultat": None,
    }
    coloured = signaler("2024-delar", "drift", "forbrukat")
    assert {k for k, v in coloured.items() if v is not NEUTRAL and v is not None} == {
        "kop_av_tjanster"
    }
    assert coloured["kop_av_tjanster"] is SEVERITY


def test_the_deviations_of_2023_are_coloured() -> None:
    assert signaler("2023-bokslut", "drift", "avvikelse") == {
        "intakter": BRA,
        "personal": BRA,
        "lokalhyror": BRA,
        "kop_av_tjanster": SEVERITY,
        "ovriga_kostnader": WARNING,
        "kostnader": WARNING,
        "nettokostnader": NEUTRAL,
        "kommunbidrag": NEUTRAL,
        "finansnetto": NEUTRAL,
        "resultat": NEUTRAL,
    }


def test_in_investments_too_plus_is_better() -> None:
    coloured = signaler("2024-delar", "investeringar", "avvikelse")
    assert coloured["lokalanpassning"] is coloured["totalt"] is BRA
    assert signaler("2023-bokslut", "investeringar", "avvikelse")["inventarier"] is BRA


@pytest.mark.parametrize(
    ("document", "table", "better", "worse"),
    [
        ("2024-delar", "sjukfranvaro", {"kvinnor", "alder_2", "dag_2"}, {"man", "dag_1"}),
        ("2023-bokslut", "sjukfranvaro", {"total", "kvinnor", "dag_3"}, set()),
        ("2018-delar", "sjukfranvaro", {"dag_1", "kvinnor"}, {"dag_3", "man"}),
        ("2023-bokslut", "arbetsskador", {"tillbud"}, {"arbetsskador"}),
        ("2018-delar", "arbetsskador", {"tillbud", "arbetsskador"}, set()),
    ],
)
def test_less_sick_leave_and_fewer_incidents_are_better(
    document: str, table: str, better: set[str], worse: set[str]
) -> None:
    coloured = signaler(document, table, "diff")
    assert {coloured[row] for row in better} == {BRA}
    assert {coloured[row] for row in worse} <= {WARNING}


def test_differences_between_years_in_money_have_no_colour() -> None:
    for document in ("2018-delar", "2023-bokslut", "2024-delar"):
        for table in ("drift", "investeringar"):
            assert set(signaler(document, table, "diff").values()) == {None}


def test_the_risks_of_2025_fall_in_their_bands() -> None:
    coloured = signaler("2025-budget", "risker", "riskvarde")
    values = column("2025-budget", "risker", "riskvarde")
    assert {(values[row], coloured[row]) for row in values} == {
        (Decimal(12), SEVERITY),
        (Decimal(9), WARNING),
        (Decimal(6), NEUTRAL),
    }


def test_the_risks_to_be_controlled_are_exactly_those_of_the_plan() -> None:
    hantering = column("2025-budget", "risker", "hantering")
    in_plan = {row for row, word in hantering.items() if "IK-plan" in str(word)}
    plans = column("2025-budget", "internkontrollplan", "riskvarde")
    risk_values = column("2025-budget", "risker", "riskvarde")
    assert in_plan == set(plans)
    assert all(risk_values[row] == value for row, value in plans.items())


def test_the_stored_settings_are_those_that_the_rules_have_without_a_file() -> None:
    ra = decoded((DATA / "installningar.json").read_bytes())
    default = {stored: getattr(Thresholds(), n) for n, stored in STORED_THRESHOLDS.items()}
    assert ra["trosklar"]["1"] == default
    for item in ra["skalor"].values():
        name = item["namn"]
        assert steps_of(name, tuple(item["steg"])) == steps_of(name, SCALES[name])
