"""The findings on the screen: the same as without it, gone to one by one, live, put aside."""

import json
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.screen_driver import DATA, Screen, opened
from tui.checks.context import document_finding
from tui.cli.check import Order
from tui.cli.check import check as check_without_screen
from tui.domain.finding import Finding
from tui.screen.controllers import checking
from tui.screen.findings import count_per_tab
from tui.store.folder import Store

DOCUMENT = [d.id for d in Store(DATA).document()[0]]


def sentences(finding: tuple[Finding, ...]) -> list[str]:
    """What the findings say."""
    return [f.sentence for f in finding]


def said_without_screen(folder: Path, document: str) -> str:
    """What the command says of a document, on one line."""
    text, _ = check_without_screen(Order(document, width=500), Store(folder), str)
    return " ".join(text.split())


@pytest.mark.parametrize("document", DOCUMENT)
async def test_the_screen_finds_what_the_command_finds(folder: Path, document: str) -> None:
    without = said_without_screen(folder, document)
    async with opened(folder) as screen:
        await screen.go_to("drift", document=document)
        findings = screen.app.session.findings
        assert not findings.stale
        found = sentences(findings.important())
        assert all(" ".join(sentence.split()) in without for sentence in found)
        assert f"{len(found)} att granska" in screen.rows[0] or not found
        count = [severity.severity for severity in findings.important()]
        assert (
            f"{count.count('bör ses över')} bör ses över" in without or "bör ses över" not in count
        )


async def test_f5_goes_through_every_finding_worst_first_and_round(folder: Path) -> None:
    async with opened(folder) as screen:
        finding = screen.app.session.findings.important()
        assert len(finding) == 14
        for nr, f in enumerate(finding, 1):
            await screen.press("f5")
            assert f"Fynd {nr} av 14" in screen.text
            assert screen.table.id == f.address.table
            if f.address.row and f.address.column:
                assert screen.has == (f.address.row, f.address.column)
            assert f.sentence[:25] in screen.panel.replace("\n", " ")
        await screen.press("f5")
        assert "Fynd 1 av 14" in screen.text
        await screen.press("shift+f5")
        assert "Fynd 14 av 14" in screen.text


