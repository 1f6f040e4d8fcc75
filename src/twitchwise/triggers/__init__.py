"""A diary's days become triggers: which exposures go with more twitching, how much, how many days later, how sure."""
