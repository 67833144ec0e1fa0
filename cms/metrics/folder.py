"""Where processes of one installation count together: each in files of its own, added up when somebody asks.

Web processes, workers and the children of workers are many, and only one of them is asked. So prometheus_client keeps
its numbers in mapped files below one folder of the machine (its multiprocess mode).
"""

import os
from pathlib import Path

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"  # prometheus_client reads it when it is imported, so settings come first


def count_together_in(folder: Path) -> None:
    """Let this process, and those that it starts, count in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[VARIABLE] = str(folder)
