"""The form in which articles are written."""

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles import chars
from articles.actions.permissions import refusal_to_assign
from articles.actions.seen_times import in_words
from articles.models import AgencyCredit, Article, Credit, Tag
from articles.queries import desk, staff
from articles.snapshot.tags import standing
from articles.validators import validate_plain_text

from .desk import Autocompletes, DeskForm, never_restored, without_icons
from .lookup import known_to
from .marks import PEOPLE, PersonChoiceField
from .times import NewsroomTimeField

WRITING = ["kicker", "headline", "teaser", "body"]
TEXTS = {
    *("kicker", "headline", "teaser", "note", "place", "dateline", "tags"),
    *("seo_title", "seo_description"),
}
# What the form chooses, and has looked up itself.
CHOSEN = ("language", "section", "lead_image", "assigned_to", "translation_of")
TIMES = {"planned_for", "embargo_until"}
# Beside the text, or below it.
HOUSEKEEPING = [
    (_("Filing"), {"fields": ["language", "section", "topics", "tags"]}),
    (_("For the desk"), {"fields": ["note", "why"]}),
    (_("Planning"), {"fields": ["assigned_to", "planned_for", "embargo_until"]}),
    (_("Origin"), {"fields": ["place", "dateline", "translation_of"], "classes": ["below"]}),
    (
        _("Address and search engines"),
        {"fields": ["slug", "seo_title", "seo_description"], "classes": ["below", "collapse"]},
    ),
]


# What stands for a field where it is only shown: without the editor, and without a link to an
# account, which most people may not open.
AS_READ = {"body": "body_as_read", "assigned_to": "assignee", "lead_image": "lead_picture"}


def as_read(fields):
    return [AS_READ.get(field, field) for field in fields if field != "why"]


def long_line(rows):
    """A text of one paragraph that wraps; the script counts its characters."""
    return forms.Textarea({"rows": rows, "class": "long-line"})


def counted(widget, ideal):
    widget.attrs["data-ideal"] = ideal
    return widget


def time_beside(name):
    """The field for a time that stands beside the text, in no version of it."""
    field = Article._meta.get_field(name)
    return NewsroomTimeField(
        label=capfirst(field.verbose_name),
        help_text=field.help_text,
        required=False,
        show_hidden_initial=True,  # says what the form was opened with
    )


class LeavesConstraints:
    """For a form whose action puts into words what the database refuses.

    Asking the database first, with a query for each constraint, would be no safer.
    """

    def _post_clean(self):
        self.instance.validate_constraints = lambda exclude=None: None
        super()._post_clean()
        del self.instance.validate_constraints


