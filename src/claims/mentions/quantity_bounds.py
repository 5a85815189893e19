"""The bound said before or behind a number: "up to 3x", "within about 1500 MB", "20+", "10 or more"."""

from typing import Final

from claims.mentions.quantity_amount import Amount, lower
from claims.mentions.quantity_kinds import LASTING
from claims.mentions.quantity_words import Phrase, words
from claims.models import Bound
from claims.patterns import kept
from claims.tokens import Token

_TELLING: Final = frozenset({"data", "details", "facts", "information", "knowledge", "questions", "statements"})
_LEADING: Final = frozenset(
    {"across", "among", "and", "by", "containing", "for", "from", "in", "of", "on", "spanning", "to", "with"}
)
_ARTICLES: Final = frozenset({"a", "an", "the", "one"})
# Words of a bound that are plain prepositions or nouns elsewhere ("a speedup over 3 baselines").
_DOUBTFUL: Final = frozenset(
    {"-", "about", "above", "below", "beyond", "maximum", "over", "reaching", "some", "under", "within"}
    | {"exceeds", "surpasses", "surpassing"}
)
_ATTAINING: Final = ("achiev", "attain", "obtain", "reach", "yield")
_LOOSE: Final = frozenset({"above", "below", "maximum", "some", "under", "within"})
_STAYING: Final = frozenset(
    {"fit", "fits", "fitting", "remain", "remains", "remaining", "stay", "stays", "staying", "keeping"}
)
_GLUED: Final[dict[str, Bound]] = {"sub": "less_than", "near": "about", "up-to": "up_to"}
"""Bounds that a hyphen binds to a number: "sub-20 ms", "an up-to-50x loss"."""
_BRINGING: Final = frozenset({"bring", "brings", "bringing", "brought"})
_REPETITIONS: Final = frozenset({"runs", "trials", "seeds", "repetitions", "replicates", "replications", "folds"})
_SPELLED: Final = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"})


def take_bound(tokens: list[Token], amount: Amount, floor: int) -> None:
    """Give the amount its bound, outermost first ("within about 1500 MB" is up_to), not before token `floor`."""
    index = amount.first
    amount.bound_first = index
    before = lower(tokens, index - 1)
    if before not in _leading_to_numbers():
        # as before most: neither the end of a bound nor what may stand between a bound and its number
        if amount.bound == "exact" and lower(tokens, amount.last) in _TRAILING:
            _take_trailing(tokens, amount)
        return
    # "from under 20% to over 85%": what it went to is bounded already
    reached = amount.bound if amount.after is not None else "exact"
    unsigned = amount.first
    while index > floor:
        back = index - 1
        word = tokens[back].lower
        if index == amount.first and (word == "±" or (word in ("+", "-") and amount.direction is not None)):
            index = unsigned = back
            continue
        matched = _ending(tokens, back, floor)
        if matched is None:
            article = _article(tokens, back)
            if index == unsigned and article > floor and _bounds_article(tokens, article, floor):
                # "up to a 1.72x reduction", "up to an order of magnitude", "over an average of"
                index = article
                continue
            break
        first, _, bound = matched
        if word in _DOUBTFUL and not _is_bound(tokens, amount, first, word):
            break
        if word == "than" and tokens[first - 1].number:
            # "9.7x | smaller than the 2.7 GB teacher"
            break
        if word == "sub" and lower(tokens, index) != "-":
            break
        amount.bound, amount.bound_first, index = bound, first, first
    glued = _GLUED.get(lower(tokens, amount.first - 2)) if before == "-" else None
    if glued is not None:
        amount.bound, amount.bound_first = glued, amount.first - 2
    if reached != "exact":
        amount.bound = reached
    if amount.bound == "exact" and lower(tokens, amount.last) in _TRAILING:
        _take_trailing(tokens, amount)


_TRAILING: Final = frozenset({"+", "or"})
"""What a bound behind a number begins with."""
_SIGNS: Final = frozenset({"±", "+", "-"})
_MEANS: Final = frozenset({"average", "geomean", "mean", "median"})
_BEHIND_ARTICLE: Final = frozenset({"additional", "average", "extra", "further"})


@kept
def _leading_to_numbers() -> frozenset[str]:
    """Last words of bounds, and what may stand between a bound and its number: a sign, an article, "factor of"."""
    return frozenset(words().bounds) | _SIGNS | _ARTICLES | _BEHIND_ARTICLE | {"of"}


def _article(tokens: list[Token], index: int) -> int:
    """The article of a number with what may stand behind it: "a", "an additional", "a factor of"; -1 where none is."""
    if lower(tokens, index) == "of" and lower(tokens, index - 1) == "factor":
        index -= 2
    elif lower(tokens, index) == "of" and lower(tokens, index - 1) in _MEANS and lower(tokens, index - 3) == "to":
        # "by up to an average of 55%"
        index -= 2
    elif lower(tokens, index) in _BEHIND_ARTICLE:
        index -= 1
    return index if lower(tokens, index) in _ARTICLES else -1


