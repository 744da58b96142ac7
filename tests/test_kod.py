"""The size of the code: short functions, small classes, files that can be read in one go."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

import tui

TUI = Path(tui.__file__).resolve().parent
FILER = sorted(TUI.rglob("*.py"))
MAX_FUNKTION, MAX_METODER, MAX_FIL = 45, 18, 350
Funktion = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def trad(fil: Path) -> ast.Module:
    return ast.parse(fil.read_text(encoding="utf-8"))


def noder() -> Iterator[tuple[str, ast.AST]]:
    """Everything in the code, with where it stands."""
    for fil in FILER:
        for nod in ast.walk(trad(fil)):
            yield f"{fil.relative_to(TUI)}: {getattr(nod, 'name', '')}", nod


def funktioner() -> Iterator[tuple[str, Funktion]]:
    return ((var, nod) for var, nod in noder() if isinstance(nod, Funktion))


def rader(nod: Funktion) -> int:
    """The lines of a function, its docstring left out."""
    forsta = nod.body[0].lineno
    if ast.get_docstring(nod) is not None and len(nod.body) > 1:
        forsta = nod.body[1].lineno
    return (nod.end_lineno or forsta) - forsta + 1


def test_no_function_is_longer_than_can_be_seen_at_once() -> None:
    langder = {var: (nod.end_lineno or 0) - nod.lineno + 1 for var, nod in funktioner()}
    assert {var: n for var, n in langder.items() if n > MAX_FUNKTION} == {}


def test_the_usual_function_is_a_few_lines() -> None:
    assert median(rader(nod) for _, nod in funktioner()) <= 5


def test_no_class_has_grown_to_hold_everything() -> None:
    antal = {
        var: sum(isinstance(del_, Funktion) for del_ in nod.body)
        for var, nod in noder()
        if isinstance(nod, ast.ClassDef)
    }
    assert {var: n for var, n in antal.items() if n > MAX_METODER} == {}


def test_no_file_is_longer_than_can_be_read_in_one_go() -> None:
    langder = {str(fil.relative_to(TUI)): fil.read_text("utf-8").count("\n") for fil in FILER}
    assert {fil: n for fil, n in langder.items() if n > MAX_FIL} == {}


def test_every_module_says_what_it_is() -> None:
    utan = [str(fil) for fil in FILER if fil.stat().st_size and not ast.get_docstring(trad(fil))]
    assert utan == []
