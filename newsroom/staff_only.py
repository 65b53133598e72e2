"""Django's middleware for people who log in, where people log in: under /admin/.

Everywhere else requests have no session, no user and no messages. So a reader's page cannot set a
cookie or differ from reader to reader, whatever cookies the request brings; and it is quicker.
"""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.middleware.csrf import CsrfViewMiddleware

STAFF = "/admin/"


class StaffOnly:
    """Makes a middleware class pass on what is not under /admin/."""

    def __call__(self, request):
        if request.path_info.startswith(STAFF):
            return super().__call__(request)
        return self.get_response(request)


class Session(StaffOnly, SessionMiddleware):
    pass


class Csrf(StaffOnly, CsrfViewMiddleware):
    """Readers' forms have a protection of their own, without a cookie: `feedback/csrf.py`."""

    def process_view(self, request, callback, callback_args, callback_kwargs):
        if request.path_info.startswith(STAFF):
            return super().process_view(request, callback, callback_args, callback_kwargs)
        return None


class Authentication(StaffOnly, AuthenticationMiddleware):
    pass


class Messages(StaffOnly, MessageMiddleware):
    pass
