"""The data folders that are measured: the real documents, a working copy, many, and long ones."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct

from tui.screen.controllers.decision import new_working_copy
from tui.screen.session import Session
from tui.store.folder import Store

ROT = Path(__file__).resolve().parents[2]
DATA = ROT / "data"
DOCUMENT = "2024-delar"
BASER = Path(__file__).resolve().parent / "baser"


class Folder(Struct, frozen=True):
    """A data folder, and the working copy in it that is shown when it is opened."""

    folder: Path
    utkast: str

    @property
    def directory(self) -> Path:
        """Where ``namndkoll`` finds the folder without being told."""
        return self.folder.parent

    @property
    def argument(self) -> list[str]:
        """The command line's part."""
        return ["--data", str(self.folder)]


@contextmanager
def working_folder(count: int = 5, rows: int = 0) -> Iterator[Folder]:
    """A copy of the real documents with a working copy last used on Drift; then removed.

    With ``rows``, Investeringar is made that many rows long, and was last used.
    """
    with TemporaryDirectory(prefix="namndkoll-bench-") as rot:
        folder = Path(shutil.copytree(DATA, Path(rot) / "data"))
        yield Folder(folder, _prepared(folder, count, rows))


def _prepared(folder: Path, count: int, rows: int) -> str:
    store = Store(folder)
    store.save_choice(senaste_dokument=DOCUMENT, senaste_flik="drift")
    copy = new_working_copy(Session(store)).id
    store.save_choice(senaste_dokument=copy, senaste_flik="investeringar" if rows else "drift")
    _multiply(folder, count)
    if rows:
        _too_long(folder / copy / "investeringar.json", rows)
    return copy


def _too_long(file: Path, count: int) -> None:
    """Reinvestering with so many more posts, of 1 each, that the table has ``count`` rows."""
    ra = json.loads(file.read_text("utf-8"))
    items = list(ra["investeringar"].values())
    after = next(i for i, p in enumerate(items) if p["rad"] == "anpassning")
    cells = {"budget": 1, "prognos": 1, "utfall": 1, "foregaende": 1}
    new_ones = [
        {"rad": f"post_{i}", "etikett": f"Post {i}", "foralder": "reinvestering", "celler": cells}
        for i in range(count - len(items))
    ]
    all_ = [*items[:after], *new_ones, *items[after:]]
    ra["investeringar"] = {str(nr): item for nr, item in enumerate(all_, 1)}
    write_json(file, ra)


def _multiply(folder: Path, count: int) -> None:
    """As many documents as wanted: the real ones again under other ids."""
    bland = sorted(p.name for p in DATA.iterdir() if (p / "dokument.json").exists())
    for serial in range(count - len(bland)):
        source = bland[serial % len(bland)]
        id_ = f"{source}-{serial:04d}"
        shutil.copytree(DATA / source, folder / id_)
        for file in (folder / id_).glob("*.json"):
            ra = json.loads(file.read_text("utf-8"))
            ra["schema"]["1"]["dokument"] = id_
            if file.name == "dokument.json":
                ra["dokument"]["1"]["id"] = id_
            write_json(file, ra)


def write_json(file: Path, ra: Any) -> None:
    """A store file written without the store."""
    file.write_text(json.dumps(ra, ensure_ascii=False, indent=1), "utf-8")
