"""`python -m bench`: what an answer costs, beside what one would otherwise use, in one run."""

from __future__ import annotations

from bench import answers, process

if __name__ == "__main__":
    answers.main()
    print()
    process.main()
