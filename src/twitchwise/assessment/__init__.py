"""What every room says, joined: how soon first, what is known and what is not, the next step, the next date."""
