#!/usr/bin/env python3
"""The web host under load beside a minimal Flask app, in one run.

    bench/web.py [--json] [--seconds 10] [--keep FOLDER]

Needs dist/ploutos (./deploy.sh makes it; PLOUTOS_COMMAND names another), wrk, and a Python with Flask and PyTorch (Debian: apt-get
install wrk python3-flask python3-torch). Makes a workspace with 500 tickers of 2,520 made-up bars each (ten years) and three experts
trained for a few epochs on one of them (time does not depend on the weights), starts `ploutos serve` on it, and measures: start to the
first answer, the first batch of all 500 tickers (nothing in memory yet) and later ones, analyses of all tickers in turn with 50 connections, the
server's processor time a request (which a busy machine changes little), and resident memory after all that.
"""
import argparse
import csv
import datetime
import json
import os
import pathlib
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

BENCH = pathlib.Path(__file__).resolve().parent
PLOUTOS = pathlib.Path(os.environ.get("PLOUTOS_COMMAND", BENCH.parent / "dist" / "ploutos"))
PEER = pathlib.Path(os.environ.get("PLOUTOS_PEER", BENCH.parent.parent / "shared" / "peer" / "v71_torch.py"))
TICKERS = [f"B{i:03}" for i in range(1, 501)]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def say(text):
    print(f"  {text}", file=sys.stderr, flush=True)


def make_workspace(folder):
    """500 random walks as CSV files, imported by the command; three small experts."""
    bars = folder / "bars"
    bars.mkdir(parents=True)
    days = [d for d in (datetime.date(2014, 1, 2) + datetime.timedelta(n) for n in range(3800)) if d.weekday() < 5][:2520]
    for number, ticker in enumerate(TICKERS):
        chance, close = random.Random(number), 50.0 + number
        with open(bars / f"{ticker}.csv", "w", newline="") as file:
            out = csv.writer(file)
            out.writerow(["Date", "Open", "High", "Low", "Close", "Volume"])
            for day in days:
                opened, close = close, close * (1 + chance.gauss(0.0003, 0.012))
                high, low = max(opened, close) * 1.004, min(opened, close) * 0.996
                out.writerow([day, f"{opened:.4f}", f"{high:.4f}", f"{low:.4f}", f"{close:.4f}", chance.randrange(10**5, 10**7)])
    run("data", "import", f"csv:{bars}", "--quiet", "--workspace", str(folder))
    (folder / "logs").mkdir(exist_ok=True)
    for expert, hidden in {"momentum": (512, 256, 128), "reversion": (256, 128), "volatility": (128, 64)}.items():
        best = {"learning_rate": 3e-4, "batch_size": 128, "dropout": 0.2, "weight_decay": 1.0, "epochs": 2}
        best |= {f"hidden{i + 1}": width for i, width in enumerate(hidden)}
        (folder / "logs" / f"v7_{expert}_optimization.json").write_text(json.dumps({"best_params": best}))
    run("train", "--tickers", "B001", "--quiet", "--workspace", str(folder))


def run(*arguments):
    done = subprocess.run([PLOUTOS, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"web.py: ploutos {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")


def get(url):
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read()


def first_answer(command, url):
    """Starts a server; it, and the seconds until the first good answer."""
    started = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        try:
            get(url)
            return server, time.perf_counter() - started
        except OSError:
            if server.poll() is not None or time.perf_counter() - started > 60:
                sys.exit(f"web.py: {command[0]} did not answer at {url}")
            time.sleep(0.005)


def stop(server):
    server.send_signal(signal.SIGTERM)
    server.wait(30)


def batch_seconds(base, repeats):
    took = []
    for _ in range(repeats):
        started = time.perf_counter()
        body = get(f"{base}/api/v7/batch")
        took.append(time.perf_counter() - started)
    assert sum(r["prediction"] is not None for r in json.loads(body)["results"]) == len(TICKERS)
    return took


def processor_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wrk(base, seconds, folder, pid):
    """50 connections over two threads, all tickers in turn."""
    before = processor_seconds(pid)
    script = folder / "tickers.lua"
    script.write_text("local n = 0\nrequest = function()\n  n = n % 500 + 1\n"
                      "  return wrk.format('GET', string.format('/api/v7/analysis?ticker=B%03d', n))\nend\n")
    command = ["wrk", "-t2", "-c50", f"-d{seconds}s", "--latency", "-s", str(script), base]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    factor = {"us": 1e-3, "ms": 1, "s": 1e3}
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()
    median, unit50 = re.search(r"50%\s+([\d.]+)(us|ms|s)", text).groups()
    requests = int(re.search(r"(\d+) requests in", text).group(1))
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return {"requests_per_second": float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)), "p50_ms": float(median) * factor[unit50],
            "p99_ms": float(value) * factor[unit], "cpu_us_per_request": (processor_seconds(pid) - before) / requests * 1e6,
            "errors": int(errors.group(1)) if errors else 0}


