from directory.models.businesses import Business, BusinessPhoto, BusinessTag, TaggedBusiness
from directory.models.categories import Category
from directory.models.districts import District
from directory.models.partners import ContactPoint, Partner
from directory.models.versions import DirectoryVersion

__all__ = [
    "Business",
    "BusinessPhoto",
    "BusinessTag",
    "Category",
    "ContactPoint",
    "DirectoryVersion",
    "District",
    "Partner",
    "TaggedBusiness",
]
