"""Tools of the people who work on Golmok; nothing here runs in service."""
