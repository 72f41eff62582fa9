"""What asking an endpoint costs, beside Inspect: bench_endpoints.py BENCH_PROVIDER [--inspect PYTHON] [--requests 10000] [--in-flight 1000]

Both ask the same server on this machine (bench_provider serve), which answers after --latency-ms; CPU seconds and wall time count from the first request to the
last answer, without what starting a program and importing its packages take. PYTHON has inspect_ai and openai (tools/setup.sh readers; .deps/readers/bin/python).
Inspect is asked through `get_model(…).generate`, outside of an evaluation: what its tasks, scorers and logs cost besides isn't in it. Prints one JSON object.
"""

import argparse
import json
import os
import subprocess
import sys

ASK_BY_INSPECT = """
import asyncio, json, resource, sys, time
from inspect_ai.model import GenerateConfig, get_model
import inspect_ai

url, requests, in_flight = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])

def cpu_s():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime

async def main():
    config = GenerateConfig(max_connections=in_flight, temperature=0, max_retries=0)
    model = get_model("openai-api/bench/model", base_url=url, api_key="none", config=config)
    await model.generate("x")
    room, prompt, failed, ended = asyncio.Semaphore(2 * in_flight), "p" * 1500, 0, []
    start, before = time.monotonic(), cpu_s()

    async def one():
        nonlocal failed
        async with room:
            try:
                await model.generate(prompt)
            except Exception as error:
                failed += 1
                if failed == 1:
                    print(repr(error)[:300], file=sys.stderr)
        ended.append(time.monotonic() - start)

    await asyncio.gather(*[one() for _ in range(requests)])
    wall, cpu = time.monotonic() - start, cpu_s() - before
    print(json.dumps({"requests": requests, "failed": failed, "wall_s": wall, "after_first_s": sum(1 for end in ended if end > 1),
                      "cpu_ms_a_request": 1000 * cpu / requests, "version": inspect_ai.__version__}))

asyncio.run(main())
"""


def ask(words):
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def judged(found, given):
    """Adds how long the requests after the first second took, in units of what a client without cost would take."""
    ideal_s = found["after_first_s"] * given.latency_ms / 1000 / given.in_flight
    found["wall_to_ideal"] = round((found["wall_s"] - 1) / ideal_s, 2) if found["wall_s"] > 1 and ideal_s > 0 else None
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench")
    parser.add_argument("--inspect", help="Python that has inspect_ai and openai")
    parser.add_argument("--requests", type=int, default=10000)
    parser.add_argument("--in-flight", type=int, default=1000)
    parser.add_argument("--latency-ms", type=int, default=20)
    parser.add_argument(
        "--long", type=int, default=100000, help="requests of the run that memory is watched in; 0: none"
    )
    given = parser.parse_args()
    server = subprocess.Popen(
        [given.bench, "serve", str(given.latency_ms)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        url = server.stdout.readline().strip()
        size = [str(given.requests), str(given.in_flight)]
        result = {"load": os.getloadavg()[0], "simbench": judged(ask([given.bench, "ask", url, *size]), given)}
        if given.inspect:
            result["inspect"] = judged(ask([given.inspect, "-c", ASK_BY_INSPECT, url, *size]), given)
            result["cpu_ratio"] = round(
                result["inspect"]["cpu_ms_a_request"] / result["simbench"]["cpu_ms_a_request"], 1
            )
        if given.long:
            result["long"] = judged(ask([given.bench, "ask", url, str(given.long), str(given.in_flight)]), given)
        result["load_after"] = os.getloadavg()[0]
        print(json.dumps(result, indent=1))
    finally:
        server.stdin.close()
        server.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
