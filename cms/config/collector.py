"""How often a web process looks for cycles among its objects: seldom, for a look at a round makes many that stay.

Left as Python sets it (every 700 new objects), half of the time of such a look went into walking through them again
and again; measured with ``tests/benchmarks``. Workers leave it as it is: flat memory counts for more there.
"""

import gc

_NEW_OBJECTS = 20_000  # some 4 MiB


def settle_collector() -> None:
    """Leave out for good what the start made, and collect after so many more objects."""
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
