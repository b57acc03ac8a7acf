"""The two groups of people who write on the site, and who looks over whose shoulder."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from directory.models import Business
from portal.pages.models import HomePage

EDITORS = "Redaktion"
LEADS = "Projektleitung"
APPROVAL = "Freigabe durch die Projektleitung"

EDITOR_PAGE_PERMISSIONS = ("add_page", "change_page")
LEAD_PAGE_PERMISSIONS = (*EDITOR_PAGE_PERMISSIONS, "publish_page", "lock_page", "unlock_page", "bulk_delete_page")

EDITOR_PERMISSIONS = {
    "wagtailadmin": ("access_admin",),
    "directory": (
        "add_business", "change_business",
        "add_businesstag", "change_businesstag",
        "add_contactpoint", "change_contactpoint",
        "add_partner", "change_partner",
        "view_category", "view_district",
    ),
    "consultations": (
        "add_topic", "change_topic", "add_counsellor", "change_counsellor", "add_closure", "change_closure", "run_desk",
    ),
    "events": (
        "add_eventseries", "change_eventseries", "add_courseoffer", "change_courseoffer", "manage_registrations",
    ),
    "network": ("moderate_notice",),
}  # fmt: skip
LEAD_PERMISSIONS = {
    "wagtailadmin": ("access_admin",),
    "directory": (
        "add_business", "change_business", "delete_business", "publish_business", "lock_business", "unlock_business",
        "add_businesstag", "change_businesstag", "delete_businesstag",
        "add_contactpoint", "change_contactpoint", "delete_contactpoint",
        "add_partner", "change_partner", "delete_partner",
        "add_category", "change_category", "delete_category",
        "add_district", "change_district",
    ),
    "consultations": (
        "add_topic", "change_topic", "delete_topic", "add_counsellor", "change_counsellor", "delete_counsellor",
        "add_closure", "change_closure", "delete_closure", "run_desk",
    ),
    "events": (
        "add_eventseries", "change_eventseries", "delete_eventseries",
        "add_courseoffer", "change_courseoffer", "delete_courseoffer", "manage_registrations",
    ),
    "network": ("moderate_notice",),
    "mailings": ("view_message", "decide_message", "view_consent"),
    "worker": ("view_periodictask",),
    "pages": ("change_navigation", "change_footersettings"),
    "wagtailredirects": ("add_redirect", "change_redirect", "delete_redirect"),
}  # fmt: skip
# On Wagtail's own image model: that is where its policy looks, also for a model of ours.
EDITOR_PICTURE_PERMISSIONS = ("add_image", "choose_image")
LEAD_PICTURE_PERMISSIONS = ("add_image", "change_image", "delete_image", "choose_image")


def ensure_groups() -> list[str]:
    """Both groups with their permissions, and the workflow between them. A group that exists is left as it is."""
    created = []
    if not Group.objects.filter(name=EDITORS).exists():
        _create_group(EDITORS, EDITOR_PERMISSIONS, EDITOR_PAGE_PERMISSIONS, EDITOR_PICTURE_PERMISSIONS)
        created.append(f"group of people {EDITORS}")
    if not Group.objects.filter(name=LEADS).exists():
        _create_group(LEADS, LEAD_PERMISSIONS, LEAD_PAGE_PERMISSIONS, LEAD_PICTURE_PERMISSIONS)
        created.append(f"group of people {LEADS}")
    if not Workflow.objects.filter(name=APPROVAL).exists():
        _create_workflow()
        created.append(f"workflow {APPROVAL}")
    return created


def _create_group(name: str, permissions: dict, page_permissions: tuple, picture_permissions: tuple) -> None:
    group = Group.objects.create(name=name)
    for app_label, codenames in permissions.items():
        found = Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames)
        group.permissions.add(*found)
    home = HomePage.objects.get()
    on_pages = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=page_permissions)
    for permission in on_pages:
        GroupPagePermission.objects.create(group=group, page=home, permission=permission)
    collection = Collection.get_first_root_node()
    on_pictures = Permission.objects.filter(content_type__app_label="wagtailimages", codename__in=picture_permissions)
    for permission in on_pictures:
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)


def _create_workflow() -> None:
    """Pages and businesses that the editors submit are approved by the leads. Takes the place of what Wagtail brings
    along: English groups and a workflow nobody is in."""
    task = GroupApprovalTask.objects.create(name=APPROVAL)
    task.groups.add(Group.objects.get(name=LEADS))
    workflow = Workflow.objects.create(name=APPROVAL)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    home = HomePage.objects.get()
    WorkflowPage.objects.update_or_create(page=home.page_ptr, defaults={"workflow": workflow})
    WorkflowContentType.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Business), defaults={"workflow": workflow}
    )
    for group in Group.objects.filter(name__in=["Moderators", "Editors"], user=None):
        group.delete()
    for unused in Workflow.objects.filter(name="Moderators approval", workflow_states=None):
        unused.delete()
    for unused in GroupApprovalTask.objects.filter(name="Moderators approval", task_states=None):
        unused.delete()
