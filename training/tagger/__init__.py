"""How the attribution tagger that ships with the package is trained and exported; see training/README.md."""
