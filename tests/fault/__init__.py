"""Proofs of the ballot box against real servers under faults: short in `make test`, full in `make fault`."""
