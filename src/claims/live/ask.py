"""One request to arXiv: in turn, from the cache where it was asked today, and again where it may succeed later."""

import logging
import random
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin

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
_ELSEWHERE = {301, 302, 303, 307, 308}
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

    kept = None if fresh else _kept(cache, address, kind)
    if kept:
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
        with turn(service) as put_off:
            # While this process waited for its turn, another may have asked the same.
            kept = None if fresh else _kept(cache, address, kind)
            if kept:
                return kept
            status, headers, data = _sent(service, place)
            wait = _retry_after(headers)
            if wait and status in _FOR_NOW:
                put_off(wait)
        if status not in _ELSEWHERE or "Location" not in headers:
            break
        place = urljoin(place, headers["Location"])  # a request like any other, with a turn of its own
    else:
        raise UpstreamError(f"{address}: leads in circles, at last to {place}. Check the address.")
    if status != HTTPStatus.OK:
        raise _refusal(status, wait, data, address, kind, service)
    try:
        answer = read(data, address, kind)
    except UpstreamError:
        raise
    except SourceError as error:
        raise TransientError(str(error)) from error
    if inside and not answer.records:
        raise TransientError(f"{address}: no records, in the middle of a list. Fetch it again.")
    if answer.records:  # what is empty now, such as the RSS of a weekend, may be filled before the day is over
        cache.write(address, data)
    return answer


def _sent(service: Service, address: str) -> tuple[int, Mapping[str, str], bytes]:
    """Status, headers and content of what the address answers."""
    import requests
    import urllib3

    try:
        with (
            requests.Session() as session,
            session.get(
                address,
                headers={"User-Agent": service.agent},
                timeout=service.timeout,
                stream=True,
                allow_redirects=False,
            ) as response,
        ):
            return response.status_code, response.headers, _body(response, service, address)
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        if isinstance(error, ValueError):  # as requests tells what is wrong with an address
            raise SourceError(f"{address}: is no address ({error}). Correct it.") from error
        raise TransientError(f"{address}: {_reason(error)}. Check the network, and fetch it again.") from error


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


def _refusal(code: int, wait: float | None, data: bytes, address: str, kind: Kind, service: Service) -> UpstreamError:
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


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the header Retry-After asks for, as a number or a date; None where it says nothing of use."""
    said = headers.get("Retry-After", "").strip()
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
