"""주민·담당자: who someone is, how they sign in, and who serves at which dong centre."""
