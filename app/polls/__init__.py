"""투표: one question put to a roll of voters, the ballot box and the count."""
