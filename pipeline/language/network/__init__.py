"""The built-in network: words of a sentence to names, tags, lemmas and a dependency tree, on one CPU core.

`Reader` is its spaCy component ("newsledger_reader"). The network is an ONNX file with 8-bit weights; how it was taught
stands in `training/`.
"""

from pipeline.language.network.component import Reader
from pipeline.language.network.labels import Labels
from pipeline.language.network.reading import Network, SentenceReading

__all__ = ["Labels", "Network", "Reader", "SentenceReading"]
