"""The archive: what was read, kept for good; what people decided; and the incidents that follow from both."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from sqlalchemy import select

from reportedly.archive.address import address_of
from reportedly.archive.backup import back_up, copy_originals
from reportedly.archive.carry import Carried, carry_in, every_reading
from reportedly.archive.check import Checked, check
from reportedly.archive.claim_rows import find_claim
from reportedly.archive.corrected import corrected_readings
from reportedly.archive.current import latest_reading
from reportedly.archive.deciding import What, Wish, decide
from reportedly.archive.decision_rows import all_decisions, decisions_on, find_decisions
from reportedly.archive.errors import ConflictError, NotFoundError
from reportedly.archive.find import count_facets, find_incidents
from reportedly.archive.history import HistoryEntry, history_of
from reportedly.archive.incident_rows import find_incident
from reportedly.archive.keep import holds, keep, keep_many
from reportedly.archive.many import batches
from reportedly.archive.migrate import no_archive, ready
from reportedly.archive.originals import find_original
from reportedly.archive.permalinks import resolve
from reportedly.archive.queue import QueueItem, list_queue
from reportedly.archive.report_rows import list_reports
from reportedly.archive.reread import Reread, compare, take_over, to_reread
from reportedly.archive.schema import happenings
from reportedly.archive.search import SearchHit, search
from reportedly.archive.settings import folder_of, originals_folder
from reportedly.archive.settle import make_anew, settle
from reportedly.archive.sources import SourceRow, source_of
from reportedly.archive.spread import Spread, spread_of
from reportedly.archive.store import Store
from reportedly.archive.views import Added, Facet, IncidentFilter, IncidentRow, Page, ReportRow, Sort
from reportedly.decisions import in_force
from reportedly.lexicon.policies import Policy
from reportedly.linking import Cluster
from reportedly.records import Claim, ClaimValue, Decision, Incident, Reader, Reading, Report, Source
from reportedly.weighing import weigh

_TOGETHER = 20  # reports that are kept in one transaction


class Archive:
    """One archive. Use it in a `with` block, or `close` it. It may be shared by threads; processes open their own.

    Everything that a method returns was read from one state of the archive. Everything that a method keeps is on the disk
    when it returns. Errors are ArchiveErrors, whose message says what to do.
    """

    def __init__(self, store: Store, originals: Path | None = None) -> None:
        self._store = store
        self._folder = originals

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

    def add_many(
        self, found: Iterable[tuple[Reading, bytes | None]], *, by: str = "", settled: bool = True
    ) -> Iterator[Added | ConflictError]:
        """Keep many reports, some in each transaction; what became of a report is said once it is on the disk.

        A report whose id belongs to another text is a ConflictError in its place. The incidents follow after each part, or
        with `settled=False` when `settle` is called.
        """
        for some in batches(found, _TOGETHER):
            yield from self._store.write(lambda c, some=some: keep_many(c, some, self._folder, by=by))  # type: ignore[misc]
            if settled:
                self.settle()

    def holds(self, report: Report) -> bool:
        """Whether a report is kept already, so that it need not be read. Raises ConflictError as `add` does."""
        with self._store.read() as connection:
            return holds(connection, report)

    def settle(self) -> None:
        """Bring the incidents up to date with all that was kept."""
        settle(self._store)

    def rebuild(self) -> None:
        """Throw away all that is derived and derive it again; the same things keep their ids."""
        self._store.write(make_anew)

    def decide(
        self,
        what: What,
        on: str | Iterable[str],
        *,
        by: str,
        why: str = "",
        value: ClaimValue | str | None = None,
        source: Source | None = None,
        event: str | None = None,
        known: str | None = None,
        at: str | None = None,
    ) -> Decision:
        """Settle something, for good; undoing it is another decision.

        `accept` an incident or claims; `reject` claims, or incidents or reports as none of ours; `correct` one claim by a
        `value` of its kind, another `source`, or another `event` of its report; `merge` incidents; `split` from an incident (the first id) some of its reports (the others);
        `undo` decisions; put a `note` on anything. Raises NotFoundError, or ArchiveError for what cannot be decided.
        `known` is the id of the last decision on these that the person has seen ("" for none): where there is a later one,
        nothing is settled and ConflictError says whose it is.
        """
        ids = (on,) if isinstance(on, str) else tuple(on)
        wish = Wish(what=what, on=ids, by=by, why=why, value=value, source=source, event=event, known=known, at=at)
        decision = self._store.write(lambda c: decide(c, wish))
        self.settle()
        return decision

    def decisions(self, on: str | None = None, *, standing: bool = False) -> tuple[Decision, ...]:
        """The decisions that name this id and those that undo them, or all; with `standing` only those in force."""
        with self._store.read() as connection:
            found = decisions_on(connection, [on]) if on is not None else all_decisions(connection)
        return in_force(found) if standing else found

    def decision(self, decision_id: str) -> Decision:
        """A decision. Raises NotFoundError."""
        with self._store.read() as connection:
            found = find_decisions(connection, [decision_id])
        if not found:
            raise NotFoundError(f"no decision has the id {decision_id}")
        return found[0]

    def queue(self, *, limit: int = 50, after: str | None = None) -> Page[QueueItem]:
        """What a person should look at first, and why."""
        with self._store.read() as connection:
            return list_queue(connection, limit, after)

    def search(self, words: str, *, limit: int = 20, after: str | None = None) -> Page[SearchHit]:
        """The reports that hold these words in their title, text, sources or claims, the best matches first."""
        with self._store.read() as connection:
            return search(connection, words, limit, after)

    def source(self, name: str, *, limit: int = 100) -> SourceRow:
        """What a source has claimed, and how often others contradict it. Raises NotFoundError."""
        with self._store.read() as connection:
            return source_of(connection, name, limit)

    def history(self, key: str) -> tuple[HistoryEntry, ...]:
        """Everything that happened to a report, an incident, a claim or a decision. Raises NotFoundError."""
        with self._store.read() as connection:
            return history_of(connection, key)

    def verify(self) -> Checked:
        """Check every hash, offset and id, and that nothing that was kept was changed; what is wrong is said, and no more."""
        with self._store.read() as connection:
            return check(connection, self._folder)

    def backup(self, target: str | Path) -> None:
        """Copy the archive as it is now, while others use it, to a file or a database where there is none yet.

        Originals that lie in a folder beside it are copied into a folder beside the copy.
        """
        address = address_of(target)
        back_up(self._store, address)
        if self._folder is not None:
            copy_originals(self._folder, folder_of(address))

    def reread(
        self, reader: Reader, *, only: Collection[str] | None = None, take: bool = False, by: str = ""
    ) -> Iterator[Reread]:
        """Read all reports again, or `only` these, and say of each that comes out otherwise what changes.

        Nothing is changed unless `take` is true: then each new reading counts once it has been said.
        """
        with self._store.read() as connection:
            waiting = to_reread(connection, only)
        for report_id in waiting:
            new = reader.read(self.report(report_id))
            with self._store.read() as connection:
                changed = compare(connection, new)
            if changed is not None:
                if take:
                    self._store.write(lambda c, new=new: take_over(c, new, by=by))  # type: ignore[misc]
                yield changed
        if take:
            self.settle()

    def every_reading(self) -> tuple[Reading, ...]:
        """Every reading of every version of every report, as its reader made it, in the order in which they came."""
        with self._store.read() as connection:
            return tuple(every_reading(connection))

    def carry_in(
        self,
        readings: Iterable[Reading],
        originals: Mapping[str, bytes],
        decisions: Collection[Decision],
        *,
        by: str = "",
    ) -> Carried:
        """Keep what another archive kept, as it was kept there; what is here already stays as it is.

        All of it or nothing. Raises ConflictError where the id of a report belongs to another text.
        """
        held = tuple(readings)
        return self._store.write(lambda c: carry_in(c, held, originals, decisions, self._folder, by=by))

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

    def claim(self, claim_id: str) -> tuple[Claim, Reading]:
        """A claim as it was read, with the reading that made it. Raises NotFoundError."""
        with self._store.read() as connection:
            return find_claim(connection, claim_id)

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

    def spread(self, wanted: IncidentFilter | None = None, *, most: int = 1500) -> Spread:
        """How the wanted incidents lie in space and time: their most frequent places, and their months or years."""
        with self._store.read() as connection:
            return spread_of(connection, wanted or IncidentFilter(), most)

    def resolve(self, incident_id: str) -> str:
        """The id that an incident has now: after a merge, ids of the parts lead to the whole. Raises NotFoundError."""
        with self._store.read() as connection:
            return resolve(connection, incident_id)

    def incident(self, incident_id: str, *, policy: str | Policy = "range") -> Incident:
        """An incident as a policy sees it; ids from before a merge lead to the incident of now. Raises NotFoundError."""
        with self._store.read() as connection:
            current = resolve(connection, incident_id)
            kept = find_incident(connection, current)
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


def open_archive(
    url: str | Path | None = None, *, create: bool = True, originals: Literal["inside", "beside"] | None = None
) -> Archive:
    """Open an archive, or make one where there is none.

    `url` is sqlite:///file.sqlite, a path, or postgresql://…; without it the environment variable REPORTEDLY_ARCHIVE
    says where, or else it is the file reportedly.sqlite in the working folder. With `create=False` an archive that is not
    there is an error. `originals` says where the bytes of reports lie: inside the database (the default), or in a folder
    beside it; once something is kept it stays so.
    """
    address = address_of(url)
    if address.file is not None and not create and not address.file.exists():
        raise no_archive(address)
    store = Store(address)
    ready(store, create=create)
    return Archive(store, originals_folder(store, originals))
