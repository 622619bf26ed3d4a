"""The language stage: an article to its tokens and names."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from pipeline.knowledge import Knowledge
from pipeline.language.headlines import Headlines
from pipeline.language.lexicon import Lexicon
from pipeline.language.models import load_pipeline
from pipeline.language.names import NameFinder, model_names
from pipeline.language.tokenizer import make_doc
from pipeline.language.tokens import TokenReader
from pipeline.language.units import Word
from pipeline.records import Annotation, Article, Name, Token

# Words met that the vocabulary keeps; those of later articles are forgotten with their article.
_KEPT_WORDS = 40_000


class Annotator:
    """Tokens and names of an article.

    Args:
        knowledge: gazetteers, titles and words.
        model: "built-in", or the name or path of a spaCy pipeline with a names component.

    Raises:
        ModelError: the model cannot be used; one line says why.
    """

    def __init__(self, knowledge: Knowledge, model: str) -> None:
        loaded = load_pipeline(knowledge, model)
        self._nlp, self._finds_names = loaded.nlp, loaded.finds_names
        self._tokens = TokenReader(self._nlp.vocab)
        lexicon = Lexicon(loaded.knowledge, lambda surface: [token.text for token in make_doc(self._nlp, surface)])
        self._names, self._headlines = NameFinder(lexicon), Headlines(lexicon)
        self._room = len(self._nlp.vocab.strings) + _KEPT_WORDS

    def __call__(self, article: Article) -> Annotation:
        """Tokens that cover every visible character, and names that never overlap, both in text order."""
        with self._memory():
            return self._read(article)

    def _memory(self) -> AbstractContextManager[Any]:
        """Where the words of an article are kept: with the vocabulary, until it is full, then for the article only.

        A zone that is forgotten costs the tokeniser its cache, so the words of the first articles, which are most of
        the words of all, are kept. What an article's result is does not hang on it.
        """
        full = len(self._nlp.vocab.strings) > self._room
        zone: AbstractContextManager[Any] = self._nlp.memory_zone() if full else nullcontext()
        return zone

    def _read(self, article: Article) -> Annotation:
        """No Doc, span or token of spaCy may outlive this call."""
        text = self._shown(article)
        made = (make_doc(self._nlp, text[sentence.start : sentence.end]) for sentence in article.sentences)
        tokens: list[Token] = []
        words: list[list[Word]] = []
        found: list[Name] = []
        for index, (sentence, doc) in enumerate(zip(article.sentences, self._nlp.pipe(made), strict=True)):
            seen, read = self._tokens.read(doc, text, sentence.start, index, len(tokens))
            words.append(seen)
            tokens.extend(read)
            if sentence.kind != "header":
                found.extend(model_names(doc.ents, article.text, sentence.start, index))
        agency = article.agency.text if article.agency is not None else None
        model = found if self._finds_names else None
        return Annotation(tuple(tokens), self._names.find(article.text, article.sentences, words, model, agency))

    def _shown(self, article: Article) -> str:
        """The text as model and rules see it, every character in its place."""
        text = article.text
        for index, line in self._headlines.read(article).items():
            sentence = article.sentences[index]
            text = text[: sentence.start] + line + text[sentence.end :]
        return text
