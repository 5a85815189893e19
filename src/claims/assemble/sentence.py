"""A sentence as the constructions see it: words with what they can be, and quantities as single items."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.lexicon import lexicon
from claims.assemble.modifiers import is_modifier
from claims.mentions.quantity_amount import Amount
from claims.patterns import kept
from claims.tokens import Token

AMOUNT: Final = "Q"
NUMBER: Final = "#"
"""What a quantity is lower-cased."""
WORD: Final = "w"
PREPOSITION: Final = "prep"
DETERMINER: Final = "det"
CONJUNCTION: Final = "conj"
AUXILIARY: Final = "aux"
PRONOUN: Final = "pron"
ADVERB: Final = "adv"
VERB: Final = "verb"
COMPARATIVE: Final = "cmp"
NOMINAL: Final = "nom"
SIGN: Final = "sign"
NOUNS: Final = (WORD, NOMINAL)
"""What a noun phrase is made of."""

Range = tuple[int, int]
"""Items from the first to before the second."""


Item = Token
"""A word, a sign or a whole quantity of a sentence: a token that has been told what it is."""


class Sentence:
    """The items of one sentence, and the clean text they come from."""

    __slots__ = ("end", "items", "leads", "lowers", "phrases", "quantities", "settled", "start", "starts", "text")

    def __init__(
        self, items: list[Item], starts: list[int], quantities: list[int], text: str, start: int, end: int
    ) -> None:
        self.items = items
        self.starts = starts
        """Where each begins in the clean field, as all offsets here."""
        self.quantities = quantities
        """Which items are quantities."""
        self.text = text
        self.start = start
        self.end = end
        self.lowers = [item.lower for item in items]
        """The items lower-cased, which is asked most often of them."""
        self.leads: dict[int, int] = {}
        """Quantity -> what governs it, see `frames.lead`: nearly every construction and setting asks for it."""
        self.settled = False
        """Whether it is settled what each word is."""
        self.phrases: dict[Range, Range | None] = {}
        """Item and limit -> the noun phrase that begins there, see `phrases.noun_right`; kept once all is settled."""

    # These two are asked hundreds of times for an abstract and hardly ever behind the end: comparing with the length
    # each time would take longer than all else that they do.
    def lower(self, index: int) -> str:
        """The lower-cased item, "" outside the sentence."""
        if index < 0:
            return ""
        try:
            return self.lowers[index]
        except IndexError:
            return ""

    def tag(self, index: int) -> str:
        """What the item is, "" outside the sentence."""
        if index < 0:
            return ""
        try:
            return self.items[index].tag
        except IndexError:
            return ""

    def value(self, index: int) -> str:
        """What the verb, comparative or nominal there does, "" for others and outside the sentence."""
        return self.items[index].value if 0 <= index < len(self.items) else ""

    def amount(self, index: int) -> Amount:
        """The quantity that the item at `index` is."""
        amount: Amount | None = self.items[index].amount
        assert amount is not None, "an item tagged AMOUNT holds its amount"
        return amount

    def words(self, first: int, last: int) -> str:
        """The clean text from one item to before another."""
        return self.text[self.starts[first] : self.end_of(last - 1)]

    def end_of(self, index: int) -> int:
        """Where an item ends."""
        return self.starts[index] + len(self.items[index].text)

    def become(self, index: int, tag: str, value: str = "") -> None:
        """Settle what an item is."""
        item = self.items[index]
        self.items[index] = Item(item.text, item.lower, "", "", False, tag, value)

    def has_tag(self, tag: str, first: int, last: int) -> bool:
        """Whether an item of that kind stands in [first, last), which lies inside the sentence."""
        for item in self.items[first:last]:  # noqa: SIM110 -- a generator for `any` takes twice as long
            if item.tag == tag:
                return True
        return False

    def last_word(self, words: tuple[str, ...], before: int, within: int) -> int:
        """The nearest of some words before an item, at most `within` items back; -1 where none is."""
        lowers = self.lowers
        for index in range(before - 1, max(-1, before - 1 - within), -1):
            if lowers[index] in words:
                return index
        return -1

    def next_word(self, word: str, first: int, last: int) -> int:
        """The first such word in [first, last); -1 where none is."""
        first = max(0, first)
        if word not in self.lowers[first : max(0, last)]:
            return -1
        return self.lowers.index(word, first)


_AMBIGUOUS: Final = frozenset({VERB, COMPARATIVE, NOMINAL})
_AMBIGUOUS_WORDS: Final = frozenset({"running", "approaches", "extra", "relative"})
_NO_ADVERBS: Final = (
    "family", "assembly", "anomaly", "supply", "multiply", "friendly", "monopoly", "-only", "timely", "costly", "early",
    "monthly", "weekly", "yearly", "hourly", "quarterly", "nightly", "comply", "likely", "imply", "apply",
)  # fmt: skip
"""Ends of words in -ly that are no adverbs."""
_BEHIND_SPEEDUP: Final = frozenset({
    ".", ",", ";", ")", "(", "of", "over", "on", "for", "in", "at", "and", "compared", "when", "with", "while",
    "versus", "vs", "vs.", "between", "from", "relative", "against", "ratio", "across", "than", "is", "was",
})  # fmt: skip
_BEFORE_A_SPEEDUP: Final = frozenset({"a", "an", "average", "maximum", "mean", "median", "overall", "peak", "the"})
_BEFORE_SPEEDING: Final = frozenset(
    {"to", "can", "could", "will", "may", "we", "not", "also", "and", "that", "which", "it"}
)
_CITING: Final = frozenset({",", "-", "–", ";"})
_QUOTES: Final = frozenset({"'", '"', "`"})
_LONGER: Final = frozenset({"intersection", "speed"})
"""Words that can open a longer item: "intersection over union"."""
_CITED: Final = Item("", "", "", "", False, SIGN)
"""Stands for each token of a citation until those of the sentence are put together."""


def build(
    text: str, start: int, end: int, tokens: list[Token], places: list[int], amounts: list[Amount]
) -> Sentence | None:
    """The sentence whose tokens begin at `places`, with each amount (its bound words included) as one item; quotation
    marks are left out. None where all amounts are modifiers or of citations: nothing is asked of a sentence without.
    """
    cited = _cited(tokens) if text.find("[", start, end) >= 0 else frozenset()
    told = [amount for amount in amounts if amount.first not in cited and not is_modifier(amount, tokens)]
    if not told:
        return None
    words = [_CITED if index in cited else token for index, token in enumerate(tokens)] if cited else tokens
    items: list[Item] = []
    starts: list[int] = []
    quantities: list[int] = []
    index = 0
    for amount in told:
        first = min(amount.bound_first, amount.first)
        items += words[index:first]
        starts += places[index:first]
        begin = places[first]
        quantities.append(len(items))
        items.append(Item(text[begin : amount.end], NUMBER, "", "", False, AMOUNT, "", amount))
        starts.append(begin)
        index = amount.last
    items += words[index:]
    starts += places[index:]
    untold = [item for item in items if not item.tag]
    alone = not untold or _tell_all(untold)
    if cited or not alone:
        if cited:
            left = [index for index, item in enumerate(items) if item.text]
            items, starts = [items[index] for index in left], [starts[index] for index in left]
        if not alone:
            items, starts = _joined(items, starts, text)
        quantities = [index for index, item in enumerate(items) if item.amount is not None]
    return Sentence(items, starts, quantities, text, start, end)


def _cited(tokens: list[Token]) -> frozenset[int]:
    """The tokens of citations: "[43]", "[3, 4]"; intervals stand behind a number or a sign and are none."""
    found: set[int] = set()
    for index, token in enumerate(tokens):
        if token.text != "[" or index == 0 or not tokens[index - 1].text[-1].isalpha():
            continue
        close = index + 1
        while close < len(tokens) and (tokens[close].text.isdigit() or tokens[close].text in _CITING):
            close += 1
        named = tokens[index - 1].lower not in ("ci", "interval", "intervals", "range")
        if named and close > index + 1 and close < len(tokens) and tokens[close].text == "]":
            found.update(range(index, close + 1))
    return frozenset(found)


def _tell_all(tokens: list[Token]) -> bool:
    """Tells words that were not met before what they can be; whether each of the tokens is an item by itself."""
    alone, tags = True, _tags()
    for token in tokens:
        if token.number or token.text in _QUOTES or token.lower in _LONGER:
            alone = False
        else:
            _tell(token, tags)
    return alone


def _joined(tokens: list[Token], places: list[int], text: str) -> tuple[list[Item], list[int]]:
    """The items of tokens of which some are part of a longer item, without the quotation marks."""
    items: list[Item] = []
    starts: list[int] = []
    behind = 0
    for index in [index for index, token in enumerate(tokens) if not token.tag]:
        if index < behind:
            continue
        items += tokens[behind:index]
        starts += places[behind:index]
        token, behind = tokens[index], index + 1
        if token.text in _QUOTES:
            continue
        if token.number and (not token.tail or token.tail == "th") and _hyphenates(tokens, index):
            # "a 270-character text", "the 95th-percentile latency": a modifier, in one piece
            behind = index + 3
            last = tokens[index + 2]
            item = Item(f"{token.text}-{last.text}", f"{token.lower}-{last.lower}", "", "", False, WORD)
        elif token.lower == "speed" and _is_speedup(items, tokens, index):
            behind = index + 2
            end = places[index + 1] + len(tokens[index + 1].text)
            item = Item(text[places[index] : end], "speedup", "", "", False, NOMINAL, "speedup")
            item.ambiguous = True
        elif token.lower == "intersection" and _is_overlap(tokens, index):
            behind = index + 3
            whole = text[places[index] : places[index + 2] + len(tokens[index + 2].text)]
            item = Item(whole, whole.lower(), "", "", False, WORD)
        else:
            # another such token can be part of a longer item
            item = Item(token.text, token.lower, token.number, token.tail, token.glued)
            _tell(item, _tags())
        items.append(item)
        starts.append(places[index])
    return items + tokens[behind:], starts + places[behind:]


def _tell(token: Token, tags: dict[str, tuple[str, str, bool]]) -> None:
    """Tells a word or sign what it can be first of all, as `_tags` has it or by its form."""
    word, lower = token.text, token.lower
    known = tags.get(lower)
    if known is None:
        if word.endswith("ly") and lower == word and len(word) > 5 and not lower.endswith(_NO_ADVERBS):
            token.tag = ADVERB
        else:
            token.tag = WORD if word[0].isalnum() or word == "&" or (len(word) > 1 and word.isupper()) else SIGN
        return
    if word.isupper() and len(word) > 1 and lower not in ("and", "or"):
        # "BE throughput", "TOP500": an acronym, whatever word it looks like
        token.tag = WORD
        token.ambiguous = lower in cues().both or lower in _AMBIGUOUS_WORDS
    else:
        token.tag, token.value, token.ambiguous = known


def _is_speedup(items: list[Item], tokens: list[Token], index: int) -> bool:
    """Whether "speed up" is a noun behind a share: "a 30% | speed up | over B"; a multiple says a change by itself."""
    if index + 1 >= len(tokens) or tokens[index + 1].lower != "up":
        return False
    behind = tokens[index + 2].lower if index + 2 < len(tokens) and tokens[index + 2].amount is None else "."
    if behind == "of" and items and items[-1].lower in _BEFORE_A_SPEEDUP:
        # "an average | speed up | of 3x"
        return True
    if all(item.amount is None or item.amount.kind != "percent" for item in items[-8:]):
        return False
    return behind in _BEHIND_SPEEDUP and items[-1].lower not in _BEFORE_SPEEDING


def _is_overlap(tokens: list[Token], index: int) -> bool:
    """Whether "intersection" is that over the union: no measure that is compared with another."""
    return [token.lower for token in tokens[index + 1 : index + 3]] == ["over", "union"]


def _hyphenates(tokens: list[Token], index: int) -> bool:
    """Whether a hyphen binds the number at `index` to a word."""
    if index + 2 >= len(tokens) or tokens[index + 1].text != "-" or not tokens[index + 1].glued:
        return False
    return tokens[index + 2].glued and tokens[index + 2].text[0].isalpha()


@kept
def _tags() -> dict[str, tuple[str, str, bool]]:
    """What each word of the lexicon can be first of all, what it does, and whether it is ambiguous. No sign is a word,
    but for "&".
    """
    words = lexicon()
    tags: dict[str, tuple[str, str]] = {}
    # The first that names a word decides; later ones are settled by the neighbours, see `word_classes`.
    for tag, values in ((COMPARATIVE, words.comparatives), (NOMINAL, words.nominals)):
        for word, value in values.items():
            tags.setdefault(word, (tag, value))
    for tag, group in (
        (DETERMINER, words.determiners),
        (CONJUNCTION, words.conjunctions),
        (PREPOSITION, words.prepositions),
        (AUXILIARY, words.auxiliaries),
    ):
        for word in group:
            tags.setdefault(word, (tag, ""))
    for word, value in words.verbs.items():
        tags.setdefault(word, (VERB, value))
    for tag, group in ((PRONOUN, words.pronouns), (ADVERB, words.adverbs)):
        for word in group:
            tags.setdefault(word, (tag, ""))
    # what is in no group is never settled
    unsure = cues().both | _AMBIGUOUS_WORDS
    for word in unsure:
        tags.setdefault(word, (WORD, ""))
    return {
        word: (tag, value, tag in _AMBIGUOUS or word in unsure)
        for word, (tag, value) in tags.items()
        if word[0].isalnum() or word == "&"
    }
