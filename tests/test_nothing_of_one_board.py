"""Nothing of the five documents is in the program: their words are read out of ``data/``."""

import re
from pathlib import Path

import pytest

from tests.five_documents import IDS, area, tables
from tui.domain.table import Row, Table

ROOT = Path(__file__).resolve().parents[1]
SUBJECTS = ("mal",
            "nyckeltal", "ataganden", "risker", "plan", "uppfoljning", "stickprov", "punkter",
            "inriktningar", "fokusomraden", "utforare", "delram")  # fmt: skip
ACCOUNTS = ("resultat", "ram", "investeringar")
# Words of roles, and of any municipality's tables.
GENERAL = {
    "intäkt", "intäkter", "kostnad", "kostnader", "nettokostnad", "kommunbidrag", "finansnetto",
    "årets resultat", "resultat", "personalkostnader", "övriga kostnader", "inventarier",
}  # fmt: skip
PLACES = ("Alingsås",)
LEXICON = {"checks/prosa/row_words.py"}
"""A list of words that is to go."""


def label(row: Row, table: Table) -> str:
    """What the row is called, without its footnotes."""
    return re.sub(r"\s*(\(fotnot \d+\)|\*+)", "", row.label).strip() if table else ""


def words() -> list[str]:
    found = {
        label(row, table)
        for document in IDS
        for table in tables(document)
        if table.subject in (*SUBJECTS, *ACCOUNTS)
        for row in table.rows
    }
    own = (w for w in found if len(w) > 6 and w.casefold() not in GENERAL)
    return [*sorted(own), *PLACES]


def test_there_are_words_to_look_for() -> None:
    assert len(words()) > 60 and area().document


@pytest.mark.parametrize("folder", ["tui"])
def test_no_label_of_the_five_documents_is_in_the_program(folder: str) -> None:
    files = [f for f in (ROOT / folder).rglob("*") if f.suffix in (".py", ".json", ".tcss")]
    assert len(files) > 200
    of_theirs = words()
    told = {
        f"{name}: {word}"
        for file in files
        if (name := str(file.relative_to(ROOT / folder))) not in LEXICON
        for text in [file.read_text("utf-8")]
        for word in of_theirs
        if word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    }
    assert told == set()
