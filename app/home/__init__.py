"""첫 화면: pages that show several slices at once."""
