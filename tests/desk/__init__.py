"""The desk of a dong centre: assignments, notes, opinions, texts kept ready, and joint answers."""
