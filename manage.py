#!/usr/bin/env python
"""Run Django from a bare checkout: `site/` is a source root, like `src/` elsewhere, so it goes on the path first."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
