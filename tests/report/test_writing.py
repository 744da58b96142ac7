"""Writing a report to bytes: its format, its progress, and stopping in the middle."""

from collections.abc import Iterator

import pytest

from tests.report.five_reports import whole
from tui.report.writing import FORMATS, Interrupted, ReportError, format_for, report_bytes


@pytest.mark.parametrize(
    ("file", "format_"),
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
def test_a_file_name_says_its_format(file: str, format_: str) -> None:
    assert format_for(file) == format_


@pytest.mark.parametrize("file", ["r.pdf", "r", "docx", ".docx", "r.doc", "r.docx.exe"])
def test_a_name_without_a_known_format_is_refused_with_those_there_are(file: str) -> None:
    with pytest.raises(ReportError, match=r"ska sluta på \.docx, \.xlsx, \.html, \.md, \.txt\.$"):
        format_for(file)


@pytest.mark.parametrize("format_", FORMATS)
def test_progress_is_told_block_by_block_to_the_end(format_: str) -> None:
    report, step = whole("2025-budget"), []
    report_bytes(report, format_, lambda done, all_: step.append((done, all_)))
    all_ = sum(len(section.blocks) for section in report.sections)
    assert step[-1] == (all_, all_)
    assert [done for done, _ in step] == sorted(done for done, _ in step)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("after", [0, 3])
def test_writing_stops_between_two_blocks_when_it_is_cancelled(format_: str, after: int) -> None:
    step: list[int] = []
    with pytest.raises(Interrupted):
        report_bytes(
            whole("2025-budget"),
            format_,
            lambda done, _: step.append(done),
            lambda: len(step) >= after,
        )
    assert len(step) == after


def test_cancelling_at_the_very_end_gives_no_file_either() -> None:
    answer: Iterator[bool] = iter([False] * 10_000)
    count = 0

    def asked() -> bool:
        nonlocal count
        count += 1
        return next(answer)

    report_bytes(whole("2025-budget"), "txt", interrupted=asked)
    questions, count = count, 0
    with pytest.raises(Interrupted):
        answer = iter([False] * (questions - 1) + [True])
        report_bytes(whole("2025-budget"), "txt", interrupted=asked)
