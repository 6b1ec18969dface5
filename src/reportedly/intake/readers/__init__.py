"""One reader for each kind of document: what it holds, as rows and as documents inside it."""
