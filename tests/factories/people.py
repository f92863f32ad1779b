"""People who sign in."""

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from accounts.models import User


class UserFactory(DjangoModelFactory):
    """A user; `role` puts them into the group of that name."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence("nguoi{}@example.vn".format)
    full_name = "Nguyễn Thị Hòa"

    @factory.post_generation
    def role(self, create, role, **kwargs):
        if role:
            self.groups.add(Group.objects.get(name=role))
