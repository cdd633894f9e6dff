"""Every address of the program, walked as everybody who could come along."""
