"""Broken files by the thousand: every reader must read or refuse, and never crash or hang.

    python -m bench.fuzz [--n 3000] [--seconds 20] [--only FORMAT] [--first-seed 0] [--workers 2]

For each format a small valid file is made, damaged (bytes flipped, cut, doubled, inserted, numbers swapped for
extreme ones, members of archives tampered with before they are packed), and read to its end through
`read_recording`, in worker processes that a hang cannot stop. Anything but a recording that keeps the promises of
`recordings.model`, or an `InputError` with one plain sentence, is a failure and is printed with its seed:
`--only FORMAT --first-seed SEED --n 1` repeats it. Video starts a child for each file, so there a thirtieth of `--n`.
"""

import argparse
import io
import multiprocessing
import os
import resource
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from bench.fuzz_files import FORMATS, Sample
from twitchwise.errors import InputError
from twitchwise.recordings.model import Recording, RecordingKind, Signal
from twitchwise.recordings.open import read_recording

_MEMORY_BYTES = 6 << 30  # far above any small file's needs: a reader that asks for more has believed a broken length
_VIDEO_SHARE = 30
_EXTREMES = (b"1e308", b"-1", b"0", b"nan", b"", b"9" * 30, b"inf", b"1e-320", b"-9223372036854775808", b"1,5", b"x")


@dataclass(slots=True)
class Row:
    """What happened to the files of one format."""

    format: str
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest_s: float = 0.0
    failures: list[str] = field(default_factory=list)


def damaged(sample: Sample, rng: np.random.Generator) -> bytes:
    """The sample's file after one to three kinds of damage."""
    members = dict(sample.members)
    if members and rng.random() < 0.7:
        name = list(members)[rng.integers(len(members))]
        members[name] = _hurt(members[name], rng)
        if rng.random() < 0.1:
            members[name] = b""
        return _packed(members, rng)
    data = sample.data
    for _ in range(rng.integers(1, 4)):
        data = _hurt(data, rng)
    return data


def _packed(members: dict[str, bytes], rng: np.random.Generator) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED if rng.random() < 0.5 else zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _hurt(data: bytes, rng: np.random.Generator) -> bytes:
    if not data:
        return rng.bytes(20)
    ways: tuple[Callable[[bytes, np.random.Generator], bytes], ...] = (
        _flip,
        _flip_start,
        _cut,
        _double,
        _insert,
        _remove,
        _swap_number,
        _swap_number,
    )
    return ways[rng.integers(len(ways))](data, rng)


def _flip(data: bytes, rng: np.random.Generator) -> bytes:
    out = bytearray(data)
    n_flips = 1 if rng.random() < 0.5 else rng.integers(2, 20)
    for at in rng.integers(0, len(out), size=n_flips):
        out[at] = rng.integers(256) if rng.random() < 0.5 else out[at] ^ (1 << rng.integers(8))
    return bytes(out)


def _flip_start(data: bytes, rng: np.random.Generator) -> bytes:
    size = min(len(data), int(rng.choice([16, 64, 256, 1024])))
    return _flip(data[:size], rng) + data[size:]


def _cut(data: bytes, rng: np.random.Generator) -> bytes:
    at = int(rng.integers(len(data)))
    return data[at:] if rng.random() < 0.2 else data[:at]


def _slice(data: bytes, rng: np.random.Generator) -> tuple[int, int]:
    start = int(rng.integers(len(data)))
    return start, start + int(rng.integers(1, 1 + min(len(data), 2000)))


def _double(data: bytes, rng: np.random.Generator) -> bytes:
    start, stop = _slice(data, rng)
    return data[:stop] + data[start:stop] * int(rng.integers(1, 5)) + data[stop:]


def _insert(data: bytes, rng: np.random.Generator) -> bytes:
    at = int(rng.integers(len(data)))
    return data[:at] + rng.bytes(int(rng.integers(1, 200))) + data[at:]


def _remove(data: bytes, rng: np.random.Generator) -> bytes:
    start, stop = _slice(data, rng)
    return data[:start] + data[stop:]


def _swap_number(data: bytes, rng: np.random.Generator) -> bytes:
    """One number written out in the file becomes an extreme one; in binary files four bytes do."""
    start = int(rng.integers(len(data))) if rng.random() < 0.5 else int(rng.integers(min(len(data), 1500)))
    digits = b"0123456789.-+eE"
    while start < len(data) and data[start] not in digits:
        start += 1
    stop = start
    while stop < len(data) and data[stop] in digits and stop - start < 40:
        stop += 1
    if start == stop:
        word = int(rng.choice([0, 1, 2**31 - 1, 2**32 - 1, 2**16])).to_bytes(
            4, "little" if rng.random() < 0.5 else "big"
        )
        at = int(rng.integers(len(data)))
        return data[:at] + word + data[at + 4 :]
    new = _EXTREMES[rng.integers(len(_EXTREMES))]
    if rng.random() < 0.5:
        new = new[: stop - start].ljust(stop - start)  # fields of fixed width stay in place
    return data[:start] + new + data[stop:]


def read_to_the_end(path: Path, kind: RecordingKind | None, rate_hz: float | None) -> str:
    """`read` or `refused`; raises whatever should not have happened."""
    try:
        recording = read_recording(path, kind=kind, rate_hz=rate_hz)
        _check(recording)
    except InputError as error:
        sentence = str(error)
        if not sentence.endswith(".") or "\n" in sentence or len(sentence) > 600 or "memory" in sentence:
            raise RuntimeError(f"not a plain sentence: {sentence!r}") from error
        return "refused"
    return "read"


