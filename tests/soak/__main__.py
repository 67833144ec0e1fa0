"""``make soak``: 8 editors, 2 imports of 5,000 rows, freezes and 500 API clients at once, on services of this machine.

Prints a line per figure and ends with 1 when an answer was an error, an edit was lost, or the API's p99 rose to more
than three times what it was alone. With KILL=1 a process is killed every twenty seconds; it is started again, as
systemd does, people try again as people do, and p99 is printed and not judged.

| variable | default | means |
|---|---|---|
| SOAK_SECONDS | 300 | how long everything goes on at once |
| KILL | | ``1``: kill a process, in turn, every twenty seconds |
| PORT | 8900 | the admin's; the public API takes the next one |
| TEST_DATABASE_URL, TEST_BROKER_URL | as in tests/__main__.py | where a database and a queue may be made |
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.soak.installation import manage
from tests.soak.surroundings import surroundings


def main() -> int:
    """Make the surroundings and the demo; the day itself is a process of its own, which finds its models there."""
    with tempfile.TemporaryDirectory() as made, surroundings(Path(made)):
        sys.stdout.write("Migrating, and building the demo\n")
        sys.stdout.flush()
        manage("migrate", "--verbosity", "0")
        manage("build_demo", "--on-empty")
        return subprocess.run([sys.executable, "-m", "tests.soak.day", made], check=False).returncode  # noqa: S603 - ours


if __name__ == "__main__":
    sys.exit(main())
