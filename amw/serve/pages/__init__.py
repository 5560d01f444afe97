"""Pages for readers: pure functions from records to HTML. No script anywhere; one style sheet."""
