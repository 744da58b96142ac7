"""The house: no ring of files, imports at the top, functions that fit on a screen."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

TUI = Path(__file__).resolve().parents[1] / "tui"
FILES = sorted(TUI.rglob("*.py"))
MAX_FUNCTION, MAX_METHODS, MAX_DEFERRED = 45, 18, 20
Function = ast.FunctionDef | ast.AsyncFunctionDef
Import = ast.Import | ast.ImportFrom


class Told(NamedTuple):
    """What is asked of a file; its tree is let go."""

    documented: bool
    imports: list[Import]
    deferred: list[Import]
    lengths: dict[str, int]
    methods: dict[str, int]


@cache
def told(file: Path) -> Told:
    """A file's imports, those inside functions, and how long its functions and classes are."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    functions = [n for n in nodes if isinstance(n, Function)]
    name = f"{file.relative_to(TUI)}: "
    return Told(
        ast.get_docstring(tree) is not None,
        [n for n in nodes if isinstance(n, Import)],
        [n for f in functions for n in ast.walk(f) if isinstance(n, Import)],
        {name + f.name: (f.end_lineno or 0) - f.lineno + 1 for f in functions},
        {
            name + n.name: sum(isinstance(part, Function) for part in n.body)
            for n in nodes
            if isinstance(n, ast.ClassDef)
        },
    )


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


def test_no_files_know_each_other_in_a_ring() -> None:
    modules = {module(file) for file in FILES}
    graph = {
        module(file): {name for node in told(file).imports for name in imported(node, modules)}
        - {module(file)}
        for file in FILES
    }
    assert len(list(TopologicalSorter(graph).static_order())) == len(modules)


def test_an_import_inside_a_function_is_rare_and_gives_its_reason() -> None:
    found = [
        (file, node, file.read_text("utf-8").splitlines()[node.lineno - 1])
        for file in FILES
        for node in told(file).deferred
    ]
    assert len(found) <= MAX_DEFERRED
    assert [
        f"{file.relative_to(TUI)}: {line.strip()}" for file, _, line in found if "#" not in line
    ] == []


def test_no_function_is_longer_than_can_be_seen_at_once() -> None:
    lengths = {where: n for file in FILES for where, n in told(file).lengths.items()}
    assert {where: n for where, n in lengths.items() if n > MAX_FUNCTION} == {}


def test_no_class_has_grown_to_hold_everything() -> None:
    count = {where: n for file in FILES for where, n in told(file).methods.items()}
    assert {where: n for where, n in count.items() if n > MAX_METHODS} == {}


def test_every_module_says_what_it_is() -> None:
    without = [str(file) for file in FILES if file.stat().st_size and not told(file).documented]
    assert without == []
