"""Every command, declared once: key, footer, palette and help come from here."""

from msgspec import Struct


class Command(Struct, frozen=True):
    """One command. ``key`` is Textual's name for the key, ``shown`` what the footer writes.

    ``footer`` is its short name in the footer, "" when it is not there (at most eight are).
    """

    id: str
    name: str
    key: str = ""
    shown: str = ""
    footer: str = ""


COMMANDS = (
    Command("hjalp", "Hjälp om tabellen och tangenterna", "f1", "F1", "Hjälp"),
    Command("andra", "Ändra cellen", "f2", "F2", "Ändra"),
    Command("dokument", "Välj dokument", "f3", "F3", "Dokument"),
    Command("nasta_tabell", "Nästa tabell på fliken", "f6", "F6", "Tabell"),
    Command("flikrad", "Gå till flikraden (0–6 väljer flik)", "", "Esc", "Flik"),
    Command("granska", "Granska: visa alla fynd", "f8", "F8", "Granska"),
    Command("nasta_fynd", "Gå till nästa fynd", "f5", "F5"),
    Command("angra", "Ångra", "ctrl+z", "Ctrl+Z", "Ångra"),
    Command("kommandon", "Alla kommandon", "ctrl+p", "Ctrl+P", "Meny"),
    Command("panel", "Visa allt om cellen", "f4", "F4"),
    Command("gor_om", "Gör om", "ctrl+y", "Ctrl+Y"),
    Command("forra_tabell", "Förra tabellen på fliken", "shift+f6", "Skift+F6"),
    Command("nasta_flik", "Nästa flik", "ctrl+pagedown", "Ctrl+PgDn"),
    Command("forra_flik", "Förra fliken", "ctrl+pageup", "Ctrl+PgUp"),
    Command("ny_rad", "Lägg till rad", "f7", "F7"),
    Command("ta_bort_rad", "Ta bort raden", "ctrl+delete", "Ctrl+Delete"),
    Command("rad_upp", "Flytta raden uppåt", "ctrl+up", "Ctrl+↑"),
    Command("rad_ned", "Flytta raden nedåt", "ctrl+down", "Ctrl+↓"),
    Command("forra_fynd", "Gå till förra fyndet", "shift+f5", "Skift+F5"),
    Command("undanta", "Undanta fyndet med ett skäl, eller ta tillbaka det", "", "Delete"),
    Command("lagg_till_text", "Lägg till rapportens text att granska"),
    Command("ta_bort_text", "Ta bort en text ur granskningen"),
    Command("rapport", "Skriv rapporten (Word, Excel, HTML …)", "f9", "F9"),
    Command("infor_namnd", "Skriv sidan Inför nämnd"),
    Command("kopiera", "Kopiera cellen", "ctrl+c", "Ctrl+C"),
    Command("kopiera_tabellen", "Kopiera tabellen"),
    Command("ny_dokument", "Gör nästa dokument av det här", "ctrl+n", "Ctrl+N"),
    Command("jamfor", "Jämför med ett annat dokument", "f12", "F12"),
    Command("lagg_undan", "Lägg undan utkastet"),
    Command("arbetskopia", "Gör en arbetskopia av dokumentet"),
    Command("besluta", "Besluta dokumentet och lås det"),
    Command("las_upp", "Lås upp det beslutade dokumentet"),
    Command("las", "Lås dokumentet igen"),
    Command("spara", "Spara igen", "ctrl+s", "Ctrl+S"),
    Command("aterstall", "Återställ fliken från en säkerhetskopia"),
    Command("installningar", "Inställningar: nämnd, sammanträden, gränser och skalor"),
    Command("tema", "Byt färgtema", "ctrl+t", "Ctrl+T"),
    Command("avsluta", "Avsluta", "ctrl+q", "Ctrl+Q"),
)
FOOTER_COMMANDS = tuple(k for k in COMMANDS if k.footer)