def _check(recording: Recording) -> None:
    _demand(np.isfinite(recording.duration_s) and recording.duration_s > 0, f"duration {recording.duration_s}")
    for gap in recording.gaps:
        _demand(gap.start_s <= gap.end_s, f"gap {gap}")
    _demand(len(recording.problems) < 50, f"{len(recording.problems)} problems")
    for signal in (recording.signal, *recording.companions):
        if signal is not None:
            _check_signal(signal)
    if recording.clip is not None:
        last_s = -1.0
        for frame in recording.clip.frames(reduce=2):
            _demand(frame.luma.dtype == np.uint8 and frame.luma.ndim == 2, f"luma {frame.luma.dtype}")
            _demand(frame.time_s > last_s, f"frame at {frame.time_s} after {last_s}")
            last_s = frame.time_s


def _check_signal(signal: Signal) -> None:
    _demand(signal.n_samples > 0 and np.isfinite(signal.rate_hz) and signal.rate_hz > 0, f"rate {signal.rate_hz}")
    piece = max(1, signal.n_samples // 3)
    last_s = -np.inf
    for start in range(0, signal.n_samples, piece):
        stop = min(start + piece, signal.n_samples)
        values, times_s = signal.read(start, stop), signal.times_s(start, stop)
        _demand(values.shape == (len(signal.labels), stop - start), f"shape {values.shape} for {start} to {stop}")
        _demand(values.dtype == np.float32 and not np.isinf(values).any(), f"values {values.dtype}")
        _demand(times_s.shape == (stop - start,) and bool(np.isfinite(times_s).all()), "times missing")
        _demand(times_s[0] >= last_s and bool((np.diff(times_s) >= 0).all()), "times run backwards")
        last_s = float(times_s[-1])


def _demand(is_kept: bool | np.bool_, what: str) -> None:
    if not is_kept:
        raise RuntimeError(f"promise broken: {what}")


def _work(link: Connection, name: str, folder: str) -> None:
    """A worker: receives seeds, sends what happened."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    warnings.simplefilter("error")
    os.environ["SVT_LOG"] = "0"  # the AV1 encoder talks otherwise
    make = FORMATS[name]
    samples: dict[int, Sample] = {}
    while True:
        seed = link.recv()
        if seed is None:
            return
        rng = np.random.default_rng([seed, *name.encode()])
        variant = int(rng.integers(8))
        if variant not in samples:
            samples[variant] = make(np.random.default_rng(variant), Path(folder))
        sample = samples[variant]
        path = Path(folder) / f"damaged{sample.suffix}"
        path.write_bytes(damaged(sample, rng))
        kind = sample.kind if rng.random() < 0.5 else None
        start = time.monotonic()
        try:
            outcome = read_to_the_end(path, kind, sample.rate_hz)
        except Exception:
            outcome = traceback.format_exc()
        link.send((outcome, time.monotonic() - start))


def fuzz(name: str, seeds: Sequence[int], limit_s: float) -> Row:
    """Damage and read one file per seed; a worker that hangs or dies is replaced."""
    row = Row(format=name)
    context = multiprocessing.get_context("spawn")
    worker: multiprocessing.process.BaseProcess | None = None
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            if worker is None:
                ours, theirs = context.Pipe()
                worker = context.Process(target=_work, args=(theirs, name, folder), daemon=False)
                worker.start()
                theirs.close()
                is_fresh = True
            ours.send(seed)
            outcome, took_s = _answer(ours, limit_s + (30.0 if is_fresh else 0.0))  # the first waits for the imports
            is_fresh = False
            row.slowest_s = max(row.slowest_s, took_s)
            row.outcomes[outcome if outcome in {"read", "refused", "hang"} else "failed"] += 1
            if outcome not in {"read", "refused"}:
                row.failures.append(f"{name}, seed {seed}: {outcome}")
            if outcome in {"hang", "died"}:
                worker.kill()
                worker.join()
                worker = None
        if worker is not None:
            ours.send(None)
            worker.join()
    return row


def _answer(link: Connection, limit_s: float) -> tuple[str, float]:
    if not link.poll(limit_s):
        return "hang", limit_s
    try:
        outcome, took_s = link.recv()
    except EOFError:
        return "died", 0.0
    return str(outcome), float(took_s)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description="Read damaged files by the thousand.")
    parser.add_argument("--n", type=int, default=3000, help="files per format (video: a thirtieth)")
    parser.add_argument("--seconds", type=float, default=20.0, help="time limit for one file")
    parser.add_argument("--only", action="append", choices=sorted(FORMATS), help="formats to try")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(arguments)
    names = options.only or list(FORMATS)

    def run(name: str) -> Row:
        n = max(1, options.n // _VIDEO_SHARE) if name.startswith("video") else options.n
        return fuzz(name, range(options.first_seed, options.first_seed + n), options.seconds)

    print(f"{'format':<24}{'files':>7}{'read':>7}{'refused':>9}{'failed':>8}{'hung':>6}{'slowest ms':>12}")
    n_failures = 0
    with ThreadPoolExecutor(options.workers) as pool:
        for row in pool.map(run, names):
            counts = row.outcomes
            print(
                f"{row.format:<24}{counts.total():>7}{counts['read']:>7}{counts['refused']:>9}{counts['failed']:>8}"
                f"{counts['hang']:>6}{row.slowest_s * 1000:>12.0f}",
                flush=True,
            )
            n_failures += len(row.failures)
            for failure in row.failures[:20]:
                print(failure, file=sys.stderr, flush=True)
    return 1 if n_failures else 0


if __name__ == "__main__":
    sys.exit(main())
