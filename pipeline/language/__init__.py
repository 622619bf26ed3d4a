"""Article -> tokens and names: tokenisation of wire copy, names by rule or by a trained spaCy pipeline, their labels.

`Annotator(knowledge, model)` is built once per process; a call is pure. Without a trained model the names come from
gazetteers, a grammar of names and the consistency of the article; with one, its spans are typed and completed by them.
The tokeniser and the rules are spaCy's to use as well: "newsledger.WireTokenizer.v1" and the component "newsledger_names".
"""

from pipeline.language.annotator import Annotator
from pipeline.language.models import notices
from pipeline.language.plugged import locate

__all__ = ["Annotator", "locate", "notices"]
