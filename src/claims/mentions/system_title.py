"""What a title says of a name: "ZipMoE: Efficient …", "… with Foo", "The Foo Bar Dataset: …"."""

import re
from dataclasses import dataclass, field
from typing import Final

from claims.mentions.system_names import is_known, is_listed, is_strong
from claims.mentions.system_rules import rules

_PARTING: Final = re.compile(r"\s*+:(?:\s++|(?=[A-Z]))|\s++[—-]{1,2}\s++|\s*+—\s*+")
_NAMED: Final = re.compile(
    r"(?:\w+\sand\s)?(?:[Dd]esign|[Ii]mplementation|[Oo]verview|[Dd]evelopment)\sof\s([^\s,:]{2,30}),?\san?\s(.*+)"
    r"|([A-Z][^\s,:]{1,30}),\s(?:an?|the)\s(.*+)"
    r"|([A-Z][a-z]*[A-Z][^\s,:]{1,30})\sAn?\s(?=[A-Z])(.*+)"
)
# "FooDetox at BarDetox CLEF 2025: ..."
_SHARED_TASK: Final = re.compile(r"([^\s:]{3,30}) (?:at|@) [^:]{3,50}\d{2}$")
_ARTICLE: Final = re.compile(r"(?:The|A|An|Inside|Introducing|Towards?|Presenting|Meet|Announcing)\s++(?=\S)")
# "The Design and Implementation of Foo: ..."
_MAKING: Final = re.compile(
    r"(?:The\s)?(?:(?:Design|Development|Implementation|Architecture|Evaluation|Overview)(?:,\s|,?\sand\s|\s)){1,3}of\s"
    r"(?=\S{2,30}$)"
)
# "Foo 2.5 Technical Report"
_REPORTED: Final = " Technical Report"
_REPORT: Final = re.compile(r"([A-Z]\S*[^\s:,](?>(?:\sv?\d++(?>(?:\.\d+)*))?))" + _REPORTED)
_SHORT: Final = re.compile(r"(.{2,60}?)\s*+\(([^()\s]{2,20})\)")
_JOINED: Final = re.compile(r"[A-Z]\w+-[A-Z]\w+")
_VERSION: Final = re.compile(r"v?\d+(?>(?:\.\d+)*)")
_SHORT_SUBTITLE: Final = 3
_WORD: Final = re.compile(r"[^\w+^#*-]+")


@dataclass(slots=True, frozen=True)
class Head:
    """The part of a title that may name the paper's system."""

    name: str
    full: str | None
    """Its long form: "Full Old Oaks (FOO): …"."""
    subtitle: str
    definite: bool
    """Whether "The" stood before it."""
    reported: bool = field(default=False, repr=False)
    """Whether the title is no more than "Foo 2 Technical Report"."""

    @property
    def words(self) -> list[str]:
        """The words of the name."""
        return self.name.split()

    @property
    def surveyed(self) -> bool:
        """Whether the subtitle tells that the name is a topic: "FooNet: A Survey"."""
        survey, lowered = rules().words.survey, self.subtitle.lower()
        for word in survey:
            if word in lowered:
                return not survey.isdisjoint(_WORD.sub(" ", lowered).split())
        return False

    @property
    def certain(self) -> bool:
        """Whether it is a name whatever the abstract says."""
        words = self.words
        return self.reported or (
            len(words) == 1
            and (is_strong(words[0]) or _is_joined(words[0]))
            and not is_listed(words[0])
            and not self.surveyed
        )


def head(title: str) -> Head | None:
    """The part before the colon or dash; None where a title, in which spaces are single, has no such part.

    >>> head("On the Size of Caches") is None
    True
    >>> head("The FooGrid (FG): A Federation of Clusters")
    Head(name='FG', full='FooGrid', subtitle='A Federation of Clusters', definite=True)
    >>> head("Design and Implementation of foolib, a Web-Friendly Library")
    Head(name='foolib', full=None, subtitle='A Web-Friendly Library', definite=False)
    >>> head("Foo 2 Technical Report").certain, head("A Technical Report")
    (True, None)
    """
    if " " not in title:
        return Head(title, None, "", False) if is_strong(title) else None
    if title.endswith(_REPORTED) and (report := _REPORT.fullmatch(title)):
        return Head(report[1], None, "", False, True)
    parted = ":" in title or " -" in title or "—" in title
    parting = _PARTING.search(title, 1, 80) if parted else None
    while parting and title[: parting.start()].lower() in rules().words.notice:
        # "Poster: FooNet: ..."
        title = title[parting.end() :]
        parting = _PARTING.search(title, 1, 80)
    if parting and not title.find(",", 0, parting.start()) > 0:
        name, subtitle = title[: parting.start()], title[parting.end() :]
    elif named := _NAMED.match(title):
        name, subtitle = named[1] or named[3] or named[5], named[2] or named[4] or named[6]
        subtitle = "A " + subtitle
    else:
        return None
    definite = name.startswith("The ")
    if making := _MAKING.match(name):
        name = name[making.end() :]
    if article := _ARTICLE.match(name):
        name = name[article.end() :]
    first, _, rest = name.partition(" ")
    if rest.lower() in rules().words.generic and is_strong(first) and not is_known(first):
        # "The FooProd Framework: ..."
        name = first
    if name[-1:].isdigit() and (task := _SHARED_TASK.fullmatch(name)):
        name = task[1]
    full = None
    if name.endswith(")") and (short := _SHORT.fullmatch(name)):
        full, name = short.groups()
    return Head(name, full, subtitle, definite)


