"""Which papers are meant: ids in any spelling, each with the version if one is said, as people list them in a file.

>>> from claims.models import Paper
>>> wanted = Wanted(["arXiv:2401.00010v2", "https://arxiv.org/abs/cs.DC/0112017", "id:paper-7"])
>>> wanted.takes(Paper(id="2401.00010", version=1)), wanted.takes(Paper(id="cs/0112017", version=1))
(False, True)
>>> wanted.missed
['arXiv:2401.00010v2', 'id:paper-7']
"""

from collections.abc import Iterable
from pathlib import Path

from claims.errors import SourceError
from claims.models import Paper
from claims.sources import ids


class Wanted:
    """The papers that `spellings` name. Raises `SourceError` for what has the form of an arXiv id and cannot be one."""

    def __init__(self, spellings: Iterable[str]) -> None:
        self._named: dict[str, list[tuple[int | None, str]]] = {}
        self._missed: dict[str, None] = {}
        for spelling in spellings:
            name, version = ids.read(spelling.removeprefix("id:"))  # as tables have those of other kinds
            self._named.setdefault(name, []).append((version, spelling))
            self._missed[spelling] = None

    def takes(self, paper: Paper) -> bool:
        """Whether a paper is among them: of any version where none is said, or where its source tells none."""
        taken = False
        for version, spelling in self._named.get(paper.id, ()):
            if version is None or paper.version in (None, version):
                self._missed.pop(spelling, None)
                taken = True
        return taken

    @property
    def missed(self) -> list[str]:
        """The spellings that have named none of the papers asked for so far, in their order."""
        return list(self._missed)


def read_ids(path: Path) -> list[str]:
    """The ids of a file as they are spelled, one a line; blank lines and lines that begin with # are passed over.

    Raises `SourceError` where the file is not there or is no text in UTF-8.
    """
    try:
        lines = map(str.strip, path.read_text(encoding="utf-8-sig").splitlines())
    except UnicodeDecodeError:
        raise SourceError(f"{path}: is no text in UTF-8. Save it as UTF-8, one id a line.") from None
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}. Give a file with one id a line.") from None
    return [line for line in lines if line and not line.startswith("#")]


def read_wanted(path: Path) -> Wanted:
    """The papers that a file of ids names; a wrong id is told with the name of the file."""
    try:
        return Wanted(read_ids(path))
    except SourceError as error:
        said = str(error)
        raise SourceError(said if said.startswith(str(path)) else f"{path}: {said}") from None
