"""What the rules propose for the figures of the real documents."""

from decimal import Decimal

import pytest

from tests.fem_dokument import DATA, yta
from tui.domain.bedomning import EJ_NADD, NADD, Signal
from tui.domain.cellbedomning import cellbedomning
from tui.domain.installningar import KONTROLLSKALA, MALSKALA, SKALOR, Trosklar
from tui.domain.varde import tal_i
from tui.store.kodek import avkodat

BRA, NEUTRAL, VARNING, ALLVAR = Signal.BRA, Signal.NEUTRAL, Signal.VARNING, Signal.ALLVAR
UTAN, MED = KONTROLLSKALA
EJ, DELVIS, _HOG, HELT = MALSKALA


def kolumn(dokument: str, tabell: str, kolumn_id: str) -> dict[str, object]:
    """What every row of a table has in one column."""
    kalkyl = yta().kalkyl(dokument, tabell)
    return {rad.id: kalkyl.visat(rad.id, kolumn_id) for rad in kalkyl.tabell.rader}


def signaler(dokument: str, tabell: str, kolumn_id: str) -> dict[str, Signal | None]:
    """The colour of every row of a table in one column."""
    kalkyl = yta().kalkyl(dokument, tabell)
    bedomda = {
        rad.id: cellbedomning(kalkyl, rad, kalkyl.tabell.kolumn(kolumn_id))
        for rad in kalkyl.tabell.rader
    }
    return {rad: svar.signal if svar else None for rad, svar in bedomda.items()}


def test_the_nyckeltal_of_2024_by_31_august() -> None:
    assert kolumn("2024-delar", "nyckeltal", "status") == {
        "langvarigt_bistand": EJ_NADD,
        "ej_ateraktualiserade": NADD,
        "valdsutovare": EJ_NADD,
        "aktualiserade_beroende": EJ_NADD,
        "upplevt_inflytande": NADD,
        "upplevt_bemotande": NADD,
    }


def test_the_nyckeltal_of_2023() -> None:
    assert kolumn("2023-bokslut", "nyckeltal", "status") == {
        "langvarigt_bistand": EJ_NADD,
        "ej_ateraktualiserade": EJ_NADD,
        "insatstid": NADD,
        "vald_i_nara_sap": EJ_NADD,
        "insyn_inflytande": NADD,
        "ta_fram_mal": EJ_NADD,
        "bemotande_telefon_index": NADD,
        "hjalp_telefon_index": EJ_NADD,
        "svar_epost_index": EJ_NADD,
        "hjalp_epost_index": EJ_NADD,
    }


def test_298_of_at_most_315_is_not_met_after_eight_months() -> None:
    rad = yta().tabell("2024-delar", "nyckeltal").rad("aktualiserade_beroende")
    assert [tal_i(rad.celler[k]) for k in ("mal", "utfall")] == [315, 298]
    assert rad.celler["kumulativ"] == "Ja"
    assert kolumn("2024-delar", "nyckeltal", "status")[rad.id] == EJ_NADD


def test_the_goals_of_2024_are_proposed_out_of_their_nyckeltal() -> None:
    assert kolumn("2024-delar", "mal", "forslag") == {
        "sjalvforsorjande": DELVIS,
        "vald": EJ,
        "beroende": EJ,
        "inflytande": HELT,
    }


def test_the_goals_of_2023_are_proposed_out_of_their_nyckeltal() -> None:
    assert kolumn("2023-bokslut", "mal", "forslag") == {
        "sjalvforsorjande": EJ,
        "samordnade_insatser": HELT,
        "vald_i_nara": EJ,
        "inflytande": DELVIS,
        "bemotande_telefon": HELT,
        "hjalp_telefon": EJ,
        "svar_epost": EJ,
        "hjalp_epost": EJ,
    }


def test_the_proposals_of_2023_agree_with_the_prose_but_for_one() -> None:
    kalkyl = yta().kalkyl("2023-bokslut", "mal")
    skiljer = [
        (rad.id, rad.celler["bedomning"])
        for rad in kalkyl.tabell.rader
        if "bedomning" in rad.celler and rad.celler["bedomning"] != kalkyl.varde(rad.id, "forslag")
    ]
    assert skiljer == [("inflytande", HELT)]


@pytest.mark.parametrize(
    ("dokument", "vantat"),
    [
        (
            "2024-delar",
            {"verkstallighet": UTAN, "obehoriga": UTAN, "handlaggning": MED, "tillstand": UTAN},
        ),
        (
            "2023-bokslut",
            {"obehoriga": UTAN, "avgifter": MED, "handlaggning": MED, "e_tjanst": UTAN},
        ),
    ],
)
def test_the_control_points_are_proposed_as_the_prose_counts_them(
    dokument: str, vantat: dict[str, str]
) -> None:
    forslag = kolumn(dokument, "uppfoljning", "forslag")
    assert forslag == vantat
    utan = yta().tabell(dokument, "kontrolltal").rad("punkter_utan").celler["varde"]
    assert (
        list(forslag.values()).count(UTAN) == utan == {"2024-delar": 3, "2023-bokslut": 2}[dokument]
    )


