"""Entry point for ``python -m oneone_tui``."""

from oneone_tui.cli import main

if __name__ == "__main__":
    main()
