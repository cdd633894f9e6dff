"""공문: the official papers, one module a paper; each makes a Paper, which every format prints in the same words."""
