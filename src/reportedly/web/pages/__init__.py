"""The pages: each a function from what was asked for to what is shown."""
