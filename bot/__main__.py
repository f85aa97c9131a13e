"""`python -m bot` is `footnote`."""

import gc

# Next to nothing of what importing modules makes is garbage, so the collector waits until that is done.
gc.disable()

from bot.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
