#!/usr/bin/env python3
"""The measuring behind bench/compare.sh: runs both sides in turn, takes medians, prints ratios. Standard library only.

A and B alternate (A B A B ...), so that a change of the machine's load meets both. Start it through compare.sh, which checks what it needs.
"""
import argparse
import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import compare_experts

BENCH = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(BENCH)
OURS = ["dotnet", f"{BENCH}/Ploutos.Benchmarks/bin/Release/net10.0/Ploutos.Benchmarks.dll", "peer"]
TUNER = f"{BENCH}/Ploutos.TunerBench/bin/Release/net10.0/Ploutos.TunerBench.dll"
INPUTS = {"momentum": 28, "reversion": 9, "volatility": 6}


def run(command, may_fail=False):
    """The JSON lines that a program prints; none where it failed and may."""
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
    if done.returncode != 0 and may_fail:
        return None
    if done.returncode != 0:
        sys.exit(f"compare.sh: {' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def say(text):
    print(f"  {text}", file=sys.stderr, flush=True)


class Comparison:
    def __init__(self, options, folder):
        self.options, self.folder, self.rows = options, folder, []
        self.clock = ["--clock", "cpu" if options.cpu_time else "wall"]
        python = [sys.executable]
        self.ours, self.say = OURS, say
        self.versions = run(python + [f"{BENCH}/peer_facts.py"])[0]
        self.peer_on_the_wall = python + [options.peer]
        self.pandas = python + [f"{BENCH}/features_pandas.py"]

    def add(self, what, peer, ours, unit, goal=None, limit=None, note=None, count="peer / ploutos", usual=None):
        """One row; `goal` is the least ratio, `limit` the most that ours may be, `usual` what people usually write where the peer is harder."""
        ratio = peer / ours if peer and ours else None
        met = None if ours is None else ratio >= goal if goal else ours < limit if limit else None
        self.rows.append({"what": what, "peer": peer, "ploutos": ours, "unit": unit, "ratio": ratio, "ratio_of": count if ratio else None,
                          "goal": f">= {goal} x" if goal else f"< {limit:g} {unit}" if limit else None, "met": met, "note": note,
                          "usual": usual, "usual_ratio": usual / ours if usual and ours else None})

    def in_turn(self, rounds, commands, may_fail=frozenset()):
        """Runs each of the named commands `rounds` times in turn; for each the list of what it printed."""
        results = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                lines = run(command, may_fail=name in may_fail)
                if lines is not None:
                    results[name].append(lines)
        return results

    def torch_major(self):
        return int(self.versions["torch"].split(".")[0])

    def experts(self):
        compare_experts.measure(self, INPUTS)

    def features(self):
        say("features beside pandas")
        market = self.market()
        reference = f"{REPOSITORY}/tests/Ploutos.Features.Tests/Reference"
        checks = [run(self.pandas + ["check", f"{reference}/bars-SIM1.csv", f"{reference}/features-SIM1.csv"])[0],
                  run(self.pandas + ["check", f"{market}/bars/SIM01.csv", f"{market}/features-SIM01.csv"])[0]]
        worst = max(c["max_difference"] for c in checks)
        if worst > 1e-9 or any(c["missing_on_one_side"] for c in checks):
            sys.exit(f"compare.sh: features in pandas and ours must agree to 1e-9, but the checks say {checks}. Timing them would compare two different things.")
        theirs, ours = self.in_turn(2 if self.options.quick else 5, {"theirs": self.pandas + ["time", market, *self.clock], "ours": OURS + ["features", *self.clock]}).values()
        for at, (count, limit) in enumerate(((3000, None), (93000, 0.25))):
            self.add(f"43 features of {count:,} bars", *(statistics.median(line[at]["seconds"] for line in side) for side in (theirs, ours)), "s",
                     limit=limit, note=f"values agree to {worst:.0e}")

    def alpha158(self):
        say("Alpha158 beside its pandas generator")
        generator, market = os.path.join(os.path.dirname(self.options.peer), "..", "reference", "alpha158", "make_alpha158.py"), self.market()
        pandas = [sys.executable, f"{BENCH}/alpha158_pandas.py", generator]
        check = run(pandas + ["check", f"{market}/bars/SIM01.csv", f"{market}/alpha158-SIM01.csv"])[0]
        # pandas' own rolling correlation of five prices is off by up to 1e-9 on these bars; with 50 digits ours is right to 1e-15.
        if check["max_difference"] > 1e-8 or check["missing_on_one_side"]:
            sys.exit(f"compare.sh: Alpha158 in pandas and ours must agree to 1e-8, but the check says {check}. Timing them would compare two different things.")
        theirs, ours = self.in_turn(1 if self.options.quick else 3, {"theirs": pandas + ["time", f"{market}/bars/SIM01.csv", *self.clock], "ours": OURS + ["alpha158", *self.clock]}).values()
        one = statistics.median(line[0]["seconds"] for line in theirs)
        agree = f"values agree to {check['max_difference']:.0e}"
        self.add("Alpha158 of 3,000 bars", one, statistics.median(line[0]["seconds"] for line in ours), "s", goal=50, note=agree)
        seconds = statistics.median(line[1]["processor_seconds"] / 2 if self.options.cpu_time else line[1]["seconds"] for line in ours)
        self.add("Alpha158 of 500 x 5,000 bars, two cores", one / 3000 * 2_500_000, seconds, "s", limit=2,
                 note="pandas: one core, scaled from 3,000 bars" + ("; ours: half of the processor time" if self.options.cpu_time else ""))

    def market(self):
        folder = f"{self.folder}/market"
        if not os.path.exists(folder):
            run(OURS + ["market", folder])
        return folder

    def data(self, expert):
        path = f"{self.folder}/rows-{expert}"
        if not os.path.exists(path + ".x.npy"):
            run(self.peer_on_the_wall + ["data", path, "--rows", "8000", "--features", str(INPUTS[expert])])
        return path

    def two_cores(self):
        if os.cpu_count() < 2:
            return self.add("three experts, two cores against one", None, None, "s", goal=1.7, note="not measured: one core")
        say("three experts on one core and on two")
        for expert in INPUTS:
            self.data(expert)
        line = run(OURS + ["cores", f"{self.folder}/rows", "--epochs", "5" if self.options.quick else "20", "--rounds", "3" if self.options.quick else "7"])[0]
        self.add("three experts, two cores against one", statistics.median(line["seconds_one_core"]), statistics.median(line["seconds_two_cores"]), "s",
                 goal=1.7, count="one core / two cores", note="wall time; the first figure is one core's")

    def predict(self):
        say("warm prediction")
        lines = [run(OURS + ["predict", *self.clock])[0] for _ in range(2 if self.options.quick else 5)]
        self.add("predict, warm: 756 bars to a signal", None, statistics.median(x["us"] for x in lines) / 1e3, "ms", limit=1)

    def backtest(self):
        say("a backtest of 500 tickers over 20 years")
        line = run(OURS + ["backtest", *self.clock])[0]
        self.add("backtest, 500 tickers x 20 years", None, line["seconds"], "s", limit=2,
                 note=f"simulation {line['simulation_seconds']:.2f} s of it; benchmark, statistics, 1,000 resamples; {line['round_trips']:,} positions; first call {line['first_seconds']:.2f} s")

    def command(self):
        """Whole processes of the published command, from start to end."""
        ploutos = os.environ.get("PLOUTOS_COMMAND", f"{REPOSITORY}/dist/ploutos")
        rows = (("command: import of 31 files", 3), ("command: predict, cold", 0.5))
        if not os.access(ploutos, os.X_OK):
            for what, limit in rows:
                self.add(what, None, None, "s", limit=limit, note="not measured: there is no dist/ploutos (deploy.sh makes it)")
            return
        say("the command from a cold start")
        home, bars = f"{self.folder}/home", f"{self.market()}/bars"
        run(OURS + ["workspace", home])
        imports = [self.process([ploutos, "data", "import", f"csv:{bars}", "--workspace", f"{self.folder}/import-{i}"]) for i in range(3)]
        self.process([ploutos, "data", "import", f"csv:{bars}", "--workspace", home])
        predictions = [self.process([ploutos, "predict", "--ticker", "SIM01", "--workspace", home]) for _ in range(5 if self.options.quick else 15)]
        for (what, limit), seconds in zip(rows, (imports, predictions)):
            self.add(what, None, statistics.median(seconds), "s", limit=limit, note="the whole process")
        self.start_to_answer(ploutos, home)

    def start_to_answer(self, ploutos, home):
        """Both as whole processes: PyTorch answers for one row that it has, Ploutos from stored bars, with its vote and records."""
        frozen = compare_experts.TorchPeers(self.options).frozen_on_the_wall
        models = f"{self.folder}/frozen"
        os.mkdir(models)
        run(frozen + ["save", models])
        native = f"{ploutos}-predict"
        programs = {"command": ploutos, "native program": native}
        there = [name for name in programs if os.access(programs[name], os.X_OK)]
        theirs, ours = [], {name: [] for name in there}
        for _ in range(5 if self.options.quick else 15):
            theirs.append(self.process(frozen + ["answer", models]))
            for name in there:
                ours[name].append(self.process([programs[name], "predict", "--ticker", "SIM01", "--workspace", home]))
        for name in programs:
            seconds = statistics.median(ours[name]) if name in there else None
            note = "the peer: three frozen models, one row each; ours: from stored bars to a recorded signal"
            if seconds is None:
                note = f"not measured: there is no {native} (deploy/publish-predict.sh dist makes it)"
            self.add(f"start to first answer, {name}", statistics.median(theirs), seconds, "s", goal=10, note=note)

    def process(self, command):
        """Seconds of a whole process: on the wall, or of the processor where that was asked for."""
        clock = (lambda: sum(os.times()[2:4])) if self.options.cpu_time else time.perf_counter
        start = clock()
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"compare.sh: {' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return clock() - start

    def sampler(self):
        what = "sampler, a trial of 8 parameters at 200 finished"
        if not os.path.exists(TUNER):
            return self.add(what, None, None, "ms", limit=1, note="not measured: there is no bench/Ploutos.TunerBench")
        say("sampler beside Optuna's")
        theirs, ours = self.in_turn(1 if self.options.quick else 3, {"theirs": [sys.executable, f"{BENCH}/tuner_peer.py"], "ours": ["dotnet", TUNER, "sampler"]}).values()
        self.add(what, *(statistics.median(line[0]["ms_per_trial_median"] for line in side) for side in (theirs, ours)), "ms", limit=1,
                 note="multivariate TPE, both")

    def search(self):
        totals, processor = [0.0, 0.0], [0.0, 0.0]
        for expert in INPUTS:
            arguments = ["tune", self.data(expert), "--expert", expert, "--trials", "10", "--max-epochs", "5" if self.options.quick else "20", "--jobs", "2"]
            say(f"{expert}: ten trials, Ploutos then the peer")
            ours = sorted((self.with_processor_time(OURS + arguments) for _ in range(3)), key=lambda line: line["seconds"])[1]
            theirs = self.with_processor_time(self.peer_on_the_wall + arguments + ["--threads", "1"])
            for at, line in enumerate((theirs, ours)):
                totals[at] += line["seconds"]
                processor[at] += line["processor_seconds"]
            self.add(f"ten-trial search, {expert}", theirs["seconds"], ours["seconds"], "s",
                     note=f"epochs {theirs['epochs']} / {ours['epochs']}, pruned {theirs['pruned']} / {ours['pruned']}, best {theirs['best']:.4f} / {ours['best']:.4f}")
        self.add("ten-trial search, the three experts", *totals, "s", goal=10, note="wall time, two jobs of one core each")
        self.add("  the same in processor time", *processor, "s", note="whole processes, their start included")

    @staticmethod
    def with_processor_time(command):
        before = os.times()
        line = run(command)[0]
        after = os.times()
        return line | {"processor_seconds": after.children_user + after.children_system - before.children_user - before.children_system}

    def machine(self):
        load = [round(x, 1) for x in os.getloadavg()]
        return run(OURS + ["machine"])[0] | {"peer": self.versions, "load_before": load,
                                             "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")}


