"""The states in which an older version leaves a data folder, and what is then done with it."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tests.compare.long_list import lengthen

DRAFT = "2024-delar-utkast"
DRIFT = f"{DRAFT}/drift.json"


@dataclass(frozen=True)
class Sitting:
    """One start of the program, and what is typed until it ends.

    It ends by itself, or is killed; or else, while ``last`` is typed, at a ``moment`` of a save
    (``dying/sitecustomize.py`` says which there are).
    """

    keys: tuple[str, ...]
    moment: str = ""
    last: tuple[str, ...] = ()


# What is done to the data folder from outside.
Change: TypeAlias = Callable[[Path], None]
Step: TypeAlias = Sitting | Change


@dataclass(frozen=True)
class State:
    """How the old side makes a folder, what must then be in it, and how both go on with it."""

    made: tuple[Step, ...]
    holds: tuple[str, ...]
    opened: Mapping[str, tuple[Step, ...]]


def _change(old: str, new: str) -> Change:
    """Another program that changes a figure of the draft's file."""

    def change(data: Path) -> None:
        text = (data / DRIFT).read_text("utf-8")
        assert old in text, f"{DRIFT} has no {old}"
        (data / DRIFT).write_text(text.replace(old, new, 1), "utf-8")

    return change


def _sync_copy(data: Path) -> None:
    """A sync program that keeps two versions of a file."""
    mine = data / DRIFT
    copy = mine.with_name("drift-DATOR.json")
    shutil.copy(mine, copy)
    copy.write_text(copy.read_text("utf-8").replace("58000", "58123"), "utf-8")


def _brought_back(data: Path) -> None:
    """The laid-aside document moved back by hand."""
    for aside in (data / ".namndkoll" / "borttagna").iterdir():
        aside.rename(data / aside.name.rpartition("-")[0])


def _many_rows(data: Path) -> None:
    lengthen(data / "2024-delar" / "investeringar.json", 300)


OPEN = ("F3", "text delårsbokslut 2024", "Enter", "Esc 1", "Ctrl+Home Down Right")
COPY = (*OPEN, "type -1", "Enter", "text 58000", "Enter")
EDITS = ("text -17 500", "Enter", "Right Up", "text -60 000", "Enter", "Left")
UNSAVED = ("text -37 000", "Enter", "Ctrl+Home Down Down Right", "text -17 123", "Enter",
           "text -38 500", "Enter", "Ctrl+Z", "Right", "text -45", "Enter", "type -99")  # fmt: skip
BACK_AND_FORTH = ("Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Z", "Ctrl+Y Ctrl+Y Ctrl+Y", "Ctrl+Z Ctrl+Z")
CELLS = ("Esc 1", "Ctrl+Home Down Right", "F4 PgDn Esc", "Down F4 Esc", "Down F4 Esc")
RESTORE = ("command Återställ", "Down Down Enter", "Enter", "Ctrl+Z", "Ctrl+Y", "F4 Esc")
# What everyone does who goes on: looks, undoes, restores, types, and comes again.
GO_ON = (
    Sitting((*CELLS, *BACK_AND_FORTH, "F4 Esc", *RESTORE, "text -17 321", "Enter", "Ctrl+Z",
             "Esc 0", "F5", "F4 Esc", "Ctrl+Q")),
    Sitting(("Ctrl+Z Ctrl+Z Ctrl+Y", "F4 Esc", "Ctrl+Q")),
)  # fmt: skip
ANSWERED = {
    name: (
        *changes,
        Sitting((*answer, *CELLS, *BACK_AND_FORTH, "Ctrl+Q")),
        Sitting(("Ctrl+Z Ctrl+Y", "F4 Esc", "Ctrl+Q")),
    )
    for name, changes, answer in (
        ("another cell changed, the file kept", (_change("20995", "20996"),), ("Enter",)),
        ("another cell changed, mine on top", (_change("20995", "20996"),), ("F9",)),
        ("the same cell changed, mine on top", (_change("-62376", "-61000"),), ("F9", "Enter")),
        ("changed, nothing answered", (_change("20995", "20996"),), ("Esc",)),
    )
}
LIVED = (
    *COPY, *EDITS, "Ctrl+Z", "Ctrl+Z Ctrl+Y", "text -17 600", "Enter", "text -63 500", "Enter",
    "Esc 5", "Down Down", "text 12", "Enter",
    "command Inställningar", "Enter", "text Nya nämnden", "Enter", "Down Down Enter", "Enter",
    "text 2031-05-13", "Enter", "text § 9", "Enter", "text Prov", "Enter", "Esc", "text andel",
    "Enter", "text 7", "Enter", "Esc Esc",
    "F3", "text årsbokslut 2023", "Enter", "Esc 0", "Down Down Delete",
    "text Känt sedan tidigare", "Enter",
    "F3", "text delårsbokslut 2024 (b", "Enter", "Ctrl+N", "Down Up Enter", "PgDn PgDn Enter",
    "Esc 1", "Ctrl+Home Down Right", "text -160 000", "Enter", "text -17 000", "Enter",
    "command Lägg undan", "Enter",
    "F3", "text utkast", "Enter", *CELLS[:2], "text -150 001", "Enter", "Ctrl+Q",
)  # fmt: skip
ROWS = "\n".join(f"{i}\t{i + 1}\t{i + 2}\t{i + 3}" for i in range(280))
LONG = (
    *COPY, *EDITS, "Esc 2", "Ctrl+Home Down Down Down Down Down Right", f"paste {ROWS}",
    "until Enter", "Enter", "burst 16 Ctrl+Z Ctrl+Y", "until sparat", "Esc 1",
    "Ctrl+Home Down Right", "text -155 555", "Enter", "text -17 555", "Enter", "Ctrl+Q",
)  # fmt: skip

STATES = {
    "trimmed": State(
        (_many_rows, Sitting(LONG)),
        (".namndkoll/arkiv/*.jsonl", ".namndkoll/journal.jsonl"),
        {"as it was": (*GO_ON, Sitting(("Esc 2", "Ctrl+Z Ctrl+Z Ctrl+Y", "F4 Esc", "Ctrl+Q")))},
    ),
    "lived": State(
        (Sitting(LIVED),),
        (
            f".namndkoll/kopior/{DRAFT}/drift/*.json",
            f"{DRAFT}/.tidigare/drift.json",
            ".namndkoll/borttagna/2024-bokslut-*/drift.json",
            "2023-bokslut/.tidigare/dokument.json",
        ),
        {
            "as it was": (
                *GO_ON,
                _brought_back,
                Sitting(("F3", "text bokslut 2024 (u", "Enter", *CELLS, *BACK_AND_FORTH, "Ctrl+Q")),
            ),
            "a sync program's copy": (_sync_copy, Sitting(("Esc 0", "PgDn", "F8 Esc", "Ctrl+Q"))),
        },
    ),
    "stuck": State(
        (Sitting((*COPY, *EDITS), "stuck", UNSAVED),),
        (".namndkoll/journal.jsonl", DRIFT),
        {"as it was": GO_ON, **ANSWERED},
    ),
    **{
        moment: State(
            (Sitting((*COPY, *EDITS), moment, UNSAVED[:2]),),
            (".namndkoll/journal.jsonl", DRIFT),
            {"as it was": GO_ON},
        )
        for moment in ("before", "after", "torn")
    },
}
