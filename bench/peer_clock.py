#!/usr/bin/env python3
"""Runs a script with its stopwatch replaced by the process's own processor time: peer_clock.py SCRIPT ARGUMENTS...

On a shared machine wall time also measures other processes. Processor time measures a single-threaded
job alone.
"""
import runpy
import sys
import time

time.perf_counter = time.process_time
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
