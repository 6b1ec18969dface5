"""What can go wrong with a run as a whole."""

from __future__ import annotations


class ClusterError(Exception):
    """A run that cannot begin or go on; the message says what is wrong and what to do."""
