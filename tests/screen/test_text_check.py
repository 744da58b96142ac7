"""The report's own text on the screen: attached, judged, marked in place, and judged again."""

import json
import os
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from docx import Document as NewWordDocument  # type: ignore[import-not-found,unused-ignore]

from tests.screen_driver import BIG, SMALL, Screen, data_copy, opened
from tui.cli.check import Order
from tui.cli.check import check as check_without_screen
from tui.screen import texts
from tui.screen.findings import text_waits
from tui.screen.views.text import TextView
from tui.store.folder import Store

TEXT = """# Ekonomi

Köp av tjänster väntas avvika negativt med 5,0 mnkr eller 10 procent mot budget.
Personalkostnaderna avviker positivt med 3,0 mnkr.

Arkivet flyttades till 17 nya hyllor.
"""


@pytest.fixture
def report(folder: Path) -> Path:
    """A text of our own beside the documents, with one wrong amount."""
    file = folder / "rapport.md"
    file.write_text(TEXT, encoding="utf-8")
    return file


async def connect(screen: Screen, file: Path) -> None:
    """Let a text belong to the shown document, with the keyboard."""
    await screen.press("escape", "6", "enter")
    await screen.write(str(file))
    await screen.press("enter")


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x30", "80x24"])
async def test_every_claim_is_marked_in_place_in_words(
    folder: Path, report: Path, size: tuple[int, int]
) -> None:
    async with opened(folder, size) as screen:
        await connect(screen, report)
        text = " ".join(screen.text.replace("\u00a0", " ").split())
        assert "5,0 mnkr [✗ ska vara 6,0 mnkr]" in text
        assert "10 procent [✓ stämmer]" in text
        assert "3,0 mnkr [✓ stämmer]" in text
        assert "17 [· ej prövat]" in text
        assert "2 stämmer, 1 avviker, 1 ej prövade" in text


async def test_its_findings_are_among_the_others_and_lead_to_the_line(
    folder: Path, report: Path
) -> None:
    async with opened(folder) as screen:
        await connect(screen, report)
        assert "6 Text !1" in screen.rows[1]
        in_text = list(screen.app.session.findings.text_lines)
        assert len(in_text) == 1 and "rapport.md, rad 3" in in_text[0].sentence
        await screen.press("escape", "1", "f5")
        while screen.app.session.latest_finding != in_text[0]:
            await screen.press("f5")
        view = screen.app.grid.model
        assert isinstance(view, TextView) and view.rows[screen.app.grid.row].nr == 3
        assert "Köp av tjänster, Avv. prognos/budget 2024 är" in " ".join(screen.panel.split())
        await screen.press("enter")
        assert (screen.table.id, *screen.has) == ("drift", "kop_av_tjanster", "avvikelse")
        # The cell is right: it is the text that is wrong.
        assert "!" not in screen.class_("kop_av_tjanster", "avvikelse")[1]


async def test_what_the_text_says_itself_is_not_told_twice(folder: Path, report: Path) -> None:
    async with opened(folder) as screen:
        assert len(screen.app.session.findings.important()) == 14
        await connect(screen, report)
        # "−5,0 mnkr" stood among the figures out of the text, and is now told by the text.
        assert len(screen.app.session.findings.important()) == 14


async def test_an_edit_judges_the_text_again_and_so_does_a_changed_file(
    folder: Path, report: Path
) -> None:
    async with opened(folder, utkast=True) as screen:
        await connect(screen, report)
        await screen.go_to("drift")
        await screen.cell("kop_av_tjanster", "prognos")
        await screen.write("-67376")
        await screen.press("enter")
        assert [
            f.sentence for f in screen.app.session.findings.text_lines if "5,0 mnkr" in f.sentence
        ] == []
        await screen.press("ctrl+z")
        assert len(screen.app.session.findings.text_lines) == 1
        report.write_text(TEXT.replace("5,0", "6,0"), encoding="utf-8")
        os.utime(report, ns=(1, 1))
        screen.app.check()
        await screen.calm()
        assert not screen.app.session.findings.text_lines


