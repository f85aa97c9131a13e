"""`python -m bench.off_topic --data data_full.json`: what the shipped base makes of questions on other subjects.

None of a data set's questions is about its documents, so that whatever is answered is answered wrongly.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from bench import data_sets
from knowledge import FactBase


def main() -> None:
    """Print the outcomes, and with `--show` what is answered."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="CLINC150 or BANKING77")
    parser.add_argument("--show", action="store_true", help="print the questions that are answered, with the facts")
    options = parser.parse_args()
    base, data = FactBase.load(), data_sets.read(options.data)
    replies = [base.ask(text) for text in (*(text for text, _ in data.questions), *data.outside)]
    for reply in replies:
        if options.show and reply.status == "answered":
            print(f"{reply.question}: {', '.join(answer.fact for answer in reply.answers)}")
    counts = Counter(reply.status for reply in replies)
    told = ", ".join(f"{count:,} {status} ({count / len(replies):.1%})" for status, count in counts.most_common())
    print(f"of {len(replies):,} questions on other subjects {told}")


if __name__ == "__main__":
    main()
