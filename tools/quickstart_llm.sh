#!/usr/bin/env bash
# quickstart_llm.sh SIMBENCH OUT: the main job with a real model as S-LLM, a very small one that runs here: no key, nothing
# to pay. Three tasks, beside the reference as a control.
set -euo pipefail
cd "$(dirname "$0")/.."
simbench=$1 out=$2
model=llama-cpp/smollm2-135m-instruct
tokens=256  # of one answer: a busy machine writes one or two of them a second

scratch=$(mktemp -d)
mkfifo "$scratch/stdin"
.deps/llm/bin/python tools/llm_server.py <"$scratch/stdin" >"$scratch/told" 2>"$scratch/log" &
server=$!
exec 3>"$scratch/stdin"  # the server ends when this does, however the script ends
trap 'exec 3>&-; wait "$server" 2>/dev/null || true; rm -rf "$scratch"' EXIT
echo "Starting the server of $model, and asking it how fast it is"
while [ "$(wc -l <"$scratch/told")" -lt 2 ]; do
  kill -0 "$server" 2>/dev/null || { tail -20 "$scratch/log" >&2; exit 1; }
  sleep 0.2
done
{ read -r LLAMA_CPP_BASE_URL; read -r reads writes; } <"$scratch/told"
export LLAMA_CPP_BASE_URL

run=("$simbench" run --suite mujoco --only 'pendulum/*' --temperature 0 --seed 1 --max-tokens "$tokens" --max-connections 1
     --max-retries 1 --timeout 7200)  # a busy machine is slow, and the server is our own
judges=judge/requirements,judge/conformance,judge/similarity
"${run[@]}" --model "$model" --out "$out" --dry-run --json 2>"$scratch/estimate.txt" >"$scratch/estimate.json" || { cat "$scratch/estimate.txt" >&2; exit 1; }
cat "$scratch/estimate.txt" >&2
.deps/llm/bin/python - "$scratch/estimate.json" "$reads" "$writes" "$tokens" <<'END'
import json, os, sys
estimate, reads, writes, tokens = json.load(open(sys.argv[1])), *map(float, sys.argv[2:])
row = estimate["estimate"]["rows"][0]
minutes = (row["input_tokens"] / reads + row["requests"] * tokens / writes) / 60
print(f"{row['requests']} answers of at most {tokens:.0f} tokens: about {max(1, round(minutes))} min at the {reads:.1f} tokens a second that it reads "
      f"now and the {writes:.1f} that it writes (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)", flush=True)
END
started=$SECONDS
"${run[@]}" --model "$model,control/reference" --judge "$judges" --out "$out"
"$simbench" report "$out"
took=$((SECONDS - started)) load=$(cut -d' ' -f1 /proc/loadavg)
cat <<END

It took $((took / 60)) min $((took % 60)) s (load $load). $model has 135 million parameters in four bits, less than a thousandth of what
large models have, has hardly seen MuJoCo, and each of its answers ends after $tokens tokens, in mid-line if need be: a pass would be luck.
What it wrote, and where each program stops, stands in the report.
With your own model: OPENAI_API_KEY=… $simbench run --suite mujoco --model openai/gpt-5 --budget-usd 5 --out runs/mine (or another provider/name, docs/format/provider.md; a server of yours: VLLM_BASE_URL=http://localhost:8000/v1 and --model vllm/NAME)
END
