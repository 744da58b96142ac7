"""What a decision brings, in the document and in those that are held against it."""

from tests.checks.five_checked import finding_in, neighbour
from tests.five_documents import IDS
from tui.checks.foresight import foreseen


def test_what_other_documents_get_by_it_is_foreseen_and_what_says_the_same_is_known() -> None:
    after = neighbour("2023-bokslut")
    empty = {d: neighbour(d) for d in IDS} | {after[0].id: (after[0], {})}
    seen = foreseen(after, empty)
    later = [f for f in seen.elsewhere if f.address.document == "2024-delar"]
    assert any("i år − i fjol i" in f.sentence or "i Årsbokslut 2023" in f.sentence for f in later)
    assert not set(later) & seen.repeated
    assert set(seen.own) | set(seen.context) == set(finding_in(after))


def test_nothing_is_foreseen_elsewhere_where_nothing_changes() -> None:
    after = neighbour("2024-delar")
    assert foreseen(after, {d: neighbour(d) for d in IDS}).elsewhere == ()
