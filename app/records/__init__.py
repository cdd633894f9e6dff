"""기록: the public record of a poll, and the public ledger of a council."""
