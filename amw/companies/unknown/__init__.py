"""Names that the register does not know: proposed, with what speaks for them, from how newsrooms introduce a company."""
