"""Records from tables: CSV with any delimiter, and Parquet, a few rows at a time."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from shutil import copyfileobj
from typing import IO, cast

from reportedly.intake.context import Context, optional
from reportedly.intake.document import Document, Found
from reportedly.intake.failure import Failure
from reportedly.intake.limits import IntakeError
from reportedly.intake.mapped import check_columns, row_of_record
from reportedly.intake.readers.jsonl import text_of

_DELIMITERS = ",;\t|"
_BATCH = 200
_LARGEST_GROUP = 2_000_000_000


def read_csv(document: Document, context: Context) -> Iterator[Found]:
    """A record from each row below the names of the columns."""
    mapping = context.options.mapping
    csv.field_size_limit(document.budget.limits.text)
    text = text_of(document)
    header = next(text, "")
    delimiter = max(_DELIMITERS, key=header.count)
    try:
        names = [name.strip().strip("\ufeff") for name in next(csv.reader([header], delimiter=delimiter), [])]
        check_columns(names, mapping)
    except csv.Error as error:
        yield Failure(document.name, 1, f"not CSV ({error})", "mend the line with the names of the columns")
        return
    except IntakeError as error:
        yield Failure(document.name, 1, error.what, error.advice)
        return
    keys = [name.lower() for name in names]
    low = {name: column.lower() for name, column in mapping.items()}
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        line = rows.line_num + 2
        try:
            values = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Failure(document.name, line, f"not CSV ({error})", "mend or delete the line")
            continue
        if values:
            yield row_of_record(document, line, dict(zip(keys, values, strict=False)), low)


def read_parquet(document: Document, context: Context) -> Iterator[Found]:
    """A record from each row, a batch at a time."""
    pyarrow = optional("pyarrow", "Parquet files")
    parquet = optional("pyarrow.parquet", "Parquet files")
    mapping = context.options.mapping
    with spooled(document) as stream:
        try:
            table = parquet.ParquetFile(stream)
            names = table.schema_arrow.names
        except (pyarrow.ArrowException, OSError, ValueError) as error:
            raise IntakeError(f"is no whole Parquet file ({str(error)[:100]})", "write it again") from error
        check_columns(names, mapping)
        groups = range(table.metadata.num_row_groups)
        if any(table.metadata.row_group(group).total_byte_size > _LARGEST_GROUP for group in groups):
            raise IntakeError("has a row group of more than 2 GB", "write it with smaller row groups")
        number = 0
        try:
            for batch in table.iter_batches(_BATCH):
                for record in batch.to_pylist():
                    number += 1
                    keys = {name.lower(): value for name, value in record.items()}
                    yield row_of_record(document, number, keys, mapping)
        except (pyarrow.ArrowException, OSError, ValueError) as error:
            raise IntakeError(
                f"is damaged after row {number:,} ({str(error)[:100]})",
                "write it again; what was before is taken in",
            ) from error


def spooled(document: Document) -> IO[bytes]:
    """Its bytes as a stream that can be read from any place: the file itself, or a copy that vanishes when it is closed."""
    with suppress(
        OSError
    ):  # what is fetched, unpacked or piped has no file, or none that can be read from any place
        if document.stream.seekable():
            number = os.dup(document.stream.fileno())
            return open(number, "rb")  # noqa: PTH123  # closing it leaves the document's own open
    copy = tempfile.SpooledTemporaryFile(max_size=document.budget.limits.text)  # noqa: SIM115  # the caller closes it
    copyfileobj(document.stream, copy)
    copy.seek(0)
    return cast(IO[bytes], copy)
