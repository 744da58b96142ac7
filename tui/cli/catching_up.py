"""The data folder brought up to date before a command writes in it."""

from tui.cli.parser import UsageError
from tui.cli.reading import Say, say_all
from tui.store.data_store import DataStore, restored
from tui.store.journal.reader import waiting_changes
from tui.svenska.format import count


def catch_up(store: DataStore, say: Say) -> None:
    """Put into the files what was committed before a crash: no stale figure is gone by.

    Raises UsageError where something waits for an answer.
    """
    notice = restored(store)
    asked = (c.sentence for c in notice.conflicts if not c.obstacle)
    faults = [*(error.sentence for error in notice.error), *asked]
    say_all(say, filter(None, (notice.sentence, *faults)))
    if waits := sum(waiting_changes(store.journal.read()).values()):
        raise UsageError(
            f"Ingenting gjordes: {count(waits, 'ändring väntar', 'ändringar väntar')} på att "
            "sparas. Starta Nämndkoll och välj vad som ska gälla först."
        )
