"""Small words and signs that several constructions look for, each set with one meaning wherever it is asked for."""

from typing import Final

from claims.mentions.quantity_words import VERSUS

COMPARING: Final = VERSUS | {"against", "compared", "over", "than"}
"""Before what something is compared with."""
LINKING: Final = frozenset({"is", "was", "are", "were", "reaches"})
"""Between what is measured and the level it has."""
STAYING: Final = frozenset({"remain", "remained", "remains", "stay", "stayed", "stays"})
"""Between what is measured and the level it keeps."""
MERELY: Final = frozenset({"just", "merely", "only"})
"""Before a number that is told as a small one."""
SUPPORTING: Final = frozenset({"support", "supports", "supporting"})
"""Before so many things that a design can do: "supports three rates"."""
EXAMPLES: Final = frozenset({"e.g.", "e.g"})
JOINERS: Final = frozenset({",", "/", "and", "or"})
"""Between the members of a list."""
ENDS: Final = frozenset({"", ")", ",", ".", ";"})
"""Behind the last word of a phrase; "" is the end of the sentence."""
