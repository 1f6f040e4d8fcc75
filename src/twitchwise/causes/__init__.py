"""What it could be: causes in their order, what speaks for and against each, and what is not known."""
