#!/usr/bin/env python3
"""What many tickers cost: import, training, predictions, the daily run and the first watchlist.

    bench/scale.sh --tickers N [--bars 5000] [--train 2] [--last DATE] [--keep FOLDER] [--json]

Needs Linux and dist/ploutos (./deploy.sh makes it; PLOUTOS_COMMAND names another). Where ploutos-predict lies beside
it, that is measured, too. Makes N tickers of random walks on New York's last sessions (100 walks, then the same under other names), and runs each step as a process of its own: wall time, processor time and the most
resident memory, in MB of 2^20 bytes. --train is the number of epochs of each expert, on all rows; 0 trains on one ticker only, whose
risk forecasts then have a market of one ticker to read and not of all. --last is the last session, that of the daily run; left out,
the last whose run is due.
"""
import argparse
import datetime
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

from web import PLOUTOS, first_answer, free_port, get, resident_mb, stop

WALKS = 100
WIDTHS = {"momentum": (512, 256, 128), "reversion": (256, 128), "volatility": (128, 64)}


def step(*arguments, program=PLOUTOS):
    """Runs a command; wall seconds, processor seconds, peak memory in MB."""
    began = time.monotonic()
    pid = os.posix_spawn(program, [program, *arguments], os.environ,
                         file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, used = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"tickers.py: {program} {' '.join(map(str, arguments))} ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def last_finished():
    """The last day whose session of New York is over, and its daily run due, whatever the season."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return now.date() - datetime.timedelta(0 if now.hour >= 22 else 1)


def sessions(folder, count, last):
    """New York's last sessions up to a day."""
    first = last - datetime.timedelta(count * 3 // 2 + 30)
    text = subprocess.run([PLOUTOS, "data", "calendar", "XNYS", "--from", str(first), "--to", str(last), "--json", "--workspace", folder],
                          capture_output=True, text=True, check=True).stdout
    closed = {day["date"] for day in json.loads(text) if day["kind"] == "closed"}
    days = [first + datetime.timedelta(n) for n in range((last - first).days + 1)]
    return [d for d in days if d.weekday() < 5 and str(d) not in closed][-count:]


def walk(number, days):
    """The lines of a ticker's file."""
    chance, close, lines = random.Random(number), 50.0 + number, ["Date,Open,High,Low,Close,Volume"]
    for day in days:
        opened, close = close, close * (1 + chance.gauss(0.0003, 0.012))
        high, low = max(opened, close) * 1.004, min(opened, close) * 0.996
        lines.append(f"{day},{opened:.4f},{high:.4f},{low:.4f},{close:.4f},{chance.randrange(10**5, 10**7)}")
    return lines


def write_bars(folder, tickers, days):
    """All bars but the last session's, and all of them: what the daily run finds to fetch."""
    size = 0
    for part, upto in (("before", -1), ("now", None)):
        (folder / part).mkdir(parents=True)
        texts = ["\n".join(walk(n, days)[:upto]) + "\n" for n in range(min(WALKS, tickers))]
        for number in range(tickers):
            (folder / part / f"B{number:05}.csv").write_text(texts[number % WALKS])
            size += len(texts[number % WALKS]) if part == "before" else 0
    return size / 2**20


def write_settings(folder, epochs):
    (folder / "logs").mkdir(exist_ok=True)
    for expert, hidden in WIDTHS.items():
        best = {"learning_rate": 3e-4, "batch_size": 128, "dropout": 0.2, "weight_decay": 1.0, "epochs": epochs}
        best |= {f"hidden{i + 1}": width for i, width in enumerate(hidden)}
        (folder / "logs" / f"v7_{expert}_optimization.json").write_text(json.dumps({"best_params": best}))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--tickers", type=int, required=True)
    options.add_argument("--bars", type=int, default=5000)
    options.add_argument("--train", type=int, default=2)
    options.add_argument("--last", type=datetime.date.fromisoformat, default=last_finished())
    options.add_argument("--keep", type=pathlib.Path)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    folder = given.keep or pathlib.Path(tempfile.mkdtemp(prefix="ploutos-tickers-"))
    folder.mkdir(parents=True, exist_ok=True)
    where = ["--quiet", "--workspace", str(folder)]
    rows = []

    def measure(name, *arguments, program=PLOUTOS):
        seconds, processor, memory = step(*arguments, *where, program=program)
        rows.append({"step": name, "seconds": round(seconds, 2), "processor_seconds": round(processor, 2), "peak_mb": round(memory)})
        print(f"  {rows[-1]}", file=sys.stderr, flush=True)

    megabytes = write_bars(folder / "bars", given.tickers, sessions(str(folder), given.bars, given.last))
    measure(f"import of {megabytes:.0f} MB of CSV", "data", "import", f"csv:{folder}/bars/before")
    write_settings(folder, max(1, given.train))
    if given.train:
        measure(f"training, {given.train} epochs an expert", "train", "--fixed", "--yes")
    else:
        measure("training on one ticker", "train", "--fixed", "--tickers", "B00000")
    measure("predictions of all, first", "predict", "--tickers", "all", "--offline")
    measure("predictions of all, again", "predict", "--tickers", "all", "--offline")
    native = f"{PLOUTOS}-predict"
    if os.access(native, os.X_OK):
        measure("predictions of all, native program", "--tickers", "all", "--offline", program=native)
    measure("daily run, with its fetch from files", "live", "--once", "--source", f"csv:{folder}/bars/now")
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    server, _ = first_answer([PLOUTOS, "serve", "--workspace", str(folder), "--urls", base], f"{base}/health/live")
    began = time.monotonic()
    page = get(f"{base}/watchlist")
    rows.append({"step": f"first watchlist ({len(page) // 1024} KB), the server just started", "seconds": round(time.monotonic() - began, 2),
                 "peak_mb": round(resident_mb(server.pid))})
    stop(server)
    machine = {"tickers": given.tickers, "bars": given.bars, "cores": os.cpu_count(), "load": os.getloadavg()[0],
               "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="minutes")}
    if given.json:
        print(json.dumps({"machine": machine, "steps": rows}))
        return
    print(f"{machine}\n\n| step | seconds | processor s | peak MB |\n|---|---:|---:|---:|")
    for row in rows:
        print(f"| {row['step']} | {row['seconds']} | {row.get('processor_seconds', '-')} | {row['peak_mb']} |")


if __name__ == "__main__":
    main()
