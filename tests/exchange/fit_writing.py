"""A writer of small FIT files, after the public description of the protocol: one definition and its data at a time."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
_CRC = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)  # fmt: skip
_FORMATS = {0x00: "B", 0x02: "B", 0x84: "H", 0x86: "I"}


@dataclass(frozen=True)
class Message:
    """A message: its number, and per field its number, base type and value."""

    number: int
    fields: Sequence[tuple[int, int, int]]


def stamp(time: datetime) -> int:
    return int((time.replace(tzinfo=UTC) - EPOCH).total_seconds())


def fit_bytes(messages: Sequence[Message]) -> bytes:
    body = b""
    for message in messages:
        body += struct.pack("<BBBHB", 0x40, 0, 0, message.number, len(message.fields))
        for number, base, _ in message.fields:
            body += struct.pack("<BBB", number, struct.calcsize(_FORMATS[base]), base)
        body += b"\x00"
        for _, base, value in message.fields:
            body += struct.pack("<" + _FORMATS[base], value)
    data = struct.pack("<BBHI4s", 12, 0x10, 100, len(body), b".FIT") + body
    return data + struct.pack("<H", _crc(data))


def _crc(data: bytes) -> int:
    crc = 0
    for byte in data:
        for nibble in (byte & 0xF, byte >> 4):
            crc = ((crc >> 4) & 0x0FFF) ^ _CRC[crc & 0xF] ^ _CRC[nibble]
    return crc
