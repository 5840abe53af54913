#!/usr/bin/env python3
"""The peer of bench/Ploutos.TunerBench: what Optuna needs to propose a trial's 8 parameters at 200 finished trials. Prints one JSON object.

The multivariate sampler is timed, which is Optuna 5's default, and the independent one, which was the default before.
Debian: apt-get install python3-optuna; run with /usr/bin/python3.
"""
import json
import math
import statistics
import time
import warnings

import optuna

FINISHED_TRIALS, WARM_UP, ROUNDS = 200, 3, 30
warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)


def evaluate(t):
    lr = t.suggest_float("learning_rate", 1e-5, 1e-3, log=True)
    batch = t.suggest_categorical("batch_size", [32, 64, 128, 256])
    dropout = t.suggest_float("dropout", 0.1, 0.5, step=0.05)
    decay = t.suggest_float("weight_decay", 1e-6, 1e-3, log=True)
    epochs = t.suggest_int("epochs", 20, 100, step=10)
    hidden = [t.suggest_int("hidden1", 256, 768, step=128), t.suggest_int("hidden2", 128, 256, step=64), t.suggest_int("hidden3", 64, 128, step=32)]
    return ((math.log10(lr) + 4) ** 2 + 10 * (dropout - 0.3) ** 2 + (math.log10(decay) + 4.5) ** 2 / 5 + (math.log2(batch) - 6.5) ** 2 / 4
            + (epochs - 60) ** 2 / 4000 + sum((h / m - 1) ** 2 for h, m in zip(hidden, (512, 192, 96))))


def measure(multivariate):
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=42, multivariate=multivariate), pruner=optuna.pruners.NopPruner())
    study.optimize(evaluate, n_trials=FINISHED_TRIALS)
    times = []
    for _ in range(WARM_UP + ROUNDS):
        start = time.perf_counter()
        trial = study.ask()
        evaluate(trial)
        times.append((time.perf_counter() - start) * 1e3)
        study.tell(trial, state=optuna.trial.TrialState.FAIL)
    return statistics.median(times[WARM_UP:])


if __name__ == "__main__":
    print(json.dumps({"tuner": "optuna " + optuna.__version__, "parameters": 8, "finished_trials": FINISHED_TRIALS, "rounds": ROUNDS,
                      "ms_per_trial_median": measure(True), "ms_per_trial_median_independent": measure(False)}))