def resident_mb(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024


def measure(folder, seconds):
    base = f"http://127.0.0.1:{free_port()}"
    serve = [PLOUTOS, "serve", "--workspace", str(folder), "--urls", base]
    starts = []
    for _ in range(4):
        server, took = first_answer(serve, f"{base}/api/v7/analysis?ticker=B001")
        stop(server)
        starts.append(took)
    server, _ = first_answer(serve, f"{base}/health/live")
    cold, *warm = batch_seconds(base, 6)
    wrk(base, max(2, seconds // 3), folder, server.pid)  # the compiler's second look at hot methods
    ours = wrk(base, seconds, folder, server.pid)
    ours |= {"start_to_first_answer_s": statistics.median(starts[1:]), "first_batch_ms": cold * 1e3,
             "batch_ms": statistics.median(warm) * 1e3, "resident_mb": resident_mb(server.pid)}
    stop(server)
    peer_port = free_port()
    peer_base = f"http://127.0.0.1:{peer_port}"
    flask = [sys.executable, str(BENCH / "peer_flask.py"), str(peer_port), "--peer", str(PEER)]
    server, took = first_answer(flask, f"{peer_base}/api/v7/analysis?ticker=B001")
    wrk(peer_base, max(2, seconds // 3), folder, server.pid)
    peer = wrk(peer_base, seconds, folder, server.pid) | {"start_to_first_answer_s": took, "resident_mb": resident_mb(server.pid)}
    stop(server)
    return {"load_before": os.getloadavg()[0], "ploutos": ours, "flask": peer}


ROWS = [
    ("analysis, requests / s, 50 connections", "requests_per_second", ">= 2000", lambda v: v >= 2000),
    ("analysis, median, ms", "p50_ms", "", None),
    ("analysis, 99th percentile, ms", "p99_ms", "< 5", lambda v: v < 5),
    ("processor time a request, microseconds", "cpu_us_per_request", "", None),
    ("batch of 500, in memory, ms", "batch_ms", "< 300", lambda v: v < 300),
    ("batch of 500, the first, ms", "first_batch_ms", "", None),
    ("start to first answer, s", "start_to_first_answer_s", "< 1", lambda v: v < 1),
    ("resident memory afterwards, MB", "resident_mb", "< 200", lambda v: v < 200),
]


def show(found):
    print(f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M} UTC, load before {found['load_before']:.1f}")
    print(f"{'':42}{'Flask + PyTorch':>18}{'Ploutos':>14}  goal")
    for title, key, goal, holds in ROWS:
        ours, peer = found["ploutos"][key], found["flask"].get(key)
        verdict = "" if holds is None else " met" if holds(ours) else " MISSED"
        print(f"{title:42}{'' if peer is None else f'{peer:,.2f}':>18}{ours:>14,.2f}  {goal}{verdict}")
    print(f"errors: Ploutos {found['ploutos']['errors']}, Flask {found['flask']['errors']}")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--seconds", type=int, default=10)
    arguments.add_argument("--keep", type=pathlib.Path, help="a folder for the workspace, made once and used again")
    options = arguments.parse_args()
    if not PLOUTOS.exists():
        sys.exit(f"web.py: {PLOUTOS} is needed; ./deploy.sh makes it.")
    with tempfile.TemporaryDirectory(prefix="ploutos-web-") as temporary:
        folder = options.keep or pathlib.Path(temporary)
        if not (folder / "models").exists():
            say("making a workspace with 500 tickers")
            make_workspace(folder)
        say("measuring")
        found = measure(folder, options.seconds)
    print(json.dumps(found)) if options.json else show(found)


if __name__ == "__main__":
    main()