class ArticleForm(LeavesConstraints, DeskForm):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)  # what was opened
    assigned_to = PersonChoiceField(
        label=_("Assigned to"),
        queryset=get_user_model().objects.none(),
        required=False,
        show_hidden_initial=True,  # tells what was typed from what somebody else did meanwhile
    )

    planned_for = time_beside("planned_for")
    embargo_until = time_beside("embargo_until")
    why = forms.CharField(
        label=_("Why you changed it"),
        help_text=_("Stands in the history beside this save. Not needed."),
        required=False,
        max_length=200,
        validators=[validate_plain_text],
        widget=forms.TextInput({"dir": "auto"}),
    )

    # What language and section can be, where that is known without asking for each.
    filing: dict | None = None
    user = None
    asked = None  # the bound StepForm
    only_shown = False  # unsaved text that is shown again: nobody has sent it

    class Meta:
        model = Article
        fields = "__all__"
        widgets = {
            "headline": counted(long_line(2), 90),
            "teaser": counted(long_line(3), 200),
            "note": forms.Textarea({"rows": 3}),
            "seo_title": counted(long_line(2), 60),
            "seo_description": counted(long_line(3), 155),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        never_restored(self.fields.values())
        self.initial.setdefault("version", self.instance.version_number)
        for name in TEXTS & self.fields.keys():
            self.fields[name].widget.attrs["dir"] = "auto"
        if field := self.fields.get("assigned_to"):
            writers = staff.having("change_article").order_by().values("pk")
            people = Q(pk__in=writers) | Q(pk=self.instance.assigned_to_id)
            field.queryset = get_user_model().objects.filter(people).order_by(*PEOPLE)
            if self.instance.pk and (why := refusal_to_assign(self.user, self.instance)):
                field.disabled, field.help_text = True, why
        if self.instance.pk:
            known_to(self.fields.get("topics"), self.instance.topics.all())
            for name in CHOSEN:
                known_to(self.fields.get(name), [getattr(self.instance, name)])
        for name, choices in (self.filing or {}).items():
            if field := self.fields.get(name):
                field.choices = [("", field.empty_label or ""), *choices]
        if field := self.fields.get("translation_of"):
            known = desk.visible_to(self.user, at=timezone.now())
            now = Q(pk__in=known.values("pk")) | Q(pk=self.instance.translation_of_id)
            field.queryset = Article.objects.filter(now)

    def _get_validation_exclusions(self):
        """The model need not ask again whether what was chosen exists."""
        return super()._get_validation_exclusions() | set(CHOSEN)

    def _save_m2m(self):
        """What was left alone is as it was: the version that the form was opened with says so."""
        cleaned = self.cleaned_data
        untouched = {"topics", "tags"} - set(self.changed_data)
        self.cleaned_data = {k: v for k, v in cleaned.items() if k not in untouched}
        super()._save_m2m()
        self.cleaned_data = cleaned

    def is_valid(self):
        return super().is_valid() and not self.only_shown

    def clean(self):
        super().clean()
        for name in TIMES & self.cleaned_data.keys():
            self._settle_time(name)
        if self.asked and not self.asked.is_valid():
            self.add_error(None, _("Nothing was saved yet: see the step that you chose."))

    def _settle_time(self, name):
        """Left alone, or typed as it is by now, it stays so. What somebody else has set since the
        form was opened is told before another time takes its place: no version tells of that."""
        field, stored = self.fields[name], getattr(self.instance, name)
        opened = self.add_initial_prefix(name)
        is_touched = name in self.changed_data
        if not (is_touched and field.has_changed(stored, self.cleaned_data[name])):
            self.cleaned_data[name] = stored
        elif field.has_changed(stored, self.data.get(opened)):
            self.add_error(name, in_words({name: stored}, [name]))
            self.data = self.data.copy()
            self.data[opened] = field.hidden_widget().format_value(stored) or ""  # seen from now on

    @property
    def times_read(self):
        """The times beside the text that this was checked against."""
        return {name: self.initial.get(name) for name in TIMES}

    def clean_assigned_to(self):
        """Left alone it stays as it is now, not as it was when the form was opened."""
        if "assigned_to" in self.changed_data:
            return self.cleaned_data["assigned_to"]
        return self.instance.assigned_to

    def clean_headline(self):
        return _one_line(self.cleaned_data["headline"])

    def clean_why(self):
        return chars.line(self.cleaned_data["why"])

    def clean_seo_title(self):
        return _one_line(self.cleaned_data["seo_title"])

    def clean_seo_description(self):
        return _one_line(self.cleaned_data["seo_description"])

    def clean_tags(self):
        limit = Tag._meta.get_field("name").max_length
        tags = {}
        for tag in filter(None, map(chars.name, self.cleaned_data["tags"])):
            if len(tag) > limit:
                text = _("“%(tag)s …” is too long for a tag: %(limit)d characters are the most.")
                raise forms.ValidationError(text % {"tag": tag[:40], "limit": limit})
            tags.setdefault(tag.lower(), tag)
        there = Tag.objects.annotate(lower=Lower("name")).filter(lower__in=list(tags))
        return list((tags | {tag.lower: _standing(tag) for tag in there}).values()) if tags else []

    @property
    def expected_version(self):
        """The version that this text was made from; 0, which none is, when the form is silent."""
        return self.cleaned_data.get("version") or 0


def _standing(tag):
    return standing([tag.pk])[0] if tag.merged_into_id else tag


def _one_line(text):
    return " ".join(text.split())


def whole(articles):
    """``articles`` with all that their form shows of them, in as few queries as that takes."""
    return (
        articles.select_related(
            *CHOSEN,
            *("created_by", "changed_by"),
            *("publication", "failure", "scheduled_update__version", "scheduled_update__by"),
        )
        .defer("publication__page", "publication__pieces", "publication__card")
        .defer("publication__plain_card")
        .defer("scheduled_update__version__data")
        .prefetch_related("topics")
    )


HIGHEST_POSITION = 32767  # of a PositiveSmallIntegerField


class PartForm(LeavesConstraints, forms.ModelForm):
    """A row beside the article; ``chosen`` is what it names, and came along with it."""

    chosen = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        never_restored(self.fields.values())
        if self.instance.pk:
            known_to(self.fields.get(self.chosen), [getattr(self.instance, self.chosen)])

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {self.chosen}

    def has_changed(self):
        """A new row that names nobody is no row, whatever its order."""
        changed = set(self.changed_data)
        return bool(changed - {"position"} if self.instance._state.adding else changed)


class PartFormSet(forms.BaseInlineFormSet):
    def add_fields(self, form, index):
        """Each row's own number is known: it came with the rows. A new one comes last."""
        super().add_fields(form, index)
        known_to(form.fields.get(self.model._meta.pk.name), [form.instance])
        if form.instance._state.adding:
            form.initial["position"] = self._last_position

    @cached_property
    def _last_position(self):
        highest = max((row.position for row in self.get_queryset()), default=-1)
        return min(highest + 1, HIGHEST_POSITION)


class AgencyCreditForm(PartForm):
    chosen = "agency"


class CreditForm(PartForm):
    chosen = "contributor"

    def save(self, commit=True):
        if "contributor" in self.changed_data:
            self.instance.name = self.instance.initials = ""  # taken anew from the new person
        return super().save(commit)


class ArticlePart(Autocompletes, admin.TabularInline):
    """Belongs to the article: who may edit that may edit this."""

    formset = PartFormSet
    template = "admin/articles/article/part.html"
    extra = 1
    fields = ["position"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:  # the column's heading is no label
            getattr(field.widget, "widget", field.widget).attrs["aria-label"] = field.label
        return without_icons(field, may_add=db_field.name == "contributor")

    def get_fields(self, request, obj=None):
        """Where they may only be read, the rows stand in their order anyway."""
        may_edit = self._may_edit(request, obj)
        return [name for name in self.fields if may_edit or name != "position"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(self.form.chosen)

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj):
        return self._may_edit(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._may_edit(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may_edit(request, obj)

    def _may_edit(self, request, article):
        article_admin = self.admin_site.get_model_admin(Article)
        if article is None or article.pk is None:
            return article_admin.has_add_permission(request)
        return article_admin.has_change_permission(request, article)


class CreditInline(ArticlePart):
    model = Credit
    form = CreditForm
    fields = ["contributor", "role", "position"]
    autocomplete_fields = ["contributor"]
    verbose_name, verbose_name_plural = _("person"), _("people")


class AgencyCreditInline(ArticlePart):
    model = AgencyCredit
    form = AgencyCreditForm
    fields = ["agency", "position"]
    autocomplete_fields = ["agency"]
    verbose_name, verbose_name_plural = _("agency"), _("agencies")
