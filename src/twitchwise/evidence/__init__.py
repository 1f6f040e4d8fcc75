"""What is known, and where from: sources, facts, and the short card of red flags."""
