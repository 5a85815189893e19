"""The words of a baseline -> the names in it, so that "vLLM and SGLang" counts for both and "the vLLM" as "vLLM".

>>> baseline_names("vLLM and SGLang"), baseline_names("the state-of-the-art systems")
(['vLLM', 'SGLang'], ['state-of-the-art systems'])
>>> baseline_names("the state-of-the-art vLLM")
['vLLM']
>>> baseline_names("checkpoint and restart baselines"), baseline_names("")
(['checkpoint and restart baselines'], [])
"""

import re

_ARTICLE = re.compile(r"^(?:an?|the|its|their|our)\s+", re.IGNORECASE)
# "State-of-the-art" says nothing of a name, but is all that there is of "state-of-the-art systems".
_PRAISE = re.compile(r"^(?:state-of-the-art|SOTA|existing)\s+(?=\S*[A-Z0-9]\S*(?:\s+\S*[A-Z0-9]\S*){0,2}$)")
_PART = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+|\s*&\s*")
# A name has a capital or a digit in it: vLLM, NCCL, GPT-4; not "restart baselines", which would be torn from its head.
_NAME = re.compile(r"(?:\S*[A-Z0-9]\S*)(?:\s+\S*[A-Z0-9]\S*){0,2}")
# Words of which a baseline may be made without being told from any other.
_COMMON = re.compile(
    r"(?:state|of|the|art|sota|baselines?|existing|prior|previous|current|recent|traditional|conventional|standard|typical|"
    r"strong(?:est|er)?|best|performing|fast(?:est)?|leading|representative|competitive|competing|competitors?|common|other|"
    r"alternatives?|all|both|such|several|two|three|original|naive|default|widely|used|"
    r"works?|methods?|approach(?:es)?|solutions?|systems?|models?|algorithms?|techniques?|frameworks?|schemes?|designs?|"
    r"implementations?|strateg(?:y|ies)|tools?|counterparts?|benchmarks?|policy|policies|literature)",
    re.IGNORECASE,
)


def is_told_apart(name: str) -> bool:
    """Whether a name says which baseline it is: "vLLM" and "exhaustive search" do, "existing methods" does not.

    >>> [is_told_apart(name) for name in ("vLLM", "exhaustive search", "state-of-the-art (SOTA) systems", "baseline")]
    [True, True, False, False]
    """
    return not all(map(_COMMON.fullmatch, re.findall(r"\w+", name)))


def baseline_names(baseline: str) -> list[str]:
    """The names, in their order and each once; a baseline that is no list of names is one name. None for ""."""
    whole = _ARTICLE.sub("", " ".join(baseline.split()))
    parts = [_PRAISE.sub("", _ARTICLE.sub("", part)) for part in _PART.split(whole)]
    return list(dict.fromkeys(parts if all(map(_NAME.fullmatch, parts)) else [whole] if whole else []))
