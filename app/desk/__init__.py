"""The desk of a dong centre: who looks after a request, what officers note, and answering several at once."""
