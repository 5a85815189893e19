"""The mentions of a sentence -> claims."""

from claims.assemble.field import find
from claims.assemble.reading import Source

__all__ = ["Source", "find"]
