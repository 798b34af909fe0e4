"""The words of the scales that come with the program, for interfaces in other languages.

The database holds them in English, as it holds whatever scales a newsroom adds; those are shown as they are.
"""

from django.utils.translation import pgettext, pgettext_lazy

CONTEXT = "scale"

WORDS = (
    pgettext_lazy("scale", "truth"),
    pgettext_lazy("scale", "Whether the proposition was right, by the facts of the day it was said."),
    pgettext_lazy("scale", "true"),
    pgettext_lazy("scale", "The claim is right and nothing that matters is missing."),
    pgettext_lazy("scale", "mostly true"),
    pgettext_lazy("scale", "The claim is right in substance; a detail is wrong or missing."),
    pgettext_lazy("scale", "mixed"),
    pgettext_lazy("scale", "The claim joins what is right and what is wrong, and neither outweighs the other."),
    pgettext_lazy("scale", "mostly false"),
    pgettext_lazy("scale", "A kernel is right; the claim as a whole is not."),
    pgettext_lazy("scale", "false"),
    pgettext_lazy("scale", "The claim is wrong."),
    pgettext_lazy("scale", "misleading"),
    pgettext_lazy("scale", "What is said may be right, but what it gives to understand is wrong."),
    pgettext_lazy("scale", "unproven"),
    pgettext_lazy("scale", "The evidence found neither supports nor contradicts the claim sufficiently."),
    pgettext_lazy("scale", "utterance"),
    pgettext_lazy("scale", "Whether somebody said what they are said to have said."),
    pgettext_lazy("scale", "accurate"),
    pgettext_lazy("scale", "The words, or their sense in translation, are those of the speaker."),
    pgettext_lazy("scale", "altered"),
    pgettext_lazy("scale", "The words were changed in a way that changes their sense."),
    pgettext_lazy("scale", "inverted"),
    pgettext_lazy("scale", "The report says the opposite of what was said."),
    pgettext_lazy("scale", "out of context"),
    pgettext_lazy("scale", "The words are right, but what stood around them changes their sense."),
    pgettext_lazy("scale", "misattributed"),
    pgettext_lazy("scale", "The words were said, but by somebody else."),
    pgettext_lazy("scale", "fabricated"),
    pgettext_lazy("scale", "The words were never said."),
    pgettext_lazy("scale", "Neither a record of the words nor a denial that settles it was found."),
    pgettext_lazy("scale", "outcome"),
    pgettext_lazy("scale", "What became of a prediction or a promise."),
    pgettext_lazy("scale", "came about"),
    pgettext_lazy("scale", "What was predicted or promised happened, within the time named."),
    pgettext_lazy("scale", "partly"),
    pgettext_lazy("scale", "A part of what was predicted or promised happened."),
    pgettext_lazy("scale", "did not"),
    pgettext_lazy("scale", "It did not happen within the time named."),
    pgettext_lazy("scale", "open"),
    pgettext_lazy("scale", "The time named has not passed yet."),
    pgettext_lazy("scale", "void"),
    pgettext_lazy("scale", "The condition of the prediction or promise never arose."),
)


def in_interface(words: str) -> str:
    """Return words of a scale in the interface's language, or as they are where they are not the program's."""
    return pgettext(CONTEXT, words) if words else ""
