"""The rules of hardware, compiled: what the finder looks for.

A family says in `forms` how its members are written: "GeForce! RTX|GTX ##60|##70|##80|##90 Ti?". From each form come

- phrases for spaCy's entity ruler ("RTX 0060", "GeForce RTX 0060 Ti", …), compared with all digits equal,
- what an entity must match to the letter, which gives the canonical name,
- its first required word for the prefilter.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final, final

from claims.mentions import hardware_prefilter
from claims.mentions.hardware_forms import Context, Form, Joint, Mark, Slot
from claims.mentions.hardware_rules import Code, Family, Rules, UnitClass, loaded
from claims.mentions.hardware_tokens import ORNAMENT, Tokens, cut, tokenizer
from claims.patterns import built, quick

if TYPE_CHECKING:
    from claims.nlp import Phrases

_DIGITS: Final = str.maketrans("123456789", "000000000")
_JOINTS: Final[dict[str, Joint]] = {"-": "-", "_": ""}
_MARKS: Final[dict[str, Mark]] = {"?": "?", "!": "!", "*": "*"}


@final
class Grammar:
    """Everything the finder needs."""

    __slots__ = ("canonical", "forms", "norm", "phrases", "prefilter", "rules", "siblings", "units", "vendors", "words")

    def __init__(
        self,
        rules: Rules,
        phrases: "Phrases",
        words: "re.Pattern[str]",
        norm: Callable[[str], str],
        canonical: Callable[[str], str],
        forms: dict[str, list[Form]],
        siblings: dict[str, list[Form]],
        units: dict[str, UnitClass],
        vendors: dict[str, str],
        prefilter: hardware_prefilter.Prefilter,
    ) -> None:
        self.rules = rules
        self.phrases = phrases
        """Every form and class word, for the entity ruler."""
        self.words = words
        """What cuts a text into tokens."""
        self.norm = norm
        """What is compared of a token: lower case, singular, all digits equal; a break if it stands in no name."""
        self.canonical = canonical
        """A token without ornaments, in its canonical spelling: "Nvidia" -> "NVIDIA"."""
        self.forms = forms
        """Norms of the tokens, joined by spaces -> the forms that may have made them, in the order of the files."""
        self.siblings = siblings
        """Leading word of a form -> the forms that have it and go on with a number: "RTX" -> "RTX 4090", "RTX 6000"."""
        self.units = units
        """Norms of a class word -> class."""
        self.vendors = vendors
        """Written vendor -> vendor."""
        self.prefilter = prefilter

    def tokens(self, text: str, start: int, end: int) -> Tokens:
        """The tokens of a piece of a text."""
        words, starts = cut(self.words, text[start:end])
        return Tokens(start, words, starts, list(map(self.norm, words)))


@built
def grammar() -> Grammar:
    """The compiled rules, made once a process."""
    from claims.nlp import BREAK, Phrases  # spaCy takes half a second to import: not for `claims --help`

    rules, families = loaded()
    codes = {f"<{code.name}>": code for code in rules.code}
    shapes = {name: re.compile(code.regex) for name, code in codes.items()}
    any_code = re.compile("|".join(code.regex for code in rules.code))
    words = tokenizer([code.regex for code in rules.code])
    spellings = {other: word for word, others in rules.spellings.items() for other in others}

    @lru_cache(maxsize=1 << 14)
    def canonical(word: str) -> str:
        if len(word) > 1 and ("TM" in word or not word.isalpha()):
            word = ORNAMENT.sub("", word)
        return spellings.get(word, word)

    @lru_cache(maxsize=1 << 14)
    def compared(word: str) -> str:
        """Lower case, singular, all digits equal."""
        if not word.isalpha() and not word.isdigit() and any_code.fullmatch(word):
            return next(name for name, shape in shapes.items() if shape.fullmatch(word))
        plain = canonical(word).translate(_DIGITS).lower()
        if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss"):
            return plain[:-1]
        return plain[0] if len(word) == 2 and word[0].isupper() and word[1] == "s" else plain  # "Pi 4|Bs"

    def key(phrase: str) -> str:
        return " ".join(map(compared, cut(words, phrase)[0]))

    forms = []
    for family in families:
        context, plain = _context(family, rules), quick(family)
        forms += [_form(plain, context, form, codes) for form in family.forms]
    index: dict[str, list[Form]] = {}
    for form in forms:
        for phrase in _phrases(form, codes):
            alike = index.setdefault(key(phrase), [])
            if form not in alike:
                alike.append(form)
    siblings: dict[str, list[Form]] = {}
    for form in forms:
        if form.lead + 1 < len(form.slots) and any("#" in one for one in form.slots[form.lead + 1].alternatives):
            for word in form.slots[form.lead].alternatives:
                siblings.setdefault(word, []).append(form)
    units: dict[str, UnitClass] = {}
    for unit in rules.unit:
        for word in unit.words:
            units.setdefault(key(word), unit)
    vendors: dict[str, str] = {}
    for vendor, others in rules.vendors.items():
        vendors |= dict.fromkeys((vendor, *others), vendor)
    phrases = [place.split(" ") for place in {**index, **units}]
    known = {word for phrase in phrases for word in phrase}

    @lru_cache(maxsize=1 << 14)
    def norm(word: str) -> str:
        if word not in known and word.isalpha() and word.islower() and word not in spellings and word[-1] != "s":
            return BREAK  # as most
        plain = compared(word)
        return plain if plain in known else BREAK

    return Grammar(
        rules,
        Phrases(phrases),
        words,
        norm,
        canonical,
        index,
        siblings,
        units,
        vendors,
        hardware_prefilter.build(
            _leads(forms, rules),
            (word for unit in rules.unit for word in unit.words),
            (code.regex for code in rules.code),
        ),
    )


def alternation(words: Iterable[str]) -> str:
    """Regex of any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def begun(words: Iterable[str], edge: str = r"(?<![\w-].)") -> str:
    r"""Regex of any of the words where one begins, the longest first.

    What may stand before them, the `edge`, stands behind the first letter: `re` is quick at finding letters, and looks
    back from there only.

    >>> begun(["ARM", "Intel", "Arm", "AMD"])
    'I(?<![\\w-].)(?:ntel)|A(?<![\\w-].)(?:MD|RM|rm)'
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(rf"{re.escape(first)}{edge}(?:{'|'.join(rest)})" for first, rest in rests.items())


def _form(family: Family, context: Context, form: str, codes: Mapping[str, Code]) -> Form:
    slots: list[Slot] = []
    is_lead = True
    for word in form.split():
        mark = _MARKS.get(word[-1], "")
        body = word[:-1] if mark else word
        joint = _JOINTS.get(body[0], " ")
        alternatives = (body if joint == " " else body[1:]).split("|")
        patterns = [_letters(one, codes) for one in alternatives]
        slots.append(Slot(alternatives, patterns, joint, mark, is_lead and not mark))
        is_lead = is_lead and bool(mark)
    return Form(family, context, slots)


def _letters(alternative: str, codes: Mapping[str, Code]) -> str:
    """Regex of one alternative: # is any digit, a hyphen may be a space or nothing, after a digit the case is free."""
    if alternative in codes:
        return codes[alternative].regex
    pattern = ""
    digit_seen = False
    for place, sign in enumerate(alternative):
        if sign == "#" or sign.isdigit():
            # "MI-300X"; but "A-100" is none
            pattern += "-?" if place > 1 and alternative[place - 1].isalpha() and not digit_seen else ""
            pattern += r"\d" if sign == "#" else sign
            digit_seen = True
        elif sign == "-":
            pattern += "[ -]?"
        elif sign.isalpha() and digit_seen:
            pattern += f"[{sign.upper()}{sign.lower()}]"
        else:
            pattern += re.escape(sign)
    return pattern


