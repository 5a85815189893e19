"""One HTTP request -> what came back, within time and size."""

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from claims.errors import SourceError, TransientError, UpstreamError
from claims.live.service import Service
from claims.sources.document import MAX_DOCUMENT

if TYPE_CHECKING:
    from requests import Response

FOR_NOW = {408, 425, 429, 500, 502, 503, 504}
"""Statuses of refusals that pass."""
_ELSEWHERE = {301, 302, 303, 307, 308}
_PHRASES = {status.value: status.phrase for status in HTTPStatus}


class Reply(NamedTuple):
    """What an address answers."""

    status: int
    data: bytes
    elsewhere: str | None
    """The address that has the answer."""
    wait: float | None
    """Of a refusal: seconds after which to ask again, where it says so."""

    @property
    def said(self) -> str:
        """The status in words."""
        return f"{self.status} {_PHRASES.get(self.status, '')}".strip()


def send(service: Service, address: str) -> Reply:
    """What the address answers, whatever its status; redirections are not followed.

    Raises `TransientError` where nothing whole comes in time, `SourceError` for what is no address.
    """
    import requests
    import urllib3

    headers = {"User-Agent": service.agent}
    try:
        with (
            requests.Session() as session,
            session.get(
                address, headers=headers, timeout=service.timeout, stream=True, allow_redirects=False
            ) as response,
        ):
            status, place = response.status_code, response.headers.get("Location")
            return Reply(
                status,
                _body(response, service, address),
                urljoin(address, place) if place and status in _ELSEWHERE else None,
                _retry_after(response.headers) if status in FOR_NOW else None,
            )
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        if isinstance(error, ValueError):  # as requests tells what is wrong with an address
            raise SourceError(f"{address}: is no address ({error}). Correct it.") from error
        raise TransientError(f"{address}: {_reason(error)}. Check the network, and fetch it again.") from error


def _body(response: "Response", service: Service, address: str) -> bytes:
    """All of it: a server that sends a byte a minute is never silent long enough to time out."""
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


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the header Retry-After asks for, as a number or a date; None where it says nothing of use."""
    said = headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(parsedate_to_datetime(said).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None


def _reason(error: Exception) -> str:
    """What went wrong on the line, without the objects that libraries wrap it in."""
    import requests
    import urllib3

    if isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError):
        return "no answer in time"
    if isinstance(error, urllib3.exceptions.HTTPError):
        return "the answer broke off"
    return f"no connection ({type(error).__name__})"
