"""The files of a new document, before any of them is written."""

from collections.abc import Mapping, Sequence

from tui.domain.dokument import Dokument
from tui.domain.register import Register
from tui.domain.tabell import Tabell
from tui.store.huvud import sammanfogat_huvud
from tui.store.katalog import HUVUDFIL
from tui.store.kodek import kodat
from tui.store.sammanfogning import sammanfogad_flik, tom_flik


def nya_filer(
    dokument: Dokument, tabeller: Mapping[str, Sequence[Tabell]], register: Register
) -> dict[str, bytes]:
    """The content of a new document's files by name. Raises Postfel, Kodfel."""
    filer = {HUVUDFIL: kodat(sammanfogat_huvud(None, dokument))}
    for flik in dict.fromkeys((*(f.id for f in register.flikar), *tabeller)):
        tom = tom_flik(dokument.id, flik)
        filer[f"{flik}.json"] = kodat(sammanfogad_flik(tom, tabeller.get(flik, ()), register))
    return filer
