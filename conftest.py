"""What holds for all tests."""

import signal

from hypothesis import settings

# Property tests try the same examples in every run, however slow the machine: a check that fails says something.
settings.register_profile("claims", deadline=None, derandomize=True)
settings.load_profile("claims")


def pytest_configure() -> None:
    """Lets the programs that tests start hear interrupts, which a shell has what it runs in the background ignore."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
