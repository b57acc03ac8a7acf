"""What the workers leave in the database: who is alive, what is due, and how it went last time."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _


class WorkerProcessQuerySet(models.QuerySet):
    def alive(self, now: datetime):
        return self.filter(stopped_at=None, alive_until__gt=now)


class WorkerProcess(models.Model):
    """One process of `manage.py work`. It renews `alive_until` while it lives; once that has passed, it counts as dead
    and what it had claimed is free again."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    started_at = models.DateTimeField(_("started at"))
    seen_at = models.DateTimeField(_("last seen at"), db_index=True)
    alive_until = models.DateTimeField(_("counts as alive until"))
    stopped_at = models.DateTimeField(_("stopped at"), null=True, blank=True)

    objects = WorkerProcessQuerySet.as_manager()

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return self.name


def claimant_is_alive(now: datetime) -> Exists:
    """For rows with a `claimed_by`: whether the process that claimed the row still lives."""
    return Exists(WorkerProcess.objects.alive(now).filter(name=OuterRef("claimed_by")))


class PeriodicTaskQuerySet(models.QuerySet):
    def due(self, now: datetime):
        """Whose time has come and which no living worker is at."""
        return self.filter(Q(claimed_by="") | ~claimant_is_alive(now), next_at__lte=now)

    def failing(self):
        return self.exclude(last_error="")


class PeriodicTask(models.Model):
    """One row a registered task (`worker.registry.periodic`); the function itself lives in the code."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    next_at = models.DateTimeField(_("due at"), db_index=True)
    claimed_by = models.CharField(_("being done by"), max_length=120, blank=True)
    last_started_at = models.DateTimeField(_("last started at"), null=True, blank=True)
    last_finished_at = models.DateTimeField(_("last finished at"), null=True, blank=True)
    last_succeeded_at = models.DateTimeField(_("last succeeded at"), null=True, blank=True)
    last_result = models.CharField(_("last result"), max_length=300, blank=True)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    failures_in_a_row = models.PositiveIntegerField(_("failures in a row"), default=0)

    objects = PeriodicTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("periodic task")
        verbose_name_plural = _("periodic tasks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
