"""A sentence as the constructions see it: words with what they can be, quantities as single items, noun phrases to scan."""

from dataclasses import dataclass
from functools import cache

from claims.assemble.metric import family
from claims.assemble.lexicon import Lexicon, is_plural, lexicon
from claims.mentions.quantity import Amount, words
from claims.tokens import Token

AMOUNT, WORD, PREPOSITION, DETERMINER, CONJUNCTION, AUXILIARY, PRONOUN, ADVERB, VERB, COMPARATIVE, NOMINAL, SIGN = (
    "Q", "w", "prep", "det", "conj", "aux", "pron", "adv", "verb", "cmp", "nom", "sign",
)  # fmt: skip


@dataclass(slots=True)
class Item:
    """A word, a sign or a whole quantity of the sentence. Offsets are into the clean field."""

    text: str
    lower: str
    start: int
    end: int
    tag: str
    value: str = ""
    """What a verb, comparative or nominal does: increase, decrease, improve, worsen, accelerate, …"""
    amount: Amount | None = None


@dataclass(slots=True)
class Sentence:
    """The items of one sentence, and the clean text they come from."""

    items: list[Item]
    text: str
    start: int
    end: int

    def lower(self, index: int) -> str:
        """The lower-cased item, "" outside the sentence."""
        return self.items[index].lower if 0 <= index < len(self.items) else ""

    def tag(self, index: int) -> str:
        """What the item is, "" outside the sentence."""
        return self.items[index].tag if 0 <= index < len(self.items) else ""

    def words(self, first: int, last: int) -> str:
        """The clean text from one item to before another."""
        return self.text[self.items[first].start : self.items[last - 1].end]


def build(text: str, start: int, end: int, tokens: list[Token], amounts: list[Amount]) -> Sentence:
    """The sentence with each amount (its bound words included) as one item."""
    words = lexicon()
    items: list[Item] = []
    index = 0
    for amount in amounts:
        if _modifies(amount, tokens):
            continue
        first = min(amount.bound_first, amount.first)
        items.extend(_item(token) for token in tokens[index:first] if token.text not in _QUOTES)
        begin = tokens[first].start
        items.append(Item(text[begin : amount.end], "#", begin, amount.end, AMOUNT, amount=amount))
        index = amount.last
    items.extend(_item(token) for token in tokens[index:] if token.text not in _QUOTES)
    sentence = Sentence(items, text, start, end)
    _disambiguate(sentence, words)
    return sentence


_QUOTES = {"'", '"', "`"}


def _modifies(amount: Amount, tokens: list[Token]) -> bool:
    """Whether a number is part of a modifier ("32-row activation", "10-Gbps link", "V=0.05") and not a quantity by itself."""
    if amount.compound and amount.bound != "less_than":
        if amount.kind == "measure" or (amount.kind in ("percent",) and amount.unit == "%"):
            return True
        if amount.kind == "count" and not amount.spelled:
            behind = tokens[amount.last + 1].lower if amount.last + 1 < len(tokens) else ""
            return behind.partition("-")[0].partition("/")[0] not in words().compounds
    if amount.kind == "count" and amount.first > 0 and amount.bound == "exact" and not amount.spelled and amount.high is None and amount.before is None:
        # "LLaMA 3", "MedGemma 1.5 4B", "PostgreSQL 17": part of a name
        name = tokens[amount.first - 1]
        number = tokens[amount.first]
        named = name.text[0].isupper() and (amount.first > 1 or "." in number.number or not name.text[1:].islower()) or (
            name.number != "" and not name.tail and amount.first > 1 and tokens[amount.first - 2].text[0].isupper()
        )
        if named and "," not in number.number and (amount.value or 0) < 1e13 and family(name.text)[0] == "other" and not any(c in name.lower for c in "@=") and name.lower not in _STATISTICS:
            tail = number.tail or (tokens[amount.last - 1].text if amount.last - amount.first > 1 else "")
            if tail in ("", "B", "b", "M", "K", "k"):
                return True
    if amount.kind == "count" and amount.first > 0 and tokens[amount.first - 1].text in ("=", "@") and amount.bound == "exact":
        name = tokens[amount.first - 2].lower if amount.first > 1 else ""
        return name not in _STATISTICS and not name.endswith(("score", "accuracy", "rate", "f1"))
    return False


_STATISTICS = {"kappa", "f1", "auc", "auroc", "rho", "r", "r2", "chi2", "p", "d", "κ", "ρ", "map", "mae", "rmse", "mape", "accuracy", "recall", "precision", "iou", "ndcg", "psnr", "ssim", "bleu", "tau", "ari", "nmi", "mrr"}


