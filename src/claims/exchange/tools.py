"""The annotation tools that papers are exchanged with; apart, so that `claims --help` is quick."""

from typing import Literal

Tool = Literal["label-studio", "prodigy", "doccano", "brat"]
