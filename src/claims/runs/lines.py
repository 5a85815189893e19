"""The lines of a range of bytes, so that a file can be divided anywhere and every line belongs to one part."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from claims.sources.record import MAX_RECORD

_PIECE = 1 << 16


def lines(path: Path | str, begin: int, end: int) -> Iterator[tuple[int, bytes | None]]:
    """Each line whose first byte stands at `begin` or after and before `end`: its offset, and its bytes with their end.

    None in place of the bytes of a line of more than `MAX_RECORD`, which is read past in pieces.
    """
    with open(path, "rb", buffering=1 << 20) as stream:
        offset = begin
        if begin:  # a line that began before is another part's; where none did, this reads the line end before `begin`
            stream.seek(begin - 1)
            offset += _rest(stream) - 1
        while offset < end and (line := stream.readline(MAX_RECORD + 1)):
            if len(line) <= MAX_RECORD or line.endswith(b"\n"):
                yield offset, line
                offset += len(line)
            else:
                yield offset, None
                offset += len(line) + _rest(stream)


def _rest(stream: BinaryIO) -> int:
    """Reads to the end of the line; how many bytes that were."""
    count = 0
    while piece := stream.readline(_PIECE):
        count += len(piece)
        if piece.endswith(b"\n"):
            break
    return count
