"""What people decide, taken in: one form for all of it, safe when two people meet."""

from __future__ import annotations

from reportedly.archive import Archive, ArchiveError, ConflictError, NotFoundError
from reportedly.archive.deciding import What
from reportedly.records import Claim, ClaimValue, Reading, Source, Span
from reportedly.web.asking import Answer, Ask, Note, Redirect, TroubleError, View
from reportedly.web.view.values import parse_source, parse_value

DONE: dict[What, str] = {
    "accept": "Accepted.",
    "reject": "Rejected.",
    "correct": "Corrected.",
    "merge": "Merged.",
    "split": "Split.",
    "note": "Noted.",
    "undo": "Undone.",
}


def known(archive: Archive, key: str) -> str:
    """The id of the last decision on a thing, "" for none: what a form carries to say what its reader has seen."""
    made = archive.decisions(key)
    return made[-1].id if made else ""


def note_of(ask: Ask) -> Note | None:
    """What was just done, with the way back."""
    done = ask.wants("done")
    text = next((words for what, words in DONE.items() if what == done), None)
    return Note(text, undo=ask.wants("decision") if done != "undo" else None) if text else None


def decisions(ask: Ask) -> View:
    """Everything that was decided, latest first."""
    made = ask.site.archive.decisions()[::-1]
    standing = {d.id for d in ask.site.archive.decisions(standing=True)}
    return View(
        template="decisions.html", title="Decisions", values={"made": made[:500], "standing": standing, "total": len(made)},
        data=made[:500],
    )  # fmt: skip


def decide(ask: Ask) -> Answer:
    """Settle something. Who has not seen the last decision on it is shown that one first."""
    what: What | None = next((w for w in DONE if w == ask.given("what")), None)
    on = [key for key in ask.form.get("on", ()) if key.strip()]
    if what is None or not on:
        raise TroubleError(400, "Nothing to decide", "This form names no decision, or nothing to decide on.")
    archive = ask.site.archive
    try:
        value, source, event = _corrected(ask, on[0]) if what == "correct" else (None, None, None)
        made = archive.decide(
            what,
            on,
            by=ask.user.name,
            why=ask.given("why") or "",
            value=value,
            source=source,
            event=event,
            known=next(iter(ask.form.get("known", ())), None),
        )
    except ConflictError as error:
        return _conflict(ask, what, str(error))
    except NotFoundError as error:
        raise TroubleError(404, "Not found", f"{error}.") from None
    except (ArchiveError, ValueError) as error:
        raise TroubleError(422, "Not decided", f"{str(error)[:1].upper()}{str(error)[1:]}.") from None
    if ask.site.team:
        ask.site.people.log(ask.user.name, what, ", ".join(on), ask.address)  # type: ignore[union-attr]
    return Redirect(_back(ask, what, made.id))


def _corrected(ask: Ask, key: str) -> tuple[ClaimValue | None, Source | None, str | None]:
    """What a correction says: a value, a source, or an event. Raises ValueError."""
    claim, reading = _claim(ask, key)
    picked = _picked(ask, reading)
    if (event := ask.given("event")) is not None:
        return None, None, event
    if "source" in ask.form:
        return None, parse_source(ask.given("source") or "", ask.given("kind"), picked), None
    return parse_value(claim, ask.given("value") or "", picked), None, None


def _claim(ask: Ask, key: str) -> tuple[Claim, Reading]:
    """The claim that is corrected, in the reading of the report that the form names."""
    reading = ask.site.archive.reading(ask.given("report") or "")
    for claim in reading.claims:
        if claim.id == key:
            return claim, reading
    raise NotFoundError(f"no claim of this report has the id {key}")


def _picked(ask: Ask, reading: Reading) -> Span | None:
    """The words that were picked in the text, if any. Raises ValueError."""
    start, end = ask.given("start"), ask.given("end")
    if start is None or end is None:
        return None
    if not (start.isdecimal() and end.isdecimal()):
        raise ValueError("the words picked in the text are no words of it")
    return Span.of(reading.report.text, int(start), int(end))


def _conflict(ask: Ask, what: What, told: str) -> View:
    """Somebody was faster: what they did, and the same form once more, now knowing it."""
    kept = [
        (name, value) for name, values in ask.form.items() for value in values if name not in ("known", "csrf")
    ]
    on = next(iter(ask.form.get("on", ())), "")
    return View(
        template="conflict.html",
        title="Settled by somebody else meanwhile",
        values={
            "told": told,
            "kept": kept,
            "what": what,
            "known": known(ask.site.archive, on),
            "back": ask.given("back"),
        },
        status=409,
    )


def _back(ask: Ask, what: What, decision: str) -> str:
    """Back to where the form was, on this server, with what was done."""
    back = ask.given("back") or ""
    if not back.startswith("/") or back.startswith(("//", "/\\")) or not back.isprintable():
        back = ask.links.to("review")
    path, _, fragment = back.partition("#")
    mark = "&" if "?" in path else "?"
    return f"{path}{mark}done={what}&decision={decision}" + (f"#{fragment}" if fragment else "")
