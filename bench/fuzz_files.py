"""Small valid files of every format that is read, for `bench.fuzz` to damage."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from twitchwise.recordings.model import RecordingKind
from twitchwise.simulate.encoder import open_encoder

_N = 240  # samples: enough for every reader, small enough that damage mostly lands where it matters
_START_NS = 1_700_000_000_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A valid file.

    Parameters
    ----------
    suffix : how its name ends.
    kind : what it holds.
    data : its bytes.
    members : for an archive, its files before packing.
    rate_hz : sampling rate to state, Hz, where the file has none.
    """

    suffix: str
    kind: RecordingKind
    data: bytes
    members: dict[str, bytes] = field(default_factory=dict)
    rate_hz: float | None = None


_Maker: TypeAlias = Callable[[np.random.Generator, Path], Sample]


def _noise(rng: np.random.Generator, n_channels: int, n: int = _N) -> NDArray[np.float64]:
    return rng.normal(scale=12.0, size=(n_channels, n))


def _resting(rng: np.random.Generator) -> NDArray[np.float64]:
    return np.array([0.1, -0.6, 0.79]) * 9.80665 + rng.normal(scale=0.01, size=(_N, 3))


def _edf(rng: np.random.Generator, folder: Path) -> Sample:
    import edfio

    path = folder / "sample.edf"
    signals = [
        edfio.EdfSignal(channel, 120, label=f"EMG {i}", physical_dimension="uV")
        for i, channel in enumerate(_noise(rng, 3))
    ]
    annotations = [edfio.EdfAnnotation(0.5, None, "rest")] if rng.random() < 0.5 else []
    edfio.Edf(signals, annotations=annotations, data_record_duration=1.0).write(path)
    return Sample(suffix=".edf", kind=RecordingKind.EMG, data=path.read_bytes())


def _bdf(rng: np.random.Generator, folder: Path) -> Sample:
    import edfio

    path = folder / "sample.bdf"
    signals = [
        edfio.BdfSignal(channel, 120, label=f"EMG {i}", physical_dimension="mV")
        for i, channel in enumerate(_noise(rng, 3))
    ]
    edfio.Bdf(signals, data_record_duration=1.0).write(path)
    return Sample(suffix=".bdf", kind=RecordingKind.EMG, data=path.read_bytes())


def _table(
    columns: NDArray[np.float64], header: str | None, rng: np.random.Generator, stamps: list[str] | None = None
) -> bytes:
    mark, point = ((",", "."), (";", ","), ("\t", "."), (" ", ","))[rng.integers(4)]
    lines = [header.replace(",", mark)] if header else []
    for i, row in enumerate(columns):
        cells = [repr(round(float(value), 5)).replace(".", point) for value in row]
        lines.append(mark.join([stamps[i], *cells] if stamps else cells))
    return "\n".join(lines).encode("utf-16" if rng.random() < 0.1 else "utf-8")


def _emg_table(rng: np.random.Generator, _: Path) -> Sample:
    columns = np.column_stack([np.arange(_N) / 1000, *_noise(rng, int(rng.integers(1, 3)))])
    header = ",".join(["time_s", *(f"EMG{i}_(uV)" for i in range(columns.shape[1] - 1))])
    data = _table(columns, header if rng.random() < 0.7 else None, rng)
    if rng.random() < 0.3:
        data = b"# Sampling Rate (Hz):= 1000.00\n" + _table(columns[:, 1:2], None, rng)
    return Sample(suffix=".txt", kind=RecordingKind.EMG, data=data)


def _npz_sample(rng: np.random.Generator, kind: RecordingKind, **arrays: object) -> Sample:
    members: dict[str, bytes] = {}
    for name, value in arrays.items():
        buffer = io.BytesIO()
        np.save(buffer, np.asarray(value))
        members[f"{name}.npy"] = buffer.getvalue()
    return Sample(suffix=".npz", kind=kind, data=_zip(members, is_packed=rng.random() < 0.5), members=members)