@cache
def _tags() -> dict[str, tuple[str, str]]:
    """What each word of the lexicon can be first of all, and what it does."""
    entries = lexicon()
    tags: dict[str, tuple[str, str]] = {}
    for tag, values in ((COMPARATIVE, entries.comparatives), (NOMINAL, entries.nominals)):
        for word, value in values.items():
            tags.setdefault(word, (tag, value))
    for tag, group in ((DETERMINER, entries.determiners), (CONJUNCTION, entries.conjunctions), (PREPOSITION, entries.prepositions), (AUXILIARY, entries.auxiliaries)):
        for word in group:
            tags.setdefault(word, (tag, ""))
    for word, value in entries.verbs.items():
        tags.setdefault(word, (VERB, value))
    for tag, group in ((PRONOUN, entries.pronouns), (ADVERB, entries.adverbs)):
        for word in group:
            tags.setdefault(word, (tag, ""))
    return tags


def _item(token: Token) -> Item:
    lower = token.lower
    tag, value = WORD, ""
    if len(lower) > 1 and token.text.isupper() and lower not in ("and", "or"):
        # "BE throughput", "TOP500": an acronym, whatever word it looks like
        return Item(token.text, lower, token.start, token.end, WORD)
    if not token.text[0].isalnum() and token.text != "&":
        tag = SIGN
    else:
        tag, value = _tags().get(lower, (WORD, ""))
    return Item(token.text, lower, token.start, token.end, tag, value)


_BOTH = {"drop", "drops", "cut", "cuts", "gain", "gains", "boost", "boosts", "increase", "increases", "decrease", "decreases",
         "rise", "decline", "benefit", "benefits", "advantage"}  # fmt: skip
_NOUNS = {"cost", "costs", "use", "need", "result", "results", "run", "runs", "record", "records", "report", "reports", "show",
          "support", "process", "scale", "match", "load", "access", "store", "map", "model", "design", "form", "impact",
          "influence", "study", "benchmark", "schedule", "total", "average", "range", "state", "cover", "account", "accounts",
          "present", "yield", "hit", "hits", "top", "test", "tests", "train", "score", "scores", "read", "reads", "write", "writes",
          "release", "limit", "limits", "measure", "measures", "estimate", "estimates", "stores", "models", "designs", "loads",
          "tune", "profile", "profiles", "advance", "advances", "speed", "close", "cap", "lower", "better", "saving", "processes",
          "training", "serving", "scaling", "processing", "computing", "reading", "writing", "running", "learning", "scheduling",
          "building", "mapping", "testing", "profiling", "tuning", "sampling", "modeling", "loading", "requires", "caches", "sending",
          "compute", "transform", "split", "base", "function", "functions", "stay", "pass", "passes", "hosts", "offers", "matches",
          "studies", "states", "forms", "sees", "finish", "benchmarks", "evaluates", "partition", "storing", "cover", "answers", "answer",
          "hide", "spans", "span", "planning", "offloading", "timing", "routing", "caching", "batching", "prune", "prunes", "crash", "crashes",
          "generating", "decoding", "compression", "waste", "drive", "drives", "need", "needs", "place", "position", "control", "plan", "plans", "cause", "causes", "force", "address", "addresses", "experience", "guarantee", "guarantees", "result", "help", "demand", "demands", "work", "works", "request", "requests", "supports", "lead", "contract", "contracts", "average", "reach", "hold", "holds", "face", "state", "states", "influence", "approach", "highlight", "comprise", "answering", "detection", "leverage", "fail", "takes"}  # fmt: skip


def _moves(items: list[Item], index: int) -> bool:
    """Whether a participle has its own "by" and quantity behind a noun phrase."""
    for step in range(index + 1, min(index + 7, len(items) - 1)):
        if items[step].lower == "by":
            return items[step + 1].tag == AMOUNT
        if items[step].tag not in (WORD, NOMINAL, DETERMINER):
            return False
    return False


