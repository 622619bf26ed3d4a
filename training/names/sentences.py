"""Passages made from the sentence templates, with the spans of their names.

A template is prose with slots and choices. `{kind:g}` is a slot; the letter ties its uses in one passage together, so
that `{person:p}` and `{surname:p}` are one person, `{country:a}`, `{demonym:a}` and `{capital:a}` one country, and
`{party:l}`, `{acro:l}` and `{short:l}` one organisation, its initials and its short form. `{party:l@a}` takes the
country, city and region inside the name from group a. `{~city:c}` is written without being a name (a treaty, a prize).
`{asorg:x}`, `{asper:x}` and `{asloc:x}` are one surface under three labels. `[one|other|]` is a choice.
"""

from __future__ import annotations

import re

from names import words
from names.augment import in_title_case
from names.fillers import Fillers
from names.invent import Inventor
from names.passages import Entity, Passage

_SLOT = re.compile(r"\{(~?)(\w+)(?::(\w))?(?:@(\w))?\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_INNER = re.compile(r"\{(\w+)\}")
_ARTICLE = re.compile(r"(?:^|\W)the $", re.IGNORECASE)
_INDEFINITE = re.compile(r"(?:^|(?<=\W))([Aa])n? $")
_OPENING = re.compile(r"(?:^|[.!?][\"”’)]? )[\"“(]?$")
# Templates of these lists stand alone: lines of a page, posts.
ALONE = ("sentences_layout.tsv", "sentences_social.tsv")
# How much likelier than its size a list is drawn: those that mend what the model gets wrong.
_WEIGHTS = {"sentences_bodies.tsv": 1.6, "sentences_business.tsv": 1.2, "sentences_people.tsv": 1.2}
_ENDS = (".", "!", "?", '"', "”")  # what does not end so is a line of a page and stands alone
_TITLED = 0.03  # share of one-sentence passages written as a headline
_LINKED = 0.5  # share of passages whose sentences speak of the same people and bodies


class SentenceMaker:
    """Fills templates; a slot's letter ties its uses in one passage together."""

    def __init__(self, inventor: Inventor) -> None:
        self._inventor = inventor
        self._rng = inventor.rng
        self._fillers = Fillers(inventor)
        self._lists = list(words.templates_by_list().items())
        self._shares = [len(found) * _WEIGHTS.get(name, 1.0) for name, found in self._lists]
        self._prose = [entry for entry in self._lists if entry[0] not in ALONE]
        self._prose_shares = [len(found) * _WEIGHTS.get(name, 1.0) for name, found in self._prose]

    def passage(self) -> Passage:
        """One to five sentences as a paragraph; in half of them the same names come again, in short."""
        name, found = self._rng.choices(self._lists, self._shares)[0]
        templates = [self._rng.choice(found)]
        if name not in ALONE and templates[0].endswith(_ENDS):
            for _ in range(self._rng.choice((0, 0, 1, 1, 2, 3))):
                more = self._rng.choice(self._rng.choices(self._prose, self._prose_shares)[0][1])
                if more not in templates and more.endswith(_ENDS):
                    templates.append(more)
        passage = self._joined(templates, linked=self._rng.random() < _LINKED)
        if name == "sentences_social.tsv":
            return self._informal(passage)
        if len(templates) == 1 and self._rng.random() < _TITLED:
            return in_title_case(passage)
        return passage

    def _joined(self, templates: list[str], *, linked: bool) -> Passage:
        text, ents, bound = "", list[Entity](), dict[str, str]()
        for template in templates:
            if text:
                text += " "
            more, spans = self._fill(template, bound if linked else {})
            ents.extend((start + len(text), end + len(text), label) for start, end, label in spans)
            text += more
        return Passage(text, ents, "invented")

    def _informal(self, passage: Passage) -> Passage:
        """As people post: often in small letters, now and then in capitals, without the last mark."""
        text, draw = passage.text, self._rng.random()
        if draw < 0.3 and len(text.lower()) == len(text):
            text = text.lower()
        elif draw < 0.38 and len(text.upper()) == len(text):
            text = text.upper()
        if self._rng.random() < 0.4 and text.endswith(".") and all(end < len(text) for _, end, _ in passage.ents):
            text = text[:-1]
        return Passage(text, passage.ents, passage.source)

    def _fill(self, template: str, bound: dict[str, str] | None = None) -> tuple[str, list[Entity]]:
        bound = {} if bound is None else bound
        template = self._chosen(template)
        text, at = "", 0
        ents: list[Entity] = []
        for slot in _SLOT.finditer(template):
            between = template[at : slot.start()]
            text += between.removeprefix(".") if text.endswith(".") else between
            at = slot.end()
            silent, kind, group, inside = slot.group(1), slot.group(2), slot.group(3) or "", slot.group(4) or ""
            if kind == "admin":
                text = self._admin(text, ents)
                continue
            value = self._fillers.value(kind, group, inside, bound)
            text, value = _agreed(text, value)
            label = "" if silent else self._fillers.label(kind, group, value, bound)
            lead = 4 if value.startswith(("the ", "The ")) else 0
            if label:
                ents.append((len(text) + lead, len(text) + len(value), label))
            opens = _OPENING.search(text) and (value.startswith("the ") or not label)
            text += value[:1].upper() + value[1:] if opens else value
        rest = template[at:]
        return text + (rest.removeprefix(".") if text.endswith(".") else rest), ents

    def _chosen(self, template: str) -> str:
        """The template with its choices made, the inner ones first; a capital in front unless a post has none."""
        small = template.lstrip("[")[:1].islower()
        while choice := _CHOICE.search(template):
            one = self._rng.choice(choice.group(1).split("|"))
            template = template[: choice.start()] + one + template[choice.end() :]
        template = re.sub(r"  +", " ", template).replace(" ,", ",").replace(" .", ".").strip()
        return template if small else template[:1].upper() + template[1:]

    def _admin(self, text: str, ents: list[Entity]) -> str:
        """A phrase around a place ("the port city of X"): only the place is the name."""
        phrase = self._rng.choice(words.kinds("places.tsv")["admin"])
        if _ARTICLE.search(text):
            phrase = phrase.removeprefix("the ")
        slot = _INNER.search(phrase)
        if slot is None:
            return text + phrase
        value = self._fillers.value(slot.group(1), "", "", {}).removeprefix("the ")
        text += phrase[: slot.start()]
        ents.append((len(text), len(text) + len(value), "LOC"))
        return text + value + phrase[slot.end() :]


def _agreed(text: str, value: str) -> tuple[str, str]:
    """What stands before a value and the value, with articles as they should be."""
    if _ARTICLE.search(text):
        value = value.removeprefix("the ").removeprefix("The ")
        if value in words.kinds("organisations.tsv")["noarticle"]:
            head = text[-4] == "T"
            text = text[:-4]
            value = value[:1].upper() + value[1:] if head else value
    elif found := _INDEFINITE.search(text):
        value = value.removeprefix("the ")
        text = f"{text[: found.start()]}{found.group(1)}{'n' if value[:1] in 'AEIOaeio' else ''} "
    return text, value
