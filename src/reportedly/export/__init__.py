"""Files in the field's formats, each with a report of what it could not hold and a statement of how it was made."""

from reportedly.export.edition import Case, Edition
from reportedly.export.format import Format, Written
from reportedly.export.jsonl import Bundle, is_bundle, read_bundle
from reportedly.export.losses import EVERYTHING, Holds
from reportedly.export.make import Exported, ExportOptions, export
from reportedly.export.optional import ExportError
from reportedly.export.records import Loss, Method, Withheld
from reportedly.export.registry import format_names, formats, get_format
from reportedly.export.table import Column, Table, as_csv
from reportedly.export.withholding import CHOICES, Withhold, withhold

__all__ = [
    "CHOICES",
    "EVERYTHING",
    "Bundle",
    "Case",
    "Column",
    "Edition",
    "ExportError",
    "ExportOptions",
    "Exported",
    "Format",
    "Holds",
    "Loss",
    "Method",
    "Table",
    "Withheld",
    "Withhold",
    "Written",
    "as_csv",
    "export",
    "format_names",
    "formats",
    "get_format",
    "is_bundle",
    "read_bundle",
    "withhold",
]
