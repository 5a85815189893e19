"""The known names in a text: those of the gazetteers, in every form in which they are written.

"Accepted by ASPLOS'26" -> the entry of ASPLOS, at its word.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import regex

from claims.mentions.venue_entries import Entry, entries
from claims.mentions.venue_rules import kind_of_root, rules
from claims.mentions.venue_words import Word, letters, roots, words
from claims.patterns import built, kept

if TYPE_CHECKING:
    from claims.nlp import Phrases


class Form(NamedTuple):
    """One way to write a venue."""

    entry: Entry
    text: str
    letters: str
    """The letters and digits of the form, by which its case is compared."""
    title: bool
    """Whether it is a full title, which means this venue in any case."""


class Known(NamedTuple):
    """A known name: the words from `first` to `last` are a form of a venue."""

    first: int
    last: int
    form: Form


_UNKNOWN: Final = "?"
_CAPITALISED: Final = regex.compile(r"\b[A-Z][A-Za-z]{1,15}\b")
_GENERAL: Final = regex.compile(r"^(?:(?:Annual|International|The|Biennial|Joint)\s)+")
_SOCIETY: Final = regex.compile(r"^(?:IEEE|ACM|IEEE/ACM)\s(?=Transactions\s)")
_SUBJECT: Final = regex.compile(r"(?:Conference|Symposium|Workshop|Colloquium|Congress)\s(?:on|of|for)\s(?:the\s)?(.+)")
_LONG: Final = 12


def has_short_name(text: str) -> bool:
    """Whether one of the words is the short name of a venue: a quick look before the words are read."""
    names = _short_names()
    for word in _CAPITALISED.findall(text):  # noqa: SIM110 -- a generator for `any` takes twice as long
        if word in names:
            return True
    return False


def known_names(texts: Sequence[Sequence[Word]]) -> list[list[Known]]:
    """The names of the gazetteers in the words of each text, in order and without overlap, wherever their case fits."""
    vocabulary, forms = _vocabulary(), _forms()
    places: list[list[int]] = []
    known: list[list[str]] = []
    for written in texts:
        place: list[int] = []
        said: list[str] = []
        for index, word in enumerate(written):
            if word.root in vocabulary:
                if word.sort != "link":
                    place.append(index)
                    said.append(word.root)
            elif said and said[-1] != _UNKNOWN and word.sort != "link":
                # words that stand in no name part those that do, however many there are: the doc stays short
                place.append(index)
                said.append(_UNKNOWN)
        places.append(place)
        known.append(said)
    found: list[list[Known]] = []
    for written, place, roots_, spans in zip(texts, places, known, _phrases().entities_of_each(known), strict=True):
        names = []
        for start, end in spans:
            first, last = place[start], place[end - 1]
            form = _fitting(forms[tuple(roots_[start:end])], written, first, last)
            if form and not _is_piece_of_other(written, first, last, form):
                names.append(Known(first, last, form))
        found.append(names)
    return found


def _fitting(candidates: tuple[Form, ...], written: Sequence[Word], first: int, last: int) -> Form | None:
    """The form that the words fit best: in the same case, then a title, then a short form in another case."""
    span = written[first : last + 1]
    text = letters("".join(word.text for word in span))
    title = next((form for form in candidates if form.title), None)
    if same := next((form for form in candidates if form.letters == text), title):
        return same
    marks = _marks(written, first, last)
    for form in candidates:
        if len(form.letters) > _LONG and not form.entry.ambiguous:
            return form
        spelt = form.letters.casefold() == text.casefold() or (marks == 2 and len(text) > 8)
        needed = 2 if form.entry.ambiguous else 1 if len(text) < 6 and sum(map(str.isupper, text)) < 2 else 0
        if spelt and (marks >= needed or (text.isupper() and len(text) > _LONG)):
            return form
    return None


def _marks(written: Sequence[Word], first: int, last: int) -> int:
    """How much shows that words are a name: 1 for a year after it ("Sigmetrics'13"), 2 for more than that.

    More is a society before ("IEEE Cloud 2025"), "conference" behind, or capitals on all words ("Parallel Comput.").
    """
    if last > first and all(word.text[0].isupper() for word in written[first : last + 1] if word.sort == "word"):
        return 2
    following = written[last + 1 : last + 3]
    if not following or following[0].sort not in ("number", "link") or following[0].text in ",:":
        return 0
    society = first > 0 and written[first - 1].text in rules().title.societies
    return 2 if society or following[-1].root in kind_of_root() or following[-1].root == "proceedings" else 1


def _is_piece_of_other(written: Sequence[Word], first: int, last: int, form: Form) -> bool:
    """Whether the name of a journal is only the beginning or the end of another.

    "Proceedings of the IEEE" in "Proceedings of the IEEE INFOCOM", "J. Comput." in "Int. J. Comput. Theor. Eng.".
    """
    if form.entry.kind != "journal" or last == first:
        return False
    title = rules().title
    if last + 1 < len(written) and written[last + 1].sentence == written[last].sentence:
        following, further = written[last + 1], written[last + 2 : last + 3]
        named = following.sort == "number" and bool(further) and further[0].text[0].isupper()
        if written[last].text in title.societies and (following.text == "/" or following.sort == "ordinal" or named):
            return True
        said = (following.root, following.text.casefold())
        if (
            following.sort == "word"
            and following.text[0].isupper()
            and following.text not in title.societies
            and following.text != form.entry.name
            and following.text not in form.entry.also
            and title.sections.isdisjoint(said)
            and title.borders.isdisjoint(said)
            and kind_of_root().keys().isdisjoint(said)
        ):
            return True
    if first == 0:
        return False
    before = written[first - 1]
    if before.sort == "word" and before.sentence == written[first].sentence and _is_first_part(before):
        return True  # "Local Computer Network conference"
    other = before.text in title.societies and before.text.isupper() and before.text not in ("IEEE", "ACM")
    return other or (before.root == "intl" and not form.letters.startswith("Int"))


def _is_first_part(word: Word) -> bool:
    """Whether a capitalised word before a known title is a part of a longer one: no "IEEE", "Journal" or "Accepted"."""
    if (
        len(word.text) < 3
        or not word.text.istitle()
        or not _no_parts().isdisjoint((word.text, word.root, word.text.casefold()))
    ):
        return False
    return word.root not in kind_of_root() and word.root not in ("intl", "ann", "joint", "proceedings")


@kept
def _no_parts() -> frozenset[str]:
    """Words and roots that are no part of a title which goes on behind them."""
    title = rules().title
    return title.societies | title.publishers | title.borders | title.sections | title.counted | title.no_title


@kept
def _short_names() -> frozenset[str]:
    names = {entry.name for entry in entries()}
    names.update(name for entry in entries() for name in entry.also)
    return frozenset(name for name in names if " " not in name)


@built
def _forms() -> dict[tuple[str, ...], tuple[Form, ...]]:
    """Roots of a written form -> what it may stand for."""
    shortened = {root: short for short, several in rules().abbreviated.items() for root in several}
    found: dict[tuple[str, ...], dict[Form, None]] = defaultdict(dict)
    for entry in entries():
        titles = (entry.name, *entry.also, *entry.titles)
        for title in titles:
            for written in _variants(title, entry):
                key = tuple(root for root in roots(words(written)) if root != ".")
                full = len(key) > 3 or (len(key) > 1 and any(root in kind_of_root() for root in key))
                form = Form(entry, written, letters(written), title=full)
                for same in sorted({key, tuple(shortened.get(root, root) for root in key)}):
                    found[same].setdefault(form)
    return {key: tuple(values) for key, values in found.items()}


def _variants(title: str, entry: Entry) -> Iterator[str]:
    """The title, the title without "International" and the like, and a long subject by itself.

    "International Conference on Architectural Support for …" -> also "Conference on Architectural Support for …" and
    "Architectural Support for …". A journal loses its society, but keeps its "International": the Journal of
    Forecasting is another one.
    """
    yield title
    if entry.kind == "journal":
        yield _SOCIETY.sub("", title)
        return
    plain = _GENERAL.sub("", title)
    yield plain
    subject = _SUBJECT.match(plain)
    if subject and sum(word[0].isupper() for word in subject[1].split()) >= 4:
        yield subject[1]


@built
def _vocabulary() -> frozenset[str]:
    """All roots that stand in a form."""
    return frozenset(root for key in _forms() for root in key)


@built
def _phrases() -> "Phrases":
    """All forms for the entity ruler, as roots: English tokens part "IC2E" and "Int'l" wrongly."""
    from claims.nlp import Phrases

    return Phrases(_forms())
