"""The questions before a judgement, as data, and a person's answers."""
