"""How many people the tables of triggers are made from."""

from dataclasses import dataclass

__all__ = ["FULL", "QUICK", "Effort"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much work the tables may take.

    Parameters
    ----------
    people : of each length of diary and each base rate.
    null_people : of each world without triggers.
    pcmci_people : of those, how many PCMCI is asked about.
    spoilt_people : of each way of spoiling a diary, with and without triggers.
    longest_people : of 240 days.
    cost_repeats : people whose analysis is timed, of each length.
    evidences : people whose evidences are compared with importance sampling.
    chains : people whose probabilities are compared with long chains of our own.
    chain_sweeps : length of each chain of our own.
    nuts_chains : of those, how many are also compared with NumPyro.
    """

    people: int = 300
    null_people: int = 200
    pcmci_people: int = 60
    spoilt_people: int = 80
    longest_people: int = 40
    cost_repeats: int = 3
    evidences: int = 12
    chains: int = 20
    chain_sweeps: int = 3000
    nuts_chains: int = 20


FULL = Effort()
QUICK = Effort(
    people=60,
    null_people=40,
    pcmci_people=10,
    spoilt_people=16,
    longest_people=8,
    evidences=3,
    chains=3,
    nuts_chains=1,
)
