"""Tests of the migrations, each on a database of its own."""
