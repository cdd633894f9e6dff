"""Tests of welfare referrals."""
