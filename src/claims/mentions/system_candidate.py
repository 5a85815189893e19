"""A name that may be the paper's own, and what speaks for it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from claims.mentions.system_names import key
from claims.mentions.system_rules import rules

NOWHERE: Final = 1 << 30


@dataclass(slots=True)
class Candidate:
    """A name, what the title and the abstract say of it, and the points that counts."""

    name: str
    evidence: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    points: float = 0.0
    first: int = NOWHERE
    """Where the abstract first says that the paper made it."""
    head: bool = False
    titled: bool = False

    def add(self, evidence: Iterable[str]) -> None:
        """Counts further evidence: some only once, of subjects two at most."""
        worth, once = rules().points, rules().evidence.once
        for said in evidence:
            if said in self.evidence and (said in once or (said == "subject" and self.evidence.count(said) > 1)):
                continue
            self.evidence.append(said)
            self.points += worth[said]

    def drop(self, *evidence: str) -> None:
        """Takes back evidence that does not hold."""
        worth = rules().points
        for said in evidence:
            while said in self.evidence:
                self.evidence.remove(said)
                self.points -= worth[said]

    @property
    def made(self) -> bool:
        """Whether some of the evidence says that the paper made it."""
        deciding = rules().evidence.deciding
        if "topic" in self.evidence:
            deciding -= rules().evidence.unsure
        return not deciding.isdisjoint(self.evidence)

    @property
    def enough(self) -> bool:
        """Whether it may be taken for the name."""
        return self.points >= rules().evidence.enough and self.made

    @property
    def told(self) -> bool:
        """Whether a paper that presents nothing tells what it is and does: "Foo is a library that … Foo reduces"."""
        said = self.evidence
        return (
            "copula" in said
            and ("subject" in said or "loose" in said or "measured" in said)
            and not ("topic" in said or "prior" in said)
            and self.points >= rules().evidence.told
        )

    @property
    def shown(self) -> bool:
        """Whether a paper that presents nothing tells of its doings and its trial: "Foo finds … We validate Foo"."""
        said = self.evidence
        return (
            "measured" in said
            and "subject" in said
            and not ("topic" in said or "prior" in said)
            and self.points >= rules().evidence.enough
        )

    @property
    def other_names(self) -> tuple[str, ...]:
        """The aliases, each spelling once, without those that were cut in a parenthesis: "MEC)-enabled network"."""
        aliases = {key(alias): alias for alias in self.aliases if alias.count("(") == alias.count(")")}
        aliases.pop(key(self.name), None)
        return tuple(aliases.values())
