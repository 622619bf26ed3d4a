"""Who states a figure: "..., according to the ministry", "the central bank said", "ONS data showed"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.knowledge import Knowledge
from pipeline.records import Mention

_WINDOW = 90


class SpeakerReader:
    """Finds the speaker of a sentence among its mentions."""

    def __init__(self, knowledge: Knowledge) -> None:
        rows = knowledge.rows("figures/speech.tsv")
        before, behind, after = (
            "|".join(re.escape(row["phrase"]) for row in rows if row["side"] == side)
            for side in ("before", "behind", "after")
        )
        self._cues = [row["phrase"].lower() for row in rows if row["side"] in ("before", "behind")]
        # a title may stand between the verb and the name: "said Energy Minister Ana Ruiz"
        self._before = re.compile(
            rf"(?:\b(?:{before})|[,\"”’]\s*(?:{behind}))\s+(?:(?:the|a|an|its)\s+)?(?:[\w-]+\s+){{0,3}}$", re.IGNORECASE
        )
        self._after = re.compile(
            rf"(?:['’]s)?(?:\s*\([^)]{{1,20}}\))?(?:,(?!\s+and\b)[^,;:.]{{1,60}},)?\s+(?:(?:also|later|has|had|have)\s+)?(?:{after})\b"
        )

    def read(self, text: str, start: int, end: int, mentions: Sequence[tuple[int, Mention]]) -> int | None:
        """The index of the mention that says what `text[start:end]` states, None where no word tells.

        Args:
            text: of the article.
            start: of the sentence.
            end: after it.
            mentions: (index, mention) of those in it, in text order.
        """
        for index, mention in mentions:
            if self._after.match(text, mention.end, min(end, mention.end + _WINDOW)):
                return index
            if self._opens(text[max(start, mention.start - _WINDOW) : mention.start]):
                return index
        return None

    def _opens(self, before: str) -> bool:
        """Whether the words before a mention say that it speaks; most have no such word, and the search is dear."""
        low = before.lower()
        return any(cue in low for cue in self._cues) and self._before.search(before) is not None
