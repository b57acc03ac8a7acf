"""The frame of a page for templates: menus, legal links, funder."""

from django import template

from portal.pages.frame import Frame, frame_for

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context) -> Frame:
    return frame_for(context.get("request"))
