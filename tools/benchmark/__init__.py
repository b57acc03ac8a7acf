"""The parts of `make bench`; tools/bench.py runs them, each in a process of its own."""
