"""Moving pictures by fractions of a pixel: the whole of one, or a patch that a twitch pulls along."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["ActivePatch", "MovingPicture", "Patch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """An area of tissue that moves as one.

    Parameters
    ----------
    x, y : its centre, px.
    width : full width at half height along its long axis, px.
    narrowing : width across over width along, 0-1.
    axis_rad : direction of its long axis.
    direction : unit vector (x, y) in which it moves.
    """

    x: float
    y: float
    width: float
    narrowing: float
    axis_rad: float
    direction: tuple[float, float]

    def weight(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Displacement at the given points over that at the centre: cos^2 of the distance, 0 from `width` on."""
        along = (x - self.x) * np.cos(self.axis_rad) + (y - self.y) * np.sin(self.axis_rad)
        across = (y - self.y) * np.cos(self.axis_rad) - (x - self.x) * np.sin(self.axis_rad)
        distance = np.hypot(along, across / self.narrowing) / self.width
        return np.asarray(np.where(distance < 1.0, np.cos(0.5 * np.pi * np.minimum(distance, 1.0)) ** 2, 0.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivePatch:
    """A patch and how far its centre is displaced at the moment, px."""

    patch: Patch
    displacement: float


@dataclass(frozen=True, slots=True)
class _Box:
    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def joined(self, other: "_Box") -> "_Box":
        return _Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


class MovingPicture:
    """A picture that can be shown displaced, as a whole and in patches.

    Parameters
    ----------
    picture : (height, width) float32 grey levels whose opposite edges join.

    Notes
    -----
    Shown is T(x - shift - u(x)): the displacement u is given at the place where it is seen. The whole picture is
    shifted in the frequency domain (exact for a picture that its lens has blurred); patches are read off the cubic
    spline through the pixels. Exposure is instantaneous: there is no motion blur and no rolling shutter.
    """

    def __init__(self, picture: NDArray[np.float32]) -> None:
        from scipy.fft import rfft2
        from scipy.ndimage import spline_filter

        self._picture = picture
        self._spectrum = np.asarray(rfft2(picture), dtype=np.complex64)
        self._spline = np.asarray(spline_filter(picture, order=3, mode="grid-wrap", output=np.float32))
        height, width = picture.shape
        self._turn_y = -2j * np.pi * np.fft.fftfreq(height)
        self._turn_x = -2j * np.pi * np.fft.rfftfreq(width)
        self._weights: dict[tuple[Patch, _Box], NDArray[np.float32]] = {}

    def show(self, *, shift: tuple[float, float], active: list[ActivePatch]) -> NDArray[np.float32]:
        """Show the picture with the whole moved by `shift` (x, y) px and patches moved further, (height, width)."""
        shown = self._shifted(*shift)
        for box, patches in self._regions(active).items():
            shown[box.top : box.bottom, box.left : box.right] = self._warped(box, patches, shift)
        return shown

    def _shifted(self, x: float, y: float) -> NDArray[np.float32]:
        from scipy.fft import irfft2

        if x == 0.0 and y == 0.0:
            return self._picture.copy()
        moved = self._spectrum * np.exp(self._turn_y * y).astype(np.complex64)[:, None]
        moved *= np.exp(self._turn_x * x).astype(np.complex64)[None, :]
        return np.asarray(irfft2(moved, s=self._picture.shape, overwrite_x=True), dtype=np.float32)

    def _regions(self, active: list[ActivePatch]) -> dict[_Box, list[ActivePatch]]:
        """Boxes around the active patches; patches whose boxes meet share one."""
        height, width = self._picture.shape
        regions: dict[_Box, list[ActivePatch]] = {}
        for one in active:
            reach = one.patch.width
            box = _Box(
                max(int(one.patch.x - reach), 0),
                max(int(one.patch.y - reach), 0),
                min(int(one.patch.x + reach) + 2, width),
                min(int(one.patch.y + reach) + 2, height),
            )
            together = [one]
            while met := next((other for other in regions if other.meets(box)), None):
                together += regions.pop(met)
                box = box.joined(met)
            regions[box] = together
        return regions

    def _warped(self, box: _Box, active: list[ActivePatch], shift: tuple[float, float]) -> NDArray[np.float32]:
        from scipy.ndimage import map_coordinates

        y, x = np.mgrid[box.top : box.bottom, box.left : box.right].astype(np.float32)
        x -= np.float32(shift[0])
        y -= np.float32(shift[1])
        for one in active:
            weight = self._weight(one.patch, box)
            x -= np.float32(one.displacement * one.patch.direction[0]) * weight
            y -= np.float32(one.displacement * one.patch.direction[1]) * weight
        warped = map_coordinates(self._spline, [y, x], order=3, mode="grid-wrap", prefilter=False, output=np.float32)
        return np.asarray(warped)

    def _weight(self, patch: Patch, box: _Box) -> NDArray[np.float32]:
        known = self._weights.get((patch, box))
        if known is None:
            y, x = np.mgrid[box.top : box.bottom, box.left : box.right].astype(np.float64)
            known = patch.weight(x, y).astype(np.float32)
            if len(self._weights) >= 64:
                self._weights.clear()  # boxes that overlap in ever new ways must not fill the memory
            self._weights[(patch, box)] = known
        return known
