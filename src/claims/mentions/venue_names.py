"""The gazetteers patterns/venues/{conferences,workshops,journals}.toml, and the known names in a text.

"Accepted by ASPLOS'26" -> the entry of ASPLOS, at its word.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

import regex
from pydantic import Field, RootModel

from claims import patterns
from claims.mentions.venue_rules import Strict, kind_of_root, rules
from claims.mentions.venue_words import Word, letters, roots, words
from claims.models import VenueKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import EntityRuler
    from spacy.tokens import Doc


class Entry(Strict):
    """One venue of a gazetteer; the keys are told at the top of conferences.toml."""

    name: str = Field(min_length=1)
    titles: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    ambiguous: bool = False
    kind: VenueKind = "conference"


class Form(NamedTuple):
    """One way to write a venue."""

    entry: Entry
    text: str
    letters: str
    """The letters and digits of the form, by which its case is compared."""
    title: bool
    """Whether it is a full title, which means this venue in any case."""


class Known(NamedTuple):
    """A known name: the words from `first` to `last` are one of `forms`."""

    first: int
    last: int
    form: Form


class _Gazetteer(RootModel[dict[str, tuple[Entry, ...]]]):
    """Areas with their venues."""


_FILES: tuple[tuple[str, VenueKind], ...] = (
    ("conferences", "conference"),
    ("workshops", "workshop"),
    ("journals", "journal"),
)


@cache
def entries() -> tuple[Entry, ...]:
    """All venues of the gazetteers."""
    return tuple(
        entry.model_copy(update={"kind": kind})
        for name, kind in _FILES
        for area in patterns.load(f"venues/{name}.toml", _Gazetteer).root.values()
        for entry in area
    )


def known_names(written: Sequence[Word]) -> list[Known]:
    """The names of the gazetteers among the words of a text, in order and without overlap, wherever their case fits."""
    places = [index for index, word in enumerate(written) if word.sort != "link"]
    vocabulary = _vocabulary()
    # words that stand in no name are all one word, so that the vocabulary of spaCy does not grow with the texts
    known = [root if (root := written[index].root) in vocabulary else "?" for index in places]
    if known.count("?") == len(known):
        return []
    from spacy.tokens import Doc

    ruler = _ruler()
    found = []
    for entity in ruler(Doc(ruler.nlp.vocab, words=known)).ents:
        first, last = places[entity.start], places[entity.end - 1]
        text = letters("".join(word.text for word in written[first : last + 1]))
        numbered = (
            last + 1 < len(written)
            and written[last + 1].sort in ("number", "link")
            and written[last + 1].text not in ",:"
        )
        society = first > 0 and written[first - 1].text in rules().title.societies
        named = last + 2 < len(written) and written[last + 2].root in (*kind_of_root(), "proceedings")
        marks = numbered + (numbered and (society or named))
        if last > first and all(word.text[0].isupper() for word in written[first : last + 1] if word.sort == "word"):
            marks = 2  # "Parallel Comput."
        if form := _fitting(_forms()[tuple(token.text for token in entity)], text, marks):
            if not _is_begun(written, first, last, form):
                found.append(Known(first, last, form))
    return found


def has_short_name(text: str) -> bool:
    """Whether one of the words is the short name of a venue: a quick look before the words are read."""
    names = _short_names()
    return any(match.group() in names for match in _ACRONYM.finditer(text))


_ACRONYM = regex.compile(r"\b[A-Z][A-Za-z]{1,15}\b")


@cache
def _short_names() -> frozenset[str]:
    return frozenset(name for entry in entries() for name in (entry.name, *entry.also) if " " not in name)


def _is_begun(written: Sequence[Word], first: int, last: int, form: Form) -> bool:
    """Whether a name is only the beginning or the end of another.

    "Proceedings of the IEEE" in "Proceedings of the IEEE INFOCOM", "J. Comput." in "Int. J. Comput. Theor. Eng.".
    """
    if form.entry.kind != "journal" or last == first:
        return False
    title = rules().title
    society = written[last].text in title.societies
    if last + 1 < len(written) and written[last + 1].sentence == written[last].sentence:
        following = written[last + 1]
        if society and (following.text == "/" or following.sort in ("ordinal", "number")):
            return True
        known = title.societies.union((form.entry.name, *form.entry.also))
        goes_on = following.sort == "word" and following.text[0].isupper() and following.text not in known
        if goes_on and not {following.root, following.text.casefold()} & (
            title.sections | title.borders | kind_of_root().keys()
        ):
            return True
    before = written[first - 1] if first else None
    return before is not None and (
        (before.root == "intl" and not form.letters.casefold().startswith("intl"))
        or (before.text in title.societies and before.text.isupper() and before.text not in ("IEEE", "ACM"))
    )


def _fitting(candidates: tuple[Form, ...], text: str, marks: int) -> Form | None:
    """The form that the letters of the text fit best: same case, then a title, then a short form in another case.

    `marks`: how much shows that a word is a name: a year after it ("Sigmetrics'13"), and also a society before it or
    "conference" behind ("IEEE Cloud 2025"). A short or ambiguous form in another case needs as many.
    """
    for form in candidates:
        if form.letters == text:
            return form
    for form in candidates:
        if form.title:
            return form
    for form in candidates:
        if len(form.letters) > 12 and not form.entry.ambiguous:
            return form
        needed = 2 if form.entry.ambiguous else 1 if len(text) < 6 and sum(map(str.isupper, text)) < 2 else 0
        spelt = form.letters.casefold() == text.casefold() or (marks == 2 and len(text) > 8)
        if spelt and (marks >= needed or (text.isupper() and len(text) > 12)):
            return form
    return None


@cache
def _forms() -> dict[tuple[str, ...], tuple[Form, ...]]:
    """Roots of a written form -> what it may stand for."""
    shortened = {root: short for short, several in rules().abbreviated.items() for root in several}
    found: dict[tuple[str, ...], dict[Form, None]] = defaultdict(dict)
    for entry in entries():
        for title in (entry.name, *entry.also, *entry.titles):
            for written in _variants(title, entry):
                key = roots(words(written))
                keys = {key, tuple(shortened.get(root, root) for root in key)}
                full = len(key) > 3 or (len(key) > 1 and any(root in kind_of_root() for root in key))
                for key in sorted(keys):
                    found[key].setdefault(Form(entry, written, letters(written), title=full))
    return {key: tuple(values) for key, values in found.items()}


def _variants(title: str, entry: Entry) -> Iterator[str]:
    """The title, the title without "International" and the like, and a long subject by itself.

    "International Conference on Architectural Support for …" -> also "Conference on Architectural Support for …" and
    "Architectural Support for …". A journal keeps its "International", as the Journal of Forecasting is another one, but not its society.
    """
    yield title
    if entry.kind == "journal":
        yield regex.sub(r"^(?:IEEE|ACM|IEEE/ACM)\s(?=Transactions\s)", "", title)
        return
    plain = regex.sub(r"^(?:(?:Annual|International|The|Biennial|Joint)\s)+", "", title)
    yield plain
    subject = regex.match(
        r"(?:Conference|Symposium|Workshop|Colloquium|Congress)\s(?:on|of|for)\s(?:the\s)?(.+)", plain
    )
    if subject and len(regex.findall(r"[A-Z]\w+", subject[1])) >= 4:
        yield subject[1]


@cache
def _vocabulary() -> frozenset[str]:
    """All roots that stand in a form."""
    return frozenset(root for key in _forms() for root in key)


class _Spaced:
    """A tokenizer for the roots of a name, which single spaces part."""

    def __init__(self, language: "Language") -> None:
        self._vocab = language.vocab

    def __call__(self, text: str) -> "Doc":
        from spacy.tokens import Doc

        return Doc(self._vocab, words=text.split(" "))


@cache
def _ruler() -> "EntityRuler":
    """The entity ruler over all forms, whose docs are made of roots: spaCy's own tokens part "Int'l" and "IC2E" wrongly."""
    from claims.nlp import build

    language = build([])
    language.tokenizer = _Spaced(language)
    ruler = cast("EntityRuler", language.get_pipe("entity_ruler"))
    # no ids: the ruler counts its ids at every call, which with two thousand of them took longer than all the rest
    ruler.add_patterns([{"label": "VENUE", "pattern": " ".join(key)} for key in _forms()])
    return ruler
