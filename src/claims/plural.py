"""How many of what, in words."""


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """The count, its thousands apart, and the noun as it goes with it.

    >>> counted(1, "paper"), counted(0, "paper"), counted(1200, "query", "queries")
    ('1 paper', '0 papers', '1,200 queries')
    """
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"
