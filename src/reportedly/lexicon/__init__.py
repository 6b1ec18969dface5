"""Word lists and code tables, loaded once and typed: each row of data knows its source and date."""
