"""What other apps may listen to. Sent after commit, never before."""

from django.dispatch import Signal

# Sent with ``article_id`` and ``at`` when what readers get has changed.
publication_changed = Signal()
