"""JSON for programs: API v1 over the same columns, queries and policies as open data; reads so far."""
