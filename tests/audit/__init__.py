"""The kernel against counts that other people wrote: `make audit`. It needs libraries that no other test needs."""
