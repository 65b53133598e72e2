"""References: how a submission is called in public, and how a reader gets at its state."""

import secrets

# Without letters and digits that are mistaken for one another on paper or by telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 4
GROUP_LENGTH = 4
PATTERN = rf"[{ALPHABET}]{{{GROUP_LENGTH}}}(?:-[{ALPHABET}]{{{GROUP_LENGTH}}}){{{GROUPS - 1}}}"


def new_reference():
    """A reference such as ``K7QM-2XWD-9RTA-BC4E``: 78 random bits, beyond guessing."""
    return "-".join(
        "".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS)
    )
