"""The number formats show what the texts show."""

from decimal import Decimal

import pytest

from tui.domain.scale import Signal
from tui.report.layout import cell_number_format, number_format
from tui.report.values import ReportCell, SignalWord

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("argument", "format_"),
    [
        ((0,), '#,##0;"−"#,##0'),
        ((1,), '#,##0.0;"−"#,##0.0'),
        ((2, "%"), f'#,##0.00"{NBSP}%";"−"#,##0.00"{NBSP}%"'),
    ],
)
def test_a_format_has_thousands_decimals_a_true_minus_and_the_unit_as_text(
    argument: tuple[int, str], format_: str
) -> None:
    assert number_format(*argument) == format_


def test_what_rounds_to_zero_is_shown_without_a_minus() -> None:
    assert cell_number_format(ReportCell("0", Decimal("-0.25"))) == "#,##0;#,##0"


def test_a_signal_puts_its_symbol_before_the_figure_and_a_neutral_one_does_not() -> None:
    severity = SignalWord(Signal.SEVERITY, "▼", "mycket sämre än budget")
    cell = ReportCell(f"−6{NBSP}000", Decimal(-6000), signal=severity)
    assert cell_number_format(cell) == f'"▼{NBSP}"#,##0;"▼{NBSP}−"#,##0'
    neutral = SignalWord(Signal.NEUTRAL, "·", "i nivå med budget")
    assert cell_number_format(ReportCell("0", Decimal(0), signal=neutral)) == "#,##0;#,##0"
