"""What the pages that show several slices at once need, one page a file."""
