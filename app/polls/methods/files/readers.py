"""Which reader takes which file: one line a format, by what its ballots are and how its name ends."""

from app.polls.methods.files import blt, preflib, scottish

READERS = {
    ("ranked", ".blt"): blt.read,
    ("ranked", ".csv"): scottish.read,
    ("ranked", ".soc"): preflib.read,
    ("ranked", ".soi"): preflib.read,
    ("ranked", ".toc"): preflib.read,
    ("ranked", ".toi"): preflib.read,
}
