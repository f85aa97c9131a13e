"""`python -m bench [--data PATH]`: what an answer, a process and a page cost, and how the matcher compares, in one run.

With a data set of intents, such as CLINC150, the matcher's accuracy on it is measured too, and the sets that matchers
are compared on are made of it; otherwise these are made of the shipped base.
"""

from __future__ import annotations

import sys

from bench import answers, intents, process, reader, scale

if __name__ == "__main__":
    answers.main()
    print()
    process.main()
    print()
    reader.main([])
    print()
    if "--data" in sys.argv:
        intents.main()
        print()
    scale.main()
