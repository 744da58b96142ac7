"""Files taken in at the screen: chosen, asked about once, looked at, accepted, remembered."""

import json
import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.screen_driver import SMALL, Screen, opened, screen_rows

HEADS = "Belopp i tkr;Utfall jan-aug 2024;Budget helår 2024\n"
AUGUST = HEADS + "Personalkostnader;-98 765;-140 111\nLokalhyror;-8 400;-13 000\nOkänt;-1;-2\n"
SEPTEMBER = AUGUST.replace("-98 765", "-98 700")


def export(folder: Path, name: str, text: str, minutes: int = 0) -> Path:
    """A file of the ekonomisystem, so many minutes newer than the others."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(text, "utf-8")
    os.utime(file, (1_725_000_000 + 60 * minutes,) * 2)
    return file


async def drift(screen: Screen) -> None:
    """The cursor on the running costs of a draft."""
    await screen.go_to("drift", "drift")
    await screen.cell("personal", "utfall")


async def done(screen: Screen) -> None:
    """Wait for the thread that reads the file."""
    for _ in range(100):
        await screen.calm()
        if "Läser filen" not in screen.dialog:
            return


async def keys(screen: Screen, *pressed: str) -> None:
    for key in pressed:
        await screen.press(key)
        await done(screen)


async def test_a_file_is_chosen_looked_at_and_accepted_as_one_step(
    folder: Path, tmp_path: Path
) -> None:
    file = export(tmp_path / "ut", "drift 2024-08.csv", AUGUST)
    (file.parent / "bild.png").write_bytes(b"x")
    async with opened(folder, utkast=True) as screen:
        await drift(screen)
        before = screen.table
        await keys(screen, "ctrl+o")
        await screen.paste(f"{file.parent}/")
        assert "drift 2024-08.csv" in screen.dialog
        assert "bild.png" not in screen.dialog
        await keys(screen, "enter")
        assert "Läs in drift 2024-08.csv i" in screen.dialog
        assert "Raden «Okänt» finns inte i tabellen." in screen.dialog
        await keys(screen, "enter")
        assert screen.cell_text("personal", "utfall") == "−98\u00a0765"
        assert "Inläst ur drift 2024-08.csv: 4 celler ändras" in screen.panel
        await screen.press("ctrl+z")
        assert screen.table == before


async def test_next_months_file_takes_two_keys(folder: Path, tmp_path: Path) -> None:
    file = export(tmp_path / "ut", "drift 2024-08.csv", AUGUST)
    async with opened(folder, utkast=True) as screen:
        await drift(screen)
        await keys(screen, "ctrl+o")
        await screen.paste(str(file))
        await keys(screen, "enter", "enter")
        await screen.saved()
        # The same file would change nothing: the list is shown, with it under the cursor.
        await keys(screen, "ctrl+o")
        assert "Enter öppnar" in screen.dialog
        await keys(screen, "escape")
        export(tmp_path / "ut", "drift 2024-09.csv", SEPTEMBER, 5)
        await keys(screen, "ctrl+o", "f9")
        assert "Enter öppnar" in screen.dialog
        await keys(screen, "escape", "ctrl+o")
        assert "Läs in drift 2024-09.csv i" in screen.dialog
        assert "Nyaste filen som liknar den förra" in screen.dialog
        await keys(screen, "enter")
        assert screen.cell_text("personal", "utfall") == "−98\u00a0700"


async def test_a_file_named_for_another_month_is_asked_about_each_time(
    folder: Path, tmp_path: Path
) -> None:
    untold = AUGUST.replace("jan-aug ", "")
    export(tmp_path / "ut", "drift 2024-08.csv", untold)
    async with opened(folder, utkast=True) as screen:
        await drift(screen)
        await keys(screen, "ctrl+o")
        await screen.paste(str(tmp_path / "ut" / "drift 2024-08.csv"))
        await keys(screen, "enter", "enter")
        await screen.saved()
        for month, figure in (("09", "98 700"), ("10", "98 600")):
            text = untold.replace("98 765", figure)
            export(tmp_path / "ut", f"drift 2024-{month}.csv", text, int(month))
            await keys(screen, "ctrl+o")
            assert "Ska talen in där ändå?" in " ".join(screen.dialog.replace("│", "").split())
            await keys(screen, "enter", "enter")
            assert screen.cell_text("personal", "utfall") == "−" + figure.replace(" ", "\u00a0")
            await screen.saved()


async def test_a_file_of_another_shape_is_asked_about_anew(folder: Path, tmp_path: Path) -> None:
    thousand = AUGUST.replace("Belopp i tkr", "Belopp").replace("-98 765", "-98 765 000")
    thousand = thousand.replace("-8 400", "-8 400 000").replace("-140 111", "-140 111 000")
    thousand = thousand.replace("-13 000", "-13 000 000")
    file = export(tmp_path / "ut", "drift 2024-08.csv", thousand)
    async with opened(folder, utkast=True) as screen:
        await drift(screen)
        await keys(screen, "ctrl+o")
        await screen.paste(str(file))
        await keys(screen, "enter")
        assert "Är de i kr?" in " ".join(screen.dialog.replace("│", "").split())
        await keys(screen, "enter", "enter")
        assert screen.cell_text("personal", "utfall") == "−98\u00a0765"
        await screen.saved()
        # The same form: nothing is asked.
        export(tmp_path / "ut", "drift 2024-09.csv", thousand.replace("98 765", "98 700"), 5)
        await keys(screen, "ctrl+o")
        assert "−98 765 → −98 700" in screen.dialog.replace("\u00a0", " ")
        await keys(screen, "enter")
        # Another form: it is not proposed by itself, and is asked about.
        other = thousand.replace("Utfall jan-aug", "Ansvar;Utfall jan-aug").replace(
            ";-98", ";1;-97"
        )
        export(tmp_path / "ut", "drift 2024-10.csv", other, 9)
        await keys(screen, "ctrl+o", "enter")
        assert "Är de i kr?" in " ".join(screen.dialog.replace("│", "").split())


async def test_of_several_sheets_the_one_that_fits_is_first(folder: Path, tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Anteckningar"
    rows = [line.split(";") for line in AUGUST.splitlines()]
    for name, lines in (("Om", [["Vecka", "Antal"], ["A", "1"], ["B", "2"]]), ("Saldo", rows)):
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append([_cell(cell) for cell in line])
    book.save(tmp_path / "bok.xlsx")
    async with opened(folder, utkast=True) as screen:
        await drift(screen)
        await keys(screen, "ctrl+o")
        await screen.paste(str(tmp_path / "bok.xlsx"))
        await keys(screen, "enter")
        told = [row for row in screen.dialog.splitlines() if "passar här" in row]
        assert "Saldo" in told[0] and "4 celler passar här" in told[0]
        assert "Om" in told[1] and "ingenting passar här" in told[1]
        await keys(screen, "enter", "enter")
        assert screen.cell_text("lokalhyror", "budget") == "−13\u00a0000"


def _cell(text: str) -> object:
    plain = text.replace(" ", "")
    return int(plain) if plain.lstrip("-").isdigit() else text


async def test_what_cannot_be_taken_in_is_one_sentence_and_changes_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.intake.source.MAX_TEXT", 1000)
    formulas = Workbook()
    formulas.active.append(["Personalkostnader", "=1+1"])
    formulas.active.append(["Lokalhyror", "=2+2"])
    formulas.save(tmp_path / "formler.xlsx")
    (tmp_path / "trasig.xlsx").write_bytes(b"PK\x03\x04 nothing of a book")
    (tmp_path / "last.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    export(tmp_path, "stor.csv", AUGUST * 20)
    export(tmp_path, "tom.csv", "")
    export(tmp_path, "annat.csv", "Vecka;Antal\nVar;3\nSommar;4\n")
    async with opened(folder, utkast=True) as screen:
        await drift(screen)
        before = screen.app.session.area
        for name, sentence in (
            ("formler.xlsx", "formler utan sparade värden"),
            ("trasig.xlsx", "trasig"),
            ("last.xlsx", "gamla format"),
            ("stor.csv", "större än"),
            ("tom.csv", "är tom"),
            ("annat.csv", "namn på tabellens rader"),
        ):
            await keys(screen, "ctrl+o")
            await screen.paste(str(tmp_path / name))
            await keys(screen, "enter")
            assert screen.dialog == ""
            assert sentence in screen.panel, (name, screen.panel)
            assert screen.app.session.area == before


async def test_a_file_into_a_decided_document_waits_for_the_working_copy(
    folder: Path, tmp_path: Path
) -> None:
    file = export(tmp_path / "ut", "drift 2024-08.csv", AUGUST)
    async with opened(folder, SMALL) as screen:
        await screen.press("escape", "0", "ctrl+o")
        assert "Gå till den tabell" in screen.text
        await drift(screen)
        await keys(screen, "ctrl+o")
        await screen.paste(str(file))
        await keys(screen, "enter")
        assert "Därefter visas vad 4 rader ur filen ändrar." in " ".join(
            screen.dialog.replace("│", "").split()
        )
        await keys(screen, "enter", "enter")
        assert screen.cell_text("personal", "utfall") == "−98\u00a0765"


LEDGER = """#FLAGGA 0
#FORMAT PC8
#SIETYP 3
#FNAMN "Miljokontoret"
#RAR 0 20240101 20241231
#OMFATTN 20240831
#DIM 1 "Ansvar"
#OBJEKT 1 "120" "Unga"
#OBJEKT 1 "130" "Vuxna"
#KONTO 5010 "Loner"
#KONTO 6010 "Hyra"
#KONTO 7900 "Annat"
#RES 0 5010 900000.00
#RES 0 6010 300000.50
#RES 0 7900 500.00
#PSALDO 0 202408 5010 {} 900000.00
#PSALDO 0 202408 5010 {1 "120"} 400000.00
#PSALDO 0 202408 5010 {1 "130"} 500000.00
#PSALDO 0 202408 6010 {} 300000.50
#PSALDO 0 202408 6010 {1 "130"} 300000.50
#PSALDO 0 202408 7900 {} 500.00
#PSALDO 0 202408 7900 {1 "120"} 500.00
"""


def mapped(folder: Path) -> None:
    """A map of accounts in a data folder's settings."""
    file = folder / "installningar.json"
    settings = json.loads(file.read_text("utf-8"))
    lines = (("Personalkostnader", "5"), ("Lokalhyror", "60"))
    settings["kontokarta"] = {
        str(n): {"rad": row, "konton": accounts} for n, (row, accounts) in enumerate(lines, 1)
    }
    file.write_text(json.dumps(settings), "utf-8")