def test_the_proposals_of_2024_agree_with_the_prose_in_every_control_point() -> None:
    forslag = kolumn("2024-delar", "uppfoljning", "forslag")
    assert forslag == kolumn("2024-delar", "uppfoljning", "bedomning")


def test_the_deviations_of_2024_are_coloured_as_in_the_mock() -> None:
    vantat = {
        "intakter": NEUTRAL,
        "personal": BRA,
        "lokalhyror": NEUTRAL,
        "kop_av_tjanster": ALLVAR,
        "ovriga_kostnader": VARNING,
        "kostnader": ALLVAR,
        "nettokostnader": ALLVAR,
        "kommunbidrag": NEUTRAL,
        "finansnetto": NEUTRAL,
        "resultat": ALLVAR,
    }
    assert signaler("2024-delar", "drift", "avvikelse") == vantat
    for namn in ("resultat", "finansnetto"):
        vantat[namn] = None  # type: ignore[assignment]
    assert signaler("2024-delar", "drift", "avvikelse_procent") == vantat


def test_the_consumption_of_2024_is_coloured_as_in_the_mock() -> None:
    kalkyl = yta().kalkyl("2024-delar", "drift")
    visat = {rad.id: kalkyl.visat_tal(rad.id, "forbrukat") for rad in kalkyl.tabell.rader}
    assert {k: None if v is None else round(v) for k, v in visat.items()} == {
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
    fargade = signaler("2024-delar", "drift", "forbrukat")
    assert {k for k, v in fargade.items() if v is not NEUTRAL and v is not None} == {
        "kop_av_tjanster"
    }
    assert fargade["kop_av_tjanster"] is ALLVAR


def test_the_deviations_of_2023_are_coloured() -> None:
    assert signaler("2023-bokslut", "drift", "avvikelse") == {
        "intakter": BRA,
        "personal": BRA,
        "lokalhyror": BRA,
        "kop_av_tjanster": ALLVAR,
        "ovriga_kostnader": VARNING,
        "kostnader": VARNING,
        "nettokostnader": NEUTRAL,
        "kommunbidrag": NEUTRAL,
        "finansnetto": NEUTRAL,
        "resultat": NEUTRAL,
    }


def test_in_investments_too_plus_is_better() -> None:
    fargade = signaler("2024-delar", "investeringar", "avvikelse")
    assert fargade["lokalanpassning"] is fargade["totalt"] is BRA
    assert signaler("2023-bokslut", "investeringar", "avvikelse")["inventarier"] is BRA


@pytest.mark.parametrize(
    ("dokument", "tabell", "battre", "samre"),
    [
        ("2024-delar", "sjukfranvaro", {"kvinnor", "alder_2", "dag_2"}, {"man", "dag_1"}),
        ("2023-bokslut", "sjukfranvaro", {"total", "kvinnor", "dag_3"}, set()),
        ("2018-delar", "sjukfranvaro", {"dag_1", "kvinnor"}, {"dag_3", "man"}),
        ("2023-bokslut", "arbetsskador", {"tillbud"}, {"arbetsskador"}),
        ("2018-delar", "arbetsskador", {"tillbud", "arbetsskador"}, set()),
    ],
)
def test_less_sick_leave_and_fewer_incidents_are_better(
    dokument: str, tabell: str, battre: set[str], samre: set[str]
) -> None:
    fargade = signaler(dokument, tabell, "diff")
    assert {fargade[rad] for rad in battre} == {BRA}
    assert {fargade[rad] for rad in samre} <= {VARNING}


def test_differences_between_years_in_money_have_no_colour() -> None:
    for dokument in ("2018-delar", "2023-bokslut", "2024-delar"):
        for tabell in ("drift", "investeringar"):
            assert set(signaler(dokument, tabell, "diff").values()) == {None}


def test_the_risks_of_2025_fall_in_their_bands() -> None:
    fargade = signaler("2025-budget", "risker", "riskvarde")
    varden = kolumn("2025-budget", "risker", "riskvarde")
    assert {(varden[rad], fargade[rad]) for rad in varden} == {
        (Decimal(12), ALLVAR),
        (Decimal(9), VARNING),
        (Decimal(6), NEUTRAL),
    }


def test_the_risks_to_be_controlled_are_exactly_those_of_the_plan() -> None:
    hantering = kolumn("2025-budget", "risker", "hantering")
    i_planen = {rad for rad, ord_ in hantering.items() if "IK-plan" in str(ord_)}
    planens = kolumn("2025-budget", "internkontrollplan", "riskvarde")
    riskvarden = kolumn("2025-budget", "risker", "riskvarde")
    assert i_planen == set(planens)
    assert all(riskvarden[rad] == varde for rad, varde in planens.items())


def test_the_stored_settings_are_those_that_the_rules_have_without_a_file() -> None:
    ra = avkodat((DATA / "installningar.json").read_bytes())
    forval = {falt: getattr(Trosklar(), falt) for falt in Trosklar.__dataclass_fields__}
    assert ra["trosklar"]["1"] == forval
    assert {post["namn"]: tuple(post["steg"]) for post in ra["skalor"].values()} == SKALOR
