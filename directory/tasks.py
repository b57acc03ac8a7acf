"""The directory's share of periodic work, found by the worker: each line brings the tasks of one part."""

from directory.claiming import forgetting as claiming_tasks
from directory.editing import tasks as editing_tasks
from directory.freshness import tasks as freshness_tasks

__all__ = ["claiming_tasks", "editing_tasks", "freshness_tasks"]
