"""What can go wrong, said as `where: what. What to do.`"""


class ClaimsError(Exception):
    """Base of every error that `claims` raises on purpose."""


class SourceError(ClaimsError):
    """The input as a whole is not something that papers can be read from."""


class UpstreamError(SourceError):
    """The input is a refusal of the service it was fetched from: an error feed, a throttling notice, an HTML page."""


class TransientError(UpstreamError):
    """A refusal for now, or an answer that came damaged: the same request may well succeed a while later."""


class PatternError(ClaimsError):
    """One or more of the files in patterns/ do not hold; the message lists every fault with its file and rule id."""


class GoldError(ClaimsError):
    """A gold or prediction file is not in the form of the annotation guide."""


class OutputError(ClaimsError):
    """The output cannot be written in the form or at the place asked for."""
