"""The forms of councils, one noun a file."""
