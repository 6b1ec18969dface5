"""A server for one person or for a team: made ready, announced, and run until it is stopped."""

from __future__ import annotations

import getpass
import socket
import threading
from dataclasses import dataclass, field

import uvicorn

from reportedly.archive import Archive, open_archive
from reportedly.archive.address import address_of
from reportedly.archive.store import Store
from reportedly.intake import IntakeOptions
from reportedly.samples import sample_files
from reportedly.web.app import create_app
from reportedly.web.guard import is_loopback
from reportedly.web.people import LocalPeople, TeamPeople
from reportedly.web.people.session import new_token
from reportedly.web.site import Desk, Site

FIRST_PORT, PORTS = 8731, 20


class ServeError(Exception):
    """The server cannot be started; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """What is served, where, and to whom. Without a port the first free one from 8731 on is taken."""

    archive: str | None = None
    host: str = "127.0.0.1"
    port: int | None = None
    team: bool = False
    demo: bool = False


@dataclass(slots=True)
class Ready:
    """A server that is ready to run. `setup` is the address for the first admin, where there is none yet."""

    address: str
    setup: str | None
    archive: Archive
    site: Site
    socket: socket.socket = field(repr=False)


def prepare(options: ServeOptions) -> Ready:
    """Open the archive, take the port, and say under which address the pages will be. Raises ServeError, ArchiveError."""
    if not options.team and not is_loopback(options.host):
        raise ServeError(
            f"{options.host} can be reached from other machines, and nobody would have to sign in; "
            "add --team for users with passwords, or leave --host out"
        )
    taken = _listen(options.host, options.port)
    archive = open_archive(options.archive)
    people = TeamPeople(Store(address_of(options.archive))) if options.team else LocalPeople(_me())
    first = isinstance(people, TeamPeople) and not people.users()
    site = Site(archive=archive, people=people, desk=Desk(archive), setup_token=new_token() if first else None)
    if options.demo and not archive.reports(limit=1).total:
        with sample_files() as paths:
            list(site.desk.take_paths(paths, IntakeOptions(), _me()))
    name = "localhost" if is_loopback(options.host) else options.host
    address = f"http://{f'[{name}]' if ':' in name else name}:{taken.getsockname()[1]}/"
    setup = f"{address}setup?token={site.setup_token}" if first else None
    return Ready(address, setup, archive, site, taken)


def run(ready: Ready) -> None:
    """Serve until the process is stopped."""
    threading.Thread(target=ready.site.desk.warm_up, daemon=True).start()
    config = uvicorn.Config(
        create_app(ready.site), log_level="warning", timeout_graceful_shutdown=3, server_header=False
    )
    try:
        uvicorn.Server(config).run(sockets=[ready.socket])
    finally:
        ready.archive.close()


def _me() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "local"


def _listen(host: str, port: int | None) -> socket.socket:
    """A socket that listens on the port asked for, or on the first free one."""
    wanted = [port] if port is not None else list(range(FIRST_PORT, FIRST_PORT + PORTS))
    for number in wanted:
        try:
            return socket.create_server(
                (host, number), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=128
            )
        except OSError as error:
            reason = error.strerror or str(error)
    raise ServeError(f"{host} port {wanted[0]} cannot be used ({reason}); choose another with --port")
