"""A package of one's own for reportedly: a reader, an exporter and a policy."""
