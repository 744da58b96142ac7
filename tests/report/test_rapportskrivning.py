"""Writing a report to bytes: its format, its progress, and stopping in the middle."""

from collections.abc import Iterator

import pytest

from tests.report.fem_rapporter import hel
from tui.report.rapportskrivning import FORMAT, Avbruten, Formatfel, format_for, rapportbyte


@pytest.mark.parametrize(
    ("fil", "format_"),
    [
        ("r.docx", "docx"),
        ("R.DOCX", "docx"),
        ("a.b.xlsx", "xlsx"),
        ("r.htm", "html"),
        ("r.html", "html"),
        ("r.markdown", "md"),
        ("r.txt", "txt"),
    ],
)
def test_a_file_name_says_its_format(fil: str, format_: str) -> None:
    assert format_for(fil) == format_


@pytest.mark.parametrize("fil", ["r.pdf", "r", "docx", ".docx", "r.doc", "r.docx.exe"])
def test_a_name_without_a_known_format_is_refused_with_those_there_are(fil: str) -> None:
    with pytest.raises(Formatfel, match=r"ska sluta på \.docx, \.xlsx, \.html, \.md, \.txt\.$"):
        format_for(fil)


@pytest.mark.parametrize("format_", FORMAT)
def test_progress_is_told_block_by_block_to_the_end(format_: str) -> None:
    rapport, steg = hel("2025-budget"), []
    rapportbyte(rapport, format_, lambda gjorda, alla: steg.append((gjorda, alla)))
    alla = sum(len(avsnitt.block) for avsnitt in rapport.avsnitt)
    assert steg[-1] == (alla, alla)
    assert [gjorda for gjorda, _ in steg] == sorted(gjorda for gjorda, _ in steg)


@pytest.mark.parametrize("format_", FORMAT)
@pytest.mark.parametrize("efter", [0, 3])
def test_writing_stops_between_two_blocks_when_it_is_cancelled(format_: str, efter: int) -> None:
    steg: list[int] = []
    with pytest.raises(Avbruten):
        rapportbyte(
            hel("2025-budget"),
            format_,
            lambda gjorda, _: steg.append(gjorda),
            lambda: len(steg) >= efter,
        )
    assert len(steg) == efter


def test_cancelling_at_the_very_end_gives_no_file_either() -> None:
    svar: Iterator[bool] = iter([False] * 10_000)
    antal = 0

    def fragad() -> bool:
        nonlocal antal
        antal += 1
        return next(svar)

    rapportbyte(hel("2025-budget"), "txt", avbruten=fragad)
    fragor, antal = antal, 0
    with pytest.raises(Avbruten):
        svar = iter([False] * (fragor - 1) + [True])
        rapportbyte(hel("2025-budget"), "txt", avbruten=fragad)
