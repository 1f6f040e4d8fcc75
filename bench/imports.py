"""How fast and how small the reading of a large Apple Health export is, beside plain `iterparse` in the same run.

    python -m bench.imports [MEGABYTES]

Makes an export of a watch and a phone in a temporary folder, with the broken document type and the control characters
of real ones, and runs each reader in a process of its own. Plain `iterparse` is given the same records without these
two, since it fails on them, and does nothing with what it reads.
"""

import os
import random
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

__all__ = ["main", "write_export"]

_BROKEN_DOCTYPE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 13 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary|ClinicalRecord)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
<!ELEMENT Record ((MetadataEntry|HeartRateVariabilityMetadataList)*)>
]>
"""
_DAY_RECORDS = 1400
_READERS = {
    "twitchwise": "from twitchwise.exchange.apple_health import APPLE_HEALTH\n"
    "from twitchwise.exchange.model import ImportFile\nfrom pathlib import Path\n"
    "result = APPLE_HEALTH.read(ImportFile(path=Path(sys.argv[1]), import_id='b'))\n"
    "n = len(result.entries)",
    "plain iterparse": "from xml.etree.ElementTree import iterparse\nn = 0\n"
    "events = iterparse(sys.argv[1], events=('start', 'end'))\n_, root = next(events)\n"
    "for event, element in events:\n"
    "    if event == 'end' and element.tag == 'Record':\n        n += 1\n        root.clear()",
}
_MEASURED = """import resource, sys, time
began, cpu = time.perf_counter(), time.process_time()
{work}
usage = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
took, busy = time.perf_counter() - began, time.process_time() - cpu
print(f"{{took:.2f}} s, CPU {{busy:.2f}} s, {{usage:.0f}} MB, {{n:,}} things")
"""


def write_export(path: Path, megabytes: float, *, is_broken: bool = True) -> None:
    """Write an export of about that size: heart rate, energy, steps of two devices, staged nights, coffee, runs."""
    rng = random.Random(1)
    day = datetime(2016, 1, 1)
    wanted = megabytes * 1_000_000
    written = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(_BROKEN_DOCTYPE if is_broken else '<?xml version="1.0" encoding="UTF-8"?>\n')
        file.write('<HealthData locale="en_US">\n <ExportDate value="2025-07-01 10:00:00 +0200"/>\n')
        while written < wanted:
            text = "".join(_day(day, rng))
            written += file.write(text if is_broken else text.replace("\x0b", ""))
            day += timedelta(days=1)
        file.write("</HealthData>\n")


def _day(day: datetime, rng: random.Random) -> list[str]:
    lines = [
        _night(day, rng),
        _record("QuantityTypeIdentifierDietaryCaffeine", day, 8 * 3600, 60, "95", "mg", "Cup\x0bApp"),
    ]
    for i in range(_DAY_RECORDS):
        at = i * 86_400 // _DAY_RECORDS
        kind = rng.random()
        if kind < 0.5:
            lines.append(
                _record("QuantityTypeIdentifierHeartRate", day, at, 0, f"{50 + 60 * rng.random():.0f}", "count/min")
            )
        elif kind < 0.75:
            lines.append(
                _record("QuantityTypeIdentifierActiveEnergyBurned", day, at, 60, f"{rng.random():.4f}", "kcal")
            )
        else:
            source = "Watch" if kind < 0.9 else "Phone"
            lines.append(
                _record("QuantityTypeIdentifierStepCount", day, at, 60, f"{rng.randrange(90)}", "count", source)
            )
    return lines


def _night(day: datetime, rng: random.Random) -> str:
    lines = []
    at = -3600 + rng.randrange(3600)
    for _ in range(24):
        stage = rng.choice(["AsleepCore", "AsleepDeep", "AsleepREM", "Awake"])
        length = rng.randrange(300, 2400)
        lines.append(
            _record("CategoryTypeIdentifierSleepAnalysis", day, at, length, f"HKCategoryValueSleepAnalysis{stage}", "")
        )
        at += length
    return "".join(lines)


def _record(type_: str, day: datetime, at_s: int, length_s: int, value: str, unit: str, source: str = "Watch") -> str:
    start, end = (day + timedelta(seconds=s) for s in (at_s, at_s + length_s))
    stated = f' unit="{unit}"' if unit else ""
    return (
        f' <Record type="HK{type_}" sourceName="{source}" sourceVersion="10.1" device="&lt;&lt;HKDevice: 0x28&gt;, '
        f'name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2&gt;"{stated} '
        f'creationDate="{end} +0200" startDate="{start} +0200" endDate="{end} +0200" value="{value}"/>\n'
    )


def main(megabytes: float = 200.0) -> None:
    """Make the files, run both readers, print a line each."""
    with tempfile.TemporaryDirectory(prefix="twitchwise-bench-") as folder:
        for name, work in _READERS.items():
            path = Path(folder) / "export.xml"
            write_export(path, megabytes, is_broken=name == "twitchwise")
            program = _MEASURED.format(work=work)
            done = subprocess.run(
                [sys.executable, "-c", program, str(path)],
                capture_output=True,
                text=True,
                check=False,
                env=dict(os.environ),
            )
            print(f"{name:>16}, {path.stat().st_size / 1e6:.0f} MB: {done.stdout.strip() or done.stderr[-300:]}")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
