"""토론: comments for, against or neutral on any subject that has a policy."""
