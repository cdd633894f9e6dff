"""Webhooks, against a real server that speaks TLS with a certificate of the tests' own authority."""
