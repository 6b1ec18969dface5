"""Which mentions in different reports are one incident, and why."""
