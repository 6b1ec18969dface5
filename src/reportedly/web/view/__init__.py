"""What the pages show, made of records: plain frozen data that a template or a JSON twin prints."""
