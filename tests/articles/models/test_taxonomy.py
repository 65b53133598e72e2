"""Topics make a tree, whoever writes them and however many at once."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from articles.models import Topic
from tests.factories import make_topic


def chain(length):
    """Topics, each under the one before."""
    topics = [make_topic()]
    for _n in range(length - 1):
        topics.append(make_topic(parent=topics[-1]))
    return topics


@pytest.mark.django_db
@pytest.mark.parametrize("length", [2, 3, 6])
def test_the_database_refuses_circles(length):
    first, *_others, last = chain(length)
    with pytest.raises(IntegrityError, match="topic_under_itself"), transaction.atomic():
        Topic.objects.filter(pk=first.pk).update(parent=last)
    assert Topic.objects.get(pk=first.pk).parent is None


@pytest.mark.django_db
def test_the_form_says_so_in_words():
    first, second, third = chain(3)
    first.parent = third
    with pytest.raises(ValidationError) as refusal:
        first.clean()
    wanted = f"“{third}” lies under this topic, so it cannot be above it."
    assert refusal.value.message_dict == {"parent": [wanted]}
    first.parent = first
    with pytest.raises(ValidationError) as refusal:
        first.clean()
    assert refusal.value.message_dict == {"parent": ["A topic cannot be its own parent."]}
    third.parent = first  # two up: a sibling of the second
    third.clean()
    third.save()
    assert first.below() == {second.pk, third.pk}


@pytest.mark.django_db
def test_a_tree_may_be_moved_whole():
    _top, branch, leaf = chain(3)
    branch.parent = make_topic()
    branch.save()
    assert Topic.objects.get(pk=leaf.pk).parent == branch


@pytest.mark.django_db(transaction=True)
def test_two_topics_are_not_put_under_each_other_at_once():
    one, two = make_topic(), make_topic()
    start, outcomes = threading.Barrier(2), []

    def put(topic, under):
        try:
            start.wait(timeout=20)
            Topic.objects.filter(pk=topic.pk).update(parent=under)
            outcomes.append("done")
        except IntegrityError:
            outcomes.append("refused")
        finally:
            connection.close()

    for _round in range(5):
        Topic.objects.update(parent=None)
        outcomes.clear()
        pairs = [(one, two), (two, one)]
        threads = [threading.Thread(target=put, args=pair) for pair in pairs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["done", "refused"]
        assert Topic.objects.filter(parent=None).count() == 1
