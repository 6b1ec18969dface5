"""Fetching what an address names, and nothing else: politely, in bounded time and memory, from public addresses only."""
