"""Who may do what: the one place that answers, for actions and for the screens that offer them.

``by`` is a user, or None for the system itself: a command run by whoever has the shell.
"""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.enums import Stage, Verb
from articles.models import Article, Contributor, Event, SiteSettings, Version
from articles.queries import desk, picture_uses, pictures, staff

from .errors import Conflict, NotAllowed


def may(by, permission):
    return by is None or by.has_perm(f"articles.{permission}")


def refusal_to_edit(by, article):
    """Why ``by`` may not change the text of ``article``, or None."""
    if by is None or may(by, "override_article"):
        return None
    if not may(by, "change_article"):
        return _("You may not edit articles.")
    if may(by, "change_any_article"):
        if article.stage == Stage.APPROVED:
            return _("This text is approved. Open it for changes first.")
        return None
    if not (desk.is_own(by, article) or desk.is_assigned(by, article)):
        return _("This article is somebody else's.")
    if article.stage == Stage.APPROVED:
        return _("This text is approved. Ask the editors to send it back to change it.")
    if article.stage == Stage.REVIEW:
        return _("This text is with the editors. Ask them to send it back to change it.")
    return None


def refusal_to_submit(by, article):
    if article.stage != Stage.DRAFT:
        return _("Only a draft can be submitted for review.")
    if may(by, "submit_article") and (may(by, "change_any_article") or desk.is_own(by, article)):
        return None
    return _("You may submit only your own articles. Ask its writer or an editor to submit it.")


def refusal_to_send_back(by, article):
    if article.stage == Stage.DRAFT:
        return _("This text is a draft already.")
    if not may(by, "approve_article"):
        return _("You may not send articles back.")
    return None


def refusal_to_approve(by, article):
    if article.stage == Stage.APPROVED:
        return _("This text is approved already.")
    if not may(by, "approve_article"):
        return _("You may not approve articles.")
    if settings.FOUR_EYES and not may(by, "override_article") and wrote_alone(by, article):
        return _("Somebody else must approve what you wrote alone.")
    return None


def refusal_to_publish(by, article, *, override=""):
    if not may(by, "publish_article"):
        return _("You may not publish articles.")
    if article.stage == Stage.APPROVED:
        if override.strip() and not may(by, "override_article"):
            return _("You may not publish past the checks.")
        return None
    if not override.strip():
        return _("Only approved text can be published.")
    if not may(by, "override_article"):
        return _("You may not publish text that nobody has approved.")
    return None


def refusal_to_unschedule(by, article):
    """Whether the text is still approved does not matter: what was frozen was."""
    if not may(by, "publish_article"):
        return _("You may not take articles off the schedule.")
    return None


def refusal_to_correct(by, article):
    """Where the working copy stands does not matter: readers get no new text."""
    if not may(by, "publish_article"):
        return _("You may not correct live articles.")
    return None


def refusal_to_set_expiry(by, article):
    if not may(by, "publish_article"):
        return _("You may not say how long readers have an article.")
    return None


def refusal_to_deliver(by, *, override=""):
    """Why what ``by`` has scheduled does not go out: asked again when its moment has come.

    Where the working copy stands by then does not matter: what was frozen was approved.
    """
    if may(by, "publish_article") and (not override or may(by, "override_article")):
        return None
    name = by.get_full_name() or by.get_username()
    return _("%s, who scheduled this, may not publish any more.") % name


def refusal_to_withdraw(by, article):
    if not may(by, "withdraw_article"):
        return _("You may not withdraw articles.")
    return None


def refusal_to_assign(by, article):
    """Who may edit any article may assign any; a reporter hands over a draft of their own."""
    if may(by, "change_any_article"):
        return None
    if not may(by, "change_article"):
        return _("You may not assign articles.")
    if not desk.is_own(by, article):
        return _("Only its writers and the editors may hand this article to somebody.")
    if article.stage == Stage.APPROVED:
        return _("This text is approved. Ask the editors to assign it.")
    if article.stage == Stage.REVIEW:
        return _("This text is with the editors. Ask them to assign it.")
    return None


def refusal_to_bring_up_to(by, article):
    """Where the text stands does not matter: what it says is said of, not changed."""
    if may(by, "change_any_article"):
        return None
    if may(by, "change_article") and (desk.is_own(by, article) or desk.is_assigned(by, article)):
        return None
    return _("Only its writers and the editors may say what this translation has.")


