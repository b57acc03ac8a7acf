from directory.models.businesses import Business, BusinessPhoto, BusinessTag, TaggedBusiness
from directory.models.categories import Category
from directory.models.changes import Change
from directory.models.claims import Claim, ClaimAttempt, ClaimCode
from directory.models.counts import DailyCount
from directory.models.districts import District
from directory.models.freshness import Confirmation, Reminder, Report
from directory.models.partners import ContactPoint, ContactPointPerson, Partner
from directory.models.people import Invitation, Membership
from directory.models.uploads import PhotoUpload
from directory.models.versions import DirectoryVersion

__all__ = [
    "Business",
    "BusinessPhoto",
    "BusinessTag",
    "Category",
    "Change",
    "Claim",
    "ClaimAttempt",
    "ClaimCode",
    "Confirmation",
    "ContactPoint",
    "ContactPointPerson",
    "DailyCount",
    "DirectoryVersion",
    "District",
    "Invitation",
    "Membership",
    "Partner",
    "PhotoUpload",
    "Reminder",
    "Report",
    "TaggedBusiness",
]