def _disambiguate(sentence: Sentence, words: Lexicon) -> None:
    """Settle the words that are a noun or a verb by their neighbours: "drops by 3%", "a 3% drop in"."""
    items = sentence.items
    for index, item in enumerate(items):
        before = items[index - 1] if index else None
        after = items[index + 1] if index + 1 < len(items) else None
        if item.lower in _BOTH and item.lower in words.verbs:
            nominal = item.lower in words.nominals
            reaching = after is not None and after.tag == AMOUNT and after.text.startswith(("reach", "exceed", "surpass"))
            if after is not None and not reaching and (after.lower in ("by", "from", "its", "the", "our") or (after.tag == AMOUNT and before is not None
                                      and before.tag not in (DETERMINER, AMOUNT, COMPARATIVE))) and not (  # fmt: skip
                before is not None and (before.tag in (DETERMINER, AMOUNT) or before.lower in ("significant", "substantial", "performance"))
                and after.lower in ("from", "by")
            ):
                item.tag, item.value = VERB, words.verbs[item.lower]
            elif before is not None and before.tag in (DETERMINER, AMOUNT, COMPARATIVE, WORD) and nominal:
                if before.tag == WORD and after is not None and after.tag in (WORD, DETERMINER) and not before.lower.endswith("ance"):
                    item.tag, item.value = VERB, words.verbs[item.lower]
            elif before is None or before.tag in (PRONOUN, AUXILIARY, CONJUNCTION, SIGN, ADVERB) or before.lower in ("to", "that", "which"):
                if not (after is not None and after.lower in ("in", "of")):
                    item.tag, item.value = VERB, words.verbs[item.lower]
            continue
        if item.lower == "relative" and (after is None or after.lower != "to"):
            item.tag = WORD
        if item.tag == VERB and item.lower.endswith("ing") and before is not None and before.tag == AMOUNT and before.amount is not None and before.amount.kind == "percent":
            # "20% pruning"
            item.tag, item.value = WORD, ""
        if item.tag == VERB and after is not None and after.lower == "that":
            # "Evaluations across three models show that …"
            continue
        if item.tag == VERB and after is not None and after.lower == "down" and item.value in ("attain", "other", "decrease"):
            item.value = "decrease"
        elif item.tag == VERB and before is not None and not item.lower.endswith(("s", "ed", "ing")) and item.lower not in words.participles and (
            before.tag in (AMOUNT, DETERMINER, COMPARATIVE, NOMINAL) and before.lower not in ("these", "those", "all", "that") or before.tag == WORD and not is_plural(before.text)
        ) and item.value not in ("decrease", "improve"):  # fmt: skip
            # a base form after a singular noun, a number or "the" is a noun: "14.9% register overhead", "parameter scale"
            item.tag, item.value = WORD, ""
        elif item.tag == VERB and item.lower in _NOUNS:
            # "costs $3" is a verb, "the training cost of" a noun
            nounlike = before is not None and (before.tag in (DETERMINER, COMPARATIVE, NOMINAL, AMOUNT, VERB) or before.lower in ("of", "in", "and", "for", "on", "per", "by", "with"))
            modifier = before is not None and before.tag == WORD and (
                not (after is not None and after.tag in (AMOUNT, DETERMINER)) or not is_plural(before.text) and not item.lower.endswith(("s", "ed", "ing"))
            )  # fmt: skip
            if nounlike or modifier or (after is not None and after.lower in ("of", "in", "for", "time", "throughput", "latency", "cost", "performance")):
                if not (before is not None and before.lower in ("to", "can", "we", "and") and after is not None and after.tag in (DETERMINER, AMOUNT)):
                    item.tag, item.value = WORD, ""
        elif item.tag == VERB and item.lower in words.participles and before is not None and after is not None:
            # "the proposed method", "two simulated clusters", "higher effective sustained rate"
            if before.tag in (DETERMINER, COMPARATIVE) and after.tag in (WORD, NOMINAL) and before.lower not in ("this", "that", "all", "each"):
                item.tag, item.value = WORD, ""
            elif before.lower in ("of", "in", "for", "on", "with", "over", "from", "under", "than", "to", "against") and after.tag in (WORD, NOMINAL) and item.lower.endswith("ed"):
                # "of measured power", "compared to optimized CPU code"
                item.tag, item.value = WORD, ""
            elif before.tag == AMOUNT and before.amount is not None and before.amount.kind in ("count", "fraction") and after.tag == WORD:
                item.tag, item.value = WORD, ""
        elif item.tag == COMPARATIVE and item.lower == "lower" and before is not None and (before.lower in ("to", "we", "can", "and", "also", "it") or before.tag == AUXILIARY and before.lower not in ("is", "are", "was", "were")):
            if after is not None and after.tag in (DETERMINER, WORD):
                item.tag, item.value = VERB, "decrease"
        elif item.tag == COMPARATIVE and item.lower in ("increased", "improved", "reduced") and _moves(items, index):
            # "simulating increased throughput by 75%"
            item.tag, item.value = VERB, words.verbs[item.lower]
        elif item.tag == COMPARATIVE and item.lower in ("increased", "improved", "reduced") and (
            after is None or after.lower in ("by", "from", "to", "the", "its", "our") or after.tag in (AMOUNT, DETERMINER)
            or (before is not None and before.tag in (AUXILIARY, PRONOUN) or before is not None and before.lower in ("that", "has", "have"))
        ):  # fmt: skip
            item.tag, item.value = VERB, words.verbs[item.lower]