def refusal_to_be_assigned(user):
    """Why no article can be assigned to ``user``, or None."""
    if user.is_active and user.is_staff and user.has_perm("articles.change_article"):
        return None
    return _("Articles are assigned to those on the staff who may write.")


def refusal_to_link(by, article):
    """A link works no longer than this holds of who made it; see ``queries.preview_links``."""
    if by is None or staff.who_may_hand_on(article).filter(pk=by.pk).exists():
        return None
    return _("Only its writers and the editors may make preview links of this article.")


def refusal_to_revoke(by, article, link):
    if may(by, "change_any_article") or by.pk == link.made_by_id:
        return None
    return _("Only who made this link and the editors may revoke it.")


def refusal_to_add_image(by):
    if not may(by, "add_image"):
        return _("You may not add pictures.")
    return None


def refusal_to_change_image(by, image, *, at):
    """Why ``by`` may not change what ``image`` shows and says, or None.

    A change of what readers have reaches them at once, so it is for who may publish.
    """
    if not may(by, "change_image"):
        return _("You may not change pictures.")
    if may(by, "publish_article"):
        return None
    if pictures.shown_in(image, at=at).exists():
        return _(
            "Readers have this picture in a story, or are to get it. Ask an editor to change it, "
            "or add the picture anew."
        )
    if person := Contributor.objects.filter(picture=image, is_complete=True).first():
        text = _("Readers have this picture on the page of %s. Ask an editor to change it.")
        return text % person
    if SiteSettings.objects.filter(logo=image).exists():
        return _(
            "Readers have this picture on every page, as the logo. Ask an editor to change it."
        )
    return None


def refusal_to_delete_image(by, image):
    """Why ``by`` may not delete ``image``, or None. What any story uses stays, withdrawn or not."""
    if not may(by, "delete_image"):
        return _("You may not delete pictures.")
    if count := picture_uses.using(image, Article.objects.all()).count():
        return ngettext(
            "A story uses this picture. It can be deleted once none does.",
            "%d stories use this picture. It can be deleted once none does.",
            count,
        ) % ((count,) if count > 1 else ())
    if person := Contributor.objects.filter(picture=image).first():
        return _("It is the portrait of %s. It can be deleted once it is not.") % person
    if SiteSettings.objects.filter(logo=image).exists():
        return _("It is the logo of the site. It can be deleted once it is not.")
    return None


def refusal_to_delete(by, article):
    if hasattr(article, "publication"):
        return _("A published article is never deleted. Withdraw it instead.")
    if not may(by, "delete_article"):
        return _("You may not delete articles.")
    if may(by, "change_any_article") or desk.is_own(by, article):
        return None
    return _("This article is somebody else's.")


def wrote_alone(by, article):
    """Whether every version of ``article`` is by this person, bound links not counted."""
    bound = Event.objects.filter(article=article, verb=Verb.BOUND).values("version_number")
    versions = Version.objects.filter(article=article).exclude(number__in=bound)
    authors = versions.values_list("created_by", flat=True)
    return by is not None and set(authors) == {by.pk}


def require(refusal):
    """Raise NotAllowed with the reason that a ``refusal_to_…`` gave, if it gave one."""
    if refusal:
        raise NotAllowed(refusal)


def require_seen(stored, expected_version):
    """Raise Conflict when ``expected_version`` is not the newest: nobody signs unseen text.

    ``stored`` comes from ``locked``. None does not ask.
    """
    if expected_version is not None and expected_version != stored.version_number:
        raise Conflict(
            _("Somebody has saved a newer text since you opened this one. Look at it first."),
            current=stored.version_number,
        )


def locked(article, *, to_delete=False):
    """``article`` as it is in the database now, locked until the transaction ends.

    Unless it is to be deleted the lock leaves the key alone, so that two articles that point at
    each other can be saved at the same moment: each save locks the keys of what it points at.

    Raises NotAllowed when somebody has deleted it.
    """
    rows = Article.objects.select_for_update(of=("self",), no_key=not to_delete)
    found = rows.filter(pk=article.pk).first()
    if found is None:
        raise NotAllowed(_("Somebody has deleted this article."))
    return found
