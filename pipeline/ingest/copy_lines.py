"""Lines about the copy and not of it: notes to editors, slugs, labels, rights, times, and a bare signature at the end.

Notes and slugs stand above the title: "(Eds: shortens)", "URGENT", "EMBARGOED until 3 May", "BC-PERU-TRADE/2nd ld". Rights,
times and signatures close the article: "© 2024 XYZ", "10:30 local time", "ABC/JS/LM", "ABC", "(Harbour Desk)".
"""

from __future__ import annotations

import re

from pipeline.ingest.cues import Agencies, Cues
from pipeline.knowledge import Knowledge
from pipeline.records import Span

_MAX_LENGTH = 240
_MAX_WORDS = 4
_SLUG = re.compile(
    r"(?=\S*[^\W\d_])[\w.&]+(?:[-–/_]+[\w.&]+){2,}(?:[,/\s]\s?(?:\d?(?:1st|2nd|3rd|\dth)[\w. -]{0,20}|(?i:ld|lead|take|add|update|urgent)\b[\w. -]{0,20}|\d{1,4})){0,3}|ZCZC\b.{0,30}|[^\W\d_]{2,6}-?\d{1,4}"
)
_CLOCK = r"\d{1,2}[:.h]\d\d(?::\d\d)?|\d{4}(?=\s?(?:gmt|utc|hrs|h\b))"
_CODES = re.compile(
    r"[(\[]?(?P<first>[^\W\d_a-z]{2,8})(?:(?:(?:/|\s/\s|-)[^\W\d_]{2,4}){1,4}|(?:\s[^\W\d_a-z]{2,4}){1,4})[)\]]?\.?"
)
_EDGES = " \t-–—*()[]/.=#_<>"
_NAMED = re.compile(r"[(\[*_]*(?P<name>[^\W\d_a-z][\w.&'’-]*(?: [\w.&'’-]+){0,3}?)[)\]*_]*\.?")


class CopyLines:
    """Recognises such lines; each test is given one whole line."""

    def __init__(self, knowledge: Knowledge, agencies: Agencies) -> None:
        cues = Cues(knowledge)
        self._agencies = agencies
        self._marks = cues.words("end_mark")
        self._agency_words = cues.words("agency_word")
        number = r"(?:[ -]?\d{1,2})?"
        label = rf"(?:{cues.pattern('story_label')}){number}"
        note = cues.pattern("editor_note")
        self._note = re.compile(
            rf"[(\[*_]+\s*(?:{note}|{label})\b[^()\[\]]*[)\]*_]+\.?|(?:{note})\s*:.*|(?:embargoed|embargo|attention|attn)\b(?=.*(?:\d|[:!]|editors)).*|[*_]*{label}[*_]*\s*[:!.]*",
            re.IGNORECASE,
        )
        self._label = re.compile(rf"(?:(?=[^\Wa-z])(?i:{label})(?:\s?[-–—]+|:)\s*(?=[\"“'‘]?[^\W_a-z]))+")
        self._rights = re.compile(
            rf"(?<!\w)(?i:{cues.pattern('rights')})(?!\w)|^\W{{0,3}}(?i:{cues.pattern('rights_opening')})\W{{0,6}}(?=\d{{4}}|[^\Wa-z])"
        )
        self._rights_words = sorted(cues.words("rights") | cues.words("rights_opening"))
        word = rf"(?:{cues.pattern('clock_word')}|[+-]\d{{1,2}}(?::?\d\d)?|[()|,:;/–-]|\s)"
        self._time = re.compile(rf"(?:{word}){{0,8}}(?:{_CLOCK})(?:{word}){{0,12}}", re.IGNORECASE)

    def opens(self, line: str) -> bool:
        """Whether a line above the article is a note to editors, a label, a slug or a time."""
        if len(line) > _MAX_LENGTH:
            return False
        return bool(self._note.fullmatch(line) or _SLUG.fullmatch(line) or self._time.fullmatch(line))

    def label(self, text: str, start: int, end: int) -> int:
        """Where a headline begins behind its labels: "UPDATE 2-Talks open" begins at "Talks"."""
        match = self._label.match(text, start, end)
        return match.end() if match and match.end() < end else start

    def closes(self, line: str) -> bool:
        """Whether a line below the article tells of its rights or its time."""
        if len(line) > 2 * _MAX_LENGTH:
            return False
        return self.mark(line) or self._has_rights(line) or self._time.fullmatch(line) is not None

    def _has_rights(self, line: str) -> bool:
        low = line.lower()
        return any(words in low for words in self._rights_words) and self._rights.search(line) is not None

    def mark(self, line: str) -> bool:
        """Whether a line is an end mark, with or without initials: "-- ENDS --", "END/AB"."""
        bare = line.strip(_EDGES).casefold()
        return bare in self._marks or ("/" in bare and bare.split("/")[0] in self._marks)

    def signature(self, text: str, start: int, end: int, signed: list[str]) -> Span | None:
        """The agency that a line alone at the very end names.

        Args:
            text: the article.
            start: first character of the line.
            end: behind its last.
            signed: agencies that datelines name; the line may repeat one.
        """
        if self._has_rights(text[start:end]):
            found = self._agencies.find(text, start, end)
            return Span(*found, text[found[0] : found[1]]) if found else None
        if end - start > _MAX_LENGTH // 4:
            return None
        codes = _CODES.fullmatch(text, start, end)
        if codes:
            return Span(*codes.span("first"), codes["first"])
        match = _NAMED.fullmatch(text, start, end)
        if not match:
            return None
        name = match["name"].rstrip(".")
        words = name.split()
        known = name in signed or self._agencies.short(name) is not None
        capital = all(word[0].isupper() or word[0].isdigit() for word in words)
        called = capital and len(words) > 1 and any(word.casefold() in self._agency_words for word in words)
        bracketed = text[start] in "([" and capital
        code = len(words) == 1 and name.isupper() and name.isalpha() and 2 <= len(name) <= 10
        if not (known or called or bracketed or code):
            return None
        return Span(match.start("name"), match.start("name") + len(name), name)
