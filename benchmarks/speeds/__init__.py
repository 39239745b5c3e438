"""What is timed, part by part; each gives a `Finding` of tables, which `speed.py` prints and writes into the docs."""
