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

from tui.store.word_text import WordError
from tui.svenska.format import count

MAX_BYTE = 100_000_000
MAX_UNPACKED = 20_000_000
MAX_MEMBERS = 2_000
_DOCUMENT_PART = "word/document.xml"
# Large, as the parser begins anew on what a piece has cut off.
_BIT = 1_000_000
# The ones that Word writes; another may ask for gigabytes, and has faults of its own kind.
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ERROR = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)
# The record that ends an archive; before it, where one was written for sizes beyond 4 GB, the
# record of those and a pointer to it.
_END, _ZIP64, _POINTER_SWITCH = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q"), 20
_END_SIGN, _ZIP64SIGN, _POINTER_SIGN = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_MAX_COMMENT = 65_535
# A name of 255 characters and its fixed fields, for each of the parts.
_MAX_LISTING = MAX_MEMBERS * 1_000


def document_part(power: BinaryIO) -> Iterator[bytes]:
    """The main part's XML in pieces. Raises Wordfel."""
    _control_size(power)
    try:
        with zipfile.ZipFile(power) as archive:
            yield from _pieces(archive)
    except WordError:
        raise
    except (*_ERROR, OSError) as error:
        # A list of parts that points to before the file.
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise
        raise WordError("är inget helt Word-dokument: spara om det i Word.") from error


def _control_size(power: BinaryIO) -> None:
    """That neither the file nor its list of parts, which is read whole, is beyond measure."""
    size = power.seek(0, 2)
    if size > MAX_BYTE:
        raise WordError(f"är större än {MAX_BYTE // 1_000_000} MB: spara texten som .txt.")
    power.seek(max(0, size - _END.size - _POINTER_SWITCH - _ZIP64.size - _MAX_COMMENT))
    # One that would be larger than the file is for zipfile to tell of.
    if _MAX_LISTING < _listing(power.read()) <= size:
        raise WordError(f"läses inte: arkivet har fler än {count(MAX_MEMBERS, 'del', 'delar')}.")


def _listing(end: bytes) -> int:
    """The bytes that an archive's list of parts takes by its own account, 0 where it has none.

    Found as ``zipfile`` finds it: at the very end, or before the archive's comment.
    """
    place = len(end) - _END.size
    if place < 0 or end[place : place + 4] != _END_SIGN or end[-2:] != b"\0\0":
        place = end.rfind(_END_SIGN)
    if place < 0 or len(end) - place < _END.size:
        return 0
    zip64 = place - _POINTER_SWITCH - _ZIP64.size
    has_zip64 = zip64 >= 0 and end[zip64 : zip64 + 4] == _ZIP64SIGN
    if has_zip64 and end[place - _POINTER_SWITCH :].startswith(_POINTER_SIGN):
        return int(_ZIP64.unpack_from(end, zip64)[8])
    return int(_END.unpack_from(end, place)[5])


def _pieces(archive: zipfile.ZipFile) -> Iterator[bytes]:
    if len(archive.infolist()) > MAX_MEMBERS:
        raise WordError(f"läses inte: arkivet har fler än {count(MAX_MEMBERS, 'del', 'delar')}.")
    if _DOCUMENT_PART not in archive.namelist():
        raise WordError("är inget Word-dokument: spara rapporten som .docx eller .txt.")
    if archive.getinfo(_DOCUMENT_PART).compress_type not in _PACKINGS:
        raise zipfile.BadZipFile
    length = 0
    with archive.open(_DOCUMENT_PART) as power:
        while bit := power.read(_BIT):
            length += len(bit)
            if length > MAX_UNPACKED:
                raise WordError("läses inte: texten är större än 20 MB uppackad.")
            # A tag of millions of attributes is one bite to the parser, and dear.
            if len(bit) == _BIT and b"<" not in bit:
                raise WordError("läses inte: en enda del av den är över en miljon tecken.")
            yield bit
