"""The trained network as an ONNX file with 8-bit weights."""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from reader.network import Network

INPUTS = ("pieces", "features", "mask", "first", "last")
OUTPUTS = ("plain", "arcs", "relation_word", "relation_head")


class _Outputs(nn.Module):
    """What the run time reads, in four tensors."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: Tensor, features: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        words = self.network.words(pieces, features, mask, first, last)
        plain = torch.cat([head(words) for head in self.network.plain.values()], dim=-1)
        return (plain, *self.network.arcs(words))


def export(network: Network, target: Path) -> None:
    """Write the network to `target`: attention and normalisation fused, weights of 8 bits a channel."""
    network.eval()
    example = (
        torch.ones(2, 7, dtype=torch.long),
        torch.zeros(2, 7, network.shape.features),
        torch.ones(2, 7),
        torch.ones(2, 4, dtype=torch.long),
        torch.ones(2, 4, dtype=torch.long),
    )
    pieces, words = {0: "batch", 1: "pieces"}, {0: "batch", 1: "words"}
    axes = {"pieces": pieces, "features": pieces, "mask": pieces, "first": words, "last": words}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    with tempfile.TemporaryDirectory() as folder:
        whole, fused = Path(folder) / "whole.onnx", Path(folder) / "fused.onnx"
        torch.onnx.export(
            _Outputs(network),
            example,
            str(whole),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False
        # The fused residual normalisation takes three times the time of the plain one on a CPU.
        options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = False
        shape = network.shape
        optimized = optimize_model(
            str(whole), "bert", num_heads=shape.attention, hidden_size=shape.width, optimization_options=options
        )
        optimized.save_model_to_file(str(fused))
        print({op: n for op, n in optimized.get_fused_operator_statistics().items() if n})
        quantize_dynamic(
            fused,
            target,
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    onnx.checker.check_model(str(target))
