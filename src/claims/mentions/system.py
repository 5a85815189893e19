"""The name a paper gives to what it presents: "ZipMoE: Efficient On-Device …" -> ZipMoE.

Every name in the title and the abstract is a candidate; the words around it are evidence, which counts the points that
patterns/systems/rules.toml gives it. A name is taken if it has enough of them and some of the evidence says that the
paper made it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from claims.mentions.system_abstract import LONGEST, from_text, full_before, in_lower_case, in_parentheses, mentions
from claims.mentions.system_candidate import Candidate
from claims.mentions.system_context import around
from claims.mentions.system_names import Name, is_strong, key, names
from claims.mentions.system_title import Head, head, head_evidence, title_evidence
from claims.text import FieldText

_SENTENCE: Final = 200


Named = tuple[str | None, tuple[str, ...]]


@dataclass(slots=True, eq=False)
class _Paper:
    """What is read of a paper."""

    title: str
    heading: str
    """The title with single spaces."""
    head: Head | None
    certain: bool
    """Whether the head needs no evidence."""
    abstract: FieldText | None
    text: str
    """That of the abstract, "" where there is none."""


def find(title: FieldText | None, abstract: FieldText | None) -> Named:
    """Name and aliases, (None, ()) where the paper names nothing.

    >>> from claims.text import clean
    >>> find(None, clean("abstract", "We present Full Old Oaks (FOO), a cache. FOO is fast."))
    ('FOO', ('Full Old Oaks',))
    >>> find(clean("title", "On the Size of Caches"), clean("abstract", "We compare FOO with NCCL."))
    (None, ())
    """
    return find_all([(title, abstract)])[0]


def find_all(papers: Sequence[tuple[FieldText | None, FieldText | None]]) -> list[Named]:
    """`find` of the title and the abstract of each: each step for all papers, as in `claims.pipeline`."""
    read = [_paper(title, abstract) for title, abstract in papers]
    written = [[] if paper.certain else names(paper.text[:LONGEST]) for paper in read]
    said = [
        mentions(paper.text[:LONGEST], each, paper.head.name if paper.head else "")
        for paper, each in zip(read, written, strict=True)
    ]
    found = [
        from_text(paper.text, each, paper.heading, paper.head.name if paper.head else "")
        for paper, each in zip(read, said, strict=True)
    ]
    for paper, each in zip(read, found, strict=True):
        if paper.abstract and not paper.certain and not [one for one in each.values() if one.enough]:
            each |= in_lower_case(paper.abstract)
    every = [_candidates(paper, each) for paper, each in zip(read, found, strict=True)]
    return [_best(paper, each) for paper, each in zip(read, every, strict=True)]


def _paper(title: FieldText | None, abstract: FieldText | None) -> _Paper:
    heading = " ".join(title.text.split()) if title else ""
    first = head(heading) if heading else None
    certain = first is not None and first.certain
    return _Paper(title.text if title else "", heading, first, certain, abstract, abstract.text if abstract else "")


def _best(paper: _Paper, every: list[Candidate]) -> Named:
    """The name among the candidates, and its aliases."""
    if not every:
        return None, ()
    heading, abstract = paper.title, paper.abstract
    taken = [candidate for candidate in every if candidate.enough]
    if not taken:
        taken = [candidate for candidate in every if candidate.told and _looks_own(candidate.name, heading)]
    if not taken:
        taken = [candidate for candidate in every if candidate.shown and _is_only_here(candidate.name, heading)]
    if abstract and "\\" in abstract.raw:
        # "we present \sys{}": a macro of the authors
        taken = [candidate for candidate in taken if candidate.head or not _is_macro(candidate.name, abstract.raw)]
    if not taken:
        return None, ()
    best = taken[0]
    if len(taken) > 1:
        best = min(
            taken,
            key=lambda candidate: (
                not candidate.head,
                "tail" not in candidate.evidence,
                not candidate.titled,
                candidate.first,
                -candidate.points,
            ),
        )
        if abstract:
            best = next((other for other in taken if _calls(abstract.text, best, other)), best)
    return best.name, best.other_names


def _is_macro(name: str, raw: str) -> bool:
    """Whether a name is nothing but a macro: not where it is also written out, "we present Foo … \\Foo runs"."""
    if "\\" + name not in raw:
        return False
    macro = False
    place = raw.find(name)
    while place >= 0:
        end = place + len(name)
        if _is_of_word(raw[end : end + 1]):
            end = place + 1
        elif raw[place - 1 : place] == "\\" and not _is_of_word(raw[place - 2 : place - 1]):
            macro = True
        elif _is_of_word(raw[place - 1 : place]):
            end = place + 1
        else:
            return False
        place = raw.find(name, end)
    return macro


def _is_of_word(character: str) -> bool:
    """Whether a character goes on with the word beside it; not "", where the text ends."""
    return character.isalnum() or character in ("_", "-")


def _calls(text: str, best: Candidate, other: Candidate) -> bool:
    """Whether `other` is what `best` describes is called in its sentence: "a Foo Bar framework for baz, named FOO"."""
    if best.titled or best.head or "called" in best.evidence or "called" not in other.evidence:
        return False
    between = text[best.first : other.first]
    return 0 < len(between) < _SENTENCE and ". " not in between


def _looks_own(name: str, title: str) -> bool:
    """Whether what is only told of may be the paper's own: a name as no ordinary word is written, or the title's."""
    return is_strong(name) or name in title


def _is_only_here(name: str, title: str) -> bool:
    """Whether a name is written as no ordinary word is and not the title's, which studies what there is."""
    return is_strong(name) and name not in title


