import uuid

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import articles.body.field
import articles.validators


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0023_pictures_of_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("made_at", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "arrangement",
                "verbose_name_plural": "arrangements",
                "ordering": ["front", "-number"],
            },
        ),
        migrations.CreateModel(
            name="BreakingNews",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        max_length=160,
                        validators=[articles.validators.validate_plain_text],
                        verbose_name="text",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("made_at", models.DateTimeField(editable=False, verbose_name="made")),
            ],
            options={
                "verbose_name": "breaking news",
                "verbose_name_plural": "breaking news",
                "ordering": ["-starts_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="FooterLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        max_length=80,
                        validators=[articles.validators.validate_plain_text],
                        verbose_name="words",
                    ),
                ),
                (
                    "names",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        validators=[articles.validators.validate_names],
                        verbose_name="words in other languages",
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        help_text="Begins with https://, mailto: or /.",
                        max_length=500,
                        verbose_name="address",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
            ],
            options={
                "verbose_name": "link in the foot",
                "verbose_name_plural": "links in the foot",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Front",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "front",
                "verbose_name_plural": "fronts",
            },
        ),
        migrations.CreateModel(
            name="HubPing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("feed", models.CharField(max_length=400, unique=True)),
                ("changed_at", models.DateTimeField()),
                ("next_try_at", models.DateTimeField(db_index=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("problem", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["next_try_at"],
            },
        ),
        migrations.CreateModel(
            name="KnownWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=60)),
                ("stories", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Launch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "launch",
                "verbose_name_plural": "launches",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PolicyPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ethics", "ethics"),
                            ("corrections", "corrections"),
                            ("ownership", "ownership"),
                            ("contact", "contact"),
                            ("feedback", "what readers tell us"),
                            ("privacy", "privacy"),
                            ("other", "another"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "is_in_footer",
                    models.BooleanField(default=True, verbose_name="in the foot of every page"),
                ),
            ],
            options={
                "verbose_name": "page of the newsroom",
                "verbose_name_plural": "pages of the newsroom",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="PolicyText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        max_length=120,
                        validators=[articles.validators.validate_plain_text],
                        verbose_name="title",
                    ),
                ),
                ("body", articles.body.field.BodyField(verbose_name="text")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="changed")),
            ],
            options={
                "verbose_name": "text",
                "verbose_name_plural": "texts",
                "ordering": ["page", "language"],
            },
        ),
        migrations.CreateModel(
            name="PolicyVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("body", models.TextField(verbose_name="text")),
                ("made_at", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "version",
                "verbose_name_plural": "versions",
                "ordering": ["text", "-number"],
            },
        ),
        migrations.CreateModel(
            name="PublicationWords",
            fields=[
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="articles.publication",
                    ),
                ),
                ("published_at", models.DateTimeField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "size",
                    models.CharField(
                        choices=[("lead", "lead"), ("large", "large"), ("normal", "normal")],
                        default="normal",
                        max_length=10,
                        verbose_name="size",
                    ),
                ),
                (
                    "kicker",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        validators=[articles.validators.validate_plain_text],
                        verbose_name="kicker",
                    ),
                ),
                (
                    "headline",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        validators=[articles.validators.validate_plain_text],
                        verbose_name="headline",
                    ),
                ),
                (
                    "teaser",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        validators=[articles.validators.validate_plain_text],
                        verbose_name="teaser",
                    ),
                ),
                ("shows_picture", models.BooleanField(default=True, verbose_name="with a picture")),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="from")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "verbose_name": "slot",
                "verbose_name_plural": "slots",
                "ordering": ["arrangement", "position"],
            },
        ),
        migrations.CreateModel(
            name="TagChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name before")),
                ("slug", models.CharField(max_length=100, verbose_name="slug before")),
                ("articles", models.JSONField(default=list)),
                ("had_both", models.JSONField(default=list)),
                ("at", models.DateTimeField(verbose_name="when")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="undone")),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="translated_version",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="contributor",
            name="picture",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="portraits",
                to="articles.image",
                verbose_name="picture",
            ),
        ),
        migrations.AddField(
            model_name="contributor",
            name="same_as",
            field=models.JSONField(
                blank=True, default=list, verbose_name="the same person elsewhere"
            ),
        ),
        migrations.AddField(
            model_name="language",
            name="numerals",
            field=models.CharField(
                choices=[
                    ("latn", "0123456789"),
                    ("arab", "٠١٢٣٤٥٦٧٨٩"),
                    ("arabext", "۰۱۲۳۴۵۶۷۸۹"),
                    ("beng", "০১২৩৪৫৬৭৮৯"),
                    ("deva", "०१२३४५६७८९"),
                ],
                default="latn",
                max_length=10,
                verbose_name="digits",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="feeds_have_full_text",
            field=models.BooleanField(
                default=False,
                help_text="Off: feeds have the teaser.",
                verbose_name="whole texts in feeds",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="hub_url",
            field=models.URLField(
                blank=True,
                help_text="A WebSub hub, which is told of each change. Empty: none.",
                max_length=300,
                verbose_name="hub for feeds",
            ),
        ),
        migrations.AddField(
            model_name="sitesettings",
            name="logo",
            field=models.FileField(blank=True, upload_to="logos/", verbose_name="logo"),
        ),
        migrations.AddField(
            model_name="tag",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="articles.tag",
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="related",
            field=models.ManyToManyField(
                blank=True, to="articles.topic", verbose_name="related topics"
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="retired_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="retired"),
        ),
        migrations.AddConstraint(
            model_name="language",
            constraint=models.CheckConstraint(
                condition=models.Q(("numerals__in", ["latn", "arab", "arabext", "beng", "deva"])),
                name="language_numerals_known",
            ),
        ),
        migrations.AddField(
            model_name="arrangement",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="breakingnews",
            name="article",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.article",
                verbose_name="story",
            ),
        ),
        migrations.AddField(
            model_name="breakingnews",
            name="language",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.language",
                verbose_name="language",
            ),
        ),
        migrations.AddField(
            model_name="breakingnews",
            name="made_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="footerlink",
            name="language",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty: in all languages.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.language",
                verbose_name="language",
            ),
        ),
        migrations.AddField(
            model_name="front",
            name="draft",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="articles.arrangement",
            ),
        ),
        migrations.AddField(
            model_name="front",
            name="language",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.language",
            ),
        ),
        migrations.AddField(
            model_name="front",
            name="live",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="articles.arrangement",
            ),
        ),
        migrations.AddField(
            model_name="front",
            name="section",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="fronts",
                to="articles.section",
            ),
        ),
        migrations.AddField(
            model_name="front",
            name="topic",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="fronts",
                to="articles.topic",
            ),
        ),
        migrations.AddField(
            model_name="arrangement",
            name="front",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="arrangements",
                to="articles.front",
            ),
        ),
        migrations.AddField(
            model_name="knownword",
            name="language",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.language",
            ),
        ),
        migrations.AddField(
            model_name="launch",
            name="arrangement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.arrangement",
            ),
        ),
        migrations.AddField(
            model_name="launch",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="launch",
            name="front",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="launches",
                to="articles.front",
            ),
        ),
        migrations.AddConstraint(
            model_name="policypage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "other"), _negated=True),
                fields=("kind",),
                name="policy_kind_once",
                violation_error_message="There is a page of this kind already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policypage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "ethics",
                            "corrections",
                            "ownership",
                            "contact",
                            "feedback",
                            "privacy",
                            "other",
                        ],
                    )
                ),
                name="policy_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="policytext",
            name="language",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.language",
                verbose_name="language",
            ),
        ),
        migrations.AddField(
            model_name="policytext",
            name="page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="texts",
                to="articles.policypage",
            ),
        ),
        migrations.AddField(
            model_name="policyversion",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="policyversion",
            name="text",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="versions",
                to="articles.policytext",
            ),
        ),
        migrations.AddField(
            model_name="publicationwords",
            name="language",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.language",
            ),
        ),
        migrations.AddField(
            model_name="slot",
            name="arrangement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="slots",
                to="articles.arrangement",
            ),
        ),
        migrations.AddField(
            model_name="slot",
            name="article",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.article",
                verbose_name="story",
            ),
        ),
        migrations.AddField(
            model_name="slot",
            name="image",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.image",
                verbose_name="picture",
            ),
        ),
        migrations.AddField(
            model_name="slot",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.section",
                verbose_name="section",
            ),
        ),
        migrations.AddField(
            model_name="slot",
            name="topic",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.topic",
                verbose_name="topic",
            ),
        ),
        migrations.AddField(
            model_name="tagchange",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="tagchange",
            name="into",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.tag",
            ),
        ),
        migrations.AddField(
            model_name="tagchange",
            name="tag",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="articles.tag",
            ),
        ),
        migrations.AddConstraint(
            model_name="breakingnews",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="breaking_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="front",
            constraint=models.CheckConstraint(
                condition=models.Q(("section", None), ("topic", None), _connector="OR"),
                name="front_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="front",
            constraint=models.UniqueConstraint(
                condition=models.Q(("section", None), ("topic", None)),
                fields=("language",),
                name="front_one_home",
            ),
        ),
        migrations.AddConstraint(
            model_name="front",
            constraint=models.UniqueConstraint(
                fields=("language", "section"), name="front_one_a_section"
            ),
        ),
        migrations.AddConstraint(
            model_name="front",
            constraint=models.UniqueConstraint(
                fields=("language", "topic"), name="front_one_a_topic"
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.UniqueConstraint(
                fields=("front", "number"), name="arrangement_number_once"
            ),
        ),
        migrations.AddIndex(
            model_name="knownword",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["word"], name="known_word_near", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="knownword",
            constraint=models.UniqueConstraint(fields=("language", "word"), name="known_word_once"),
        ),
        migrations.AddConstraint(
            model_name="policytext",
            constraint=models.UniqueConstraint(
                fields=("page", "language"),
                name="policy_one_text_a_language",
                violation_error_message="The page has a text in this language already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.UniqueConstraint(
                fields=("text", "number"), name="policy_version_once"
            ),
        ),
        migrations.AddIndex(
            model_name="publicationwords",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words"], name="publication_words"
            ),
        ),
        migrations.AddIndex(
            model_name="publicationwords",
            index=models.Index(
                fields=["language", "-published_at", "-publication"],
                name="publication_words_newest",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(fields=("arrangement", "key"), name="slot_key_once"),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                fields=("arrangement", "position"), name="slot_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                fields=("arrangement", "article"), name="slot_article_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__in", ["lead", "large", "normal"])),
                name="slot_size_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at", None),
                    ("starts_at", None),
                    ("ends_at__gt", models.F("starts_at")),
                    _connector="OR",
                ),
                name="slot_ends_after_start",
            ),
        ),
    ]