def _is_joined(word: str) -> bool:
    """Whether two words with capitals make one, as in "Foo-Smith"; not "Multi-Agent"."""
    return _JOINED.fullmatch(word) is not None and word.partition("-")[0].lower() not in rules().words.prefix


def head_evidence(head: Head, abstract: str, made: bool) -> list[str]:
    """The evidence that the head is a name; `made` tells that the abstract says the paper made it."""
    words = head.words
    if head.certain:
        return ["head"]
    if not words or len(words) > 6 or head.name.endswith("?") or words[-1] in rules().words.abstract:
        return []
    written, capital = _count(abstract, head.name)
    repeated = ["repeated"] if capital and capital == written and not head.surveyed else []
    if len(words) == 1:
        word = words[0]
        if is_listed(word) or head.surveyed:
            return ["weak_head"] if made else []
        if not word[0].isupper():
            return ["head"] if capital > 1 or (capital and not word.isalpha()) else []
        subtitle = ["subtitle"] if _is_described(head) else []
        return ["weak_head", *repeated, *subtitle, *([] if written else _lone(head))]
    if not all(_named(word) for word in words) or (head.subtitle.endswith("?") and not made):
        return []
    if made:
        return ["weak_head", *repeated]
    strong = [word for word in words if is_strong(word) and not is_known(word)]
    if head.definite and words[-1] in rules().words.institution and rules().words.link.isdisjoint(words):
        return ["head"]
    if (strong and len(words) <= 3 and (words[0] in strong or words[-1] in strong)) or any(
        map(_VERSION.fullmatch, words[1:])
    ):
        return ["weak_head", *repeated]
    if head.definite and words[-1].lower() in rules().words.kind and _is_described(head):
        return ["weak_head", "subtitle"]  # "The Foo Bar Protocol: A Framework for"
    if repeated and not is_known(words[-1]) and not all(is_known(word) for word in words):
        return ["weak_head", *repeated]
    return []


def title_evidence(title: str, names: list[str], certain: bool) -> list[str]:
    """The evidence that one of the names stands in the title; `certain` if nothing speaks against it."""
    padded = f" {_WORD.sub(' ', title)} "
    lowered = padded.lower()
    for name in names:
        plain = _WORD.sub(" ", name).strip()
        place = lowered.find(f" {plain.lower()} ") if len(plain) > 4 else padded.find(f" {plain} ")
        if place < 0 and " " in plain:
            place = lowered.find(f" {plain.lower()}s ")  # "Full Old Oaks" of a Full Old Oak (FOO)
        if plain and place >= 0:
            before = lowered[:place].split()
            following = lowered[place + len(plain) + 2 :].split(None, 4)[:3]
            evidence = ["title"]
            if certain and before and before[-1] in rules().words.tail:
                evidence.append("tail")
            if (before == ["the"] or f": The {name} " in title) and not rules().words.kind.isdisjoint(following):
                evidence.append("start")
            return evidence
    return []


def _is_described(head: Head) -> bool:
    """Whether the subtitle says what kind of thing the head names: "Foo: A Compiler for …"."""
    words = head.subtitle.split()
    if not words or words[0].lower() not in ("a", "an", "towards", "toward") or head.surveyed:
        return False
    return any(word.lower().strip(",") in rules().words.kind for word in words[1:8])


def _lone(head: Head) -> list[str]:
    """Whether a head that the abstract does not say again is a name: "Barnaby: Sending Less over Hinges".

    Not "Virtualization: A Sword", "Position: Hinges Need Oil", nor what is only a word of the subtitle.
    """
    words, word = rules().words, head.name.lower()
    if not word.isalpha() or word.endswith((*words.nominal, *(ending + "s" for ending in words.nominal))):
        return []
    if word in words.kind or word in words.notice or word in words.describing or word in head.subtitle.lower():
        return []
    return ["lone"] if len(head.subtitle.split()) > _SHORT_SUBTITLE else []


def _named(word: str) -> bool:
    """Whether a word may stand in a name of several words: "Token", "foo5", "of"."""
    return not word[0].islower() or word in rules().words.link or is_strong(word) or not word.isalpha()


def _count(text: str, name: str) -> tuple[int, int]:
    """How often a name stands in a text as a word or in the plural, and how often with a capital as in `name`."""
    lowered, wanted = text.lower(), name.lower()
    capital = name if " " in name else name[0]
    count = same = 0
    place = lowered.find(wanted)
    while place >= 0:
        end = place + len(wanted)
        if lowered[end : end + 1] == "s":
            end += 1
        if not lowered[place - 1 : place].isalnum() and not lowered[end : end + 1].isalnum():
            count += 1
            same += text.startswith(capital, place)
        place = lowered.find(wanted, end)
    return count, same
