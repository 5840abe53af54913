#!/usr/bin/env python3
"""What the peers of bench/compare.sh run on, as one JSON line: versions, whether PyTorch has AdamW fused on the CPU (from
2.4 on; the lean peer takes the plain one elsewhere), and the kernels that OpenBLAS chose for this processor.
"""
import ctypes
import glob
import json
import os
import platform

import numpy
import optuna
import pandas
import torch


def has_fused_adamw():
    try:
        weight = torch.nn.Parameter(torch.zeros(1))
        optimiser = torch.optim.AdamW([weight], fused=True)
        weight.sum().backward()
        optimiser.step()
        return True
    except (RuntimeError, TypeError):
        return False


def kernels():
    try:
        name = ctypes.CDLL("libblas.so.3").openblas_get_corename
    except (OSError, AttributeError):
        return None
    name.restype = ctypes.c_char_p
    return name().decode()


blas = sorted({os.path.basename(path) for path in glob.glob("/usr/lib/*/openblas*/libopenblas*.so")})
print(json.dumps({
    "python": platform.python_version(), "numpy": numpy.__version__, "pandas": pandas.__version__,
    "torch": torch.__version__, "optuna": optuna.__version__, "fused_adamw": has_fused_adamw(),
    "blas": ", ".join(blas) or "not Debian's OpenBLAS", "blas_kernels": kernels(),
}))
