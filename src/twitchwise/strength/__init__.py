"""Home tests of strength: what can be measured, how it goes over weeks, and what fall that excludes."""