def figure(value):
    return "-" if value is None else f"{value:.3g}" if value < 1000 else f"{value:,.0f}"


def times(ratio):
    return f"{ratio:.1f} x" if ratio and ratio >= 3 else f"{ratio:.2f} x" if ratio else "-"


def table(rows, machine, clock):
    usual = any(r["usual"] for r in rows)
    cells = [["what", "lean peer" if usual else "peer", *(["usual peer"] if usual else []), "Ploutos", "", "ratio", *(["usual"] if usual else []), "goal", "met", "note"]]
    for r in rows:
        met = {True: "yes", False: "NO", None: "-"}[r["met"]]
        cells.append([r["what"], figure(r["peer"]), *([figure(r["usual"])] if usual else []), figure(r["ploutos"]), r["unit"], times(r["ratio"]),
                      *([times(r["usual_ratio"])] if usual else []), r["goal"] or "-", met if r["goal"] else "-", r["note"] or ""])
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    left = {0, cells[0].index(""), len(cells[0]) - 1}
    line = lambda row: "  ".join(c.ljust(w) if i in left else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))).rstrip()
    p = machine["peer"]
    print(f"{machine['date']}, {machine['cores']} x {machine['processor']}, {machine['simd']}, one core's multiply-add peak {machine['fma_gflops']} GFLOP/s")
    print(f"{machine['runtime']}, {machine['system']}; Python {p['python']}, PyTorch {p['torch']} ({p['blas']}, kernels {p['blas_kernels'] or 'unknown'}), Optuna {p['optuna']}, NumPy {p['numpy']}, pandas {p['pandas']}")
    print(f"load before {machine['load_before']}; {clock} time; medians of runs in turn")
    if p["blas_kernels"] == "Prescott":
        print("OpenBLAS does not know this processor: its kernels are of 2004, and the peers' times mean nothing. Set PLOUTOS_PEER_KERNELS, for example to Cooperlake.")
    print(f"PyTorch is {'2.x' if p['torch'].startswith('2.') else 'not 2.x: no torch.compile'}; AdamW fused on the CPU: "
          f"{'yes' if p['fused_adamw'] else 'no, the lean peer takes the plain one'}\n")
    print(line(cells[0]))
    print("  ".join("-" * w for w in widths))
    for row in cells[1:]:
        print(line(row))


def main():
    parser = argparse.ArgumentParser()
    for name in ("peer", "lean"):
        parser.add_argument("--" + name, required=True)
    for name in ("json", "quick", "tuner", "cpu-time"):
        parser.add_argument("--" + name, action="store_true")
    parser.add_argument("--part", choices=("experts", "features", "alpha158", "two_cores", "predict", "backtest", "command", "sampler", "search"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ploutos-bench-") as folder:
        comparison = Comparison(options, folder)
        machine = comparison.machine()
        usual = ("sampler", "search") if options.tuner else ("experts", "features", "alpha158", "two_cores", "predict", "backtest", "command")
        for part in (options.part,) if options.part else usual:
            getattr(comparison, part)()
    clock = "processor" if options.cpu_time else "wall"
    if options.json:
        print(json.dumps({"machine": machine, "clock": clock, "rows": comparison.rows}, indent=2))
    else:
        table(comparison.rows, machine, clock)


if __name__ == "__main__":
    main()
