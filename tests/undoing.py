"""Undo and redo on a workspace, as the session carries them out."""

from tui.workspace import Change, History, Workspace, carried_out

Undone = tuple[Workspace, History, tuple[Change, ...]]


def undo(area: Workspace, history: History) -> Undone:
    """Undo the last step; the same workspace and no changes where there is none."""
    step = history.next_(backwards=True)
    return carried_out(area, step), history.after("angra", step) if history.done else history, step


def redo(area: Workspace, history: History) -> Undone:
    """Redo the step that was last undone."""
    step, new = history.next_(backwards=False), history
    return carried_out(area, step), new.after("gor_om", step) if history.undone else new, step
