"""Tests of Golmok."""
