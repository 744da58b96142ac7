"""The form of a table changed by the keyboard: headings, rules, columns, rows, whole tables."""

from pathlib import Path

from tests.screen_driver import Screen, opened


def headings(screen: Screen) -> list[str]:
    """The headings of the shown table."""
    return [" ".join(" ".join(c.heading).split()) for c in screen.view.columns]


async def on_heading(screen: Screen, column: str) -> None:
    """The cursor on the heading of a column of the shown table."""
    await screen.cell(screen.table.rows[0].id, column)
    await screen.press("up")


async def test_a_heading_is_gone_to_and_edited_like_a_cell(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await on_heading(screen, "budget")
        assert "Regel: skrivs in" in screen.panel
        await screen.press("enter", "end")
        await screen.write(" mars")
        await screen.press("enter")
        assert screen.table.column("budget").heading == "Budget 2024 mars"
        assert screen.has == (screen.table.rows[0].id, "budget")
        await screen.press("up", "delete")
        assert screen.value(screen.table.rows[0].id, "budget") is not None
        await screen.press("ctrl+z")
        assert headings(screen)[1] == "Budget 2024"


async def test_a_new_column_gets_its_heading_and_its_rule_and_undo_takes_them_back(
    folder: Path,
) -> None:
    async with opened(folder, utkast=True) as screen:
        before = screen.table
        await on_heading(screen, "prognos")
        await screen.press("f7")
        await screen.write("Kvar att använda")
        await screen.press("enter", "up")
        await screen.write("=budget-prognosen")
        await screen.press("enter")
        assert "”prognosen” är ingen kolumn i tabellen" in screen.panel
        await screen.press(*["backspace"] * 2, "enter")
        assert "räknas: Budget 2024 − Prognos helår 2024" in screen.panel
        new = screen.table.columns[2]
        assert (new.heading, new.rule) == ("Kvar att använda", "budget - prognos")
        assert screen.cell_text("kop_av_tjanster", new.id) == "6\u00a0000"
        await screen.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert screen.table == before


async def test_a_rule_in_a_ring_is_refused_in_the_heading_and_the_text_stays(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await on_heading(screen, "prognos")
        await screen.write("=avv. prognos/budget 2024 + budget")
        await screen.press("enter")
        assert "skulle räknas ur varandra" in screen.panel
        assert screen.app.grid.edited is not None
        await screen.press("escape")
        assert screen.table.column("prognos").rule is None


async def test_a_column_is_moved_and_removed_and_what_hangs_on_it_is_asked_about(
    folder: Path,
) -> None:
    async with opened(folder, utkast=True) as screen:
        before = screen.table
        await on_heading(screen, "budget")
        await screen.press("ctrl+right")
        assert [c.id for c in screen.table.columns[:2]] == ["prognos", "budget"]
        assert screen.app.grid.state.in_heading
        await screen.press("ctrl+delete")
        assert "Kolumnen ”Avv. prognos/budget 2024” räknas ur den" in screen.dialog
        await screen.press("escape")
        assert "budget" in screen.table.column_index
        await screen.press("ctrl+delete", "enter")
        assert "budget" not in screen.table.column_index
        assert screen.table.column("avvikelse").rule is None
        assert screen.cell_text("kop_av_tjanster", "avvikelse") == "−6\u00a0000"
        await screen.press("ctrl+z", "ctrl+z")
        assert screen.table == before


async def test_a_label_takes_a_name_or_a_rule(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("finansnetto", "etikett")
        await screen.write("Finansiella poster")
        await screen.press("enter", "up")
        assert screen.table.row("finansnetto").label == "Finansiella poster"
        await screen.write("=lokalhyror*0")
        await screen.press("enter")
        assert screen.table.row("finansnetto").rule == "lokalhyror * 0"
        await screen.press("ctrl+z", "ctrl+z")
        assert screen.table.row("finansnetto").rule is None


async def test_the_form_is_chosen_from_a_list(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("lokalhyror", "prognos")
        await screen.press("shift+f2")
        assert "Kolumnen ”Prognos helår 2024”" in screen.dialog
        assert "Raden ”Lokalhyror”" in screen.dialog
        await screen.write("decimaler")
        await screen.press("enter", "down", "down", "enter", "escape")
        assert screen.table.column("prognos").decimals == 2
        assert screen.cell_text("lokalhyror", "prognos").endswith(",00")


async def test_a_table_is_added_from_a_block_with_its_rules_and_removed(folder: Path) -> None:
    block = "tkr\tBudget\tUtfall\tAvvikelse\nBad\t10\t12\t2\nIs\t20\t21\t1\nSumma\t30\t33\t3\n"
    async with opened(folder, utkast=True) as screen:
        await screen.press("ctrl+p")
        await screen.write("lägg till en tabell")
        await screen.press("enter")
        await screen.write("block")
        await screen.press("enter")
        await screen.paste(block)
        await screen.press("f2")
        await screen.write("Anläggningar")
        await screen.press("enter")
        table = screen.table
        assert (table.heading, table.unit) == ("Anläggningar", "tkr")
        assert table.column("avvikelse").rule == "utfall - budget"
        assert table.children == {"summa": ("bad", "is")}
        assert screen.cell_text("summa", "avvikelse") == "3"
        await screen.press("ctrl+p")
        await screen.write("ta bort tabellen")
        await screen.press("enter")
        assert "3 rader går med den" in screen.dialog
        await screen.press("enter")
        assert "Anläggningar" not in [t.heading for t in screen.app.session.tables("drift")]
        await screen.press("ctrl+z")
        assert [t for t in screen.app.session.tables("drift") if t.id == table.id] == [table]
        await screen.press("ctrl+z")
        assert "Anläggningar" not in [t.heading for t in screen.app.session.tables("drift")]


async def test_a_row_put_out_and_in_again_joins_the_rows_around_it(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        table = screen.table
        costs = table.row("lokalhyror").parent
        siblings = [row.id for row in table.rows if row.parent == costs]
        for row in (siblings[0], "lokalhyror", siblings[-1]):
            await screen.cell(row, "etikett")
            await screen.press("ctrl+left")
            assert screen.table.row(row).parent != costs
            assert "räknas nu inte i någon summa" in screen.panel
            await screen.press("ctrl+right")
            assert f"hör nu till ”{table.row(str(costs)).label}”" in screen.panel
            assert [r.parent for r in screen.table.rows] == [r.parent for r in table.rows]
