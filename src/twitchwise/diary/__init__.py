"""What happened to one person: entries, days, and what each muscle did."""
