"""What the network's numbers mean: the file `labels.json` of the packaged model."""

from __future__ import annotations

import json

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from spacy.parts_of_speech import IDS

from pipeline.language.network.lemmas import parsed

HEADS = ("ner", "start", "upos", "tag", "morph", "lemma")
ROOT = "ROOT"


class Labels(BaseModel):
    """For each plain head its classes in the order of the output columns, and the last layer for relations.

    Attributes:
        heads: `HEADS` are among its keys; of "start" the second class is "a sentence begins here".
        relations: as in Universal Dependencies; "ROOT" for the word without a head.
        relation_weight: `(len(relations), width)`.
        relation_bias: `(len(relations),)`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    heads: dict[str, tuple[str, ...]]
    relations: tuple[str, ...]
    relation_weight: tuple[tuple[float, ...], ...]
    relation_bias: tuple[float, ...]

    @classmethod
    def read(cls, content: bytes) -> Labels:
        """The labels of a file.

        Raises:
            ValueError: it is damaged; one line says where.
        """
        try:
            return cls.model_validate_json(content)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(map(str, first["loc"]))
            raise ValueError(": ".join(filter(None, (place, first["msg"])))) from error

    def write(self) -> bytes:
        """The file of the labels."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=0).encode("utf-8")

    @model_validator(mode="after")
    def _is_whole(self) -> Labels:
        missing = [head for head in HEADS if not self.heads.get(head)]
        if missing:
            raise ValueError(f"no classes of {', '.join(missing)}")
        if strange := [upos for upos in self.heads["upos"] if upos not in IDS]:
            raise ValueError(f"{strange[0]!r} is no part of speech")
        if "O" not in self.heads["ner"] or any(tag != "O" and tag[:2] not in {"B-", "I-"} for tag in self.heads["ner"]):
            raise ValueError("the classes of ner are not O, B-… and I-…")
        if len(self.heads["start"]) != 2:
            raise ValueError("start has other than two classes")
        for script in self.heads["lemma"]:
            parsed(script)
        if ROOT not in self.relations:
            raise ValueError(f"{ROOT} is not among the relations")
        sizes = {len(row) for row in self.relation_weight}
        if not len(self.relations) == len(self.relation_weight) == len(self.relation_bias) or len(sizes) != 1:
            raise ValueError("relations, relation_weight and relation_bias differ in length")
        return self
