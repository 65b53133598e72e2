"""What finds articles by their words, and headlines that are nearly the same."""

import django.db.models.deletion
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models

# PostgreSQL's parser leaves HTML's tags out. A longer text than this could give more words than
# one row can hold.
FORWARD = """
CREATE FUNCTION articles_text_search(language text) RETURNS regconfig LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT oid::regconfig FROM pg_catalog.pg_ts_config
        WHERE cfgnamespace = 'pg_catalog'::regnamespace
        AND cfgname = CASE split_part(lower(language), '-', 1)
        WHEN 'ar' THEN 'arabic' WHEN 'ca' THEN 'catalan' WHEN 'da' THEN 'danish'
        WHEN 'de' THEN 'german' WHEN 'el' THEN 'greek' WHEN 'en' THEN 'english'
        WHEN 'es' THEN 'spanish' WHEN 'eu' THEN 'basque' WHEN 'fi' THEN 'finnish'
        WHEN 'fr' THEN 'french' WHEN 'ga' THEN 'irish' WHEN 'hi' THEN 'hindi'
        WHEN 'hu' THEN 'hungarian' WHEN 'hy' THEN 'armenian' WHEN 'id' THEN 'indonesian'
        WHEN 'it' THEN 'italian' WHEN 'lt' THEN 'lithuanian' WHEN 'nb' THEN 'norwegian'
        WHEN 'ne' THEN 'nepali' WHEN 'nl' THEN 'dutch' WHEN 'nn' THEN 'norwegian'
        WHEN 'no' THEN 'norwegian' WHEN 'pt' THEN 'portuguese' WHEN 'ro' THEN 'romanian'
        WHEN 'ru' THEN 'russian' WHEN 'sr' THEN 'serbian' WHEN 'sv' THEN 'swedish'
        WHEN 'ta' THEN 'tamil' WHEN 'tr' THEN 'turkish' WHEN 'yi' THEN 'yiddish'
        END
    ), 'pg_catalog.simple'::regconfig)
$$;
CREATE FUNCTION articles_words(language text, headline text, teaser text, body text)
RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT setweight(to_tsvector(articles_text_search(language), headline), 'A')
        || setweight(to_tsvector(articles_text_search(language), teaser), 'B')
        || to_tsvector(articles_text_search(language), left(body, 100000))
$$;
CREATE FUNCTION articles_write_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found tsvector := articles_words(NEW.language_id, NEW.headline, NEW.teaser, NEW.body);
BEGIN
    INSERT INTO articles_articlewords (article_id, words, size)
    VALUES (NEW.id, found, length(found))
    ON CONFLICT (article_id) DO UPDATE SET words = excluded.words, size = excluded.size;
    RETURN NULL;
END $$;
CREATE TRIGGER article_words_of_new AFTER INSERT ON articles_article
    FOR EACH ROW EXECUTE FUNCTION articles_write_words();
CREATE TRIGGER article_words_of_changed AFTER UPDATE ON articles_article
    FOR EACH ROW WHEN ((OLD.language_id, OLD.headline, OLD.teaser, OLD.body)
        IS DISTINCT FROM (NEW.language_id, NEW.headline, NEW.teaser, NEW.body))
    EXECUTE FUNCTION articles_write_words();
INSERT INTO articles_articlewords (article_id, words, size)
SELECT id, words, length(words)
FROM articles_article, articles_words(language_id, headline, teaser, body) AS words;
"""
BACKWARD = """
DROP TRIGGER article_words_of_changed ON articles_article;
DROP TRIGGER article_words_of_new ON articles_article;
DROP FUNCTION articles_write_words();
DROP FUNCTION articles_words(text, text, text, text);
DROP FUNCTION articles_text_search(text);
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_topics_and_tags")]

    operations = [
        migrations.CreateModel(
            name="ArticleWords",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("words", SearchVectorField()),
                ("size", models.PositiveIntegerField()),
            ],
            options={"indexes": [GinIndex(fields=["words"], name="article_words")]},
        ),
        migrations.AddIndex(
            model_name="article",
            index=GistIndex(
                fields=["headline"], name="article_near_headline", opclasses=["gist_trgm_ops"]
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        # What the rows written above still have to check, before others change the tables.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
    ]
