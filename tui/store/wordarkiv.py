"""The main part of a Word file, out of its zip archive, unpacked no further than the caps.

A report's file may be large for its pictures, which are never unpacked; what is held back is an
archive that claims to have more parts, or more text, than any report.
"""

import errno
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from tui.store.wordtext import Wordfel
from tui.svenska.format import antal

MAX_BYTE = 100_000_000
MAX_UPPACKAT = 20_000_000
MAX_MEDLEMMAR = 2_000
_DOKUMENTDEL = "word/document.xml"
# Large, as the parser begins anew on what a piece has cut off.
_BIT = 1_000_000
# The ones that Word writes; another may ask for gigabytes, and has faults of its own kind.
_PACKNINGAR = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FEL = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)
# The record that ends an archive; before it, where one was written for sizes beyond 4 GB, the
# record of those and a pointer to it.
_SLUT, _ZIP64, _PEKARBYTE = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q"), 20
_SLUTTECKEN, _ZIP64TECKEN, _PEKARTECKEN = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_MAX_KOMMENTAR = 65_535
# A name of 255 characters and its fixed fields, for each of the parts.
_MAX_FORTECKNING = MAX_MEDLEMMAR * 1_000


def dokumentdel(strom: BinaryIO) -> Iterator[bytes]:
    """The main part's XML in pieces. Raises Wordfel."""
    _kontrollera_storlek(strom)
    try:
        with zipfile.ZipFile(strom) as arkiv:
            yield from _bitar(arkiv)
    except Wordfel:
        raise
    except (*_FEL, OSError) as fel:
        # A list of parts that points to before the file.
        if isinstance(fel, OSError) and fel.errno != errno.EINVAL:
            raise
        raise Wordfel("är inget helt Word-dokument: spara om det i Word.") from fel


def _kontrollera_storlek(strom: BinaryIO) -> None:
    """That neither the file nor its list of parts, which is read whole, is beyond measure."""
    storlek = strom.seek(0, 2)
    if storlek > MAX_BYTE:
        raise Wordfel(f"är större än {MAX_BYTE // 1_000_000} MB: spara texten som .txt.")
    strom.seek(max(0, storlek - _SLUT.size - _PEKARBYTE - _ZIP64.size - _MAX_KOMMENTAR))
    # One that would be larger than the file is for zipfile to tell of.
    if _MAX_FORTECKNING < _forteckning(strom.read()) <= storlek:
        raise Wordfel(f"läses inte: arkivet har fler än {antal(MAX_MEDLEMMAR, 'del', 'delar')}.")


def _forteckning(slut: bytes) -> int:
    """The bytes that an archive's list of parts takes by its own account, 0 where it has none.

    Found as ``zipfile`` finds it: at the very end, or before the archive's comment.
    """
    plats = len(slut) - _SLUT.size
    if plats < 0 or slut[plats : plats + 4] != _SLUTTECKEN or slut[-2:] != b"\0\0":
        plats = slut.rfind(_SLUTTECKEN)
    if plats < 0 or len(slut) - plats < _SLUT.size:
        return 0
    zip64 = plats - _PEKARBYTE - _ZIP64.size
    har_zip64 = zip64 >= 0 and slut[zip64 : zip64 + 4] == _ZIP64TECKEN
    if har_zip64 and slut[plats - _PEKARBYTE :].startswith(_PEKARTECKEN):
        return int(_ZIP64.unpack_from(slut, zip64)[8])
    return int(_SLUT.unpack_from(slut, plats)[5])


def _bitar(arkiv: zipfile.ZipFile) -> Iterator[bytes]:
    if len(arkiv.infolist()) > MAX_MEDLEMMAR:
        raise Wordfel(f"läses inte: arkivet har fler än {antal(MAX_MEDLEMMAR, 'del', 'delar')}.")
    if _DOKUMENTDEL not in arkiv.namelist():
        raise Wordfel("är inget Word-dokument: spara rapporten som .docx eller .txt.")
    if arkiv.getinfo(_DOKUMENTDEL).compress_type not in _PACKNINGAR:
        raise zipfile.BadZipFile
    langd = 0
    with arkiv.open(_DOKUMENTDEL) as strom:
        while bit := strom.read(_BIT):
            langd += len(bit)
            if langd > MAX_UPPACKAT:
                raise Wordfel("läses inte: texten är större än 20 MB uppackad.")
            # A tag of millions of attributes is one bite to the parser, and dear.
            if len(bit) == _BIT and b"<" not in bit:
                raise Wordfel("läses inte: en enda del av den är över en miljon tecken.")
            yield bit
