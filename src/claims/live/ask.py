"""One question to arXiv -> its answer: in turn, from the cache where it was asked today, again where that may help."""

import logging
import random
from http import HTTPStatus
from typing import TYPE_CHECKING

from claims.errors import SourceError, TransientError, UpstreamError
from claims.live.cache import Cache
from claims.live.pace import turn
from claims.live.send import FOR_NOW, Reply, send
from claims.live.service import Service
from claims.sources.answer import Answer, Kind, read

if TYPE_CHECKING:
    from tenacity import RetryCallState

log = logging.getLogger("claims")
_MAX_REDIRECTS = 5


class _PutOffError(TransientError):
    """A refusal that says for how many seconds."""

    def __init__(self, text: str, seconds: float) -> None:
        super().__init__(text)
        self.seconds = seconds


def ask(service: Service, cache: Cache, address: str, kind: Kind, fresh: bool = False, inside: bool = False) -> Answer:
    """The answer of `address`, whole and of the kind wanted; `fresh` asks even where it was asked today.

    `inside` says that it is a later page of a list, which has records. Raises `UpstreamError` where the service
    refuses, or fails `service.tries` times.
    """
    from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

    if not fresh and (kept := _kept(cache, address, kind)):
        log.info("%s: was answered today already", address)
        return kept
    again = Retrying(
        retry=retry_if_exception_type(TransientError),
        stop=stop_after_attempt(service.tries),
        wait=lambda state: _seconds(service, state),
        before_sleep=_tell,
        reraise=True,
    )
    return again(_asked, service, cache, address, kind, fresh, inside)


def _kept(cache: Cache, address: str, kind: Kind) -> Answer | None:
    data = cache.read(address)
    try:
        return read(data, address, kind) if data is not None else None
    except SourceError as error:
        log.info("%s", error)  # it was read before it was kept, so the file is damaged: asked again
        return None


def _asked(service: Service, cache: Cache, address: str, kind: Kind, fresh: bool, inside: bool) -> Answer:
    place = address
    for _ in range(_MAX_REDIRECTS + 1):
        with turn(service) as over:
            # While this process waited for its turn, another may have asked the same.
            if not fresh and (kept := _kept(cache, address, kind)):
                return kept
            log.info("%s: is asked", place)
            reply = send(service, place)
            over(reply.wait or 0.0)
            if not reply.elsewhere:
                answer = _checked(reply, address, kind, inside, service.patience)
                # What is empty now, such as the RSS of a weekend, may be filled before the day is over.
                if answer.records:
                    cache.write(address, reply.data)
                return answer
        place = reply.elsewhere  # a request like any other, with a turn of its own
    raise UpstreamError(f"{address}: leads in circles, at last to {place}. Check the address.")


def _checked(reply: Reply, address: str, kind: Kind, inside: bool, patience: float) -> Answer:
    """The answer in a reply; raises what there is instead of one."""
    if reply.status != HTTPStatus.OK:
        raise _refusal(reply, address, kind, patience)
    try:
        answer = read(reply.data, address, kind)
    except UpstreamError:
        raise
    except SourceError as error:
        raise TransientError(str(error)) from error
    if inside and not answer.records:
        raise TransientError(f"{address}: no records, in the middle of a list. Fetch it again.")
    return answer


def _refusal(reply: Reply, address: str, kind: Kind, patience: float) -> UpstreamError:
    if reply.status in FOR_NOW:
        if reply.wait is None:
            return TransientError(f"{address}: answers {reply.said}. Wait a while and fetch it again.")
        said = f"{address}: answers {reply.said} and asks to wait {reply.wait:,.0f} s."
        if reply.wait > patience:
            return UpstreamError(f"{said} Say the same then.")
        return _PutOffError(f"{said} Fetch it again then.", reply.wait)
    try:
        read(reply.data, address, kind)
    except TransientError:
        pass
    except UpstreamError as error:  # an error feed, which says what is wrong with the query
        return error
    except SourceError:
        pass
    advice = "Say who asks with CLAIMS_CONTACT, and wait." if reply.status == HTTPStatus.FORBIDDEN else "Check it."
    return UpstreamError(f"{address}: answers {reply.said}. {advice}")


def _seconds(service: Service, state: "RetryCallState") -> float:
    """Doubled from try to try up to two minutes, by chance up to half as long again; never less than was asked for."""
    error = state.outcome.exception() if state.outcome else None
    wait: float = min(service.backoff * 2 ** (state.attempt_number - 1), 120.0)
    asked = error.seconds if isinstance(error, _PutOffError) else 0.0
    return max(wait, asked) + random.uniform(0, wait / 2)


def _tell(state: "RetryCallState") -> None:
    error = state.outcome.exception() if state.outcome else None
    wait = state.next_action.sleep if state.next_action else 0
    log.warning("%s Asking again in %.0f s.", str(error).rpartition(". ")[0] + ".", wait)
