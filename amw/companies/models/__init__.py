"""Models of AI: their spellings taken apart, joined to registered models, and found in running text."""
