"""The name a paper gives to what it presents: "ZipMoE: Efficient On-Device …" -> ZipMoE.

Every name in the title and the abstract is a candidate; the words around it are evidence, which counts the points that
patterns/systems/rules.toml gives it. A name is taken if it has enough of them and some of the evidence says that the
paper made it.
"""

import re
from dataclasses import dataclass, field


from claims.mentions.system_before import presented, sentence_before
from claims.mentions.system_context import around, introduced
from claims.mentions.system_names import Name, full_name, is_strong, key, names
from claims.mentions.system_rules import rules
from claims.mentions.system_title import Head, head, head_evidence, title_evidence
from claims.text import FieldText

_NOWHERE = 1 << 30
# after a name that exists without the paper: "we present Large Foos (LFs), a new"
_INTRODUCING = frozenset(("),", "):", ");"))
# so much evidence needs no more
_PLENTY = 3


@dataclass(slots=True)
class Candidate:
    """A name, and what the title and the abstract say of it."""

    name: str
    evidence: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    first: int = _NOWHERE
    """Where the abstract first says that the paper made it."""
    head: bool = False
    titled: bool = False

    @property
    def made(self) -> bool:
        """Whether some of the evidence says that the paper made it."""
        deciding = rules().evidence.deciding
        if "topic" in self.evidence:
            deciding -= rules().evidence.unsure
        return not deciding.isdisjoint(self.evidence)

    @property
    def points(self) -> float:
        """The sum of the evidence; some counts once, a subject twice at most."""
        worth, once = rules().points, rules().evidence.once
        several = [evidence for evidence in self.evidence if evidence not in once]
        points = sum(worth[evidence] for evidence in several) + sum(worth[evidence] for evidence in once.intersection(self.evidence))
        return points - worth["subject"] * max(0, several.count("subject") - 2)


def find(title: FieldText | None, abstract: FieldText | None) -> tuple[str | None, tuple[str, ...]]:
    """Name and aliases, (None, ()) where the paper names nothing."""
    found = candidates(title, abstract)
    enough = rules().points["enough"]
    taken = [candidate for candidate in found if candidate.made and candidate.points >= enough]
    if abstract and "\\" in abstract.raw:
        # "we present \\sys{}": a macro of the authors
        taken = [candidate for candidate in taken if candidate.head or "\\" + candidate.name not in abstract.raw]
    if not taken:
        return None, ()
    best = min(taken, key=lambda candidate: (not candidate.head, not candidate.titled, candidate.first, -candidate.points))
    aliases = {key(alias): alias for alias in best.aliases if key(alias) != key(best.name)}
    return best.name, tuple(aliases.values())


def candidates(title: FieldText | None, abstract: FieldText | None) -> list[Candidate]:
    """Everything that may be the name, with its evidence."""
    heading = " ".join(title.text.split()) if title else ""
    text = abstract.text if abstract else ""
    first = head(heading)
    if first and first.certain:
        return [_certain(first, text)]
    found: dict[str, Candidate] = {}
    _from_text(text, found)
    if abstract and not any("direct" in candidate.evidence for candidate in found.values()):
        _in_lower_case(abstract, found)
    if first:
        _from_head(first, text, found)
    for candidate in found.values():
        if not candidate.head and (candidate.made or "loose" in candidate.evidence):
            certain = {"topic", "prior"}.isdisjoint(candidate.evidence)
            evidence = title_evidence(heading, [candidate.name, *candidate.aliases], certain)
            candidate.titled = bool(evidence)
            candidate.evidence += evidence
    return list(found.values())


def _certain(head: Head, text: str) -> Candidate:
    """The candidate of a title's head that needs no evidence, with the full name that the abstract gives."""
    candidate = Candidate(head.name, ["head"], [head.full] if head.full else [], head=True)
    place = text.find("(" + head.name)
    if place > 0:
        before = text[max(0, place - 160) : place].rstrip(" \"'")
        start = full_name(before, head.name)
        if start is not None:
            candidate.aliases.append(before[start:])
    elif inside := _in_parentheses(text, text.find(head.name + " ("), head.name):
        candidate.aliases.append(inside)
    return candidate


def _in_parentheses(text: str, place: int, name: str) -> str | None:
    """The full name in "FOO (Full Old Oaks)", where the name stands at `place`."""
    start = place + len(name) + 2
    if place < 0 or text[start - 2 : start] != " (":
        return None
    inside = text[start : text.find(")", start, start + 120)].strip("\"'")
    return inside if " " in inside and full_name(inside, name) == 0 else None