def _phrases(form: Form, codes: Mapping[str, Code]) -> Iterator[str]:
    choices = [(*slot.alternatives, "") if slot.mark else slot.alternatives for slot in form.slots]
    for words in product(*choices):
        yield " ".join(codes[word].example if word in codes else word.replace("#", "0") for word in words if word)


def _leads(forms: Iterable[Form], rules: Rules) -> Iterator[hardware_prefilter.Lead]:
    for form in forms:
        rest = form.slots[form.lead + 1 :]
        required = rest[0] if rest and not rest[0].mark else None
        following = required.alternatives if required else ()
        patterns = required.patterns if required else ()
        is_all = not rest and form.tail is None
        for alternative in form.slots[form.lead].alternatives:
            if alternative[0] != "<":
                spellings = (alternative, *rules.spellings.get(alternative, ()))
                for word in spellings:
                    yield hardware_prefilter.Lead(word, _letters(word, {}), following, patterns, is_all)


def _context(family: Family, rules: Rules) -> Context:
    def words(listed: tuple[str, ...]) -> Iterator[str]:
        return (one for word in listed for one in (rules.words[word[1:]] if word[0] == "@" else (word,)))

    edge = "(?<![A-Za-z0-9].)"
    near = f"(?:{begun(words(family.near), edge)})(?![A-Za-z0-9])" if family.near else ""
    before = rf"(?:{begun(words(family.beside), edge)})[\s(/-]{{0,2}}$" if family.beside else ""
    after = rf"[\s)/-]{{0,2}}(?:{begun(words(family.beside), '')})(?![A-Za-z0-9])" if family.beside else ""
    return Context(
        *(re.compile(pattern) if pattern else None for pattern in (near, before, after, family.then, family.unless))
    )
