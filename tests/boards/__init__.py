"""Boards of dongs."""
