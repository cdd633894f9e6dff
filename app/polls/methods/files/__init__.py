"""Files of ballots that others have written: one format a file, read strictly and line by line."""
