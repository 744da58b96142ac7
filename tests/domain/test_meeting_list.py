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
