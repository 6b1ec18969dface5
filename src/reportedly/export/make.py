"""From a weighed record to files: withhold, write, and say how it was made and what was lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.export.edition import Edition
from reportedly.export.format import Format
from reportedly.export.losses import losses_of, withheld_losses
from reportedly.export.method import about_page, method_of
from reportedly.export.optional import ExportError
from reportedly.export.records import Loss, Method
from reportedly.export.registry import get_format
from reportedly.export.withholding import Withhold, withhold
from reportedly.lexicon.policies import Policy
from reportedly.records import Decision, Weighed
from reportedly.weighing import get_policy


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """What a user may choose. `policy` is the one that weighed the record, for the method statement; `withhold` is null
    for the default: names in what is published, nothing in what is to be read in again. `filters` say in words what the
    record was narrowed to. `stamp` (ISO 8601) goes into files that have room for it; without one they hold no time."""

    policy: str | Policy | None = None
    withhold: Withhold | None = None
    filters: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    originals: Mapping[str, bytes] = field(default_factory=dict)
    stamp: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The files by the part that goes into their names, the method statement and the loss report."""

    form: Format
    files: Mapping[str, bytes]
    method: Method
    losses: tuple[Loss, ...]

    def named(self, name: str) -> dict[str, bytes]:
        """Every file by its name, where the main one is called `name`: "x.csv", "x.claims.csv", "x.csv.about.json", ….

        Several formats may be written under one stem: what is about a file bears its whole name.
        """
        suffix = self.form.suffix if name.endswith(self.form.suffix) else Path(name).suffix
        stem = name.removesuffix(suffix)
        about = {
            "method": json.loads(self.method.to_json()),
            "losses": [json.loads(loss.to_json()) for loss in self.losses],
        }
        return {
            **{f"{stem}.{part}{suffix}" if part else name: data for part, data in self.files.items()},
            f"{name}.about.json": (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode(),
            f"{name}.about.md": about_page(self.method, self.losses).encode(),
        }

    def save(self, path: Path) -> list[Path]:
        """Write the files: the main one at `path`, the others beside it. Raises OSError where one cannot be written."""
        saved = []
        for name, data in self.named(path.name).items():
            path.with_name(name).write_bytes(data)
            saved.append(path.with_name(name))
        return saved


def export(weighed: Weighed, form: str | Format, /, *, options: ExportOptions | None = None) -> Exported:
    """Make the files of a format from a weighed record; the same input gives the same bytes.

    Raises ExportError where there is no such format, or a package that it needs is missing.
    """
    chosen = get_format(form) if isinstance(form, str) else form
    options = options or ExportOptions()
    policy = options.policy or chosen.policy
    edition = Edition(
        weighed=weighed,
        policy=get_policy(policy) if isinstance(policy, str) else policy,
        decisions=options.decisions,
        originals=options.originals,
        filters=options.filters,
        stamp=options.stamp,
    )
    what = options.withhold or (Withhold.nothing() if chosen.whole else Withhold())
    edition = withhold(edition, what)
    written = chosen.write(edition)
    if not written.files:
        raise ExportError(f"{chosen.name} made no file")
    losses = (
        *withheld_losses(edition),
        *written.losses,
        *losses_of(edition, chosen.holds, written.incidents),
    )
    method = method_of(edition, chosen, written.incidents, written.losses)
    return Exported(form=chosen, files=written.files, method=method, losses=losses)
