from django.contrib.auth.models import Group, User

from articles.models import Agency, Contributor

from .times import number


def make_user(role="Reporter", **fields):
    """A member of staff: in the group ``role``, "superuser", or "nobody" with no permission."""
    user = User.objects.create(
        username=fields.pop("username", f"{role.lower()}{number()}"),
        is_staff=True,
        is_superuser=role == "superuser",
        **fields,
    )
    if role not in ("superuser", "nobody"):
        user.groups.add(Group.objects.get(name=role))
    return user


def make_contributor(name="", initials="", **fields):
    return Contributor.objects.create(
        name=name or f"Person {number()}", initials=initials, **fields
    )


def make_agency(short_name="", **fields):
    short_name = short_name or f"Wire{number()}"
    return Agency.objects.create(
        short_name=short_name, name=fields.pop("name", short_name), **fields
    )
