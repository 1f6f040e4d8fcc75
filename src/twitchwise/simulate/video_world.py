"""What a simulated video of twitching skin, or of muscle under ultrasound, shall be like."""

from dataclasses import dataclass
from enum import StrEnum

from twitchwise.simulate.timing import LONGEST_S, Bank, TwitchTrain, require

__all__ = ["Codec", "Surface", "VideoWorld"]

_MIN_SIDE_PX = 64


class Surface(StrEnum):
    """What the camera sees."""

    SKIN = "skin"
    SPECKLE = "speckle"


class Codec(StrEnum):
    """How the frames are compressed."""

    H264 = "h264"
    HEVC = "hevc"
    VP8 = "vp8"
    VP9 = "vp9"
    AV1 = "av1"
    MJPEG = "mjpeg"


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoWorld:
    """A clip of resting skin held in the hand; exposure steps, jolts and dropped frames are off until asked for.

    Parameters
    ----------
    duration_s, rate_hz : length and frames a second.
    width, height : px, even.
    surface, contrast : what is seen, and the SD of its texture in grey levels (9 suits skin, 15 speckle).
    bank : which collection of units the twitches come from.
    rate_per_min, n_units, doublet_share : see `TwitchTrain`.
    amplitude_px : peak displacement at the centre of a twitch.
    amplitude_spread : sizes of units lie between amplitude / spread and amplitude * spread.
    amplitude_jitter : share (SD) by which the twitches of one unit differ in size.
    patch_px : narrowest and widest full width at half height of the area that moves.
    shake_px : hand shake, RMS on either axis; 0 for a stand.
    breathing_px : slow drift with the breath, peak to peak.
    pulse_px : the skin over an artery moves so far with each beat, the whole picture 0.3 times as far.
    noise_grey : camera noise, SD in grey levels at mean brightness; 1-3 is usual.
    exposure_per_min : steps of the automatic exposure, up to 8 %.
    jolts_per_min : knocks that move the whole frame by 2-8 px for 0.2-0.8 s.
    dropped_per_min : frames that the camera did not store.
    frame_jitter_s : SD of the frame times around the steady ones, s; the true times are stored.
    codec, bit_rate, gop : compression, its bits a second, and frames from one key frame to the next.
    """

    duration_s: float = 60.0
    rate_hz: float = 30.0
    width: int = 960
    height: int = 540
    surface: Surface = Surface.SKIN
    contrast: float = 9.0
    bank: Bank = Bank.TUNING
    rate_per_min: float = 15.0
    n_units: int = 3
    doublet_share: float = 0.1
    amplitude_px: float = 1.0
    amplitude_spread: float = 1.0
    amplitude_jitter: float = 0.05
    patch_px: tuple[float, float] = (40.0, 120.0)
    shake_px: float = 0.3
    breathing_px: float = 0.3
    pulse_px: float = 0.03
    noise_grey: float = 1.5
    exposure_per_min: float = 0.0
    jolts_per_min: float = 0.0
    dropped_per_min: float = 0.0
    frame_jitter_s: float = 0.0
    codec: Codec = Codec.H264
    bit_rate: int = 16_000_000
    gop: int = 30

    def __post_init__(self) -> None:
        require(self.duration_s >= 2.0, "the clip is too short to hold a twitch", "give at least 2 s")
        require(self.duration_s <= LONGEST_S, "the recording is too long", f"give at most {LONGEST_S:g} s")
        require(5.0 <= self.rate_hz <= 1000.0, "the frame rate is outside 5 to 1000 a second", "give for example 30")
        require(
            min(self.width, self.height) >= _MIN_SIDE_PX and self.width % 2 == 0 and self.height % 2 == 0,
            "the picture is too small or has an odd side",
            f"give even sides of {_MIN_SIDE_PX} px or more",
        )
        require(self.amplitude_px > 0, "the size of the twitches is not above 0", "give it in px")
        require(self.amplitude_spread >= 1, "the spread of sizes is below 1", "give 1 or more")
        require(0 < self.patch_px[0] <= self.patch_px[1], "the width of a patch is not above 0", "give two widths")
        require(self.frame_jitter_s * self.rate_hz < 0.2, "the frames would overtake each other", "give less jitter")
        require(self.bit_rate > 0 and self.gop >= 1, "the compression is impossible", "give a bit rate and gop above 0")

    @property
    def train(self) -> TwitchTrain:
        """How often the units twitch."""
        return TwitchTrain(rate_per_min=self.rate_per_min, n_units=self.n_units, doublet_share=self.doublet_share)
