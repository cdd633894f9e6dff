"""Tests of the floor of a meeting."""
