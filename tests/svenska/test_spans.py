"""Of when a text says that its figures are."""

import pytest

from tui.svenska.spans import Told, told_in


@pytest.mark.parametrize(
    ("text", "years", "months", "span"),
    [
        ("Budget jan–aug 2031", (2031,), (1, 8), "del"),
        ("Budget t.o.m. juli", (), (0, 7), "del"),
        ("Utfall kvartal 2 2031", (2031,), (4, 6), "del"),
        ("Utfall Q1–Q3", (), (1, 9), "del"),
        ("Utfall T2 2031", (2031,), (5, 8), "del"),
        ("första halvåret 2031", (2031,), (1, 6), "del"),
        ("Utfall 2031-07", (2031,), (7, 7), "del"),
        ("Utfall per 2031-07-31", (2031,), (0, 7), "del"),
        ("Utfall 2031-01-01–2031-08-31", (2031,), (1, 8), "del"),
        ("Utfall jan–dec", (), (1, 12), "helår"),
        ("Budget helår 2031", (2031,), (0, 0), "helår"),
        ("Ackumulerat utfall", (), (0, 0), "del"),
        ("utfall_2031-09.csv", (2031,), (9, 9), "del"),
        ("Uttag 2031-09-12", (), (0, 0), ""),
        ("Marknadsföring och junibacken", (), (0, 0), ""),
        ("2030 års priser", (), (0, 0), ""),
    ],
)
def test_a_text_tells_years_and_months(
    text: str, years: tuple[int, ...], months: tuple[int, int], span: str
) -> None:
    told = told_in(text)
    assert (told.years, (told.first, told.last), told.span) == (years, months, span)


def test_a_period_that_is_not_named_stands_alone() -> None:
    assert told_in("Periodens utfall 2031") == Told((2031,), span="del", alone=True)
