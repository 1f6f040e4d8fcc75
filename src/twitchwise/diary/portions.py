"""What people count in, cups and drinks, as amounts."""

__all__ = ["CUP_MG", "DRINK_G"]

CUP_MG = 90.0
"""Caffeine in a cup of filter coffee of 200 ml, mg (EFSA Journal 2015;13(5):4102)."""

DRINK_G = 10.0
"""Alcohol in a standard drink, g (World Health Organization)."""
