"""An e-mail: its words as one report with date and sender, and each attachment as a document of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email import policy
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any, cast

from reportedly.intake.context import Context
from reportedly.intake.decode import decode
from reportedly.intake.document import Document, Found
from reportedly.intake.failure import Failure
from reportedly.intake.limits import IntakeError

_KEPT = ("From", "Sender", "Reply-To", "Date", "Subject", "Message-ID", "List-Id")
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
_BROKEN = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)


def read(document: Document, context: Context) -> Iterator[Found]:
    """The mail, then what is attached to it."""
    data = document.read(document.budget.limits.document)
    message = BytesParser(policy=policy.default).parsebytes(data)
    headers = {name.lower(): words for name in _KEPT if (words := header(message, name))}
    if not headers and not message.is_multipart():
        raise IntakeError(
            "is no e-mail (it has no sender, date or subject)", "save the mail as .eml, or its text as .txt"
        )
    if message.get_content_type() in _ENCRYPTED:
        raise IntakeError("is encrypted", "decrypt it, and save its text")
    mail = document.with_headers({**document.headers, **headers})
    if any(isinstance(defect, _BROKEN) for part in message.walk() for defect in part.defects):
        yield Failure(
            document.name,
            None,
            "is cut off (its parts do not end)",
            "get it again; what is there is read",
            lost=False,
        )
    try:
        body = _body(message)
        attachments = list(_attachments(message, body))
    except (AttributeError, KeyError, TypeError, ValueError) as error:  # parts that are none
        raise IntakeError(f"is a damaged mail ({str(error)[:100]})", "save it again") from error
    if body is not None:
        yield _row(mail, body, data, headers)
    for number, part in enumerate(attachments, 1):
        yield _document(mail, part, number)
    if body is None and not message.is_multipart() and message.get_content_maintype() != "text":
        yield _document(mail, message, 1)


def header(message: Message, name: str) -> str:
    """A header in plain words on one line, or nothing. Broken ones are taken as they are written."""
    try:
        words = str(message[name] or "")
    except Exception:  # the library raises whatever it likes over headers that break the rules
        words = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return " ".join(words.split())


def _body(message: EmailMessage) -> EmailMessage | None:
    """The part that says what the mail says: its plain text, or its HTML where there is none."""
    plain, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    for part in (plain, page):
        if part is not None and _bytes(part).strip():
            return cast(EmailMessage, part)
    return cast(EmailMessage | None, plain or page)


def _row(mail: Document, part: EmailMessage, data: bytes, headers: dict[str, str]) -> Found:
    is_html = part.get_content_subtype() == "html"
    body = decode(_bytes(part), html=is_html, charset=part.get_content_charset())
    name, address = parseaddr(headers.get("from", ""))
    fields = {
        "title": headers.get("subject"),
        "byline": name or address or None,
        "published": headers.get("date"),
        "id": headers.get("message-id"),
    }
    return mail.row(body, data, "message/rfc822", html=is_html, fragment=is_html, fields=fields)


def _attachments(message: EmailMessage, body: EmailMessage | None) -> Iterator[Message]:
    """What is attached; pictures that belong to the text, other forms of the text and signatures are not."""
    if message.get_content_type() == "multipart/alternative" or not message.is_multipart():
        return
    for part in message.iter_parts():
        kind = part.get_content_type()
        if kind in ("multipart/alternative", "multipart/related"):
            continue
        if kind.startswith("multipart/"):
            yield from _attachments(cast(EmailMessage, part), body)
        elif (part is not body and kind not in _SIGNATURES and part.get_content_disposition() != "inline") or (
            part is not body and part.get_filename() and kind not in _SIGNATURES and not kind.startswith("image/")
        ):
            yield part


def _document(mail: Document, part: Message, number: int) -> Document:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner: Any = part.get_payload()
        data = inner[0].as_bytes() if isinstance(inner, list) and inner else b""
        name = f"{number}.eml"
    else:
        data, name = _bytes(part), str(part.get_filename() or f"attachment-{number}")
    return mail.inside(name, io.BytesIO(data), media_type=kind, charset=part.get_content_charset())


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