def _zip(members: dict[str, bytes], *, is_packed: bool = True) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _emg_npz(rng: np.random.Generator, _: Path) -> Sample:
    grid = [(i // 2, i % 2) for i in range(4)]
    emg = _noise(rng, 4).astype(np.float32)
    return _npz_sample(rng, RecordingKind.EMG, emg=emg, rate_hz=1000.0, unit="uV", grid=grid)


def _emg_npy(rng: np.random.Generator, _: Path) -> Sample:
    buffer = io.BytesIO()
    np.save(
        buffer, np.array(_noise(rng, 4), dtype=rng.choice(["f4", "f8", "i2"]), order="F" if rng.random() < 0.3 else "C")
    )
    return Sample(suffix=".npy", kind=RecordingKind.EMG, data=buffer.getvalue(), rate_hz=1000.0)


def _emg_mat(rng: np.random.Generator, folder: Path) -> Sample:
    from scipy.io import savemat

    path = folder / "sample.mat"
    content = {"emg": _noise(rng, 4), "fs": 1000.0, "unit": "uV", "info": {"name": "a", "gain": 2.0}}
    savemat(path, content, do_compression=bool(rng.random() < 0.5))
    return Sample(suffix=".mat", kind=RecordingKind.EMG, data=path.read_bytes())


def _motion_table(rng: np.random.Generator, _: Path) -> Sample:
    stamps = (
        [str(_START_NS + i * 10_000_000) for i in range(_N)] if rng.random() < 0.5 else [str(10 * i) for i in range(_N)]
    )
    header = "time,accX,accY,accZ" if rng.random() < 0.6 else None
    return Sample(suffix=".csv", kind=RecordingKind.MOTION, data=_table(_resting(rng), header, rng, stamps))


def _motion_npz(rng: np.random.Generator, _: Path) -> Sample:
    acceleration = (_resting(rng).T * 1000 / 9.80665).astype(np.float32)
    return _npz_sample(rng, RecordingKind.MOTION, acceleration=acceleration, time_s=np.arange(_N) / 100, unit="mg")


def _sensor_logger_table(rng: np.random.Generator, *, with_gravity: bool = True) -> bytes:
    values = _resting(rng) if with_gravity else rng.normal(scale=0.01, size=(_N, 3))
    rows = [f"{_START_NS + i * 10_000_000},{i / 100},{z:.6f},{y:.6f},{x:.6f}" for i, (x, y, z) in enumerate(values)]
    return "\n".join(["time,seconds_elapsed,z,y,x", *rows]).encode()


def _sensor_logger_zip(rng: np.random.Generator, _: Path) -> Sample:
    members = {
        "Accelerometer.csv": _sensor_logger_table(rng, with_gravity=False),
        "Gravity.csv": _sensor_logger_table(rng),
        "Gyroscope.csv": _sensor_logger_table(rng),
        "Barometer.csv": (
            f"time,seconds_elapsed,relativeAltitude,pressure\n{_START_NS},0,0,1013\n{_START_NS + 10**9},1,0,1014\n"
        ).encode(),
        "Metadata.csv": b"version,device name,platform\n3,Pixel 8,android\n",
    }
    if rng.random() < 0.5:
        members["TotalAcceleration.csv"] = _sensor_logger_table(rng)
    return Sample(suffix=".zip", kind=RecordingKind.MOTION, data=_zip(members), members=members)


def _sensor_logger_csv(rng: np.random.Generator, _: Path) -> Sample:
    return Sample(suffix=".csv", kind=RecordingKind.MOTION, data=_sensor_logger_table(rng))


def _phyphox_table(rng: np.random.Generator, unit: str = "m/s^2") -> bytes:
    mark, point = ((",", "."), (";", ","), ("\t", ","))[rng.integers(3)]
    lines = [mark.join(f'"{name}"' for name in ("Time (s)", *(f"{axis} ({unit})" for axis in "XYZ")))]
    for i, row in enumerate(_resting(rng)):
        lines.append(mark.join(f"{value:.9E}".replace(".", point) for value in (i / 100, *row)))
    return "\n".join(lines).encode()


def _phyphox_zip(rng: np.random.Generator, _: Path) -> Sample:
    members = {
        "Accelerometer.csv": _phyphox_table(rng),
        "Gyroscope.csv": _phyphox_table(rng, "rad/s"),
        "Pressure.csv": b'"Time (s)","Pressure (hPa)"\n0,1013\n1,1013.5\n',
        "meta/device.csv": b'"property","value"\n"deviceModel","Pixel 6a"\n',
        "meta/time.csv": (
            b'"event","experiment time","system time","system time text"\n"START",0,1759650000.000,"x"\n'
            b'"PAUSE",1.2,1759650001.200,"x"\n"START",1.2,1759650005.0,"x"\n"PAUSE",2.4,1759650006.2,"x"\n'
        ),
    }
    return Sample(suffix=".zip", kind=RecordingKind.MOTION, data=_zip(members), members=members)


def _phyphox_csv(rng: np.random.Generator, _: Path) -> Sample:
    return Sample(suffix=".csv", kind=RecordingKind.MOTION, data=_phyphox_table(rng))


def _video(codec: str, suffix: str) -> _Maker:
    def make(rng: np.random.Generator, folder: Path) -> Sample:
        import av
        from av.video.stream import VideoStream

        path = folder / f"sample{suffix}"
        texture = rng.integers(40, 200, size=(64, 96)).astype(np.uint8)
        with av.open(str(path), "w") as container:
            stream = cast("VideoStream", container.add_stream(codec, rate=30))
            stream.options = {"x265-params": "log-level=none"} if codec == "libx265" else {}
            stream.width, stream.height = 96, 64
            stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
            open_encoder(stream)
            for i in range(24):
                planes = np.full((96, 96), 128, np.uint8)
                planes[:64] = np.roll(texture, i, axis=1) + rng.integers(0, 20, size=texture.shape).astype(np.uint8)
                container.mux(stream.encode(av.VideoFrame.from_ndarray(planes, format=stream.pix_fmt)))
            container.mux(stream.encode())
        return Sample(suffix=suffix, kind=RecordingKind.VIDEO, data=path.read_bytes())

    return make


FORMATS: dict[str, _Maker] = {
    "edf": _edf,
    "bdf": _bdf,
    "emg table": _emg_table,
    "emg npy": _emg_npy,
    "emg npz": _emg_npz,
    "emg mat": _emg_mat,
    "motion table": _motion_table,
    "motion npz": _motion_npz,
    "sensor logger zip": _sensor_logger_zip,
    "sensor logger csv": _sensor_logger_csv,
    "phyphox zip": _phyphox_zip,
    "phyphox csv": _phyphox_csv,
    "video h264 mp4": _video("libx264", ".mp4"),
    "video h264 mov": _video("libx264", ".mov"),
    "video hevc mp4": _video("libx265", ".mp4"),
    "video vp8 webm": _video("libvpx", ".webm"),
    "video vp9 mkv": _video("libvpx-vp9", ".mkv"),
    "video av1 mp4": _video("libsvtav1", ".mp4"),
    "video mjpeg avi": _video("mjpeg", ".avi"),
}
