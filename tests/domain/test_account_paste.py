"""Lines of the map of accounts out of a spreadsheet."""

import pytest

from tests.domain.test_account_map import SCHOOL
from tui.domain.account_map import Entry
from tui.domain.account_paste import PastedMap, pasted_entries
from tui.svenska.arithmetic import Refusal


@pytest.mark.parametrize(
    ("rows", "entries"),
    [
        (["Måltider|46;6411", "Personalkostnader|5"],
         [Entry("Måltider", "46;6411"), Entry("Personalkostnader", "5")]),
        (["Konton|Kontogrupp", "46 - 47|Måltider"], [Entry("Måltider", "46-47")]),
        (["Kontogrupp|Konton|Från|Till", "Måltider|46|2025|", "Måltider|47||2024"],
         [Entry("Måltider", "46", "2025"), Entry("Måltider", "47", "", "2024")]),
        (["Måltider|46|2025-07|2026"], [Entry("Måltider", "46", "2025-07", "2026")]),
        (["Konto|Benämning|Kontogrupp", "4610|Livsmedel|Måltider", "5010|Lön|Personalkostnader",
          "4620|Frukt|måltider", "||"],
         [Entry("Måltider", "4610;4620"), Entry("Personalkostnader", "5010")]),
        (["4610|Livsmedel|Måltider", "4620|Frukt|Måltider"], [Entry("Måltider", "4610;4620")]),
    ],
)  # fmt: skip
def test_columns_are_known_by_what_is_in_them(rows: list[str], entries: list[Entry]) -> None:
    block = tuple(tuple(row.split("|")) for row in rows)
    assert pasted_entries(block, SCHOOL) == PastedMap(tuple(entries))


def test_accounts_without_a_row_are_told_and_not_put_anywhere() -> None:
    block = (("Konto", "Kontogrupp"), ("4610", "Måltider"), ("1930", ""))
    assert pasted_entries(block, SCHOOL) == PastedMap((Entry("Måltider", "4610"),), ("1930",))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["46", "47"], "minst två kolumner"),
        (["Måltider|Skolskjuts"], "minst två kolumner"),
        (["Måltider|46", "Skolskjuts|buss", "Övrigt|47"], "Skolskjuts: ”BUSS” är inga konton"),
    ],
)
def test_what_is_no_map_is_refused_whole(rows: list[str], said: str) -> None:
    answer = pasted_entries(tuple(tuple(row.split("|")) for row in rows), SCHOOL)
    assert isinstance(answer, Refusal)
    assert said in answer.sentence
