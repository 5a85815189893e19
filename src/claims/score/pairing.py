"""Mentions of one paper, by hand and predicted -> pairs, one to one, and what is left over on either side.

A pair needs one field and overlapping spans, unless the caller says otherwise; what else it needs, the caller says.
Where several pairings are possible the one with most pairs wins, then the one with most equal attributes, then the one
with most overlap. The answer does not depend on the order of the mentions, nor on which side is called left.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from claims.score.gold import AnnotatedClaim, AnnotatedHardware, AnnotatedVenue

Mention = TypeVar("Mention", AnnotatedClaim, AnnotatedHardware, AnnotatedVenue)
Edges = dict[tuple[int, int], int]
"""(left, right) -> number of equal attributes, of every two that may pair."""


@dataclass(frozen=True, slots=True)
class Pairing(Generic[Mention]):
    """Who belongs to whom."""

    pairs: tuple[tuple[Mention, Mention], ...]
    left: tuple[Mention, ...]
    """Left without a partner, in order."""
    right: tuple[Mention, ...]


def overlap(one: Mention, other: Mention) -> int:
    """Number of characters that two mentions share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start)) if one.field == other.field else 0


def pair(
    left: Sequence[Mention],
    right: Sequence[Mention],
    agreement: Callable[[Mention, Mention], int | None],
    closeness: Callable[[Mention, Mention], int] = overlap,
) -> Pairing[Mention]:
    """The best one-to-one pairing; `agreement` is the number of equal attributes, or None where two may not pair.

    Nor may two pair that are not close to each other.
    """
    edges: Edges = {}
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            if closeness(one, other) and (equal := agreement(one, other)) is not None:
                edges[i, j] = equal
    chosen: list[tuple[int, int]] = []
    for lefts, rights in _components(edges):
        shared = {(i, j): closeness(left[i], right[j]) for i in lefts for j in rights if (i, j) in edges}
        chosen += _best(left, right, edges, shared, lefts, rights)
    lefts_taken, rights_taken = {i for i, _ in chosen}, {j for _, j in chosen}
    return Pairing(
        tuple((left[i], right[j]) for i, j in sorted(chosen)),
        tuple(one for i, one in enumerate(left) if i not in lefts_taken),
        tuple(other for j, other in enumerate(right) if j not in rights_taken),
    )


def _components(edges: Edges) -> list[tuple[list[int], list[int]]]:
    """The groups within which pairs compete, most of them one and one."""
    found: list[tuple[set[int], set[int]]] = []
    for i, j in edges:
        touched = [group for group in found if i in group[0] or j in group[1]]
        found = [group for group in found if group not in touched]
        found.append(({i}.union(*(group[0] for group in touched)), {j}.union(*(group[1] for group in touched))))
    return [(sorted(lefts), sorted(rights)) for lefts, rights in found]


def _best(
    left: Sequence[Mention],
    right: Sequence[Mention],
    edges: Edges,
    shared: Edges,
    lefts: list[int],
    rights: list[int],
) -> list[tuple[int, int]]:
    if len(lefts) == len(rights) == 1:
        return [(lefts[0], rights[0])]
    # Sorted by content and the smaller side first: equally good pairings are told apart in the same way every time.
    lefts.sort(key=lambda i: _content(left[i]))
    rights.sort(key=lambda j: _content(right[j]))
    turned = (len(rights), [_content(right[j]) for j in rights]) < (len(lefts), [_content(left[i]) for i in lefts])
    rows, columns = (rights, lefts) if turned else (lefts, rights)
    # One pair more outweighs all attributes, one equal attribute more outweighs all overlap.
    attribute = 1 + len(rows) * max(shared.values())
    one_pair = attribute * (1 + len(rows) * max(edges[edge] for edge in shared))
    weights = {edge: one_pair + attribute * edges[edge] + shared[edge] for edge in shared}
    cells = [[(j, i) if turned else (i, j) for j in columns] for i in rows]
    picked = heaviest([[weights.get(edge, 0) for edge in row] for row in cells])
    return [edge for row, column in enumerate(picked) if (edge := cells[row][column]) in weights]


def _content(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.model_dump_json()


def heaviest(weights: Sequence[Sequence[int]]) -> list[int]:
    """The column of each row in the assignment with the largest sum of weights; at most as many rows as columns.

    The Hungarian method with potentials, O(rows² × columns): Kuhn 1955, in the form of Jonker and Volgenant 1987.

    >>> heaviest([[5, 4, 0], [5, 1, 0]])
    [1, 0]
    """
    rows, columns = len(weights), len(weights[0])
    row_potential, column_potential = [0] * (rows + 1), [0] * (columns + 1)
    # Row and column 0 are helpers: row_of[0] is the row that is being placed.
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        column = 0
        slack: list[int | None] = [None] * (columns + 1)
        came_from = [0] * (columns + 1)
        visited = [False] * (columns + 1)
        while row_of[column]:
            visited[column] = True
            current = row_of[column]
            least: int | None = None
            following = 0
            for other in range(1, columns + 1):
                if visited[other]:
                    continue
                reduced = -weights[current - 1][other - 1] - row_potential[current] - column_potential[other]
                known = slack[other]
                if known is None or reduced < known:
                    slack[other], came_from[other] = reduced, column
                    known = reduced
                if least is None or known < least:
                    least, following = known, other
            assert least is not None
            for other in range(columns + 1):
                known = slack[other]
                if visited[other]:
                    row_potential[row_of[other]] += least
                    column_potential[other] -= least
                elif known is not None:
                    slack[other] = known - least
            column = following
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    picked = [0] * rows
    for column in range(1, columns + 1):
        if row_of[column]:
            picked[row_of[column] - 1] = column - 1
    return picked
