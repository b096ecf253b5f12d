"""Ask one web address whether it still works, without ever reaching into our own network.

ssrfguard resolves a name once, refuses every address that is not public, connects to the address that it checked
(so a name that changes in between gains nothing) and does all of that again at each redirect, which we follow by hand.
"""

import asyncio
import codecs
import socket
import ssl
from dataclasses import dataclass

import httpx
from ssrfguard import Policy, SSRFGuardError
from ssrfguard.httpx import AsyncClient

from toolbox.links.judging import BUSY, MOVED_FOR_GOOD, READ, Answer, judge, refresh_in, titles_of
from toolbox.models.link import LinkState

POLICY = Policy(max_redirects=8)  # followed here, one by one
# The whole of one check, redirects included: a server that drips a byte a second does not hold the run up.
DEADLINE = 20
CERTIFICATES = httpx.create_ssl_context(trust_env=False)  # once: reading them costs more than a check
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
WIDE = {"utf-16", "utf-16le", "utf-16be"}
HEADERS = {
    "User-Agent": "ToolboxZorgzameBuurten-linkcontrole/1.0 (controleert of links nog werken)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",  # a small answer cannot unpack to a large one
    "Accept-Language": "nl-BE,nl;q=0.9,en;q=0.5",
}


@dataclass(frozen=True)
class Result:
    """What one check saw. `network` says that no server answered at all, which may be our own network's fault."""

    state: LinkState
    detail: str
    status: int | None = None
    final_url: str = ""
    network: bool = False
    busy: bool = False  # the host asks to be left alone


class TooManyRedirects(Exception):
    """A link that leads on and on."""


def probe(url, about=(), *, policy=None, resolver=None, deadline=None):
    """Check `url` once and say what became of it. Never raises for what a server or a network does.

    `about`: the names of what the link stands at, by which a page at another address is known.
    """
    return asyncio.run(_probe(url, about, policy or POLICY, resolver, deadline or DEADLINE))


async def _probe(url, about, policy, resolver, deadline):
    try:
        async with asyncio.timeout(deadline):
            async with AsyncClient(
                policy=policy,
                resolver=resolver,
                follow_redirects=False,  # httpx would read the whole body of each redirect
                headers=HEADERS,
                timeout=httpx.Timeout(deadline),
                verify=CERTIFICATES,
                trust_env=False,
            ) as client:
                answer = await _follow(client, url, policy.max_redirects)
    except TooManyRedirects:
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
    state, detail = judge(url, answer, about)
    return Result(state, detail, answer.status, answer.url, busy=answer.status in BUSY)


async def _follow(client, url, most):
    """The Answer at the end of at most `most` redirects. No body is read, of a page only its beginning."""
    request, moved_for_good = client.build_request("GET", url), False
    for _ in range(most + 1):
        response = await client.send(request, stream=True)
        try:
            request = response.next_request
            if request is None:
                page = await _beginning(response) if response.is_success else ""
                header = response.headers.get("Refresh", "") if response.is_success else ""
                target = refresh_in(page, header)
                if target is None:
                    return Answer(str(response.url), response.status_code, titles_of(page), moved_for_good)
                request = client.build_request("GET", response.url.join(target))
            moved_for_good = moved_for_good or response.status_code in MOVED_FOR_GOOD
        finally:
            await response.aclose()
    raise TooManyRedirects


async def _beginning(response):
    """The beginning of an HTML page as text; "" for what is no page, or packed although we asked it plain."""
    kind = response.headers.get("Content-Type", "").lower()
    if (kind and "html" not in kind) or "Content-Encoding" in response.headers:
        return ""
    page = b""
    try:
        async for part in response.aiter_raw():
            page += part
            if len(page) >= READ:
                break
    except (httpx.ReadError, httpx.RemoteProtocolError):
        pass  # what came is enough to know that the page is there
    return as_text(page, response.charset_encoding)


def as_text(page, said):
    """The bytes of a page as text. What its server `said` of the character set may be a lie, or none that exists; it is
    only believed where nothing else tells."""
    marked = [charset for mark, charset in MARKS.items() if page.startswith(mark)]
    for charset in (*marked, *WIDE.intersection([(said or "").lower()]), "utf-8"):
        text = page.decode(charset, "replace")
        if "<" in text and "\ufffd" not in text[:-1]:  # the last letter may be cut off
            return text
    return page.decode("cp1252", "replace")


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
