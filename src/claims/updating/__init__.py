"""A store kept up to date: what `claims update` and `claims changes` do.

The way of a record: `fold` says what it means for what the store knows of its paper, and has it extracted if that is
something new; `run` does so for all records of all sources: START READING THERE. `transitions` compares what the
versions of a paper claim.
"""

from claims.updating.run import Updated, update
from claims.updating.transitions import Transition, changes

__all__ = ["Transition", "Updated", "changes", "update"]
