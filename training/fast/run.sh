#!/usr/bin/env bash
# Makes src/model/fast.bin, link.bin, worth.tsv and accurate_worth.txt from the corpora in SHARED: run.sh SHARED WORK.
# accurate_worth.txt mixes in scores of accurate.onnx, so accurate/run.sh comes first.
set -euo pipefail
shared=$(realpath "${1:?usage: run.sh SHARED WORK}")
work=$(realpath -m "${2:?usage: run.sh SHARED WORK}")
cd "$(dirname "$(realpath "$0")")/../.."
model=crates/onrecord-extract/src/model
mkdir -p "$work"
for part in train dev; do
  python3 "$shared/eval/polnear_docs.py" "$shared/data/polnear/$part" > "$work/$part.docs"
  python3 "$shared/eval/score_attribution.py" "$shared/data/polnear/$part" --dump-gold "$work/$part.gold" > /dev/null
done
data=("$work/train.docs" "$work/train.gold" "$work/dev.docs" "$work/dev.gold")
example() { cargo run --release --quiet --locked -p onrecord-extract --example "$@"; }
# clusters.bin needs the Python environment of accurate/run.sh: python clusters.py MODEL_FOLDER src/model/clusters.bin
example fast_tagger -- "${data[@]}" "$work/fast.bin"
example fast_links -- "${data[@]}" "$work/link.bin"
example fast_worth -- "$shared" "$work/worth.tsv"
cp "$work/fast.bin" "$work/link.bin" "$work/worth.tsv" "$model/"
example calibrate -- "$shared" "$work/accurate_worth.txt"
cp "$work/accurate_worth.txt" "$model/"
