"""Long runs: millions of records into a folder, over all cores or a cluster, to go on with after any interruption.

The way of a record: `plan` divides the inputs into shards by bytes, `local` or `cluster` hands the shards to
`supervisor`, which has each done by a `worker` process of its own, in which `shard` writes the tables of one shard.
`folder` knows what is done, and `run` is the whole of it: START READING THERE.
"""

from claims.runs.run import Engine, Options, extract_run

__all__ = ["Engine", "Options", "extract_run"]
