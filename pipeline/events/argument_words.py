"""Words and types by which the places around a trigger are told apart."""

from __future__ import annotations

from pipeline.events.phrase import PRESENCE

FROM_OBJECT = frozenset({"with", "between", "against"})
ALIKE = {
    "alongside": "with",
    "among": "between",
    "towards": "to",
    "toward": "to",
    "onto": "on",
    "into": "in",
    "via": "",
}
ON_OCCASION = frozenset({"at", "during", "in", "after", "following", "before", "on", "for", "from", "with", "amid"})
STANDING_FOR = {"presence": PRESENCE, "honour": "for", "honor": "for", "favour": "for", "favor": "for"}
"""Nouns that make a preposition with "in" and "of", and the column of the frame that they stand for."""

TRADING = "trading"
ANSWERS = frozenset({"acceptance", "reject"})
LOOKING_ON = frozenset({"look", "watch", "stand", "applaud", "preside", "witness"})
HELPING = frozenset({"help", "support", "assist", "back", "aid", "defend", "protect", "compensate"})
GIVING = frozenset(
    {"provide", "give", "grant", "lend", "send", "supply", "offer", "donate", "extend", "deliver", "sell"}
)
OWNED = frozenset({"invitation", "visit"})
GIVERS = frozenset({"investment", "aid", "sanction"})
WELCOMED = frozenset({"welcomed", "greeted", "received", "honoured", "honored"})
TREATING = frozenset({"treat", "fete", "entertain", "honour", "honor"})
JOURNEY = frozenset({"visit"})
PAYING = frozenset({"pay", "make", "undertake", "conduct"})
PAPERS = frozenset({"signing", "joint_statement"})
WITNESSED = frozenset({"signing", "joint_statement", "agreement"})
CALLING_OFF = frozenset({"cancel", "postpone", "scrap", "delay", "suspend", "plan", "schedule", "announce"})
SHARED = frozenset({"meeting", "talks", "call"})
RECEIVED = frozenset({"receive", "accept", "secure", "win", "obtain"})
PASSING_ON = frozenset({"convey", "deliver", "hand", "transmit", "pass", "bring", "carry"})
GOING = frozenset({"praise", "invitation"})
"""Types whose verb takes "to" of where somebody goes: "welcomed X to Y"."""

COMPANY = {"accompanied": "by", "joined": "by", "flanked": "by", "witnessed": PRESENCE}
"""Participles behind which stands who comes along, with the place of the frame that gives the role."""

METONYMS = frozenset({"trade_report", "accuse", "assault", "praise", "reject", "protest", "sanction"})
