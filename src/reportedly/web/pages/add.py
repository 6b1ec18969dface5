"""Reports come in: pasted, dropped, or the demo; read at once, and shown."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.intake import Failure, IntakeOptions, read_published
from reportedly.samples import sample_files
from reportedly.web.asking import Answer, Ask, Note, Redirect, TroubleError, Upload, View
from reportedly.web.site import Kept

MOST_FILES = 50


def home(ask: Ask) -> Answer:
    """The incidents, or the way to the first report where there is none."""
    if ask.site.archive.reports(limit=1).total:
        return Redirect(ask.links.to("incidents"))
    return add(ask)


def add(ask: Ask) -> View:
    """Paste a report or drop files."""
    empty = not ask.site.archive.reports(limit=1).total
    return View(
        template="add.html",
        title="Add reports" if not empty else "Read your first report",
        values={"empty": empty},
        data={"reports": ask.site.archive.reports(limit=1).total},
        sheets=("add.css",),
        modules=("drop.js",),
    )


def take(ask: Ask) -> Answer:
    """Read what was pasted or dropped, and show what was found."""
    text, day = ask.given("text"), ask.given("published")
    files = ask.files if not text else (Upload("pasted.txt", text.encode()), *ask.files)
    published = read_published(day) if day else None
    if day and published is None:
        raise TroubleError(400, "No such day", f"“{day}” is no date; write it like 2021-06-29.")
    if not files:
        raise TroubleError(400, "Nothing to read", "Paste the text of a report, or choose files.")
    if len(files) > MOST_FILES:
        raise TroubleError(
            413, "Too many files", f"Send up to {MOST_FILES} files at once, or use `reportedly add`."
        )
    options = IntakeOptions(
        published=published, outlet=(ask.given("outlet") or "")[:200] or None, url=ask.given("url")
    )
    return _shown(ask, ask.site.desk.take(files, options, ask.user.name))


def demo(ask: Ask) -> Answer:
    """Read the sample reports into the archive."""
    with sample_files() as paths:
        list(ask.site.desk.take_paths(paths, IntakeOptions(), ask.user.name))
    return Redirect(ask.links.to("incidents"))


def _shown(ask: Ask, found: Iterable[Kept | Failure]) -> Answer:
    """One report is shown itself, several in a list; what failed is said."""
    outcome = list(found)
    kept = [item for item in outcome if isinstance(item, Kept)]
    failed = [item for item in outcome if isinstance(item, Failure)]
    if len(kept) == 1 and not failed:
        return Redirect(ask.links.to("reports", kept[0].reading.report.id))
    return View(
        template="added.html",
        title=f"{len(kept)} reports read",
        values={"kept": kept, "failed": [_plainly(f) for f in failed]},
        data={"added": [k.added for k in kept], "failed": [_plainly(f) for f in failed]},
        status=200 if kept else 422,
        note=Note("Nothing could be read.", wrong=True) if not kept else None,
    )


def _plainly(failure: Failure) -> str:
    """A failure without the folder in which the file lay meanwhile."""
    home, _, name = failure.file.rpartition("/")
    return str(failure).replace(f"{home}/", "") if home and name else str(failure)
