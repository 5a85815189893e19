"""Hostile archives, and what says that it is one."""

import gzip
import zlib

from forms import ATOM, Case, record

MEGABYTE = 1 << 20


def gzipped_zeros(times: int, of: int = MEGABYTE) -> bytes:
    """A gzip file of so many times as many blanks, made without them."""
    packer = zlib.compressobj(9, wbits=31)
    piece = b" " * of
    return b"".join([*(packer.compress(piece) for _ in range(times)), packer.flush()])


def packed_cases() -> list[Case]:
    """Files that are packed, or say so."""
    whole = gzip.compress(record() * 2000)
    return [
        Case("gzip of 400 MB of blanks", lambda: gzipped_zeros(400), "error: .*blank"),
        Case(
            "gzip of a feed and 100 MB of blanks",
            lambda: gzip.compress(ATOM.encode()) + gzipped_zeros(100),
            "error: .*bytes in one document",
        ),
        Case(
            "gzip of a record and 100 MB without a line's end",
            lambda: gzip.compress(record()) + gzipped_zeros(100),
            "fine|aside: .*10,000,000",
        ),
        Case(
            "gzip in gzip in gzip in gzip",
            lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(record())))),
            "error: .*gzip more than twice",
        ),
        Case("gzip of gzip of 100 MB of blanks", lambda: gzip.compress(gzipped_zeros(100)), "error: .*blank"),
        Case("gzip that is cut off", lambda: whole[: len(whole) // 2], "error: .*gzip.*(damaged|cut off)"),
        Case("gzip with a wrong sum", lambda: whole[:-8] + b"\0" * 8, "error: .*gzip.*(damaged|cut off)"),
        Case("gzip with rubbish behind it", lambda: whole + b"rubbish", "error: .*gzip.*(damaged|cut off)"),
        Case("gzip with a flipped bit", lambda: whole[:60] + bytes([whole[60] ^ 8]) + whole[61:], "error: "),
        Case("gzip of nothing", lambda: gzip.compress(b""), "error: .*empty"),
        Case("head of a gzip file", lambda: b"\x1f\x8b\x08", "error: .*gzip"),
        Case("1,000 gzip members", lambda: gzip.compress(record()) * 1_000, "fine"),
        Case(
            "100,000 empty gzip members", lambda: gzip.compress(record()) + gzip.compress(b"") * 100_000, "fine|error: "
        ),
        Case("zip", lambda: b"PK\x03\x04" + b"\0" * 1000, "error: .*ZIP"),
        Case("xz", lambda: b"\xfd7zXZ\0" + b"\0" * 1000, "error: .*xz"),
        Case("bzip2", lambda: b"BZh91AY&SY" + b"\0" * 1000, "error: .*bzip2"),
        Case("zstd", lambda: b"\x28\xb5\x2f\xfd" + b"\0" * 1000, "error: .*zstd"),
    ]
