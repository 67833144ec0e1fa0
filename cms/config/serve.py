"""Serves the embedded default: the web process, a Celery worker and beat, until Ctrl-C or until one of them ends.

python -m cms.config.serve --port 8000       ends with exit code 0 after a signal, 1 when a part ended by itself
python -m cms.config.serve --port 8000 --check-port      only says whether the port is free
"""

import argparse
import os
import sys
from collections.abc import Sequence

from cms.config.parts import beat, lone_worker, web_process
from cms.config.supervisor import HOST, exit_code, require_port, run


def serve(port: int, *, check_port: bool) -> None:
    """Run all parts until a signal; raise ServingError when one of them cannot start, ends or never answers."""
    require_port(port)
    if check_port:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.config.settings.dev")
    parts = [web_process("web process", port), lone_worker("worker"), beat("beat")]
    run(parts, said=f"Serving http://{HOST}:{port}/admin/ with a worker and beat. Ctrl-C stops all.")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m cms.config.serve", description="Serve the embedded default.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--check-port", action="store_true", help="only say whether the port is free")
    options = parser.parse_args(arguments)
    return exit_code(lambda: serve(options.port, check_port=options.check_port))


if __name__ == "__main__":
    sys.exit(main())
