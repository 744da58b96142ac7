"""A hidden column of an Excel book is read, and told of."""

import io
from pathlib import Path

from openpyxl import Workbook

from tui.intake.source import Source, read_source


def test_a_hidden_column_that_holds_anything_is_told_with_its_sheet_alone(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Ishallar & bad"
    book.create_sheet("Parker")
    for sheet in book:
        for row in (("tkr", "Prognos", "Budget"), ("Ishall", 1, 2), ("Bad", 3, 4)):
            sheet.append(row)
    for letter in "BF":
        book.worksheets[0].column_dimensions[letter].hidden = True
    file = io.BytesIO()
    book.save(file)
    (tmp_path / "a.xlsx").write_bytes(file.getvalue())
    source = read_source(tmp_path / "a.xlsx")
    assert isinstance(source, Source)
    assert [block.told for block in source.blocks] == [
        ("Kolumn B («Prognos») är dold i bladet, och läses som de andra.",),
        (),
    ]
