"""Reports from text, HTML, CSV and JSONL, with the original kept and the way back to it."""
