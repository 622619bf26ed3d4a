"""The network: a small BERT encoder, and on its words one head for each thing to be read.

The encoder is MiniLM-L6-H384-uncased (Wang et al. 2020) as found in a package; the sum at its bottom gets the features
of each word's writing and lists. Heads of words are scored by a biaffine form (Dozat and Manning 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

MASKED = -1e4  # score of what is padding: far below any other, and small enough for every number format


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network.

    Attributes:
        layers: encoder layers that are kept, from the bottom.
        positions: longest sentence in pieces.
        classes: for each plain head ("ner", "upos", "tag", "morph", "lemma", "start") its number of classes.
        relations: number of dependency labels.
        arc, relation: widths of the two parts that score heads and label them.
    """

    features: int
    classes: dict[str, int]
    relations: int
    layers: int = 6
    width: int = 384
    inner: int = 1536
    attention: int = 12
    positions: int = 256
    arc: int = 256
    relation: int = 128
    dropout: float = 0.1


class Layer(nn.Module):
    """One encoder layer, normalised after each part as BERT is."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        d = shape.width
        self.attention, self.dropout = shape.attention, shape.dropout
        self.query_key_value, self.output = nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.norm_1, self.norm_2 = nn.LayerNorm(d, eps=1e-12), nn.LayerNorm(d, eps=1e-12)
        self.up, self.down = nn.Linear(d, shape.inner), nn.Linear(shape.inner, d)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x`: (batch, pieces, width); `mask`: (batch, 1, 1, pieces), 0 or `MASKED`."""
        batch, pieces, d = x.shape
        joint = self.query_key_value(x).reshape(batch, pieces, 3, self.attention, d // self.attention)
        query, key, value = joint.permute(2, 0, 3, 1, 4).unbind(0)
        if torch.onnx.is_in_onnx_export():
            weights = torch.softmax(query @ key.transpose(-1, -2) * (d // self.attention) ** -0.5 + mask, -1)
            mixed = weights @ value
        else:
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, pieces, d)
        x = self.norm_1(x + functional.dropout(self.output(mixed), self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm_2(x + functional.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces with features to states."""

    def __init__(self, shape: Shape, vocabulary: int) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.feature = nn.Linear(shape.features, shape.width, bias=False)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.dropout = shape.dropout
        nn.init.zeros_(self.feature.weight)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """`pieces`: (batch, pieces); `features`: (batch, pieces, features); `mask`: (batch, pieces), 1 or 0."""
        where = self.position.weight[: pieces.shape[1]]
        x = self.norm(self.word(pieces) + where + self.feature(features))
        x = functional.dropout(x, self.dropout, self.training)
        barrier = ((1.0 - mask) * MASKED)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, barrier)
        return x


class Network(nn.Module):
    """The encoder and its heads."""

    def __init__(self, shape: Shape, vocabulary: int) -> None:
        super().__init__()
        d = shape.width
        self.shape = shape
        self.encoder = Encoder(shape, vocabulary)
        self.plain = nn.ModuleDict({name: nn.Linear(d, size) for name, size in shape.classes.items()})
        self.top = nn.Parameter(torch.zeros(d))  # what a root hangs on
        self.arc_word, self.arc_head = nn.Linear(d, shape.arc), nn.Linear(d, shape.arc)
        self.arc_form = nn.Parameter(torch.zeros(shape.arc + 1, shape.arc))
        self.relation_word, self.relation_head = nn.Linear(d, shape.relation), nn.Linear(d, shape.relation)
        self.relation_form = nn.Linear(shape.relation, shape.relations)
        nn.init.normal_(self.arc_form, std=shape.arc**-0.5 / 4)

    def words(self, pieces: Tensor, features: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """States of words, (batch, words, width): the mean of each word's first and last piece."""
        states = self.encoder(pieces, features, mask)
        width = states.shape[-1]
        begin = states.gather(1, first[:, :, None].expand(-1, -1, width))
        end = states.gather(1, last[:, :, None].expand(-1, -1, width))
        return functional.dropout((begin + end) * 0.5, self.shape.dropout, self.training)

    def arcs(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of heads (batch, words, words + 1), column 0 for no head, and the two sides of the relation labels."""
        heads = torch.cat([self.top.expand(words.shape[0], 1, -1), words], dim=1)
        left = functional.relu(self.arc_word(words))
        left = torch.cat([left, torch.ones_like(left[..., :1])], dim=-1)
        right = functional.relu(self.arc_head(heads))
        scores = left @ self.arc_form @ right.transpose(-1, -2)
        return scores, self.relation_word(words), self.relation_head(heads)

    def relations(self, word: Tensor, head: Tensor) -> Tensor:
        """Scores of relation labels from the two sides, chosen so that they belong together."""
        return self.relation_form(functional.relu(word + head))


def load_encoder(network: Network, path: Path) -> None:
    """The encoder's weights from a BERT checkpoint in safetensors; type embeddings are folded into the positions."""
    weights = load_file(path)
    encoder = network.encoder
    with torch.no_grad():
        encoder.word.weight.copy_(weights["embeddings.word_embeddings.weight"])
        positions = (
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        encoder.position.weight.copy_(positions[: network.shape.positions])
        _copy(encoder.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(encoder.layers):
            at = f"encoder.layer.{number}"
            parts = [f"{at}.attention.self.{part}" for part in ("query", "key", "value")]
            layer.query_key_value.weight.copy_(torch.cat([weights[f"{part}.weight"] for part in parts]))
            layer.query_key_value.bias.copy_(torch.cat([weights[f"{part}.bias"] for part in parts]))
            _copy(layer.output, weights, f"{at}.attention.output.dense")
            _copy(layer.norm_1, weights, f"{at}.attention.output.LayerNorm")
            _copy(layer.up, weights, f"{at}.intermediate.dense")
            _copy(layer.down, weights, f"{at}.output.dense")
            _copy(layer.norm_2, weights, f"{at}.output.LayerNorm")
    encoder.word.weight.requires_grad_(requires_grad=False)


def _copy(part: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    part.weight.copy_(weights[f"{name}.weight"])
    part.bias.copy_(weights[f"{name}.bias"])
