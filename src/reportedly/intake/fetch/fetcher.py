"""One request after another: robots asked, hosts spared, redirects followed with every check made anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from reportedly import __version__
from reportedly.intake.context import optional
from reportedly.intake.fetch.body import read_body
from reportedly.intake.fetch.clock import Clock, SystemClock, iso
from reportedly.intake.fetch.errors import FetchError
from reportedly.intake.fetch.robots import Robots
from reportedly.intake.fetch.settings import FetchSettings
from reportedly.intake.headers import split_media_type
from reportedly.intake.kinds import is_wanted

if TYPE_CHECKING:
    import httpx

_REDIRECTS = (301, 302, 303, 307, 308)
_LONGEST_URL = 4_000
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: `url` is where it was found in the end, `at` is when (ISO 8601). Header names are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    at: str


@dataclass(slots=True)
class _Answer:
    url: httpx.URL
    status: int
    headers: dict[str, str]
    body: bytes = field(default=b"", repr=False)


class Fetcher:
    """Fetches what it is told to, and nothing that a page names. Raises IntakeError where httpx is not installed."""

    def __init__(self, settings: FetchSettings | None = None, clock: Clock | None = None) -> None:
        for module in ("httpx", "httpcore", "protego"):
            optional(module, "addresses")
        import httpcore

        from reportedly.intake.fetch.wire import Deadline, GuardedBackend

        self._settings = settings or FetchSettings()
        self._clock = clock or SystemClock()
        self._deadline = Deadline()
        backend = GuardedBackend(self._settings, self._deadline)
        self._pool = httpcore.ConnectionPool(network_backend=backend, max_keepalive_connections=0)
        self._robots = Robots(self._ask_robots, self._clock.now)
        self._asked: dict[str, float] = {}

    def get(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """What stands at an address; status 304 where it has not changed since `etag` or `modified`. Raises FetchError."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value}
        answer = self._follow(parse(address), headers, robots=True)
        if answer.status not in (200, 304):
            raise _refused(answer, self._clock.now())
        return Fetched(str(answer.url), answer.status, answer.headers, answer.body, iso(self._clock.now()))

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()

    def _ask_robots(self, address: str) -> tuple[int, bytes]:
        answer = self._follow(parse(address), {}, robots=False)
        if answer.status >= 500:
            raise FetchError(f"status {answer.status}", "try again later", passing=True)
        return answer.status, answer.body

    def _follow(self, url: httpx.URL, headers: dict[str, str], *, robots: bool) -> _Answer:
        """The answer at the end of the redirects; each step is asked for like the first."""
        self._deadline.start(self._settings.total)
        for _ in range(self._settings.redirects + 1):
            delay = self._robots.check(origin_of(url), str(url)) if robots else None
            if robots:
                self._wait(url.host, delay)
                self._deadline.start(self._settings.total)
            answer = self._request(url, headers, robots=robots)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer
            url = parse(answer.headers["location"], base=url)
        raise FetchError(f"leads on more than {self._settings.redirects} times", "give the address where it ends")

    def _wait(self, host: str, delay: float | None) -> None:
        """Let some time pass since the host was last asked: what it wants, or else what is usual."""
        pause = min(max(delay or 0.0, self._settings.delay), self._settings.longest_delay)
        last = self._asked.get(host)
        if last is not None and (rest := last + pause - self._clock.now()) > 0:
            self._clock.sleep(rest)
        self._asked[host] = self._clock.now()

    def _request(self, url: httpx.URL, headers: dict[str, str], *, robots: bool) -> _Answer:
        import httpcore

        contact = f" (+{self._settings.contact})" if self._settings.contact else ""
        sent: dict[bytes | str, bytes | str] = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": f"reportedly/{__version__}{contact}",
            "Accept": _ACCEPT if robots else "text/plain",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        sent.update(headers.items())
        target: Any = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        timeout = {
            "connect": self._settings.connecting,
            "read": self._settings.reading,
            "write": self._settings.reading,
            "pool": self._settings.connecting,
        }
        try:
            with self._pool.stream("GET", target, headers=sent, extensions={"timeout": timeout}) as response:
                got = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                answer = _Answer(url, response.status, got)
                if response.status == 200:
                    if robots:
                        _check_media_type(got)
                    answer.body = read_body(response.iter_stream(), got, self._settings.largest)
                return answer
        except httpcore.TimeoutException as error:
            raise FetchError("takes too long to answer", "try again later", passing=True) from error
        except httpcore.ProtocolError as error:
            what = f"answers against the rules of HTTP, or breaks off ({_words(error)})"
            raise FetchError(what, "try again later", passing=True) from error
        except httpcore.NetworkError as error:
            raise FetchError(f"cannot be reached ({_words(error)})", "try again later", passing=True) from error


def parse(address: str, base: httpx.URL | None = None) -> httpx.URL:
    """An address that can be fetched. Raises FetchError for any other."""
    import httpx

    if len(address) > _LONGEST_URL:
        raise FetchError(f"is an address of {len(address):,} characters", "give a shorter one")
    try:
        url = base.join(address) if base is not None else httpx.URL(address)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchError(f"is no address ({_words(error)})", "write it like https://example.org/page") from error
    if url.scheme not in ("http", "https"):
        raise FetchError(
            f"leads to {url.scheme or 'nothing'}:, which is not fetched", "give an http or https address"
        )
    if not url.host:
        raise FetchError("names no host", "write it like https://example.org/page")
    if url.userinfo:
        raise FetchError("holds a name or a password", "give the address without them")
    return url.copy_with(fragment=None)


def origin_of(url: httpx.URL) -> str:
    """Scheme, host and port of an address."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _check_media_type(headers: Mapping[str, str]) -> None:
    media_type, _ = split_media_type(headers.get("content-type"))
    if not is_wanted(media_type):
        raise FetchError(f"is {media_type}, which is not read", "give an address of text")


def _refused(answer: _Answer, now: float) -> FetchError:
    """Why there is nothing, by the status of the answer."""
    status = answer.status
    if status in (404, 410):
        return FetchError(f"is not there (status {status})", "check the address", gone=status == 410)
    if status in (401, 402, 403, 451):
        return FetchError(f"is not given to programs (status {status})", "save the page, and give the file")
    wait = _retry_after(answer.headers.get("retry-after"), now)
    passing = status == 429 or status >= 500
    advice = f"try again in {wait:.0f} seconds" if wait else "try again later" if passing else "check the address"
    return FetchError(f"is not given (status {status})", advice, passing=passing, retry_after=wait)


def _retry_after(stated: str | None, now: float) -> float | None:
    if not stated:
        return None
    if stated.strip().isdigit():
        return float(stated.strip()[:9])
    try:
        return max(0.0, parsedate_to_datetime(stated).timestamp() - now)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
