"""Linear algebra on one thread: sums that are split over threads differ in the last digit."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from threadpoolctl import threadpool_limits

__all__ = ["one_thread"]


@contextmanager
def one_thread() -> Iterator[None]:
    """Limit linear algebra to one thread; small matrices are also several times faster so."""
    import_module("scipy.linalg.lapack")  # brings a library of its own, and the limit only reaches what is loaded
    with threadpool_limits(1, "blas"):
        yield
