"""The data folders that are measured: the real documents, a working copy, many, and long ones."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tui.app.arbetskopia import ny_arbetskopia
from tui.app.arbetspass import Arbetspass
from tui.store.mapp import Lager

ROT = Path(__file__).resolve().parents[2]
DATA = ROT / "data"
DOKUMENT = "2024-delar"
BASER = Path(__file__).resolve().parent / "baser"


@dataclass(frozen=True)
class Mapp:
    """A data folder, and the working copy in it that is shown when it is opened."""

    mapp: Path
    utkast: str

    @property
    def katalog(self) -> Path:
        """Where ``namndkoll`` finds the folder without being told."""
        return self.mapp.parent

    @property
    def argument(self) -> list[str]:
        """The command line's part."""
        return ["--data", str(self.mapp)]


@contextmanager
def arbetsmapp(antal: int = 5, rader: int = 0) -> Iterator[Mapp]:
    """A copy of the real documents with a working copy last used on Drift; then removed.

    With ``rader``, Investeringar is made that many rows long, and was last used.
    """
    with TemporaryDirectory(prefix="namndkoll-bench-") as rot:
        mapp = Path(shutil.copytree(DATA, Path(rot) / "data"))
        yield Mapp(mapp, _forberedd(mapp, antal, rader))


def _forberedd(mapp: Path, antal: int, rader: int) -> str:
    lager = Lager(mapp)
    lager.spara_val(senaste_dokument=DOKUMENT, senaste_flik="drift")
    kopia = ny_arbetskopia(Arbetspass(lager)).id
    lager.spara_val(senaste_dokument=kopia, senaste_flik="investeringar" if rader else "drift")
    _mangfaldiga(mapp, antal)
    if rader:
        _forlang(mapp / kopia / "investeringar.json", rader)
    return kopia


def _forlang(fil: Path, antal: int) -> None:
    """Reinvestering with so many more posts, of 1 each, that the table has ``antal`` rows."""
    ra = json.loads(fil.read_text("utf-8"))
    poster = list(ra["investeringar"].values())
    efter = next(i for i, p in enumerate(poster) if p["rad"] == "anpassning")
    celler = {"budget": 1, "prognos": 1, "utfall": 1, "foregaende": 1}
    nya = [
        {"rad": f"post_{i}", "etikett": f"Post {i}", "foralder": "reinvestering", "celler": celler}
        for i in range(antal - len(poster))
    ]
    alla = [*poster[:efter], *nya, *poster[efter:]]
    ra["investeringar"] = {str(nr): post for nr, post in enumerate(alla, 1)}
    skriv_json(fil, ra)


def _mangfaldiga(mapp: Path, antal: int) -> None:
    """As many documents as wanted: the real ones again under other ids."""
    bland = sorted(p.name for p in DATA.iterdir() if (p / "dokument.json").exists())
    for nummer in range(antal - len(bland)):
        kalla = bland[nummer % len(bland)]
        id_ = f"{kalla}-{nummer:04d}"
        shutil.copytree(DATA / kalla, mapp / id_)
        for fil in (mapp / id_).glob("*.json"):
            ra = json.loads(fil.read_text("utf-8"))
            ra["schema"]["1"]["dokument"] = id_
            if fil.name == "dokument.json":
                ra["dokument"]["1"]["id"] = id_
            skriv_json(fil, ra)


def skriv_json(fil: Path, ra: Any) -> None:
    """A store file written without the store."""
    fil.write_text(json.dumps(ra, ensure_ascii=False, indent=1), "utf-8")
