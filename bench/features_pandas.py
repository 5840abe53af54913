#!/usr/bin/env python3
"""The 43 features as a Python user writes them: whole columns at once, with pandas' rolling and exponential windows and NumPy.

  features_pandas.py time  FOLDER [--clock wall|cpu]     seconds for the first ticker of FOLDER/bars/*.csv, and for all of them
  features_pandas.py check BARS.csv FEATURES.csv         largest difference from the values in FEATURES.csv
Prints JSON lines. The formulas are those of docs/features.md.
"""
import glob
import json
import math
import statistics
import sys
import time

import numpy as np
import pandas as pd


def wilder(x, n, start):
    """Wilder's average: the mean of n values from `start` on, then (n - 1) / n of itself and 1 / n of the new value."""
    return seeded(x, n, start, 1 / n)


def ema(x, n):
    return seeded(x, n, x.first_valid_index() or 0, 2 / (n + 1))


def seeded(x, n, start, alpha):
    y = x.copy()
    y.iloc[:start + n - 1] = np.nan
    y.iloc[start + n - 1] = x.iloc[start:start + n].mean()
    return y.ewm(alpha=alpha, adjust=False).mean()


def ratio(a, b, neutral):
    """a / b, and a neutral value where b is 0 (a window that did not move)."""
    return (a / b).mask((b == 0) & a.notna(), neutral)


def rsi(change, n):
    up, down = wilder(change.clip(lower=0).fillna(0), n, 1), wilder((-change).clip(lower=0).fillna(0), n, 1)
    return ratio(up, up + down, 0.5)


def adx(high, low, true_range, n):
    up, down = high.diff(), -low.diff()
    plus = wilder(up.where((up > down) & (up > 0), 0.0), n, 1)
    minus = wilder(down.where((down > up) & (down > 0), 0.0), n, 1)
    smooth = wilder(true_range, n, 1)
    plus, minus = ratio(plus, smooth, 0.0), ratio(minus, smooth, 0.0)
    return wilder(ratio((plus - minus).abs(), plus + minus, 0.0).fillna(0), n, n)


