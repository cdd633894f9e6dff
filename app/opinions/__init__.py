"""Opinion maps: statements under a question, answers, and what neighbours share."""
