"""The live process: screens that are told of a change."""
