"""Every error that newsledger raises on purpose, in one tree.

    PipelineError
    ├── ConfigError        an option or a line of pipeline.toml is wrong
    ├── KnowledgeError     a knowledge file (built in or the user's) has a bad row
    ├── OverridesError     lines of actors.overrides.tsv are malformed
    ├── ModelError         a language model cannot be loaded or lacks what is needed
    ├── CorpusError        the corpus folder as a whole cannot be read
    ├── ArticleError       one article cannot be read: it is skipped, the run goes on
    ├── GoldError          a folder of annotation cannot be read, or does not fit the run
    ├── OutputsError       the outputs folder cannot be written, or another run holds it
    ├── ClusterError       the cluster cannot be reached, or its workers are not like this machine
    ├── NotFoundError      no such run, table or row
    └── ContractError      a table breaks the schema: a defect of ours, never the user's

A message is one line that says which file or option, what is wrong, and what to do; an OverridesError has one for
each bad line of the file.
"""

from __future__ import annotations


class PipelineError(Exception):
    """Root of the tree; `str(error)` is the line shown to the user."""


class ConfigError(PipelineError):
    """An option or a line of pipeline.toml is wrong."""


class KnowledgeError(PipelineError):
    """A knowledge file has a bad row or cannot be read."""


class OverridesError(PipelineError):
    """Lines of actors.overrides.tsv are malformed, or the file cannot be read."""


class ModelError(PipelineError):
    """A language model cannot be loaded or lacks what is needed."""


class CorpusError(PipelineError):
    """The corpus folder as a whole cannot be read."""


class ArticleError(PipelineError):
    """One article cannot be read; carries the path below the corpus.

    Attributes:
        path: the file, relative to the corpus folder, with `/` between folders.
        reason: what is wrong and what to do, without the path.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[ArticleError], tuple[str, str]]:
        """Pickle by both arguments: the error crosses process borders."""
        return type(self), (self.path, self.reason)


class GoldError(PipelineError):
    """A folder of annotation cannot be read, a line of it is malformed, or it does not fit the run."""


class OutputsError(PipelineError):
    """The outputs folder cannot be written, or another run holds it."""


class ClusterError(PipelineError):
    """The cluster cannot be reached, or its workers are not like this machine."""


class NotFoundError(PipelineError):
    """No such run, table or row."""


class ContractError(PipelineError):
    """A table breaks the schema: a defect of ours, never the user's."""
