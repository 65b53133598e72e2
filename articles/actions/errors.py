"""Why an action did not happen, in words for the person who asked for it."""


class ActionRefused(Exception):
    """Base of all refusals. Nothing was changed; ``str()`` may be shown as it is."""


class NotAllowed(ActionRefused):
    """This person may not do this to this article in its present state."""


class NotReady(ActionRefused):
    """The article lacks what readers need. ``problems`` lists it."""

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__(" ".join(str(problem) for problem in self.problems))


class Conflict(ActionRefused):
    """Somebody saved a newer version since the text was opened. ``current`` is its number."""

    def __init__(self, message, current):
        self.current = current
        super().__init__(message)
