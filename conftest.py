"""Property tests try the same examples in every run, however slow the machine: a check that fails says something."""

from hypothesis import settings

settings.register_profile("claims", deadline=None, derandomize=True)
settings.load_profile("claims")
