"""Export a trained tagger to ONNX with 8-bit weights, per channel (per tensor ruins it).

    python -m training.tagger.export TAGGER.pt WEIGHTS_DIR OUT.onnx

Prints the size and the greatest difference of a tag probability between the full and the 8-bit model.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer

from training.tagger.model import Tagger
from training.tagger.norms import take_norms_apart

INPUTS, OUTPUTS = ("pieces", "case", "mask"), ("tags", "keys", "queries")


def main() -> None:
    """Load, export, quantise, compare."""
    state, weights, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    model = Tagger(weights)
    model.load_state_dict({k: v.float() for k, v in torch.load(state, weights_only=True).items()})
    model.eval()
    model.encoder.set_attn_implementation("eager")  # the form that the optimiser knows how to fuse
    example = tuple(torch.ones(2, 16, dtype=torch.int64) for _ in INPUTS)
    axes = {name: {0: "batch", 1: "length"} for name in (*INPUTS, *OUTPUTS)}
    with tempfile.TemporaryDirectory() as folder:
        full, fused = Path(folder) / "full.onnx", Path(folder) / "fused.onnx"
        torch.onnx.export(
            model,
            example,
            full,
            input_names=INPUTS,
            output_names=OUTPUTS,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        size = model.encoder.config
        optimised = optimizer.optimize_model(
            str(full),
            model_type="bert",
            num_heads=size.num_attention_heads,
            hidden_size=size.hidden_size,
            opt_level=1,
        )
        optimised.save_model_to_file(str(fused))
        quantize_dynamic(
            fused,
            out,
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
        onnx.save(take_norms_apart(onnx.load(out)), out)
        rng = np.random.default_rng(1)
        feed = {
            "pieces": rng.integers(1000, 20000, (4, 64)),
            "case": rng.integers(0, 4, (4, 64)),
            "mask": np.ones((4, 64), dtype=np.int64),
        }
        before, after = (onnxruntime.InferenceSession(str(p)).run(["tags"], feed)[0] for p in (full, out))
    softmax = [np.exp(x) / np.exp(x).sum(-1, keepdims=True) for x in (before, after)]
    print(
        f"{out}: {out.stat().st_size / 1e6:.1f} MB, greatest difference {np.abs(softmax[0] - softmax[1]).max():.3f}"
    )


if __name__ == "__main__":
    main()
