"""Brings businesses in from files: OpenStreetMap's GeoJSON and tables in CSV.

    readers    a file becomes numbered rows; nothing is understood yet
    osm, table a row becomes an Entry: values of our fields, in our spelling (pure)
    merging    what a person changed stays (pure)
    apply      entries become businesses; the one part that writes

What goes wrong with a row is said with its number and in German, as staff read it, and stops no other row.
"""

from directory.importing.apply import import_file
from directory.importing.report import ImportReport, Message
from directory.importing.rows import UnreadableFileError

__all__ = ["ImportReport", "Message", "UnreadableFileError", "import_file"]