async def test_a_finding_of_the_whole_document_is_shown_on_the_overview(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2018-delar")
        for _ in screen.app.session.findings.important():
            if screen.app.session.tab != "oversikt":
                await screen.press("f5")
        row = screen.app.grid.model.rows[screen.app.grid.row]
        assert row.finding is not None and "§ 195" in row.finding.sentence


async def test_f8_shows_them_all_and_enter_goes_to_the_cell(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("mal")
        await screen.press("f8")
        assert screen.rows[5].split() == ["Att", "granska", "(14)"]
        await screen.press("down", "enter")
        assert (screen.table.id, *screen.has) == ("sjukfranvaro", "dag_3", "diff")


async def test_the_tabs_and_the_grid_tell_where_findings_are(folder: Path) -> None:
    async with opened(folder) as screen:
        assert "1 Drift !5 " in screen.rows[1] and "3 Mål & nyckeltal !4 " in screen.rows[1]
        assert sum(count_per_tab(screen.app.session.findings).values()) == 14
        assert screen.class_("kop_av_tjanster", "prognos")[1] == "?"
        await screen.go_to("investeringar")
        # What is about a whole column stands at its first row.
        first = screen.table.rows[0].id
        assert "?" in screen.class_(first, "diff")[1]


async def test_a_figure_that_breaks_a_bridge_is_told_of_and_undo_takes_it_back(
    folder: Path,
) -> None:
    async with opened(folder, utkast=True) as screen:
        before = sentences(screen.app.session.findings.important())
        await screen.cell("kop_av_tjanster", "budget")
        await screen.write("-63376")
        await screen.press("enter")
        after = sentences(screen.app.session.findings.important())
        new_ones = [m for m in after if m not in before]
        assert any("62\u00a0376" in m and "Budget 2025" in m for m in new_ones), new_ones
        assert f"! {len(after)} att granska" in screen.rows[0]
        await screen.press("ctrl+z")
        assert sentences(screen.app.session.findings.important()) == before
        assert f"! {len(before)} att granska" in screen.rows[0]


async def test_a_changed_figure_is_what_the_sentences_about_it_are_held_against(
    folder: Path,
) -> None:
    def about_text(screen: Screen) -> list[str]:
        return [m for m in sentences(screen.app.session.findings.important()) if "texten" in m]

    async with opened(folder, utkast=True) as screen:
        before = about_text(screen)
        assert any("texten säger −5,0 mnkr, tabellen Drift ger −6,0" in m for m in before)
        await screen.cell("kop_av_tjanster", "prognos")
        await screen.write("-67376")
        await screen.press("enter")
        # The deviation is now what the text says of it, to the figure and to the per cent.
        assert not any("köp av tjänster" in m for m in about_text(screen))
        await screen.cell("kop_av_tjanster", "prognos")
        await screen.write("-70000")
        await screen.press("enter")
        after = about_text(screen)
        assert any("texten säger −5,0 mnkr, tabellen Drift ger −7,6" in m for m in after)
        assert any("texten säger −5,0 mnkr, tabellen Drift ger −6,6" in m for m in after)


async def test_what_was_found_of_a_changed_figure_is_not_shown_until_it_is_checked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, work_out = Event(), checking.worked_out

    def waiting(*arguments: Any) -> Any:
        assert gate.wait(30)
        return work_out(*arguments)

    async with opened(folder, utkast=True) as screen:
        await screen.cell("kop_av_tjanster", "prognos")
        assert screen.class_("kop_av_tjanster", "prognos")[1] == "?"
        count, heading = len(screen.app.session.findings.important()), screen.rows[4]
        monkeypatch.setattr(checking, "worked_out", waiting)
        for key in ("minus", *"68000", "enter", "up"):
            await screen.pilot.press(key)
        await screen.app.session.saver.ready()
        await screen.pilot.pause()
        # The figure, its sums and *sparat* stand there before anything has been checked.
        assert "−68\u00a0000" in screen.text and "✓ sparat" in screen.rows[0]
        assert screen.class_("kop_av_tjanster", "prognos")[1] == ""
        # In the list it stays in its place, faint, and no column has moved.
        assert len(screen.app.session.findings.important()) == count
        assert screen.app.session.findings.waiting()
        assert screen.rows[4] == heading
        gate.set()
        await screen.calm()
        session = screen.app.session
        assert screen.class_("kop_av_tjanster", "prognos")[1] == "?"
        others = {id_: session.findings.neighbour(id_) for id_ in session.findings.near.ids()}
        head, tables = session.findings.neighbour(session.document_id)
        assert session.findings.all_() == document_finding(head, tables, others)


async def test_f5_goes_to_what_is_wrong_now_however_soon_it_is_pressed(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("kop_av_tjanster", "budget")
        await screen.rush("minus", *"63376", "enter", "f5")
        told = screen.app.session.latest_finding
        assert told is not None and told == screen.app.session.findings.important()[0]


async def put_aside_first(screen: Screen, reason: str) -> Finding:
    """Put the first finding aside with the keyboard."""
    finding = screen.app.session.findings.important()[0]
    await screen.press("f8", "delete")
    await screen.write(reason)
    await screen.press("enter")
    return finding


async def test_a_finding_put_aside_is_gone_everywhere_and_kept_with_its_reason(
    folder: Path,
) -> None:
    async with opened(folder) as screen:
        finding = await put_aside_first(screen, "Känt tryckfel")
        assert "! 13 att granska" in screen.rows[0]
        assert finding not in screen.app.session.findings.all_()
        assert f"{finding.sentence} Skäl: Känt tryckfel" in " ".join(screen.overview[-4::2])
        await screen.saved()
    without = said_without_screen(folder, "2024-delar")
    assert finding.sentence not in without and "1 fynd är undantaget." in without
    async with opened(folder) as screen:
        assert "! 13 att granska" in screen.rows[0]
        await screen.press("f8", "ctrl+end", "delete")
        assert "! 14 att granska" in screen.rows[0]
        assert finding in screen.app.session.findings.all_()


async def test_without_a_reason_nothing_is_put_aside_and_undo_brings_back(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.press("f8", "delete", "enter", "escape")
        assert "! 14 att granska" in screen.rows[0]
        finding = await put_aside_first(screen, "Fel knapp")
        await screen.press("ctrl+z")
        assert finding in screen.app.session.findings.all_()


async def test_it_comes_back_when_its_figures_change(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        pace = next(f for f in screen.app.session.findings.important() if "takten" in f.sentence)
        await screen.press("f8")
        screen.app.grid.set_place(screen.app.grid.model.place(pace), 0)
        await screen.press("delete")
        await screen.write("Avtal sägs upp i september")
        await screen.press("enter")
        assert pace not in screen.app.session.findings.all_()
        await screen.go_to("drift")
        await screen.cell("kop_av_tjanster", "prognos")
        await screen.write("-66000")
        await screen.press("enter")
        assert any("takten" in f.sentence for f in screen.app.session.findings.important())


async def test_the_finding_of_a_cell_is_put_aside_from_the_cell(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.press("f5", "ctrl+p")
        await screen.write("undanta fyndet")
        await screen.press("enter")
        await screen.write("Känt")
        await screen.press("enter")
        assert "! 13 att granska" in screen.rows[0]
        await screen.cell("intakter", "budget")
        await screen.press("ctrl+p")
        await screen.write("undanta fyndet")
        await screen.press("enter")
        assert "Ställ markören på ett fynd först" in screen.panel


async def test_a_table_whose_rule_goes_in_a_ring_stops_no_check(folder: Path) -> None:
    file = folder / "2025-budget" / "drift.json"
    ra = json.loads(file.read_text(encoding="utf-8"))
    rows = ra["ramar"].values()
    row = next(r for r in rows if r.get("rad") == "intakter")
    row["regel"] = ["+intakter"]
    file.write_text(json.dumps(ra, ensure_ascii=False), encoding="utf-8")
    async with opened(folder) as screen:
        findings = screen.app.session.findings
        assert not findings.stale
        assert len(findings.important()) >= 12


async def test_a_rule_in_a_ring_is_one_finding_and_the_rest_of_its_table_stands(
    folder: Path,
) -> None:
    file = folder / "2024-delar" / "drift.json"
    ra = json.loads(file.read_text(encoding="utf-8"))
    row = next(r for r in ra["drift"].values() if r.get("rad") == "resultat")
    row["regel"] = ["+resultat"]
    file.write_text(json.dumps(ra, ensure_ascii=False), encoding="utf-8")
    async with opened(folder) as screen:
        await screen.press("f5")
        told = [f for f in screen.app.session.findings.important() if f.kind == "regel"]
        assert [f.sentence for f in told] == [
            "Årets resultat kan inte räknas: regeln leder tillbaka till raden själv."
        ]
        assert "−32 296" in " ".join(screen.rows).replace("\u00a0", " ")
