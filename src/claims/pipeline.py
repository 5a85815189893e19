"""Papers in, everything found in them out. START READING HERE: `_extracted` is the way from the one to the other."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar, get_args

from claims import assemble, patterns
from claims.garbage import without_collections
from claims.mentions import hardware, system, venue
from claims.models import SCHEMA_VERSION, Extraction, FieldName, Paper, unchecked
from claims.text import FieldText, clean
from claims.trained.confidence import set_confidence

Lot = list[str | Paper]
Item = TypeVar("Item")
FIELDS: tuple[FieldName, ...] = get_args(FieldName)
LOT = 200
"""Papers that go through the pipeline together.

Each step is done for all of them before the next one begins, so that the processor has the code of the step at hand.
That takes half the time of paper by paper; lots of 50 take a tenth more, of 400 some hundredths less, and each paper of
a lot and what was found in it is held at once.
"""
_GIVEN: Final = frozenset(Extraction.model_fields) - {"schema_version"}
_TEXT: Final = dict(Paper(id="text"))
"""What a paper says that is given as a text: all fields, with the abstract still empty."""
_GIVEN_OF_TEXT: Final = frozenset({"id", "abstract"})


def extract(source: str | Paper) -> Extraction:
    """All claims, hardware, venues and the system's name of one paper; a string is taken as an abstract."""
    with patterns.in_force():
        return _extracted([source])[0]


def extract_many(papers: Iterable[str | Paper]) -> Iterator[Extraction]:
    """`extract` of each, in order, a few papers at a time, which takes less time than one by one.

    By the rules that are wanted where this is called. An error of a paper is raised when it is its turn.
    """
    return map(_given, tried(papers))


def tried(papers: Iterable[str | Paper]) -> Iterator[Extraction | Exception]:
    """`extract_many` that goes on after an error, which it gives in the place of the paper."""
    wanted = patterns.current()
    return (found for lot in lots(papers) for found in _by_rules(wanted, lot))


def _given(found: Extraction | Exception) -> Extraction:
    if isinstance(found, Exception):
        raise found
    return found


def _by_rules(wanted: patterns.Patterns, lot: Lot) -> Sequence[Extraction | Exception]:
    # What the steps make of a lot makes no cycles and is gone at its end. Looked for before, in these hundredths of a
    # second, it would all be taken for things that stay, and the more of these, the sooner all that the process holds
    # is gone through.
    with patterns.using(wanted), patterns.in_force(), without_collections():
        try:
            return _extracted(lot)
        except Exception:  # noqa: BLE001 -- of which paper, each by itself will tell
            return list(map(_tried, lot))


def lots(items: Iterable[Item]) -> Iterator[list[Item]]:
    """`LOT` at a time; where reading them fails, those that came before are given first."""
    lot: list[Item] = []
    try:
        for item in items:
            lot.append(item)
            if len(lot) == LOT:
                yield lot
                lot = []
    except Exception:
        yield lot
        raise
    yield lot


def _tried(source: str | Paper) -> Extraction | Exception:
    try:
        return extract(source)
    except Exception as error:  # noqa: BLE001 -- it is given to who asked
        return error


def _extracted(lot: Lot) -> list[Extraction]:
    """The data path, step by step, each for all papers of a lot."""
    papers = [source if isinstance(source, Paper) else _paper(source) for source in lot]
    texts = [_texts(paper) for paper in papers]
    every_text = [text for fields in texts for text in fields.values()]
    mentions = iter(hardware.find_all(every_text))
    devices = [[mention for _ in fields for mention in next(mentions)] for fields in texts]
    named = iter(venue.find_all(every_text))
    venues = [[mention for _ in fields for mention in next(named)] for fields in texts]
    systems = system.find_all([(fields.get("title"), fields.get("abstract")) for fields in texts])
    sources = [
        [
            assemble.Source(text, [device for device in found if device.field == field], paper.id, name)
            for field, text in fields.items()
            if field != "journal_ref"
        ]
        for paper, fields, found, (name, _) in zip(papers, texts, devices, systems, strict=True)
    ]
    claims = iter(assemble.find([source for each in sources for source in each]))
    claims_of = [[claim for _ in each for claim in next(claims)] for each in sources]
    for said, found, places, fields in zip(claims_of, devices, venues, texts, strict=True):
        if said or found or places:
            set_confidence(said, found, places, {field: text.raw for field, text in fields.items()})
    return [
        unchecked(
            Extraction,
            {
                "schema_version": SCHEMA_VERSION,
                "paper": paper,
                "system": name,
                "system_aliases": aliases,
                "claims": tuple(said),
                "hardware": tuple(found),
                "venues": tuple(places),
            },
            _GIVEN,
        )
        for paper, (name, aliases), said, found, places in zip(papers, systems, claims_of, devices, venues, strict=True)
    ]


def _paper(text: str) -> Paper:
    """The paper that has nothing but an abstract."""
    if not isinstance(text, str):
        # that it is no text is for checking to say
        return Paper(id=_TEXT["id"], abstract=text)
    return unchecked(Paper, {**_TEXT, "abstract": text.strip()}, _GIVEN_OF_TEXT)


def _texts(paper: Paper) -> dict[FieldName, FieldText]:
    """The fields of a paper that say something, cleaned."""
    return {field: clean(field, raw) for field in FIELDS if (raw := getattr(paper, field))}
