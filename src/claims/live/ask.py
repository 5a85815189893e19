"""One request to arXiv: in turn, from the cache where it was asked today, and again where it may succeed later."""

import logging
import random
import time
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from claims.errors import SourceError, TransientError, UpstreamError
from claims.live.cache import Cache
from claims.live.pace import turn
from claims.live.service import Service
from claims.sources.answer import Answer, Kind, read
from claims.sources.document import MAX_DOCUMENT

if TYPE_CHECKING:
    from requests import Response
    from tenacity import RetryCallState

log = logging.getLogger("claims")
_FOR_NOW = {408, 425, 429, 500, 502, 503, 504}
_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_MAX_REDIRECTS = 5


class _PutOffError(TransientError):
    """A refusal that says for how many seconds."""

    def __init__(self, text: str, seconds: float) -> None:
        super().__init__(text)
        self.seconds = seconds


def ask(service: Service, cache: Cache, address: str, kind: Kind, fresh: bool = False) -> Answer:
    """The answer of `address`, whole and of the kind wanted; `fresh` asks even where it was asked today.

    Raises `UpstreamError` where the service refuses, or fails `service.tries` times.
    """
    kept = None if fresh else cache.read(address)
    if kept is not None:
        try:
            return read(kept, address, kind)
        except SourceError as error:
            log.info("%s", error)  # it was read before it was kept, so the file is damaged: asked again
    from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

    again = Retrying(
        retry=retry_if_exception_type(TransientError),
        stop=stop_after_attempt(service.tries),
        wait=lambda state: _seconds(service, state),
        before_sleep=_tell,
        reraise=True,
    )
    data, answer = again(_asked, service, address, kind)
    if answer.records:  # what is empty now, such as the RSS of a weekend, may be filled before the day is over
        cache.write(address, data)
    return answer


def _asked(service: Service, address: str, kind: Kind) -> tuple[bytes, Answer]:
    import requests
    import urllib3

    with turn(service) as put_off:
        try:
            with requests.Session() as session:
                session.max_redirects = _MAX_REDIRECTS
                session.headers["User-Agent"] = service.agent
                with session.get(address, timeout=service.timeout, stream=True) as response:
                    wait = _retry_after(response)
                    if wait and response.status_code in _FOR_NOW:
                        put_off(wait)
                    data = _body(response, service, address)
        except requests.TooManyRedirects as error:
            raise UpstreamError(f"{address}: leads in circles ({error}). Check the address.") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise TransientError(f"{address}: {_reason(error)}. Check the network, and fetch it again.") from error
    if response.status_code != HTTPStatus.OK:
        raise _refusal(response, data, address, kind, wait, service)
    try:
        return data, read(data, address, kind)
    except UpstreamError:
        raise
    except SourceError as error:
        raise TransientError(str(error)) from error


def _body(response: "Response", service: Service, address: str) -> bytes:
    """All of it, within time and size: a server that sends a byte a minute is never silent long enough to time out."""
    deadline = time.monotonic() + service.patience
    pieces, size = [], 0
    while piece := response.raw.read1(65_536, decode_content=True):  # iter_content waits for each piece to be full
        pieces.append(piece)
        size += len(piece)
        if size > MAX_DOCUMENT:
            raise UpstreamError(f"{address}: an answer of over {MAX_DOCUMENT:,} bytes. Ask for fewer papers a request.")
        if time.monotonic() > deadline:
            raise TransientError(f"{address}: the answer takes over {service.patience:.0f} s. Fetch it again later.")
    return b"".join(pieces)


def _refusal(
    response: "Response", data: bytes, address: str, kind: Kind, wait: float | None, service: Service
) -> UpstreamError:
    code = response.status_code
    said = f"{code} {_PHRASES.get(code, '')}".strip()
    if wait is not None and code in _FOR_NOW:
        if wait > service.patience:
            return UpstreamError(f"{address}: answers {said} and asks to wait {wait:,.0f} s. Say the same then.")
        return _PutOffError(f"{address}: answers {said} and asks to wait {wait:,.0f} s. Fetch it again then.", wait)
    if code in _FOR_NOW:
        return TransientError(f"{address}: answers {said}. Wait a while and fetch it again.")
    try:
        read(data, address, kind)
    except TransientError:
        pass
    except UpstreamError as error:  # an error feed, which says what is wrong with the query
        return error
    except SourceError:
        pass
    advice = "Say who asks with CLAIMS_CONTACT, and wait." if code == HTTPStatus.FORBIDDEN else "Check the address."
    return UpstreamError(f"{address}: answers {said}. {advice}")


def _retry_after(response: "Response") -> float | None:
    """Seconds that the header Retry-After asks for, as a number or a date; None where it says nothing of use."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(parsedate_to_datetime(said).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None


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


def _reason(error: Exception) -> str:
    """What went wrong on the line, without the objects that libraries wrap it in."""
    import requests
    import urllib3

    if isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError):
        return "no answer in time"
    if isinstance(error, urllib3.exceptions.HTTPError):
        return "the answer broke off"
    return f"no connection ({type(error).__name__})"