def _candidates(paper: _Paper, found: dict[str, Candidate]) -> list[Candidate]:
    """What may be the name, with the evidence; what cannot be taken has not all of it. `found` are the abstract's."""
    heading, first = paper.heading, paper.head
    if first and paper.certain:
        return [_certain(first, paper.text)]
    if first:
        _add_head(first, paper.text, found)
    definite = heading.startswith("The ")
    for candidate in found.values() if heading else ():
        if not candidate.head and (definite or candidate.made or "loose" in candidate.evidence):
            certain = {"topic", "prior"}.isdisjoint(candidate.evidence)
            evidence = title_evidence(heading, [candidate.name, *candidate.aliases], certain)
            candidate.titled = bool(evidence)
            candidate.add(evidence)
    return list(found.values())


def _certain(head: Head, text: str) -> Candidate:
    """The candidate of a title's head that needs no evidence, with the full name that the abstract gives."""
    candidate = Candidate(head.name, aliases=[head.full] if head.full else [], head=True)
    candidate.add(["head"])
    place = text.find("(" + head.name)
    full = full_before(text, place, head.name) if place > 0 else None
    full = full or in_parentheses(text, text.find(head.name + " ("), head.name)
    if full:
        candidate.aliases.append(full)
    return candidate


def _add_head(head: Head, text: str, found: dict[str, Candidate]) -> None:
    """Adds the title's head, or what the title's head is the full name of."""
    first, joined, _ = head.name.partition(" and ")
    if joined and (candidate := found.get(key(first))) and candidate.made and any(map(is_strong, first.split())):
        candidate.head = True  # "Foo Net and Bar Cache: ..."
        return
    wanted = key(head.name)
    candidate = found.get(wanted)
    for other in found.values():
        if candidate is None and any(key(alias) in (wanted, wanted + "s") for alias in other.aliases):
            candidate = other
    if candidate is None:
        candidate = Candidate(head.name)
        place = text.find(head.name)
        if place >= 0 and len(head.name) > 2:
            name = Name(head.name, place, place + len(head.name), is_strong(head.name), phrase=" " in head.name)
            candidate.add(around(text, name, name.start, name.end))
    if f"({candidate.name}) problem" in text:
        return  # what the paper solves
    evidence = head_evidence(head, text, candidate.made)
    if "subtitle" in evidence and len(head.words) > 1 and any(other.made for other in found.values()):
        return
    if not evidence and head.definite and not head.surveyed and candidate.aliases:
        evidence = ["weak_head", "repeated"]
    if evidence:
        candidate.drop("topic", "prior")
        candidate.add(evidence)
        candidate.head = True
        if head.full:
            candidate.aliases.append(head.full)
        found[key(candidate.name)] = candidate
