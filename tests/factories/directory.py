"""Made-up entries of the directory, without surprises: nothing is filled in that a test did not ask for."""

import factory
from factory.django import DjangoModelFactory

from directory.enums import GroupColour, MembershipRole, Proof, Roofline
from directory.models import Business, BusinessPhoto, Category, ContactPoint, District, Membership, Partner
from tests.factories.accounts import UserFactory
from tests.factories.pictures import PictureFactory


class DistrictFactory(DjangoModelFactory):
    class Meta:
        model = District
        django_get_or_create = ["slug"]

    name = "Wehringhausen"
    slug = factory.LazyAttribute(lambda district: district.name.lower())
    roofline = Roofline.GABLES


class GroupFactory(DjangoModelFactory):
    """A group of categories."""

    class Meta:
        model = Category
        django_get_or_create = ["slug"]

    name = "Essen & Trinken"
    slug = "essen-trinken"
    colour = GroupColour.FOOD


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = Category
        django_get_or_create = ["slug"]

    name = "Bäckerei"
    slug = "baeckerei"
    parent = factory.SubFactory(GroupFactory)


class BusinessFactory(DjangoModelFactory):
    class Meta:
        model = Business

    name = factory.Sequence(lambda number: f"Laden {number}")
    slug = factory.Sequence(lambda number: f"laden-{number}")
    category = factory.SubFactory(CategoryFactory)
    district = factory.SubFactory(DistrictFactory)
    latitude = 51.355
    longitude = 7.455
    live = True


class BusinessPhotoFactory(DjangoModelFactory):
    class Meta:
        model = BusinessPhoto

    business = factory.SubFactory(BusinessFactory)
    picture = factory.SubFactory(PictureFactory)
    alt_text = "Schaufenster mit blauer Markise"


class ContactPointFactory(DjangoModelFactory):
    class Meta:
        model = ContactPoint

    name = factory.Sequence(lambda number: f"Anlaufstelle {number}")
    slug = factory.Sequence(lambda number: f"anlaufstelle-{number}")
    district = factory.SubFactory(DistrictFactory)


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda number: f"Partner {number}")
    slug = factory.Sequence(lambda number: f"partner-{number}")


class MembershipFactory(DjangoModelFactory):
    """An owner, unless a test says helper."""

    class Meta:
        model = Membership

    business = factory.SubFactory(BusinessFactory)
    user = factory.SubFactory(UserFactory)
    role = MembershipRole.OWNER
    proof = Proof.STAFF
