"""The shared facts that these tests read, kept beside the repository and not inside it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

_REPOSITORY = Path(__file__).resolve().parents[3]


def shared_json(name: str) -> Any:
    """The parsed file; skips the test with a plain sentence where the shared folder is not laid out."""
    folder = os.environ.get("PORTAL_SHARED_DATA_DIR") or _REPOSITORY.parent / "shared" / "data"
    path = Path(folder) / name
    if not path.exists():
        pytest.skip(f"The shared data file {name} is not on this machine.")
    return json.loads(path.read_text(encoding="utf-8"))
