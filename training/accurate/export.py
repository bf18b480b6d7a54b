"""Writes the trained encoder as ONNX with int8 weights, and checks it against the float model on some windows.

usage: export.py --weights averaged.pt --out model.onnx [--layers N]
"""

import argparse
import hashlib
import os
import tempfile

import model as M
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--weights", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--layers", type=int, default=6)
    a.add_argument("--float", action="store_true")
    a = a.parse_args()
    m = M.Encoder(layers=a.layers)
    if a.weights != "none":
        m.load_state_dict(torch.load(a.weights))
    m.eval()
    for layer in m.layers:
        layer.fuse()
    # Links are made by weights of their own (`training/fast/links.rs`); their part of the head only helped training.
    keep = M.TAGS + 1
    m.head.weight, m.head.bias = (torch.nn.Parameter(p.detach()[:keep].clone()) for p in (m.head.weight, m.head.bias))
    ids, kinds = torch.randint(0, 30000, (1, 40), dtype=torch.int32), torch.zeros(1, 40, dtype=torch.int32)
    with tempfile.TemporaryDirectory() as tmp:
        raw, ready = os.path.join(tmp, "raw.onnx"), os.path.join(tmp, "ready.onnx")
        torch.onnx.export(
            m, (ids, kinds), raw, input_names=["ids", "kinds"], output_names=["scores"], opset_version=17, dynamo=False,
            dynamic_axes={n: {0: "windows", 1: "pieces"} for n in ("ids", "kinds", "scores")},
        )
        if a.float:
            os.replace(raw, a.out)
            return
        quant_pre_process(raw, ready, skip_symbolic_shape=True)
        # Seven-bit weights: on CPUs without VNNI two 8-bit products overflow 16 bits.
        quantize_dynamic(
            ready, a.out, weight_type=QuantType.QInt8, reduce_range=True, per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
    model = onnx.load(a.out)
    onnx.helper.set_model_props(model, {"chain": " ".join(f"{x:.5f}" for x in [*m.start.tolist(), *m.trans.flatten().tolist()])})
    onnx.save(model, a.out)
    size, digest = os.path.getsize(a.out), hashlib.sha256(open(a.out, "rb").read()).hexdigest()
    print(a.out, size, "sha256", digest, "opset", onnx.load(a.out).opset_import[0].version)


if __name__ == "__main__":
    main()