async def test_an_accounting_file_is_read_by_the_map_and_next_time_without_questions(
    folder: Path, tmp_path: Path
) -> None:
    mapped(folder)
    file = export(tmp_path / "ut", "saldo 2024-08.se", LEDGER)
    async with opened(folder, SMALL, utkast=True) as screen:
        await drift(screen)
        await keys(screen, "ctrl+o")
        await screen.paste(str(file))
        await keys(screen, "enter")
        assert "Miljokontoret, till och med augusti 2024" in screen.dialog
        # What cannot be is told in the dialog, which stays.
        await screen.press("tab", "tab")
        await screen.write("augusti")
        await keys(screen, "enter")
        assert "Skriv år och månad" in screen.dialog
        await screen.press("ctrl+u", "tab")
        await screen.write("Ansvar=120")
        await keys(screen, "enter")
        assert "Bara Ansvar=120 är läst." in screen.dialog
        await screen.press("end")
        assert "500 kr netto kostnad" in " ".join(screen.dialog.replace("\u00a0", " ").split())
        await keys(screen, "enter")
        assert screen.cell_text("personal", "utfall") == "−400"
        await screen.saved()
        export(tmp_path / "ut", "saldo 2024-09.se", LEDGER.replace("400000", "410000"), 5)
        await keys(screen, "ctrl+o")
        assert "saldo 2024-09.se" in screen.dialog and "Bara Ansvar=120" in screen.dialog
        await keys(screen, "enter")
        assert screen.cell_text("personal", "utfall") == "−410"


