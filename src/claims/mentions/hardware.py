"""Mentions of hardware in one field."""

from claims.models import HardwareMention
from claims.text import FieldText


def find(text: FieldText) -> list[HardwareMention]:
    """The mentions in the order of the text."""
    return []
