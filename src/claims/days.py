"""A day as callers say it."""

from datetime import date, datetime

from claims.errors import SourceError


def day_of(said: date | str | None) -> date | None:
    """The day that is said as a date, a moment, or text such as "2026-11-30"; `SourceError` where a text is none.

    >>> day_of("2026-11-30"), day_of(datetime(2026, 11, 30, 12)), day_of(None)
    (datetime.date(2026, 11, 30), datetime.date(2026, 11, 30), None)
    """
    if isinstance(said, datetime):
        return said.date()
    return read(said) if isinstance(said, str) else said


def read(text: str) -> date:
    """The day of a text; `SourceError` where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SourceError(f"{text!r} is no date. Write 2026-11-30.") from None