async def test_the_map_says_what_accounts_of_the_file_no_row_has(
    folder: Path, tmp_path: Path
) -> None:
    file = export(tmp_path / "ut", "saldo 2024-08.se", LEDGER.replace("Loner", "Hyror"))
    async with opened(folder, utkast=True) as screen:
        await drift(screen)
        await keys(screen, "ctrl+o")
        await screen.paste(str(file))
        await keys(screen, "enter", "enter")
        assert "lägg upp nämndens kontokarta" in " ".join(screen.dialog.replace("│", "").split())
        await keys(screen, "escape")
        screen.app.start("menu:run", "kontokarta")
        await screen.calm()
        said = "\n".join(screen_rows(screen.app.screen))
        assert "3 konton finns inte på någon rad i kontokartan" in said
        assert "5010 Hyror        900\u00a0000 kr" in said


async def test_what_a_name_of_the_file_means_is_said_once(folder: Path, tmp_path: Path) -> None:
    file = export(tmp_path / "ut", "drift 2024-08.csv", AUGUST.replace("Okänt", "Tj. externt"))
    async with opened(folder, SMALL, utkast=True) as screen:
        await drift(screen)
        await keys(screen, "ctrl+o")
        await screen.paste(str(file))
        await keys(screen, "enter", "f2")
        assert "Var hör ”Tj. externt” hemma?" in screen.dialog
        await screen.write("köp")
        await keys(screen, "enter", "enter")
        assert screen.cell_text("kop_av_tjanster", "utfall") == "−1"
        await screen.saved()
        text = file.read_text("utf-8").replace("externt;-1", "externt;-3")
        export(tmp_path / "ut", "drift 2024-09.csv", text, 5)
        await keys(screen, "ctrl+o", "enter")
        assert screen.cell_text("kop_av_tjanster", "utfall") == "−3"
