"""Accounts, disputes, estimates and grades of an incident, by a named policy with its reasons."""
