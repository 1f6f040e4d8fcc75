"""When twitching was first noticed where, and what the pace of it can and cannot say."""
