"""The reports as the screen has them written; nothing is imported before one is asked for."""

from collections.abc import Callable
from os.path import expanduser
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.arbetsyta import Arbetsyta
    from tui.report.rapportskrivning import Framsteg


class Skarmrapport:
    """The reports as the screen writes them: where to, and a call for a thread of its own."""

    def forslag(self, dokument_id: str, slut: str) -> str:
        """The file that is proposed: in the user's documents, else where the user is at home."""
        from platformdirs import user_documents_path

        mapp = user_documents_path()
        return str((mapp if mapp.is_dir() else Path.home()) / f"{dokument_id}{slut}")

    def skriv(
        self,
        yta: "Arbetsyta",
        dokument_id: str,
        fil: str,
        *,
        infor_namnd: bool = False,
        skriv_over: bool = False,
        framsteg: "Framsteg | None" = None,
        avbruten: Callable[[], bool] = lambda: False,
    ) -> str:
        """Write it. Returns the sentence to say, also that it was stopped. Raises Rapportfel."""
        from tui.cli_rapport import skriv
        from tui.report.rapportbygge import Rapportval
        from tui.report.rapportskrivning import Avbruten

        lage = {"skriv_over": skriv_over, "framsteg": framsteg, "avbruten": avbruten}
        try:
            val = Rapportval(infor_namnd=infor_namnd)
            # Path's own expanduser raises RuntimeError where there is no such user.
            hel = Path(expanduser(fil))  # noqa: PTH111
            return skriv(yta, dokument_id, hel, val, **lage)  # type: ignore[arg-type]
        except Avbruten:
            return "Rapporten är avbruten; ingenting är skrivet."
