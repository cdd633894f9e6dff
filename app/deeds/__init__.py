"""이행: what the dong centre promised, how it goes on, and whether residents find it done."""
