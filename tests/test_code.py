"""The size of the code: short functions, small classes, files that can be read in one go."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

import tui

TUI = Path(tui.__file__).resolve().parent
FILES = sorted(TUI.rglob("*.py"))
MAX_FUNCTION, MAX_METHODS, MAX_FILE = 45, 18, 700
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Everything in the code, with where it stands."""
    for file in FILES:
        for node in ast.walk(tree(file)):
            yield f"{file.relative_to(TUI)}: {getattr(node, 'name', '')}", node


def functions() -> Iterator[tuple[str, Function]]:
    return ((where, node) for where, node in nodes() if isinstance(node, Function))


def rows(node: Function) -> int:
    """The lines of a function, its docstring left out."""
    first = node.body[0].lineno
    if ast.get_docstring(node) is not None and len(node.body) > 1:
        first = node.body[1].lineno
    return (node.end_lineno or first) - first + 1


def test_no_function_is_longer_than_can_be_seen_at_once() -> None:
    lengths = {where: (node.end_lineno or 0) - node.lineno + 1 for where, node in functions()}
    assert {where: n for where, n in lengths.items() if n > MAX_FUNCTION} == {}


def test_the_usual_function_is_a_few_lines() -> None:
    assert median(rows(node) for _, node in functions()) <= 5


def test_no_class_has_grown_to_hold_everything() -> None:
    count = {
        where: sum(isinstance(part_, Function) for part_ in node.body)
        for where, node in nodes()
        if isinstance(node, ast.ClassDef)
    }
    assert {where: n for where, n in count.items() if n > MAX_METHODS} == {}


def test_no_file_is_longer_than_can_be_read_in_one_go() -> None:
    lengths = {str(file.relative_to(TUI)): file.read_text("utf-8").count("\n") for file in FILES}
    assert {file: n for file, n in lengths.items() if n > MAX_FILE} == {}


def test_every_module_says_what_it_is() -> None:
    without = [
        str(file) for file in FILES if file.stat().st_size and not ast.get_docstring(tree(file))
    ]
    assert without == []
