"""How sure a share is: Wilson's interval (rule R14, F6)."""

from statistics import NormalDist


def wilson(hits: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return the interval that holds the true share behind `hits` of `n` with that confidence, as fractions.

    n = 0 tells nothing: the whole of 0 to 1. Raises ValueError unless 0 <= hits <= n. Limits: the cases are taken to be
    independent of each other. Source: Wilson 1927, the score interval without correction.
    """
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n} is no share")
    if n == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, weight = hits / n, z * z / n
    middle = share + weight / 2
    reach = z * ((share * (1 - share) + weight / 4) / n) ** 0.5
    low, high = (middle - reach) / (1 + weight), (middle + reach) / (1 + weight)
    # At the ends the arithmetic is exact on paper only.
    return 0.0 if hits == 0 else low, 1.0 if hits == n else high
