"""Units and who represents them."""

import factory
from factory.django import DjangoModelFactory

from accounts.models import Membership
from units.models import Unit

from .people import UserFactory


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    name = factory.Sequence("Trung tâm Thông tin số {}".format)
    short_name = factory.Sequence("Trung tâm {}".format)
    code = factory.Sequence("trung-tam-{}".format)
    position = factory.Sequence(int)


class MembershipFactory(DjangoModelFactory):
    """That `user` acts for `unit`."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    state = Membership.State.ACTIVE
