"""The steps that a text can take across the desk.

``table`` says which there are and what each does, ``form`` asks for what some of them need, and
``offered`` says which a person is offered for an article as it stands, and why not the others.
"""

from .form import StepForm
from .offered import OUT, Offer, initial, offers, times_shown, waiting_update
from .table import STEPS, Ask, Step

__all__ = [
    "OUT",
    "STEPS",
    "Ask",
    "Offer",
    "Step",
    "StepForm",
    "initial",
    "offers",
    "times_shown",
    "waiting_update",
]
