"""What every room says, joined: how soon first, then what is known, what is not yet known, the next step, the next date."""
