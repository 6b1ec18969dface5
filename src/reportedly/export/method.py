"""The method statement: how a file was made, as the Standards for Casualty Recording ask of a publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reportedly import __version__
from reportedly.export.edition import Edition
from reportedly.export.format import Format
from reportedly.export.records import Loss, Method, Withheld
from reportedly.records import ReaderInfo

_Key = tuple[str, str, str, str]
STANDARDS = (
    "Figures are what sources say, weighed by a named policy; they are not established facts. Standards for Casualty "
    "Recording (Every Casualty, 2016, revised 2020): definitions, rules of inclusion, sources and method are stated here."
)


def method_of(edition: Edition, form: Format, written: Sequence[str], losses: Iterable[Loss] = ()) -> Method:
    """The method statement of a file that holds the incidents `written`."""
    readings, cases = edition.weighed.readings, edition.cases
    readers = {reading.reader.to_json(): reading.reader for reading in readings}
    days = [day for case in cases if case.when for day in (case.when.start, case.when.end) if day]
    out = Counter(loss.reason for loss in losses if loss.what == "incident")
    return Method(
        program="reportedly",
        version=__version__,
        format=form.name,
        format_version=form.version,
        readers=tuple(_without_paths(readers[key]) for key in sorted(readers)),
        policy=edition.policy.label,
        policy_about=edition.policy.about,
        policy_source=edition.policy.source,
        filters=edition.filters,
        withheld=edition.withheld,
        reports=len(readings),
        incidents=len(cases),
        written=len(written),
        claims=sum(len(reading.claims) for reading in readings),
        sources=sum(len(case.incident.accounts) for case in cases),
        independent=sum(case.incident.grade.independent for case in cases if case.incident.grade),
        outlets=tuple(sorted({reading.report.outlet for reading in readings if reading.report.outlet})),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        rules=form.rules,
        left_out=tuple(f"{count} incident{'s' * (count != 1)}: {reason}" for reason, count in sorted(out.items())),
        made=edition.stamp,
    )


def _without_paths(reader: ReaderInfo) -> ReaderInfo:
    """The reader without the folders of the machine that it ran on."""
    settings = {key: value.replace("\\", "/").rpartition("/")[2] for key, value in reader.settings.items()}
    return reader.model_copy(update={"settings": settings})


def method_lines(method: Method) -> list[tuple[str, str]]:
    """The statement as pairs of a heading and a text."""
    readers = "; ".join(
        f"{r.name} {r.version} ({', '.join(f'{k} {v}' for k, v in sorted(r.settings.items()))})"
        for r in method.readers
    )
    days = f"{method.first_day} to {method.last_day}" if method.first_day else "no day known"
    lines = [
        ("program", f"{method.program} {method.version}"),
        ("format", f"{method.format} ({method.format_version})"),
        ("reader", readers),
        ("policy", f"{method.policy}: {method.policy_about}"),
        ("source of the policy", method.policy_source),
        ("filters", "; ".join(method.filters) or "none"),
        ("reports", f"{method.reports:,}, by {len(method.outlets)} outlets: {', '.join(method.outlets) or 'not stated'}"),
        ("incidents", f"{method.written:,} written of {method.incidents:,}"),
        ("days", days),
        ("claims", f"{method.claims:,}"),
        ("accounts", f"{method.sources:,}, of them {method.independent:,} independent of one another within their incident"),
        ("withheld", "; ".join(map(_withheld, method.withheld)) or "nothing"),
        *(("rule", rule) for rule in method.rules),
        *(("left out", line) for line in method.left_out),
        ("standards", STANDARDS),
    ]  # fmt: skip
    return [*lines, ("made", method.made)] if method.made else lines


def _withheld(row: Withheld) -> str:
    return (
        f"{row.count:,} {row.kind}, replaced by {row.replaced_by}" if row.count else f"{row.kind}: none were found"
    )


def about_page(method: Method, losses: Sequence[Loss]) -> str:
    """Method and losses as a page in Markdown, for people."""
    lines = [f"# How this {method.format} file was made", ""]
    lines += [f"- **{heading}**: {text}" for heading, text in method_lines(method)]
    lines += ["", "# What it could not hold", ""]
    lines += list(_loss_lines(losses)) or ["Nothing was lost."]
    return "\n".join(lines) + "\n"


def _loss_lines(losses: Sequence[Loss]) -> Iterator[str]:
    """One line for each kind of loss, with how many and where the rest went; the rows are in the JSON beside it."""
    counts: Counter[_Key] = Counter()
    incidents: Counter[_Key] = Counter()
    for loss in losses:
        of: _Key = (loss.what, loss.field or "", loss.reason, loss.kept_in or "")
        counts[of] += loss.count
        incidents[of] += loss.incident is not None
    for key, count in counts.items():
        what, field, reason, kept = key
        if not count:
            continue
        several = "s" * (incidents[key] != 1)
        where = f" of {incidents[key]:,} incident{several}" if incidents[key] and what != "incident" else ""
        rest = f"; what is left of it is in {kept}" if kept else ""
        yield f"- {count:,} {what}{f' ({field})' if field else ''}{where}: {reason}{rest}"
