"""How often Python looks for cycles among its objects: seldom, since what reads a whole round makes many that stay.

Left as Python sets it (every 700 new objects), half of the time of such a look went into walking through them again and
again; measured with ``tests/benchmarks``. Nearly all of our objects go when nobody refers to them, without a collector.
"""

import gc

_NEW_OBJECTS = 100_000  # some 20 MiB
_TIMES = 20  # of the young until the middle-aged are looked at too


def settle_collector() -> None:
    """Leave out for good what the start made, and collect after so many more objects."""
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, _TIMES, 10)
