"""What the verb behind an event's noun says of its status, told by words alone."""

from __future__ import annotations

from pipeline.events.statuses import CANCELLED, ONGOING, PLANNED

_NEAR = 3
_DROPPED = frozenset({"dropped", "scrapped", "shelved", "abandoned", "suspended"})
_NOT_HELD = (
    ("did", "not", "take", "place"),
    ("failed", "to", "take", "place"),
    ("didn", "'t", "take", "place"),
    ("did", "n't", "take", "place"),
    ("will", "not", "take", "place"),
)


def predicate(right: tuple[str, ...]) -> str | None:
    """What the verb after a noun says: "the visit will take place", "the talks, scheduled for", "was cancelled".

    Args:
        right: the words behind the noun.

    Returns:
        A status, None where they say nothing of it.
    """
    skip = -1
    for i, word in enumerate(right):
        if i <= skip:
            continue
        if word in ("which", "who", "originally", "initially") and right[i - 1 : i] == (",",) and "," in right[i:]:
            skip = right.index(",", i)
            continue
        if word in (".", ";", "that", "which", "who"):
            return None
        following = right[i : i + 4]
        if word in ("will", "shall") or (word == "would" and i < _NEAR) or following[:2] == ("to", "be"):
            return PLANNED
        if (
            word in ("scheduled", "slated", "due", "set", "planned", "expected", "billed")
            and i < 14
            and "for" in right[i : i + 3]
        ):
            return PLANNED
        if word == "being" and following[1:2] and following[1] in ("prepared", "planned", "arranged", "organised"):
            return PLANNED
        gone = right[i : i + 4] in _NOT_HELD or following[:2] == ("called", "off")
        dropped = word in _DROPPED and right[i - 1 : i] in (("was",), ("were",), ("been",))
        if word in ("cancelled", "canceled", "postponed") or gone or dropped:
            return CANCELLED
        if i < 6 and word in ("is", "are") and following[1:2] and following[1] in ("underway", "ongoing", "taking"):
            return ONGOING
    return None
