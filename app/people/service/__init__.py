"""Verbs of people, one noun a file."""
