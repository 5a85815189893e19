"""Quantitative claims, hardware and venues from the metadata of computer-systems papers."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.live.papers import fetch
    from claims.mentions.quantity import quantities
    from claims.models import Claim, Extraction, HardwareMention, Paper, Quantity, Rejected, VenueMention
    from claims.pipeline import extract, extract_many
    from claims.sources import read_papers, read_records
    from claims.table import to_frame

__version__ = "0.1.0"

# Imported at first use, so that `claims --help` does not wait for spaCy and pydantic.
_HOME = {
    "Claim": "models", "Extraction": "models", "HardwareMention": "models", "Paper": "models", "Quantity": "models",
    "Rejected": "models", "VenueMention": "models", "extract": "pipeline", "extract_many": "pipeline",
    "fetch": "live.papers",
    "quantities": "mentions.quantity", "read_papers": "sources", "read_records": "sources", "to_frame": "table",
}  # fmt: skip
__all__ = [
    "Claim", "Extraction", "HardwareMention", "Paper", "Quantity", "Rejected", "VenueMention", "__version__", "extract",
    "extract_many", "fetch", "quantities", "read_papers", "read_records", "to_frame",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"claims.{_HOME[name]}"), name)
    raise AttributeError(f"module 'claims' has no attribute {name!r}")