def _from_text(text: str, found: dict[str, Candidate]) -> None:
    """Adds the names of the abstract."""
    deciding, enough = rules().evidence.deciding, rules().points["enough"] + 1
    for name, start, end, full in _mentions(text):
        candidate = found.get(key(name.text))
        if candidate and full is None and len(candidate.evidence) > _PLENTY and candidate.points > enough:
            continue
        evidence = around(text, name, start, end)
        if full is not None:
            # "Foo Nets (FNs) are a new kind of" tells what is known by now
            evidence = ["defined", *("copula" if other == "novel" else other for other in evidence)]
            if introduced(text, start, end):
                evidence.append("passive")
            if len(name.text) < 3:
                evidence = ["loose"]
            if deciding.isdisjoint(evidence) and not (candidate and candidate.made) or full.lower().endswith("problem") or text.startswith(" problem", end):
                evidence.append("topic")
        elif inside := _in_parentheses(text, name.start, name.text):
            evidence.append("defined")
            full = inside
        if name.known and not ("direct" in evidence and ("copula" in evidence or "novel" in evidence)):
            continue
        if candidate is None:
            if not evidence:
                continue
            candidate = found[key(name.text)] = Candidate(name.text)
        candidate.evidence += evidence
        if full is not None:
            candidate.aliases.append(full)
        if not deciding.isdisjoint(evidence):
            candidate.first = min(candidate.first, start)


def _mentions(text: str) -> list[tuple[Name, int, int, str | None]]:
    """The names of a text with the span of the words that hold them; "Full Old Oaks (FOO)" is one mention of FOO."""
    found: list[tuple[Name, int, int, str | None]] = []
    for name in names(text):
        if text[name.start - 1 : name.start] != "(":
            found.append((name, name.start, name.end, None))
            continue
        if " " in name.text or not name.strong or text[name.end : name.end + 1] not in (")", ",", ";"):
            continue
        known = name.known and "-" not in name.text
        if known and text[name.end : name.end + 2] not in _INTRODUCING:
            if found and found[-1][2] + 2 == name.start:
                found.pop()
            continue
        short = name.text[:-1] if name.text.endswith("s") and name.text[:-1].isupper() else name.text
        offset = max(0, name.start - 160)
        before = text[offset : name.start - 1].rstrip(" \"'")
        start = full_name(before, short)
        if start is None:
            continue
        start += offset
        while found and found[-1][2] > start:
            start = min(start, found.pop()[1])
        close = text.find(")", name.end)
        single = Name(short, name.start, name.end, name.strong, known)
        found.append((single, start, close + 1 if close > 0 else name.end, text[start : offset + len(before)]))
    return found


# "a framework called refix, that", "we present vmcache^n, a"
_LOWER = {
    stem: re.compile(pattern)
    for stems, pattern in (
        (
            ("called ", "named ", "dubbed ", "termed ", "coined "),
            r"\b\w++ [\"'`]{0,2}+([a-z][\w^-]{2,30})[\"'`]{0,2}+"
            r"(?=[,.;:)]|\s(?:that|which|to|for|and|is|with|as|in|on|by|—)\b)",
        ),
        (
            ("present ", "presents ", "introduce ", "introduces ", "propose ", "proposes ", "develop ", "develops "),
            r"\b\w++ ([a-z][\w^-]{2,30}),\s(?:an?|the|which)\s",
        ),
    )
    for stem in stems
}


def _in_lower_case(abstract: FieldText, found: dict[str, Candidate]) -> None:
    """Adds the names that have no capital; a LaTeX macro without its definition is none."""
    text = abstract.text
    for stem, pattern in _LOWER.items():
        place = text.find(stem)
        while place >= 0:
            match = pattern.match(text, place)
            if match and _names(abstract, match[1], match.start(1), calls=stem.endswith("ed ")):
                candidate = found.setdefault(key(match[1]), Candidate(match[1]))
                candidate.evidence.append("called")
                candidate.first = min(candidate.first, match.start(1))
            place = text.find(stem, place + len(stem))


def _names(abstract: FieldText, name: str, start: int, calls: bool) -> bool:
    """Whether the word in lower case at `start`, which something is called or which is presented, is a name."""
    words = rules().words
    if name in words.kind or name in words.describing or name.endswith(words.nominal):
        return False
    if abstract.raw[abstract.span(start, start + 1)[0] - 1] == "\\":
        return False
    said = sentence_before(abstract.text, start)
    if not calls:
        return presented(said, len(said) - 1) and (not name.isalpha() or abstract.text.count(name) > 1)
    verbs = [number for number, word in enumerate(said[:-1]) if word in words.present]
    named = len(said) > 1 and said[-2].rstrip(",(") in words.kind
    return named and bool(verbs) and presented(said, verbs[-1])


def _from_head(head: Head, text: str, found: dict[str, Candidate]) -> None:
    """Adds the title's head, or what the title's head is the full name of."""
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
            candidate.evidence += around(text, name, name.start, name.end)
    evidence = head_evidence(head, text, candidate.made)
    if not evidence and head.definite and not head.surveyed and candidate.aliases:
        evidence = ["weak_head", "repeated"]
    if evidence:
        candidate.evidence += evidence
        candidate.head = True
        candidate.evidence = [other for other in candidate.evidence if other not in ("topic", "prior")]
        if head.full:
            candidate.aliases.append(head.full)
        found[key(candidate.name)] = candidate
