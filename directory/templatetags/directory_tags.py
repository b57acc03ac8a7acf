"""What the directory's templates need and Django's language does not say."""

from django import template

from directory.filters import DirectoryQuery

register = template.Library()


@register.simple_tag
def query_url(query: DirectoryQuery, path: str) -> str:
    """The address of a state of the list."""
    return query.url(path)


@register.filter
def unlocalised(number: float) -> str:
    """A coordinate with a point whatever the language, about 0.1 m fine; for addresses, not for reading."""
    return f"{number:.6f}"
