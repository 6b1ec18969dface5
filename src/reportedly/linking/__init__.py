"""Which mentions in different reports are one incident, and why."""

from __future__ import annotations

from reportedly.linking.link import Cluster, link

__all__ = ["Cluster", "link"]
