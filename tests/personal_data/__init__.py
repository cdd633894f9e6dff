"""The search for personal data, and the readers of files."""
