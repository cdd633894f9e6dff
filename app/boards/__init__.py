"""현황: how dongs answer, promise, meet and vote, in numbers that lead to what they count."""
