"""A year's meetings and deadlines out of a text."""

from datetime import date

from tui.domain.meeting_list import meetings_in
from tui.domain.settings import Sammantrade
from tui.svenska.arithmetic import Refusal

TODAY = date(2025, 1, 10)


def test_paragraf_errand_and_deadline_are_read_out_of_the_line() -> None:
    text = """2025
Sammanträde 18 februari, § 12: årsbokslut
25 mars Nämnd
Sista dag 7 april för underlag till ekonomiavdelningen
18 februari, § 12: årsbokslut
"""
    assert meetings_in(text, TODAY) == (
        Sammantrade(date(2025, 2, 18), "§ 12", "årsbokslut"),
        Sammantrade(date(2025, 3, 25)),
        Sammantrade(
            date(2025, 4, 7), "", "Sista dag för underlag till ekonomiavdelningen", deadline=True
        ),
    )


def test_the_first_thing_wrong_is_told_and_nothing_is_taken() -> None:
    answer = meetings_in("18 februari\n31 februari\n", TODAY)
    assert isinstance(answer, Refusal)
    assert answer.sentence == "Rad 2: Datumet ”31 februari” finns inte i almanackan."
    assert isinstance(meetings_in("inget här\n", TODAY), Refusal)


def test_a_table_is_read_by_its_headings_and_only_the_first_column_is_meetings() -> None:
    text = (
        "Sammanträde\tHandlingar inne\tUtskick\n"
        "18 februari 2025\t3 februari 2025\t11 februari 2025\n"
        "25 mars 2025\t10 mars 2025\t18 mars 2025\n"
        "29 april 2025\t14 april 2025\t\n"
        "3 juni 2025\t19 maj 2025\t27 maj 2025\n"
    )
    found = meetings_in(text, TODAY)
    assert not isinstance(found, Refusal)
    assert [m.when for m in found if not m.deadline] == [
        date(2025, 2, 18),
        date(2025, 3, 25),
        date(2025, 4, 29),
        date(2025, 6, 3),
    ]
    assert all(m.errand == "" for m in found if not m.deadline)
    assert [(m.when, m.errand) for m in found if m.deadline][:3] == [
        (date(2025, 2, 3), "Handlingar inne"),
        (date(2025, 2, 11), "Utskick"),
        (date(2025, 3, 10), "Handlingar inne"),
    ]
    assert len(found) == 11


def test_the_meetings_column_may_stand_last_and_the_turn_of_the_year_is_between_them() -> None:
    text = (
        "Tider 2026\n"
        "Manusstopp;Utskick av handlingar till nämnden;Byggnadsnämnden;Ärende\n"
        "18 december;7 januari;15 januari;Verksamhetsplan § 3\n"
        "2/2;10/2;17/2;\n"
    )
    assert meetings_in(text, date(2025, 11, 28)) == (
        Sammantrade(date(2025, 12, 18), "", "Manusstopp", deadline=True),
        Sammantrade(date(2026, 1, 7), "", "Utskick av handlingar till nämnden", deadline=True),
        Sammantrade(date(2026, 1, 15), "§ 3", "Verksamhetsplan"),
        Sammantrade(date(2026, 2, 2), "", "Manusstopp", deadline=True),
        Sammantrade(date(2026, 2, 10), "", "Utskick av handlingar till nämnden", deadline=True),
        Sammantrade(date(2026, 2, 17)),
    )


def test_a_cell_of_a_table_that_is_no_day_is_told_by_its_line() -> None:
    answer = meetings_in("Nämnd\tUtskick\n18/2 2025\t11/2 2025\n25/3 2025\t31/2 2025\n", TODAY)
    assert isinstance(answer, Refusal)
    assert answer.sentence == "Rad 3: Datumet ”31/2 2025” finns inte i almanackan."


def test_a_table_with_one_column_of_days_is_a_list_with_errands() -> None:
    assert meetings_in("Datum\tÄrende\n18 februari 2025\tÅrsbokslut\n", TODAY) == (
        Sammantrade(date(2025, 2, 18), "", "Årsbokslut"),
    )


def test_a_column_of_times_or_weekdays_is_no_errand() -> None:
    text = "Dag\tNämnd\tTid\tPlats\tJustering\ntorsdag\t17 dec 2026\tkl. 13.00\tSal 2\t4 jan\n"
    assert meetings_in(text, TODAY) == (
        Sammantrade(date(2026, 12, 17), "", "Sal 2"),
        Sammantrade(date(2027, 1, 4), "", "Justering", deadline=True),
    )
