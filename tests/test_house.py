"""The house: no ring of files, imports at the top, functions that fit on a screen."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

TUI = Path(__file__).resolve().parents[1] / "tui"
FILES = sorted(TUI.rglob("*.py"))
MAX_FUNCTION, MAX_METHODS, MAX_DEFERRED = 45, 18, 20
Function = ast.FunctionDef | ast.AsyncFunctionDef
Import = ast.Import | ast.ImportFrom


@cache
def tree(file: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def parts(file: Path) -> tuple[ast.AST, ...]:
    """Every node of a file's syntax tree."""
    return tuple(ast.walk(tree(file)))


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Everything in the code, with where it stands."""
    for file in FILES:
        for node in parts(file):
            yield f"{file.relative_to(TUI)}: {getattr(node, 'name', '')}", node


def module(file: Path) -> str:
    """The name that a file is imported by."""
    parts = ("tui", *file.relative_to(TUI).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(node: Import, modules: set[str]) -> Iterator[str]:
    """The modules of the house that an import names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in modules)
    else:
        for alias in node.names:
            name = f"{node.module}.{alias.name}"
            yield from (n for n in (name if name in modules else node.module,) if n in modules)


def deferred(file: Path) -> Iterator[Import]:
    """The imports inside functions."""
    for function in (n for n in parts(file) if isinstance(n, Function)):
        yield from (n for n in ast.walk(function) if isinstance(n, Import))


def test_no_files_know_each_other_in_a_ring() -> None:
    modules = {module(file) for file in FILES}
    graph = {
        module(file): {
            name
            for node in parts(file)
            if isinstance(node, Import)
            for name in imported(node, modules)
        }
        - {module(file)}
        for file in FILES
    }
    assert len(list(TopologicalSorter(graph).static_order())) == len(modules)


def test_an_import_inside_a_function_is_rare_and_gives_its_reason() -> None:
    found = [
        (file, node, file.read_text("utf-8").splitlines()[node.lineno - 1])
        for file in FILES
        for node in deferred(file)
    ]
    assert len(found) <= MAX_DEFERRED
    assert [
        f"{file.relative_to(TUI)}: {line.strip()}" for file, _, line in found if "#" not in line
    ] == []


def test_no_function_is_longer_than_can_be_seen_at_once() -> None:
    lengths = {
        where: (node.end_lineno or 0) - node.lineno + 1
        for where, node in nodes()
        if isinstance(node, Function)
    }
    assert {where: n for where, n in lengths.items() if n > MAX_FUNCTION} == {}


def test_no_class_has_grown_to_hold_everything() -> None:
    count = {
        where: sum(isinstance(part, Function) for part in node.body)
        for where, node in nodes()
        if isinstance(node, ast.ClassDef)
    }
    assert {where: n for where, n in count.items() if n > MAX_METHODS} == {}


def test_every_module_says_what_it_is() -> None:
    without = [
        str(file) for file in FILES if file.stat().st_size and not ast.get_docstring(tree(file))
    ]
    assert without == []
