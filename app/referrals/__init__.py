"""Referrals: a worry about a neighbour that leaves the record of a meeting for the welfare planner of the dong."""
