"""How people ask: Slack listeners, Block Kit, store, web pages and terminal. Knows no YAML and no scoring."""

import os

# numpy's OpenBLAS starts a thread for every core when it is loaded: starting one takes longer than an answer, which has
# no use for it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
