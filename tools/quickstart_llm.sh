#!/usr/bin/env bash
# quickstart_llm.sh SIMBENCH OUT: the main job with a real model as S-LLM, a very small one that runs here: no key, nothing
# to pay. Three tasks, beside the reference as a control.
set -euo pipefail
cd "$(dirname "$0")/.."
simbench=$1 out=$2
model=llama-cpp/smollm2-135m-instruct

scratch=$(mktemp -d)
mkfifo "$scratch/stdin"
.deps/llm/bin/python tools/llm_server.py <"$scratch/stdin" >"$scratch/url" 2>"$scratch/log" &
server=$!
exec 3>"$scratch/stdin"  # the server ends when this does, however the script ends
trap 'exec 3>&-; wait "$server" 2>/dev/null || true; rm -rf "$scratch"' EXIT
echo "Starting the server of $model"
while [ ! -s "$scratch/url" ]; do
  kill -0 "$server" 2>/dev/null || { tail -20 "$scratch/log" >&2; exit 1; }
  sleep 0.2
done
LLAMA_CPP_BASE_URL=$(cat "$scratch/url")
export LLAMA_CPP_BASE_URL

run=("$simbench" run --suite mujoco --only 'pendulum/*' --temperature 0 --seed 1 --max-tokens 400 --max-connections 1
     --timeout 3600)  # a busy machine is slow, and the server is our own
judges=judge/requirements,judge/conformance,judge/similarity
"${run[@]}" --model "$model" --out "$out" --dry-run >/dev/null
"${run[@]}" --model "$model,control/reference" --judge "$judges" --out "$out"
"$simbench" report "$out"
cat <<EOF

$model has 135 million parameters in four bits, less than a thousandth of what large models have, and has hardly
seen MuJoCo: a pass would be luck. What it wrote, and where each program stops, stands in the report.
With your own model: OPENAI_API_KEY=… $simbench run --suite mujoco --model openai/gpt-5 --budget-usd 5 --out runs/mine (or another provider/name, docs/format/provider.md; a server of yours: VLLM_BASE_URL=http://localhost:8000/v1 and --model vllm/NAME)
EOF
