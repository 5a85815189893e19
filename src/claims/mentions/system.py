"""The name a paper gives to what it presents."""

from claims.text import FieldText


def find(title: FieldText | None, abstract: FieldText | None) -> tuple[str | None, tuple[str, ...]]:
    """Name and aliases, (None, ()) where the paper names nothing."""
    return None, ()
