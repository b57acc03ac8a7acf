"""The directory's share of periodic work, found by the worker: each line brings the tasks of one part."""

from directory.freshness import tasks as freshness_tasks

__all__ = ["freshness_tasks"]
