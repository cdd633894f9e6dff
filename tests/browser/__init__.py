"""Golmok as people meet it: a real server, a real Chromium, a phone in one hand."""
