"""The demo's accounts and the group of each; None stands for one that may do all."""

GROUPS = {
    "reporter": "Reporter",
    "editor": "Editor",
    "publisher": "Publisher",
    "reviewer": "Feedback reviewer",
    "admin": None,
}
