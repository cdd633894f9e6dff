"""동의 답변: the report to the dong centre, its requests, and the public answers."""
