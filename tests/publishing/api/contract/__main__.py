"""``python -m tests.publishing.api.contract [--release]``: write the contract anew, and say what in it breaks clients.

Exit code 1 when a change would break a client of the contract last released. ``--release`` makes this contract the one
last released: to be done with each version of the software that goes out.
"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "cms.config.settings.public"
django.setup()

from tests.publishing.api.contract.writing import write

if __name__ == "__main__":
    sys.exit(write(release="--release" in sys.argv[1:]))
