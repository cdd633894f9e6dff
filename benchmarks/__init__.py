"""Programs that measure load and speed; docs/explanation/performance.md says what they found."""
