"""Arithmetic of open data: pure."""
