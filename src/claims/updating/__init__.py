"""A store kept up to date: what `claims update` and `claims changes` do.

The way of a record: `fold` says what it means for what the store knows of its paper, and has it extracted if that is
something new; `update` does so for all records of all sources: START READING THERE. `changes` compares what the
versions of a paper claim.
"""

from claims.updating.changes import Transition, changes
from claims.updating.update import Updated, update

__all__ = ["Transition", "Updated", "changes", "update"]