class Gate:
    """Texts are judged once it is open; ``count`` is how many times that was begun."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open, self.count, self._judge = Event(), 0, texts.all_checked
        self.open.set()
        monkeypatch.setattr(texts, "all_checked", self)

    def __call__(self, *arguments: Any) -> Any:
        self.count += 1
        assert self.open.wait(30)
        return self._judge(*arguments)

    async def begun(self, screen: Screen, count: int) -> None:
        """Until so many have been begun; none of them is done while the gate is shut."""
        while self.count < count:
            await screen.pilot.pause(0.01)


async def type_figure(screen: Screen, figure: str) -> None:
    """Another figure in the cell under the cursor, which stays; nothing is waited for."""
    for key in (*figure, "enter", "up"):
        await screen.pilot.press("minus" if key == "-" else key)
    await screen.pilot.pause()


async def test_what_was_judged_against_an_older_figure_is_not_shown_as_if_current(
    folder: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    async with opened(folder, utkast=True) as screen:
        await connect(screen, report)
        await screen.go_to("drift")
        await screen.cell("kop_av_tjanster", "prognos")
        gate.open.clear()
        await type_figure(screen, "-67376")
        # The amount and the share both follow the changed figure; the other claim stands.
        assert "texten prövas om" in screen.text
        assert not screen.app.session.findings.text_lines
        await screen.pilot.press("escape", "6")
        await screen.pilot.pause()
        text = " ".join(screen.text.replace("\u00a0", " ").split())
        assert "prövas om efter ändringen" in text
        assert "5,0 mnkr [… prövas om]" in text and "3,0 mnkr [✓ stämmer]" in text
        gate.open.set()
        await screen.calm()
        text = " ".join(screen.text.replace("\u00a0", " ").split())
        assert "prövas om" not in text
        assert "5,0 mnkr [✓ stämmer]" in text and "10 procent [✗ ska vara 8 procent]" in text


async def test_edits_while_a_text_is_judged_have_it_judged_once_more_and_no_oftener(
    folder: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    async with opened(folder, utkast=True) as screen:
        await connect(screen, report)
        await screen.go_to("drift")
        await screen.cell("kop_av_tjanster", "prognos")
        gate.open.clear()
        before = gate.count
        await type_figure(screen, "-69376")
        await gate.begun(screen, before + 1)
        await type_figure(screen, "-70376")
        await type_figure(screen, "-67376")
        gate.open.set()
        await screen.calm()
        assert gate.count == before + 2
        assert not text_waits(screen.app.session.findings)
        assert not any("5,0 mnkr" in f.sentence for f in screen.app.session.findings.text_lines)


async def test_the_text_is_remembered_and_a_file_that_is_gone_is_said(
    folder: Path, report: Path
) -> None:
    async with opened(folder) as screen:
        await connect(screen, report)
        await screen.saved()
    report.unlink()
    async with opened(folder) as screen:
        found = [f for f in screen.app.session.findings.important() if f.kind == "text"]
        assert [f.sentence for f in found] == ["rapport.md finns inte, eller är ingen vanlig fil."]
        await screen.go_to("text")
        assert "rapport.md finns inte" in screen.text


async def test_a_file_that_is_no_text_is_refused_in_one_sentence(folder: Path) -> None:
    (folder / "bild.png").write_bytes(b"\x89PNG")
    async with opened(folder) as screen:
        await connect(screen, folder / "bild.png")
        assert "välj en fil som slutar på .txt, .md eller .docx" in " ".join(screen.panel.split())
        assert screen.app.session.document.texts == ()


async def test_a_text_is_taken_out_of_the_checks_and_left_where_it_is(
    folder: Path, report: Path
) -> None:
    async with opened(folder) as screen:
        await connect(screen, report)
        await screen.press("ctrl+p")
        await screen.write("ta bort en text")
        await screen.press("enter", "enter")
        assert screen.app.session.document.texts == ()
        assert not screen.app.session.findings.text_lines
        assert report.read_text(encoding="utf-8") == TEXT
        assert "Ingen text hör till dokumentet" in screen.text


async def test_markup_and_control_characters_in_a_text_are_only_text(folder: Path) -> None:
    file = folder / "elak.txt"
    file.write_text("[@click=app.exit]K[/] \x1b[31m röd 5,0 mnkr [red]", encoding="utf-8")
    async with opened(folder) as screen:
        await connect(screen, file)
        assert "[@click=app.exit]K[/]" in screen.text and "[red]" in screen.text
        assert "\x1b" not in screen.text


async def test_a_word_document_is_read_too(tmp_path: Path) -> None:
    folder = data_copy(tmp_path)
    file = folder / "rapport.docx"
    document = NewWordDocument()
    for paragraph in TEXT.split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(str(file))
    async with opened(folder) as screen:
        await connect(screen, file)
        assert "[✗ ska vara 6,0 mnkr]" in " ".join(screen.text.replace("\u00a0", " ").split())


async def test_the_command_checks_the_texts_that_belong_to_the_documents(
    folder: Path, report: Path
) -> None:
    async with opened(folder) as screen:
        await connect(screen, report)
        await screen.saved()
        on_screen = len(screen.app.session.findings.important())
    said: list[str] = []
    text, _ = check_without_screen(Order("2024-delar", format="json"), Store(folder), said.append)
    items = [p for p in json.loads(text) if p["allvar"] != "avrundning"]
    assert len(items) == on_screen and not said
    assert [p["rad_i_fil"] for p in items if p["fil"]] == [3]
    report.unlink()
    text, _ = check_without_screen(Order("2024-delar"), Store(folder), said.append)
    assert "rapport.md finns inte, eller är ingen vanlig fil." in text and not said
    check_without_screen(Order("2024-delar", claims=True), Store(folder), said.append)
    assert said == ["rapport.md finns inte, eller är ingen vanlig fil."]


TWO_TIMES = """Köp av tjänster väntas avvika negativt med 5,0 mnkr. Köp av tjänster väntas avvika
negativt med 5,0 mnkr. Beslutet togs den 31 april 2024 och följdes upp den 31 april 2024.

