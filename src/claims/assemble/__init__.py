"""The mentions of a sentence -> claims."""

from claims.assemble.field import find

__all__ = ["find"]
