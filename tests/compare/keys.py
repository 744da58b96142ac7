"""The keys of the recorded run, written as ``typing_keys.presses`` reads them."""

# Around in a decided document, which only shows.
LOOKING = (
    "Down Down Right Right PgDn Home End Ctrl+Home Ctrl+End Up Left",
    "Esc 0", "Down Down Enter", "Esc 2", "F6 Shift+F6", "Esc 3", "F6 F6 F6",
    "Esc 4", "Down Down Right F6", "Esc 5", "F6 Down Right Right", "Esc 6",
    "Ctrl+PgUp Ctrl+PgUp Ctrl+PgDn", "Esc Right Right Left Enter",
    "F1 PgDn Esc", "F4 Esc", "F5 F5 F5 Shift+F5", "F8 Down Enter",
)  # fmt: skip
# A working copy, which the first figure typed asks for, and figures that are taken or refused.
FIGURES = (
    "Esc 1 Shift+F6", "Ctrl+Home Down Right", "type -1", "Enter", "text 58000", "Enter",
    "type -17 500,4", "Enter Esc", "text -17 500", "Tab", "type =-17*1,02", "Enter",
    "text 1.234", "Enter Esc", "F2 Backspace Backspace", "type 9", "Enter", "Up",
    "type 12", "Esc", "Delete", "Ctrl+Z Ctrl+Z Ctrl+Z", "Ctrl+Y Ctrl+Y Ctrl+Y",
    "Ctrl+Home", "Right", "Ctrl+C", "Right", "type 5", "Enter", "Esc Esc",
    "command Kopiera tabellen",
)  # fmt: skip
# Blocks pasted: taken, left, in a place where they do not fit, and one with headings.
PASTING = (
    "Ctrl+Home Down Right",
    "paste −155 000\t−154 000\n−17 000\t−11 500\n−68 000\tfel", "Enter", "Ctrl+Z", "Ctrl+Y",
    "paste 1;2;3", "Esc",
    "paste Belopp i tkr\tBudget 2024\nFinansnetto\t-12\nOkänd rad\t7", "Enter",
    "paste 31 000", "Enter",
    "Right", "paste 1\t2\n3\t4", "Esc",
)  # fmt: skip
# Rows added, filled, moved and taken away; where that may not be done too.
ROWS = (
    "F7 Ctrl+Delete", "F6", "Ctrl+Home Down Down F7", "text Ny uppgift", "Tab", "text Hyror",
    "Tab", "Enter Down Enter", "Right", "text 12,5", "Enter", "Home",
    "Ctrl+Up Ctrl+Up Ctrl+Down", "Ctrl+Delete", "Ctrl+Z", "Down Ctrl+Delete",
    "Ctrl+Z Ctrl+Y", "F7 Ctrl+Delete", "F6", "Right Right Right Space", "F6",
)  # fmt: skip
# Assessments, comments, choices of a register, findings put aside and taken back.
ASSESSING = (
    "command Gå till Mål och nyckeltal", "Ctrl+Home Right Right Space",
    "Space Down Space", "End Enter", "text  Bättre än väntat.", "F2", "Enter", "text x", "Esc Esc",
    "F6", "Ctrl+Home Down Right Right Enter", "text 180", "Enter", "Right Space",
    "command Gå till Uppföljning", "Ctrl+Home Right Space", "Right Space Enter", "Esc",
    "F5 F5", "Esc 0", "Down Down Delete", "text Känt sedan tidigare", "Enter", "Delete", "Esc",
)  # fmt: skip
# Beside another document.
COMPARING = ("command Gå till Drift", "F12 Down Up Enter", "Down Right Right F4 Esc", "F6 F6",
             "type 5", "Enter", "F12 Down Down Enter", "Down Enter")  # fmt: skip
# Reports written: in Word, over what is there, in a format that there is not.
REPORTS = ("F9 Enter", "until är skriven", "F9 Enter", "until finns redan", "F9",
           "until är skriven", "F9 End Backspace Backspace Backspace Backspace", "text pdf",
           "Enter", "command Skriv sidan Inför nämnd", "Enter", "until 1 tabell")  # fmt: skip
SETTINGS = (
    "command Inställningar", "Enter", "text Nya nämnden", "Enter",
    "Down Down Enter", "Enter", "text 2031-13-01", "Enter", "Ctrl+U", "text 2031-05-13", "Enter",
    "text § 9", "Enter", "text Prov", "Enter", "Esc", "text andel", "Enter", "text 7", "Enter",
    "Esc Esc", "Ctrl+T Ctrl+T",
)  # fmt: skip
WINDOW = ("size 80x24", "F4 Esc", "Down Right F6", "F1 Esc", "Esc 0", "Esc 1", "size 120x30")
MOUSE = ("click 30 2", "click 40 10", "click 15 1", "Esc", "click 25 30", "Esc", "click 40 3")
# Decided, locked, unlocked with a reason, changed, locked again.
DECIDING = (
    "command Gå till Drift", "command Besluta", "Enter", "Enter", "Enter", "F2", "Esc",
    "Ctrl+Z", "Ctrl+Y", "command Lås upp", "text Fel belopp", "Enter", "Ctrl+Home Right",
    "text 31 500", "Enter", "command Lås dokumentet igen", "command Återställ",
    "Down Enter", "Enter",
)  # fmt: skip
# Other documents, and the next one: made, undone, made again, changed.
NEXT = (
    "F3 Down Down Enter", "F3", "text 2018", "Enter", "F6 F6", "F3", "text delårsbokslut 2024",
    "Enter", "Ctrl+N", "Down Up Enter", "PgDn PgDn Enter", "Esc 1", "Ctrl+Z", "Ctrl+Y",
    "Ctrl+Home Down Right", "text -160 000", "Enter", "F5", "F3", "text 2025", "Enter",
    "Ctrl+N", "Enter", "Esc", "F8", "Ctrl+Q",
)  # fmt: skip
FIRST = (*LOOKING, *FIGURES, *PASTING, *ROWS, *ASSESSING, *COMPARING, *REPORTS, *SETTINGS, *WINDOW,
         *MOUSE, *DECIDING, *NEXT)  # fmt: skip
# The program started again on what the first run left: what is undone over a restart.
AGAIN = ("Ctrl+Z", "Ctrl+Z Ctrl+Y", "F3", "text utkast", "Enter", "Esc 3", "Down Space", "Ctrl+Z",
         "Esc 0", "F5 F5", "Ctrl+Q")  # fmt: skip