Det beslut som togs den 31 april 2024 gäller.
"""


async def test_the_screen_lists_of_texts_what_the_command_lists(folder: Path) -> None:
    for name in ("a/rapport.md", "b/rapport.md"):
        (folder.parent / name).parent.mkdir()
        (folder.parent / name).write_text(TWO_TIMES, encoding="utf-8")
    (folder.parent / "gammal.txt").write_bytes("Det går bättre.".encode("cp1252"))
    async with opened(folder) as screen:
        for name in ("a/rapport.md", "b/rapport.md", "gammal.txt", "borta.md"):
            (folder.parent / "borta.md").touch()
            screen.app.session.tab = "text"
            screen.app.action_run("lagg_till_text")
            await screen.pilot.pause()
            await screen.write(str(folder.parent / name))
            await screen.press("enter")
        (folder.parent / "borta.md").unlink()
        screen.app.check()
        await screen.saved()
        on_screen = sorted(f.sentence for f in screen.app.session.findings.all_())
    json_, _ = check_without_screen(Order("2024-delar", format="json"), Store(folder), str)
    assert sorted(item["text"] for item in json.loads(json_)) == on_screen
    out_of_text = [sentence for sentence in on_screen if "31 april" in sentence]
    assert len(out_of_text) == 4 and len(set(out_of_text)) == 4
    assert any("borta.md finns inte" in sentence for sentence in on_screen)
    assert any("gammal.txt är inte i UTF-8" in sentence for sentence in on_screen)


async def test_a_note_put_aside_hides_no_other_of_the_same_text(folder: Path) -> None:
    file = folder / "gammal.txt"
    file.write_bytes("Det går bättre.".encode("cp1252"))
    async with opened(folder) as screen:
        await connect(screen, file)
        await screen.press("down", "delete")
        await screen.write("Det är rätt")
        await screen.press("enter")
        findings = screen.app.session.findings
        assert not [f for f in findings.important() if f.kind == "text"]
        file.unlink()
        screen.app.check()
        await screen.calm()
        assert [f.sentence for f in findings.important() if f.kind == "text"] == [
            "gammal.txt finns inte, eller är ingen vanlig fil."
        ]


async def test_a_path_from_the_home_folder_is_understood(
    folder: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    async with opened(folder) as screen:
        await connect(screen, Path("~ingen-sadan-anvandare/rapport.md"))
        assert "rapport.md finns inte" in screen.panel
        await connect(screen, Path("~") / report.name)
        assert screen.app.session.document.texts == (str(report),)
