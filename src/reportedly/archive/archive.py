"""The archive: what was read, kept for good; what people decided; and the incidents that follow from both."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import select

from reportedly.archive.address import address_of
from reportedly.archive.corrected import corrected_readings
from reportedly.archive.current import latest_reading
from reportedly.archive.find import count_facets, find_incidents
from reportedly.archive.keep import keep
from reportedly.archive.migrate import no_archive, ready
from reportedly.archive.originals import find_original
from reportedly.archive.pack import unpack
from reportedly.archive.permalinks import resolve
from reportedly.archive.report_rows import list_reports
from reportedly.archive.schema import happenings, incidents
from reportedly.archive.settle import make_anew, settle
from reportedly.archive.store import Store
from reportedly.archive.views import Added, Facet, IncidentFilter, IncidentRow, Page, ReportRow, Sort
from reportedly.lexicon.policies import Policy
from reportedly.linking import Cluster
from reportedly.records import Incident, Reading, Report
from reportedly.weighing import weigh


class Archive:
    """One archive. Use it in a `with` block, or `close` it. It may be shared by threads; processes open their own.

    Everything that a method returns was read from one state of the archive. Everything that a method keeps is on the disk
    when it returns. Errors are ArchiveErrors, whose message says what to do.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._folder: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def __str__(self) -> str:
        """Where it is."""
        return str(self._store.address)

    def add(self, reading: Reading, original: bytes | None = None, *, by: str = "", settled: bool = True) -> Added:
        """Keep a report, with its reading and the bytes it came from. The same report twice is one.

        `settled=False` leaves the incidents as they are until `settle` is called: for many reports one after the other.
        Raises ConflictError where the report's id belongs to another text.
        """
        added = self._store.write(lambda c: keep(c, reading, original, self._folder, by=by))
        if settled:
            self.settle()
        return added

    def settle(self) -> None:
        """Bring the incidents up to date with all that was kept."""
        settle(self._store)

    def rebuild(self) -> None:
        """Throw away all that is derived and derive it again; the same things keep their ids."""
        self._store.write(make_anew)

    def reports(self, *, limit: int = 100, after: str | None = None) -> Page[ReportRow]:
        """The reports, latest published first, every version of a page."""
        with self._store.read() as connection:
            return list_reports(connection, limit, after)

    def report(self, report_id: str) -> Report:
        """A report. Raises NotFoundError."""
        return self.reading(report_id).report

    def reading(self, report_id: str) -> Reading:
        """The latest reading of a report, as the reader made it. Raises NotFoundError."""
        with self._store.read() as connection:
            return latest_reading(connection, report_id)

    def original(self, sha256: str) -> bytes:
        """The bytes that a report came from (`report.original.sha256`). Raises NotFoundError."""
        with self._store.read() as connection:
            return find_original(connection, sha256, self._folder)

    def incidents(
        self,
        wanted: IncidentFilter | None = None,
        *,
        sort: Sort = "newest",
        limit: int = 50,
        after: str | None = None,
    ) -> Page[IncidentRow]:
        """A page of the incidents that are wanted; `after` is that of the page before."""
        with self._store.read() as connection:
            return find_incidents(connection, wanted or IncidentFilter(), sort, limit, after)

    def facets(self, kind: str, wanted: IncidentFilter | None = None, *, limit: int = 50) -> tuple[Facet, ...]:
        """How many of the wanted incidents there are for each type, grade, review, country, place, actor, source or outlet."""
        with self._store.read() as connection:
            return count_facets(connection, kind, wanted or IncidentFilter(), limit)

    def resolve(self, incident_id: str) -> str:
        """The id that an incident has now: after a merge, ids of the parts lead to the whole. Raises NotFoundError."""
        with self._store.read() as connection:
            return resolve(connection, incident_id)

    def incident(self, incident_id: str, *, policy: str | Policy = "range") -> Incident:
        """An incident as a policy sees it; ids from before a merge lead to the incident of now. Raises NotFoundError."""
        with self._store.read() as connection:
            current = resolve(connection, incident_id)
            body = connection.execute(select(incidents.c.body).where(incidents.c.id == current)).scalar_one()
            kept = unpack(Incident, body)
            if policy == "range":
                return kept
            readings = [a.reading for a in corrected_readings(connection, kept.reports)]
            members = connection.execute(select(happenings.c.id).where(happenings.c.incident == current)).scalars()
            cluster = Cluster(id=current, members=tuple(sorted(members)), links=kept.links)
        return weigh([cluster], readings, policy)[0]

    def readings(self, incident: Incident | Iterable[str]) -> tuple[Reading, ...]:
        """The readings of an incident's reports, or of reports by their ids, as people corrected them."""
        ids = incident.reports if isinstance(incident, Incident) else tuple(incident)
        with self._store.read() as connection:
            return tuple(a.reading for a in corrected_readings(connection, ids))


def open_archive(url: str | Path | None = None, *, create: bool = True) -> Archive:
    """Open an archive, or make one where there is none.

    `url` is sqlite:///file.sqlite, a path, or postgresql://…; without it the environment variable REPORTEDLY_ARCHIVE
    says where, or else it is the file reportedly.sqlite in the working folder. With `create=False` an archive that is not
    there is an error.
    """
    address = address_of(url)
    if address.file is not None and not create and not address.file.exists():
        raise no_archive(address)
    store = Store(address)
    ready(store, create=create)
    return Archive(store)
