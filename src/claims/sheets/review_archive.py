"""Whether a file is a workbook that is safe to open: a ZIP archive of bearable size without document types."""

from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from claims.errors import SourceError

MOST_BYTES = 512 * 2**20
"""Of all parts together, unpacked. A sheet of 20,000 claims has some 60 MB."""
MOST_PARTS = 1_000
_MOST_TIMES = 400
"""How many times larger than packed a part of over 1 MB may be; the XML of a sheet is some 20 times larger."""
_SMALL = 2**20
_PIECE = 2**16


class _Begun(Exception):  # noqa: N818
    """The first element is reached; what follows cannot declare a document type."""


def check(path: Path) -> None:
    """Raises `SourceError` where `path` is no workbook, or one that would unpack into more than is bearable."""
    if not path.is_file():
        raise SourceError(f"{path}: no such file. Give a sheet that `claims sheet` wrote, saved as .xlsx.")
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in (part.filename for part in parts):
                raise SourceError(f"{path}: is no workbook. Give a sheet that `claims sheet` wrote, saved as .xlsx.")
            total = sum(part.file_size for part in parts)
            grows = any(part.file_size > _SMALL + _MOST_TIMES * part.compress_size for part in parts)
            if len(parts) > MOST_PARTS or total > MOST_BYTES or grows:
                fault = f"would unpack into {len(parts):,} parts of {total:,} bytes"
                raise SourceError(f"{path}: {fault}, which no sheet of claims has. Make the sheet again.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    with archive.open(part) as stream:
                        _refuse_document_type(path, part.filename, stream)
    except (BadZipFile, NotImplementedError, EOFError) as error:
        fault = f"{path}: is no workbook ({error}). Give a sheet that `claims sheet` wrote, saved as .xlsx."
        raise SourceError(fault) from error


def _refuse_document_type(path: Path, part: str, stream: IO[bytes]) -> None:
    """A part with a document type could define entities that grow without end; no workbook has one."""
    parser = expat.ParserCreate()

    def declared(*_: object) -> None:
        raise SourceError(f"{path}: {part} declares a document type, which no workbook does. Make the sheet again.")

    def begun(*_: object) -> None:
        raise _Begun

    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)
    except _Begun:
        return
    except expat.ExpatError as error:
        raise SourceError(f"{path}: {part} is no XML ({error}). Make the sheet again.") from error
