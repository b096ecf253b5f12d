"""Ask one web address whether it still works, without ever reaching into our own network.

ssrfguard resolves a name once, refuses every address that is not public, connects to the address that it checked
(so a name that changes in between gains nothing) and does all of that again at each redirect.
"""

import asyncio
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
from ssrfguard import Policy, SSRFGuardError, TooManyRedirectsError
from ssrfguard.httpx import AsyncClient

from toolbox.models.link import LinkState

POLICY = Policy(max_redirects=8)
# The whole of one check, redirects included: a server that drips a byte a second does not hold the run up.
DEADLINE = 20
CERTIFICATES = httpx.create_ssl_context(trust_env=False)  # once: reading them costs more than a check
HEADERS = {
    "User-Agent": "ToolboxZorgzameBuurten-linkcontrole/1.0 (controleert of links nog werken)",
    "Accept": "*/*",
    "Accept-Language": "nl-BE,nl;q=0.9,en;q=0.5",
}
GONE = {404, 410}
MOVED_FOR_GOOD = {301, 308}
BUSY = {429, 503}


@dataclass(frozen=True)
class Result:
    """What one check saw. `network` says that no server answered at all, which may be our own network's fault."""

    state: LinkState
    detail: str
    status: int | None = None
    final_url: str = ""
    network: bool = False
    busy: bool = False  # the host asks to be left alone


def probe(url, *, policy=None, resolver=None, deadline=None):
    """Check `url` once and say what became of it. Never raises for what a server or a network does."""
    return asyncio.run(_probe(url, policy or POLICY, resolver, deadline or DEADLINE))


async def _probe(url, policy, resolver, deadline):
    try:
        async with asyncio.timeout(deadline):
            async with AsyncClient(
                policy=policy,
                resolver=resolver,
                follow_redirects=True,
                headers=HEADERS,
                timeout=httpx.Timeout(deadline),
                verify=CERTIFICATES,
                trust_env=False,
            ) as client:
                return await _head_then_get(client, url)
    except TooManyRedirectsError:
        return Result(LinkState.UNKNOWN, "blijft doorverwijzen")
    except SSRFGuardError as error:
        return Result(LinkState.REFUSED, f"geen openbaar webadres: {error}")
    except (TimeoutError, httpx.TimeoutException):
        return Result(LinkState.UNKNOWN, "geen antwoord binnen de tijd")
    except httpx.ConnectError as error:
        return _not_connected(error)
    except socket.gaierror as error:
        return _no_such_name(error)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
        return Result(LinkState.UNKNOWN, f"onleesbaar antwoord ({type(error).__name__})")


async def _head_then_get(client, url):
    """HEAD is the polite question; only when a server does not answer it well is the page itself asked for."""
    try:
        async with client.stream("HEAD", url) as response:
            if response.is_success or response.status_code in BUSY:
                return _judge(url, response)
    except (httpx.RemoteProtocolError, httpx.ReadError):
        pass  # some servers hang up on HEAD
    async with client.stream("GET", url) as response:  # the body is never read
        return _judge(url, response)


def _judge(url, response):
    status, final = response.status_code, str(response.url)
    if response.is_success:
        if _fell_back_to_start(url, final):
            return Result(LinkState.UNKNOWN, "komt uit op de startpagina", status, final)
        moved = any(step.status_code in MOVED_FOR_GOOD for step in response.history) and not _same_page(url, final)
        return Result(LinkState.MOVED if moved else LinkState.WORKS, "", status, final)
    if status in GONE:
        return Result(LinkState.DEAD, f"niet gevonden ({status})", status, final)
    return Result(LinkState.UNKNOWN, f"antwoordt met code {status}", status, final, busy=status in BUSY)


def _fell_back_to_start(url, final):
    """Whether a deep address ends at a start page: how many sites hide that a page is gone."""
    before, after = urlsplit(url), urlsplit(final)
    return before.path.strip("/") != "" and after.path.strip("/") == "" and not after.query


def _same_page(url, final):
    """Whether two addresses differ only in https, www or a closing slash."""

    def essence(address):
        parts = urlsplit(address)
        return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query

    return essence(url) == essence(final)


def _not_connected(error):
    """A connection that was not made, told apart by its cause."""
    causes = [error]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) and cause not in causes:
        causes.append(cause)
    for cause in causes:
        if isinstance(cause, ssl.SSLError):
            return Result(LinkState.UNKNOWN, "de beveiligde verbinding klopt niet (certificaat)")
        if isinstance(cause, socket.gaierror):
            return _no_such_name(cause)
    return Result(LinkState.DEAD, "de server is niet bereikbaar", network=True)


def _no_such_name(error):
    if error.errno == socket.EAI_AGAIN:
        return Result(LinkState.UNKNOWN, "de naam van de site kon niet opgezocht worden", network=True)
    return Result(LinkState.DEAD, "de site bestaat niet meer", network=True)
