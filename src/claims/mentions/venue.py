"""Mentions of venue in one field."""

from claims.models import VenueMention
from claims.text import FieldText


def find(text: FieldText) -> list[VenueMention]:
    """The mentions in the order of the text."""
    return []
