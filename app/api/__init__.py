"""JSON for programs: API v1 over the same columns, forms, services and policies as the pages."""
