"""From news reports to an attributed, reconciled record of what violence did to people."""

__version__ = "0.1.0"
