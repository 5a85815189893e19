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
    if not isinstance(said, str):
        return said
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise SourceError(f"{said!r} is no date. Write 2026-11-30.") from None
