"""Which reader takes which file: one line a format, by what its ballots are and how its name ends."""

from app.polls.methods.files import blt, cat, csv, pb, preflib, scottish

READERS = {
    ("ranked", ".blt"): blt.read,
    ("ranked", ".csv"): scottish.read,
    ("ranked", ".soc"): preflib.read,
    ("ranked", ".soi"): preflib.read,
    ("ranked", ".toc"): preflib.read,
    ("ranked", ".toi"): preflib.read,
    ("points", ".cat"): cat.read_cat,
    ("points", ".csv"): csv.read_csv,
    ("points", ".pb"): pb.read_pb,
    ("budget", ".pb"): pb.read_pb,
}
