"""문서: what is printed or downloaded, one format a file."""
