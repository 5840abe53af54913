#!/usr/bin/env python3
"""The peer's models as fast as PyTorch answers: traced, frozen, in inference mode, on one thread.

    peer_frozen.py PEER infer DATA EXPERT     one JSON line for 1 and for 512 rows: us, the mean of 300 calls
    peer_frozen.py PEER save FOLDER           the three experts as files, with random weights
    peer_frozen.py PEER answer FOLDER         reads them, answers for one row each, prints the probabilities

PEER is v71_torch.py. `answer` is a whole process, timed by who starts it: it needs neither the peer's source nor NumPy.
"""
import json
import sys
import time

import torch

INPUTS = {"momentum": 28, "reversion": 9, "volatility": 6}
torch.set_num_threads(1)


def peer(path):
    with open(path, encoding="utf-8") as file:
        source = file.read().rsplit("\nmain()", 1)[0]
    names = {}
    exec(compile(source, path, "exec"), names)
    return names


def frozen(model, rows):
    # No optimize_for_inference: it makes 512 rows slower here.
    return torch.jit.freeze(torch.jit.trace(model.eval(), rows))


def infer(names, data, expert):
    everything = names["load"](data)[0]
    model = names["Expert"](expert, everything.shape[1])
    for count in (1, 512):
        rows = everything[:count].contiguous()
        with torch.inference_mode():
            fast = frozen(model, rows)
            for _ in range(50):
                fast(rows).softmax(1)
            start = time.perf_counter()
            for _ in range(300):
                fast(rows).softmax(1)
            print(json.dumps({"rows": count, "us": 1e6 * (time.perf_counter() - start) / 300}))


def save(names, folder):
    for expert, inputs in INPUTS.items():
        frozen(names["Expert"](expert, inputs), torch.zeros(1, inputs)).save(f"{folder}/{expert}.pt")


def answer(folder):
    with torch.inference_mode():
        probabilities = {expert: torch.jit.load(f"{folder}/{expert}.pt")(torch.ones(1, inputs)).softmax(1)[0, 1].item()
                         for expert, inputs in INPUTS.items()}
    print(json.dumps(probabilities))


def main():
    path, verb, *rest = sys.argv[1:]
    if verb == "answer":
        answer(*rest)
    elif verb == "save":
        save(peer(path), *rest)
    else:
        infer(peer(path), *rest)


main()
