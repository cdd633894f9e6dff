"""알림: tells people what happened, in the app and by letter."""
