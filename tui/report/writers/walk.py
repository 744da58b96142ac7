"""The one walk over a report's blocks; a writer says what each becomes in its format."""

from collections.abc import Iterator
from typing import Protocol

from tui.report.layout import risk_table
from tui.report.values import (
    Bars,
    Heading,
    Paragraph,
    Report,
    ReportSection,
    ReportTable,
    RiskMatrix,
)


class Writer(Protocol):
    """A report in one format, told block by block."""

    def begin(self, report: Report) -> None:
        """The title, the mark and the facts; the contents where the format has them."""

    def begin_section(self, section: ReportSection, nr: int) -> None:
        """A section's heading; its number is from 0."""

    def heading(self, heading: Heading) -> None:
        """A heading within a section."""

    def paragraph(self, paragraph: Paragraph) -> None:
        """A paragraph, or one point of a list."""

    def table(self, table: ReportTable) -> None:
        """A table, with what stands below it."""

    def bars(self, bars: Bars) -> None:
        """A bar chart."""

    def risks(self, matrix: RiskMatrix) -> None:
        """The risk matrix."""

    def end_section(self) -> None:
        """What closes a section; in most formats nothing does."""
        return

    def whole(self) -> bytes:
        """The file."""


class TextPieces(Writer):
    """What the writers of text share: the pieces so far, the whole of them, pictures in words."""

    def __init__(self) -> None:
        self._text: list[str] = []

    def bars(self, bars: Bars) -> None:
        """The figures stand in the table beside it."""
        self.paragraph(Paragraph(bars.alt))

    def risks(self, matrix: RiskMatrix) -> None:
        """A table of its squares."""
        self.table(risk_table(matrix))

    def whole(self) -> bytes:
        return "".join(self._text).encode()


def steps(report: Report, writer: Writer) -> Iterator[None]:
    """Write a report, one step a block."""
    writer.begin(report)
    for nr, section in enumerate(report.sections):
        writer.begin_section(section, nr)
        for block in section.blocks:
            match block:
                case Heading():
                    writer.heading(block)
                case Paragraph():
                    writer.paragraph(block)
                case ReportTable():
                    writer.table(block)
                case Bars():
                    writer.bars(block)
                case RiskMatrix():
                    writer.risks(block)
            yield
        writer.end_section()
