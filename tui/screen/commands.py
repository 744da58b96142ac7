"""Every command, declared once: key, footer, palette, help, and the function that carries it out.

``run`` names the function in ``controllers/`` as "module:function"; it is imported when it is first
used, so that a start costs no dialog.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from msgspec import Struct


class Command(Struct, frozen=True):
    """One command. ``key`` is Textual's name for the key, ``shown`` what the footer writes.

    ``footer`` is its short name in the footer, "" when it is not there (at most eight are);
    ``argument`` what its function is given beside the session and the screen, if anything;
    ``words`` what else the menu finds it by, a comma between.
    """

    id: str
    name: str
    run: str
    key: str = ""
    shown: str = ""
    footer: str = ""
    argument: int | bool | None = None
    words: str = ""


COMMANDS = (
    Command("hjalp", "Hjälp om tabellen och tangenterna", "menu:help_", "f1", "F1", "Hjälp"),
    Command("andra", "Ändra cellen", "menu:change", "f2", "F2"),
    Command("dokument", "Välj dokument", "documents:choose", "f3", "F3", "Dokument"),
    Command("nasta_tabell", "Nästa tabell på fliken", "navigation:step_table", "f6", "F6",
            "Tabell", 1),
    Command("flikrad", "Gå till flikraden (0–6 väljer flik)", "navigation:to_tab_bar", "", "Esc",
            "Flik"),
    Command("ur_texten", "Visa eller dölj tabellerna ur texten", "navigation:show_or_hide_traces"),
    Command("granska", "Granska: visa alla fynd", "findings:check", "f8", "F8", "Granska"),
    Command("nasta_fynd", "Gå till nästa fynd", "findings:step", "f5", "F5", argument=1),
    Command("angra", "Ångra", "undo:step_back", "ctrl+z", "Ctrl+Z", "Ångra", True),
    Command("kommandon", "Alla kommandon", "menu:palette", "ctrl+p", "Ctrl+P", "Meny"),
    Command("panel", "Visa allt om cellen", "menu:show_panel", "f4", "F4"),
    Command("gor_om", "Gör om", "undo:step_back", "ctrl+y", "Ctrl+Y", argument=False),
    Command("forra_tabell", "Förra tabellen på fliken", "navigation:step_table", "shift+f6",
            "Skift+F6", argument=-1),
    Command("nasta_flik", "Nästa flik", "navigation:step_tab", "ctrl+pagedown", "Ctrl+PgDn",
            argument=1),
    Command("forra_flik", "Förra fliken", "navigation:step_tab", "ctrl+pageup", "Ctrl+PgUp",
            argument=-1),
    Command("ny_rad", "Lägg till rad (på rubrikraden: kolumn)", "rows:new_row", "f7", "F7",
            words="ny rad, infoga rad"),
    Command("ta_bort_rad", "Ta bort raden (på rubrikraden: kolumnen)", "rows:remove_row",
            "ctrl+delete", "Ctrl+Delete"),
    Command("rad_upp", "Flytta raden uppåt", "rows:move_row", "ctrl+up", "Ctrl+↑", argument=-1),
    Command("rad_ned", "Flytta raden nedåt", "rows:move_row", "ctrl+down", "Ctrl+↓", argument=1),
    Command("form", "Ändra formen: regel, enhet, decimaler, rubriker …", "forms:form", "shift+f2",
            "Skift+F2", words="bedöm, bedömning, formel, kolumnens regel"),
    Command("ny_kolumn", "Lägg till kolumn", "columns:new_column", "shift+f7", "Skift+F7",
            words="ny kolumn, infoga kolumn"),
    Command("ta_bort_kolumn", "Ta bort kolumnen", "columns:remove_column"),
    Command("at_vanster", "Flytta kolumnen åt vänster (i radnamnen: raden en nivå ut)",
            "rows:move_sideways", "ctrl+left", "Ctrl+←", argument=-1),
    Command("at_hoger", "Flytta kolumnen åt höger (i radnamnen: raden en nivå in)",
            "rows:move_sideways", "ctrl+right", "Ctrl+→", argument=1),
    Command("ny_tabell", "Lägg till en tabell: tom, ur en mall, ett block eller en annan tabell",
            "tables:new_table", words="ny tabell, skapa tabell, infoga tabell"),
    Command("ta_bort_tabell", "Ta bort tabellen", "tables:remove_table"),
    Command("behall_mall", "Behåll tabellen som en egen mall", "own_malls:keep"),
    Command("ta_bort_mall", "Ta bort en egen mall", "own_malls:remove"),
    Command("behall_slag", "Behåll dokumentets tabeller som ett eget slag", "own_kinds:keep"),
    Command("ta_bort_slag", "Ta bort ett eget slag", "own_kinds:remove"),
    Command("forra_fynd", "Gå till förra fyndet", "findings:step", "shift+f5", "Skift+F5",
            argument=-1),
    Command("undanta", "Undanta fyndet med ett skäl, eller ta tillbaka det", "findings:except_",
            "", "Delete"),
    Command("lagg_till_text", "Lägg till rapportens text att granska", "findings:add_text"),
    Command("ta_bort_text", "Ta bort en text ur granskningen", "findings:remove_text"),
    Command("rapport", "Skriv rapporten (Word, Excel, HTML …)", "reporting:write_file", "f9",
            "F9", argument=False),
    Command("infor_namnd", "Skriv sidan Inför nämnd", "reporting:write_file", argument=True),
    Command("las_in", "Läs in en fil i tabellen (ekonomisystem, Excel, CSV …)", "files:take_in",
            "ctrl+o", "Ctrl+O", "Läs in", words="importera, öppna fil, hämta tal"),
    Command("kopiera", "Kopiera cellen, eller de som är markerade (Skift+pilar)",
            "copying:copy_cell", "ctrl+c", "Ctrl+C"),
    Command("kopiera_tabellen", "Kopiera tabellen", "copying:copy_table"),
    Command("oppna_rapport", "Öppna en rapport för granskning (fil)", "foreign:open_report"),
    Command("ny_dokument", "Gör nästa dokument av det här", "documents:new_document", "ctrl+n",
            "Ctrl+N"),
    Command("jamfor", "Jämför med ett annat dokument", "comparing:compare", "f12", "F12"),
    Command("lagg_undan", "Lägg undan utkastet", "aside:put_aside"),
    Command("ta_tillbaka", "Lägg tillbaka ett undanlagt dokument", "aside:bring_back"),
    Command("arbetskopia", "Gör en arbetskopia av dokumentet", "decision:open_working_copy"),
    Command("besluta", "Besluta dokumentet och lås det", "decision:decide"),
    Command("las_upp", "Lås upp det beslutade dokumentet", "decision:unlock"),
    Command("las", "Lås dokumentet igen", "decision:lock"),
    Command("spara", "Spara igen", "changes:save_again", "ctrl+s", "Ctrl+S"),
    Command("vantande", "Ändringar som väntar sedan förra gången: välj vad som ska gälla",
            "waiting:settle_waiting"),
    Command("aterstall", "Återställ från en säkerhetskopia", "backups:restore"),
    Command("installningar", "Inställningar: nämnd, sammanträden, gränser och skalor",
            "settings:settings", words="skala, skalan, steg, bedöm, bedömning, gräns, tecken"),
    Command("kontokarta", "Kontokarta: vilken rad varje konto hör till",
            "account_map:account_map", words="konton, kontoplan, kontogrupp, kodplan"),
    Command("huvud", "Dokumentets huvud: namn, diarienummer, dokumentansvarig …",
            "head:fields"),
    Command("moten", "Sammanträden och tidsfrister: lägg in, ändra eller klistra in ett helt år",
            "meetings:meetings", words="möten, deadline, nytt sammanträde"),
    Command("startsida", "Startsidan: börja för en nämnd, titta på exemplet, öppna en annan mapp",
            "quitting:to_start_page", "shift+f9", "Skift+F9"),
    Command("tema", "Byt färgtema", "menu:switch_theme", "ctrl+t", "Ctrl+T"),
    Command("avsluta", "Avsluta", "quitting:quit_", "ctrl+q", "Ctrl+Q"),
)  # fmt: skip
FOOTER_COMMANDS = tuple(command for command in COMMANDS if command.footer)
COMMAND = {command.id: command for command in COMMANDS}


def controller(run: str) -> Callable[..., Any]:
    """The function that a "module:function" names."""
    module, _, name = run.partition(":")
    function: Callable[..., Any] = getattr(import_module(f"tui.screen.controllers.{module}"), name)
    return function
