"""Options of taking in and of reading, in the groups in which commands have them; see `grouped`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.cli import options as opt
from reportedly.cli.taking_in import intake_options, open_gate

if TYPE_CHECKING:
    from reportedly.cli.commands import ReaderOptions
    from reportedly.intake import IntakeOptions
    from reportedly.reading.relevance import RelevanceGate


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """What may be said of sources that are looked at again and again."""

    outlet: opt.Outlet = None
    mapping: opt.Map = None
    follow: opt.Follow = False
    most: opt.Most = 1_000
    contact: opt.Contact = None

    def options(self) -> IntakeOptions:
        """As the intake takes them."""
        return intake_options(
            outlet=self.outlet, mapping=self.mapping, follow=self.follow, most=self.most, contact=self.contact
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What may be said of files that are read once."""

    published: opt.Published = None
    outlet: opt.Outlet = None
    url: opt.Url = None
    verbatim: opt.Verbatim = False
    mapping: opt.Map = None
    follow: opt.Follow = False
    most: opt.Most = 1_000
    contact: opt.Contact = None

    def options(self, gate: RelevanceGate | None = None) -> IntakeOptions:
        """As the intake takes them."""
        return intake_options(
            published=self.published,
            outlet=self.outlet,
            url=self.url,
            verbatim=self.verbatim,
            mapping=self.mapping,
            follow=self.follow,
            most=self.most,
            contact=self.contact,
            gate=gate,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads."""

    model: opt.Model = None
    tagger: opt.TaggerName = opt.Tagger.shipped
    reader_name: opt.ReaderName = "default"
    gazetteer: opt.Gazetteer = None

    def chosen(self, effort: Effort | None = None) -> ReaderOptions:
        """As the commands take it."""
        from reportedly.cli.commands import ReaderOptions

        with_effort = {"skim": effort.skim, "processes": effort.processes} if effort else {}
        return ReaderOptions(
            name=self.reader_name,
            model=self.model,
            tagger=self.tagger,
            gazetteer=self.gazetteer,
            **with_effort,  # type: ignore[arg-type]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much of it is read, and by how many; the gate passes over reports before they are read."""

    processes: opt.Processes = 1
    skim: opt.Skim = False
    gate: opt.Gate = False
    threshold: opt.Threshold = None
    passed_over: opt.PassedOverFile = None

    def open_gate(self) -> RelevanceGate | None:
        """The gate that was asked for."""
        return open_gate(self.gate, self.threshold, self.passed_over)
