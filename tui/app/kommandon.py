"""Every command, declared once: key, footer, palette and help come from here."""

from tui.fryst import fryst


@fryst
class Kommando:
    """One command. ``tangent`` is Textual's name for the key, ``visas`` what the footer writes.

    ``fot`` is its short name in the footer, "" when it is not there (at most eight are).
    """

    id: str
    namn: str
    tangent: str = ""
    visas: str = ""
    fot: str = ""


KOMMANDON = (
    Kommando("hjalp", "Hjälp om tabellen och tangenterna", "f1", "F1", "Hjälp"),
    Kommando("andra", "Ändra cellen", "f2", "F2", "Ändra"),
    Kommando("dokument", "Välj dokument", "f3", "F3", "Dokument"),
    Kommando("nasta_tabell", "Nästa tabell på fliken", "f6", "F6", "Tabell"),
    Kommando("flikrad", "Gå till flikraden (0–6 väljer flik)", "", "Esc", "Flik"),
    Kommando("granska", "Granska: visa alla fynd", "f8", "F8", "Granska"),
    Kommando("nasta_fynd", "Gå till nästa fynd", "f5", "F5"),
    Kommando("angra", "Ångra", "ctrl+z", "Ctrl+Z", "Ångra"),
    Kommando("kommandon", "Alla kommandon", "ctrl+p", "Ctrl+P", "Meny"),
    Kommando("panel", "Visa allt om cellen", "f4", "F4"),
    Kommando("gor_om", "Gör om", "ctrl+y", "Ctrl+Y"),
    Kommando("forra_tabell", "Förra tabellen på fliken", "shift+f6", "Skift+F6"),
    Kommando("nasta_flik", "Nästa flik", "ctrl+pagedown", "Ctrl+PgDn"),
    Kommando("forra_flik", "Förra fliken", "ctrl+pageup", "Ctrl+PgUp"),
    Kommando("ny_rad", "Lägg till rad", "f7", "F7"),
    Kommando("ta_bort_rad", "Ta bort raden", "ctrl+delete", "Ctrl+Delete"),
    Kommando("rad_upp", "Flytta raden uppåt", "ctrl+up", "Ctrl+↑"),
    Kommando("rad_ned", "Flytta raden nedåt", "ctrl+down", "Ctrl+↓"),
    Kommando("forra_fynd", "Gå till förra fyndet", "shift+f5", "Skift+F5"),
    Kommando("undanta", "Undanta fyndet med ett skäl, eller ta tillbaka det", "", "Delete"),
    Kommando("lagg_till_text", "Lägg till rapportens text att granska"),
    Kommando("ta_bort_text", "Ta bort en text ur granskningen"),
    Kommando("rapport", "Skriv rapporten (Word, Excel, HTML …)", "f9", "F9"),
    Kommando("infor_namnd", "Skriv sidan Inför nämnd"),
    Kommando("kopiera", "Kopiera cellen", "ctrl+c", "Ctrl+C"),
    Kommando("kopiera_tabellen", "Kopiera tabellen"),
    Kommando("ny_dokument", "Gör nästa dokument av det här", "ctrl+n", "Ctrl+N"),
    Kommando("jamfor", "Jämför med ett annat dokument", "f12", "F12"),
    Kommando("lagg_undan", "Lägg undan utkastet"),
    Kommando("arbetskopia", "Gör en arbetskopia av dokumentet"),
    Kommando("besluta", "Besluta dokumentet och lås det"),
    Kommando("las_upp", "Lås upp det beslutade dokumentet"),
    Kommando("las", "Lås dokumentet igen"),
    Kommando("spara", "Spara igen", "ctrl+s", "Ctrl+S"),
    Kommando("aterstall", "Återställ fliken från en säkerhetskopia"),
    Kommando("installningar", "Inställningar: nämnd, sammanträden, gränser och skalor"),
    Kommando("tema", "Byt färgtema", "ctrl+t", "Ctrl+T"),
    Kommando("avsluta", "Avsluta", "ctrl+q", "Ctrl+Q"),
)
FOTKOMMANDON = tuple(k for k in KOMMANDON if k.fot)
