"""Tests that kill processes and cut connections; slow, run with `-m fault`."""
