"""`python -m tallyclerk` is `tallyclerk`."""

from tallyclerk.cli import main

if __name__ == "__main__":
    main()