def _ending(tokens: list[Token], index: int, floor: int) -> tuple[int, Phrase, Bound] | None:
    """The longest words of a bound that end with the token at `index`: where they begin, the words and the bound."""
    for phrase, bound in words().bounds.get(lower(tokens, index), ()):
        first = index + 1 - len(phrase)
        if phrase == ("about",) and lower(tokens, first - 1) in _BRINGING:
            # "brings about | a 7% reduction"
            continue
        if first < floor or tokens[first].lower != phrase[0]:
            continue
        if len(phrase) < 3 or tuple([token.lower for token in tokens[first : index + 1]]) == phrase:
            # its last word is that at `index`
            return first, phrase, bound
    return None


def _take_trailing(tokens: list[Token], amount: Amount) -> None:
    """ "20+ users", "10 or more", "5 or less"."""
    behind = tokens[amount.last].lower
    further = lower(tokens, amount.last + 1)
    if behind == "+" and tokens[amount.last].glued:
        amount.bound = "at_least"
        amount.last = amount.last + 1
    elif behind == "or" and further in ("more", "higher", "greater"):
        amount.bound = "at_least"
    elif behind == "or" and further in ("less", "fewer", "lower"):
        amount.bound = "up_to"


def _bounds_article(tokens: list[Token], index: int, floor: int) -> bool:
    """Whether the words before the article at `index` bound what follows it."""
    matched = _ending(tokens, index - 1, floor)
    return (
        matched is not None and matched[1][-1] not in _LOOSE and (matched[1][-1] != "over" or matched[1] == ("over",))
    )


def _repeats(tokens: list[Token], amount: Amount) -> bool:
    """Whether a number is that of repetitions, over which something is told: "memory over 150 runs"."""
    return any(token.lower in _REPETITIONS for token in tokens[amount.last : amount.last + 3])


def _counts(tokens: list[Token], first: int) -> bool:
    """Whether counted things stand right before a word: "five retrieval workflows | over 20,000 pairs"."""
    if not lower(tokens, first - 1).endswith("s") or lower(tokens, first - 2).endswith("s"):
        # "a model of 8 layers contains | over 300"
        return False
    for step in range(first - 2, max(-1, first - 5), -1):
        token = tokens[step]
        if token.number or token.lower in _SPELLED:
            return not token.tail
        if not token.lower[0].isalpha() or token.lower in _LEADING:
            return False
    return False


def _is_bound(tokens: list[Token], amount: Amount, first: int, word: str) -> bool:
    """Whether "over", "under", "above" … bound the number, or are plain prepositions ("speedup over 3 baselines")."""
    before = lower(tokens, first - 1)
    if word == "reaching":
        # "replaces the whole program, reaching 2.4x"
        return before in words().cues.before_reaching or (before == "," and amount.kind == "ratio")
    if word in ("exceeds", "surpasses", "surpassing"):
        # "surpasses | five schedulers by 30%"
        return amount.kind != "count" or not amount.spelled
    if word == "some":
        return amount.kind != "count" or (amount.value or 0) >= 10
    # "coefficients above 0.97", "within 0.63 of B": a score
    score = amount.kind == "count" and "." in tokens[amount.first].number and abs(amount.value or 0) < 1000
    if word == "within":
        return amount.kind != "count" or score or before in _STAYING
    if word == "about":
        # "data about 119,757 endpoints"
        return before not in _TELLING
    if word == "maximum":
        return before == "by" or (before in ("a", "the", "of") and lower(tokens, first + 1) == "of")
    if amount.kind == "percent" and word in ("under", "above", "below") and before in words().cues.steady:
        # "even under 30% load", but "under 5%, and even under 3% for training"
        return before == "even" and lower(tokens, amount.last) in ("for", "on", "in", ",", ".", "", "across", "at")
    if amount.kind != "count":
        # "collected over 3 days"
        lasted = word == "over" and amount.kind == "measure" and amount.unit in LASTING
        return not lasted or before in ("for", "of", "by", "in", "to")
    if word == "over" and (before in words().cues.processed or _repeats(tokens, amount) or _counts(tokens, first)):
        return False
    if score and word in ("under", "below", "above", "beyond"):
        return True
    if score and word == "over":
        # "achieves over 0.88 precision", "an F1 of over 0.9", but "gains over 0.5 B models"
        return before in ("of", "to", "is", "was") or before.startswith(_ATTAINING)
    if word in ("under", "below", "above", "beyond"):
        return (amount.value or 0) >= 5 and not amount.spelled
    # "to many domains and over 14 languages": a preposition cannot stand behind another
    least = 10 if word == "over" and before in _LEADING else 20
    if amount.compound:
        # "over 10,000-GPU clusters", but "over a 90,000-step trace"
        return first + 1 == amount.first and (amount.value or 0) >= 1000
    return (amount.value or 0) >= least
