"""The workflow of businesses as `setup_site` makes it, without the rest of the site (which takes two seconds)."""

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType

from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from directory.models import Business


def start_reviewing() -> Group:
    """Leads approve; the group of the leads."""
    leads = Group.objects.create(name="Projektleitung")
    task = GroupApprovalTask.objects.create(name="Freigabe")
    task.groups.add(leads)
    workflow = Workflow.objects.create(name="Freigabe")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowContentType.objects.create(content_type=ContentType.objects.get_for_model(Business), workflow=workflow)
    return leads
