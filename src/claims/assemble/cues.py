"""patterns/claims/cues.toml -> the words that decide how a claim sentence is read, checked."""

from pydantic import BaseModel, ConfigDict

from claims.patterns import kept, load, quick


class Cues(BaseModel):
    """patterns/claims/cues.toml; what each list holds is told there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    agents: frozenset[str]
    unattained: frozenset[str]
    ranks: frozenset[str]
    both: frozenset[str]
    nouns: frozenset[str]
    statistics: frozenset[str]
    open_heads: frozenset[str]
    tails: tuple[str, ...]
    mean_names: frozenset[str]
    fillers: frozenset[str]
    empty_modifiers: frozenset[str]
    light: tuple[str, ...]
    places: frozenset[str]
    occasions: frozenset[str]
    completes: tuple[str, ...]
    deeds: frozenset[str]
    continues: frozenset[str]
    elliptic: frozenset[str]
    configured: frozenset[str]
    memories: frozenset[str]
    aimed: frozenset[str]
    parameters: frozenset[str]
    set_values: frozenset[str]
    constraints: frozenset[str]
    loads: frozenset[str]
    stresses: frozenset[str]
    left_out: frozenset[str]
    rated: frozenset[str]
    imposing: frozenset[str]
    usual: frozenset[str]
    models: tuple[str, ...]
    subordinators: frozenset[str]
    falling: frozenset[str]
    holders: frozenset[str]
    volumes: frozenset[str]
    ways: frozenset[str]
    installations: frozenset[str]
    observed: frozenset[str]
    spans: frozenset[str]
    settings: frozenset[str]
    studies: frozenset[str]
    tested: frozenset[str]
    competitors: frozenset[str]
    attains: tuple[str, ...]
    trails: frozenset[str]
    gaps: frozenset[str]
    named_acts: frozenset[str]
    showing: frozenset[str]
    holding: tuple[str, ...]
    finding: tuple[str, ...]
    expanding: tuple[str, ...]
    spent: frozenset[str]


@kept
def cues() -> Cues:
    """The cues, read once."""
    return quick(load("claims/cues.toml", Cues))