def features(bars):
    """A frame of 43 columns from a frame with Open, High, Low, Close, Volume."""
    o, h, l, c, v = (bars[name] for name in ("Open", "High", "Low", "Close", "Volume"))
    log_c, previous = np.log(c), c.shift(1)
    change, r = c.diff(), log_c.diff()
    true_range = pd.concat([h - l, (h - previous).abs(), (l - previous).abs()], axis=1).max(axis=1)
    sma = {n: c.rolling(n).mean() for n in (20, 50, 60, 200)}
    sd20, sd60, volatility = c.rolling(20).std(), c.rolling(60).std(), r.rolling(20).std()
    high14, low14 = h.rolling(14).max(), l.rolling(14).min()
    high5, low5 = h.rolling(5).max(), l.rolling(5).min()
    close_low, close_high = c.rolling(20).min(), c.rolling(20).max()
    k14, rsi14 = ratio(c - low14, high14 - low14, 0.5), rsi(change, 14)
    fast, slow = ema(c, 12), ema(c, 26)
    macd = fast - slow
    signal = ema(macd, 9)
    obv = np.sign(change) * v
    parkinson = np.log(h / l) ** 2 / (4 * math.log(2))
    realised = {n: np.sqrt(parkinson.rolling(n).mean() if n > 1 else parkinson) for n in (1, 5, 22)}
    usual = np.log(np.maximum(realised[5].rolling(252).median(), 1e-8))
    true_range_1 = true_range.where(previous.notna())
    travelled = ratio(true_range_1.rolling(14).sum(), high14 - low14, 1.0)

    f = {f"momentum.return_{n}d": ratio(log_c.diff(n), volatility * math.sqrt(n), 0.0) for n in (1, 5, 10, 21, 63, 126)}
    f |= {f"momentum.distance_sma_{n}": np.log(c / sma[n]) for n in (20, 50, 200)}
    f |= {
        "momentum.ema_ratio_12_26": np.log(fast / slow), "momentum.rsi_7": rsi(change, 7), "momentum.rsi_14": rsi14,
        "momentum.macd": macd / c, "momentum.macd_signal": signal / c, "momentum.macd_histogram": (macd - signal) / c,
        "momentum.stochastic_k_14": k14, "momentum.high_252_proximity": np.log(c / h.rolling(252).max()),
        "momentum.trend_strength_20": ratio(c - close_low, close_high - close_low, 0.5), "momentum.adx_14": adx(h, l, true_range, 14),
        "momentum.high_low_range": (h - l) / c, "momentum.close_open_return": np.log(c / o), "momentum.overnight_gap": np.log(o / previous),
        "momentum.volatility_5": r.rolling(5).std() * math.sqrt(252), "momentum.volatility_20": volatility * math.sqrt(252),
        "momentum.atr_ratio_14": wilder(true_range, 14, 1) / c, "momentum.bollinger_position_20": ratio(c - sma[20], 2 * sd20, 0.0),
        "momentum.volume_ratio_20": np.log(v / v.rolling(20).mean()),
        "momentum.obv_momentum_10": ratio(obv.rolling(10).sum(), v.rolling(10).sum(), 0.0),
        "reversion.bollinger_percent_b_20": ratio(c - (sma[20] - 2 * sd20), 4 * sd20, 0.5), "reversion.bollinger_width_20": 4 * sd20 / sma[20],
    }
    f["reversion.distance_sma_20"], f["reversion.distance_sma_50"] = f["momentum.distance_sma_20"], f["momentum.distance_sma_50"]
    f |= {
        "reversion.rsi_2": rsi(change, 2), "reversion.rsi_14": rsi14, "reversion.stochastic_d_3": k14.rolling(3).mean(),
        "reversion.williams_r_5": ratio(c - high5, high5 - low5, -0.5), "reversion.z_score_60": ratio(c - sma[60], sd60, 0.0),
    }
    f |= {f"volatility.log_rv_{n}": np.log(np.maximum(realised[n], 1e-8)) - usual for n in (1, 5, 22)}
    f |= {
        "volatility.choppiness_14": np.log10(np.maximum(travelled, 1e-12)) / math.log10(14),
        "volatility.efficiency_ratio_10": ratio(c.diff(10).abs(), change.abs().rolling(10).sum(), 0.0),
        "volatility.volume_volatility_20": np.log(v / v.shift(1)).rolling(20).std(),
    }
    return pd.DataFrame(f)


def measure(tickers, rounds, clock):
    times = []
    for _ in range(rounds + 1):
        start = clock()
        for bars in tickers:
            features(bars)
        times.append(clock() - start)
    return {"bars": sum(map(len, tickers)), "seconds": statistics.median(times[1:])}


def check(bars, expected):
    """Compares the days that both have; a value may be missing on one side only where it is on the other."""
    ours = features(bars).set_index(bars["Date"])
    theirs = expected.set_index("Date")
    theirs = theirs[[name for name in theirs.columns if "." in name]]
    ours = ours.loc[theirs.index, theirs.columns]
    return {"columns": ours.shape[1], "rows": len(ours), "max_difference": float((ours - theirs).abs().max().max()),
            "missing_on_one_side": int((ours.isna() != theirs.isna()).sum().sum())}


if __name__ == "__main__":
    verb, first, *rest = sys.argv[1:]
    if verb == "check":
        print(json.dumps(check(pd.read_csv(first), pd.read_csv(rest[0]))))
    else:
        clock = time.process_time if rest[-1:] == ["cpu"] else time.perf_counter
        frames = [pd.read_csv(path) for path in sorted(glob.glob(f"{first}/bars/*.csv"))]
        print(json.dumps(measure(frames[:1], 5, clock)))
        print(json.dumps(measure(frames, 3, clock)))
