"""The words of a baseline -> the names in it, so that "vLLM and SGLang" counts for both and "the vLLM" as "vLLM".

>>> baseline_names("vLLM and SGLang"), baseline_names("the state-of-the-art systems")
(['vLLM', 'SGLang'], ['state-of-the-art systems'])
>>> baseline_names("checkpoint and restart baselines"), baseline_names("")
(['checkpoint and restart baselines'], [])
"""

import re

_ARTICLE = re.compile(r"^(?:an?|the|its|their|our)\s+", re.IGNORECASE)
_PART = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+|\s*&\s*")
# A name has a capital or a digit in it: vLLM, NCCL, GPT-4; not "restart baselines", which would be torn from its head.
_NAME = re.compile(r"(?:\S*[A-Z0-9]\S*)(?:\s+\S*[A-Z0-9]\S*){0,2}")


def baseline_names(baseline: str) -> list[str]:
    """The names, in their order and each once; a baseline that is no list of names is one name. None for ""."""
    whole = _ARTICLE.sub("", " ".join(baseline.split()))
    parts = [_ARTICLE.sub("", part) for part in _PART.split(whole)]
    return list(dict.fromkeys(parts if all(map(_NAME.fullmatch, parts)) else [whole] if whole else []))
