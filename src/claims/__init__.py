"""Quantitative claims, hardware and venues from the metadata of computer-systems papers."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.live.papers import fetch
    from claims.mentions.quantity import quantities
    from claims.models import Claim, Extraction, HardwareMention, Paper, Quantity, Rejected, VenueMention
    from claims.pipeline import extract, extract_many
    from claims.ruleset import use_patterns
    from claims.sources import read_papers, read_records
    from claims.store import read as read_store
    from claims.table import to_frame
    from claims.updating import changes, update

__version__ = "0.1.0"

# Imported at first use, so that `claims --help` does not wait for spaCy and pydantic.
_HOME = {
    "Claim": "models", "Extraction": "models", "HardwareMention": "models", "Paper": "models", "Quantity": "models",
    "Rejected": "models", "VenueMention": "models", "changes": "updating", "extract": "pipeline",
    "extract_many": "pipeline", "fetch": "live.papers", "quantities": "mentions.quantity", "read_papers": "sources",
    "read_records": "sources", "read_store": "store", "to_frame": "table", "update": "updating",
    "use_patterns": "ruleset",
}  # fmt: skip
_NAMES = {"read_store": "read"}
"""What is called otherwise in its module."""
__all__ = [
    "Claim", "Extraction", "HardwareMention", "Paper", "Quantity", "Rejected", "VenueMention", "__version__", "changes",
    "extract", "extract_many", "fetch", "quantities", "read_papers", "read_records", "read_store", "to_frame", "update",
    "use_patterns",
]  # fmt: skip


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


def __getattr__(name: str) -> Any:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"claims.{_HOME[name]}"), _NAMES.get(name, name))
    raise AttributeError(f"module 'claims' has no attribute {name!r}")
