"""의제 제안: what neighbours ask for, with co-proposers and endorsements."""
