"""How sure a share is that was counted among few."""

from math import sqrt

Z95 = 1.959963984540054  # the standard normal distribution leaves 2.5 % above it


def wilson(hits: int, total: int, z: float = Z95) -> tuple[float, float]:
    """The score interval of a share of `hits` in `total`, both from 0 to 1; of nothing counted it is all of it.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).
    Raises ValueError where the numbers cannot be counts.
    """
    if not 0 <= hits <= total:
        raise ValueError(f"{hits} of {total}")
    if total == 0:
        return 0.0, 1.0
    share, square = hits / total, z * z / total
    middle = share + square / 2
    reach = z * sqrt(share * (1 - share) / total + square / (4 * total))
    return max(0.0, (middle - reach) / (1 + square)), min(1.0, (middle + reach) / (1 + square))
