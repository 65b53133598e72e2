"""Answers to HEAD: the headers of the page, and no body."""


class NoBodyForHead:
    """Middleware. Django leaves this to the server, and gunicorn warns of each one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response
