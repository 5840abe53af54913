#!/usr/bin/env python3
"""Alpha158 by its pandas generator (make_alpha158.py), in memory.

  alpha158_pandas.py GENERATOR time  BARS.csv [--clock wall|cpu]    seconds for all 158 columns of a ticker
  alpha158_pandas.py GENERATOR check BARS.csv VALUES.csv            largest difference from the values in VALUES.csv, relative where above 1
Prints JSON lines.
"""
import importlib.util
import json
import re
import statistics
import sys
import time

import numpy as np
import pandas as pd


def load(path):
    spec = importlib.util.spec_from_file_location("make_alpha158", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def columns(generator, bars):
    """The columns as the generator's main part computes them."""
    names = {"$" + k.lower(): bars[k] for k in ("Open", "High", "Low", "Close", "Volume")} | {"$vwap": (bars.High + bars.Low + bars.Close) / 3}
    table = {}
    for name, text in generator.definitions():
        python = re.sub(r"(\$close)([<>])(Ref\(\$close,1\))", lambda m: f"{'Above' if m[2] == '>' else 'Below'}({m[1]},{m[3]})", text)
        table[name] = eval(re.sub(r"\$(\w+)", r"names['$\1']", python), {"names": names, **generator.OPERATORS})
    return pd.DataFrame(table).replace([np.inf, -np.inf], np.nan)


def main():
    generator, verb, path, *rest = load(sys.argv[1]), *sys.argv[2:]
    bars = pd.read_csv(path, index_col="Date").astype(float)
    if verb == "check":
        theirs, ours = columns(generator, bars), pd.read_csv(rest[0], index_col="Date")
        difference = ((theirs - ours).abs() / theirs.abs().clip(lower=1)).max().max()
        print(json.dumps({"columns": ours.shape[1], "rows": len(ours), "max_difference": float(difference),
                          "missing_on_one_side": int((theirs.isna() != ours.isna()).sum().sum())}))
        return
    clock = time.process_time if rest[-1:] == ["cpu"] else time.perf_counter
    seconds = []
    for _ in range(2):
        start = clock()
        columns(generator, bars)
        seconds.append(clock() - start)
    print(json.dumps({"bars": len(bars), "seconds": statistics.median(seconds)}))


if __name__ == "__main__":
    main()
