"""자치계획: the yearly plan and budget of a dong, from the draft to what was spent."""
