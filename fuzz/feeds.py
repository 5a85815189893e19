"""Fuzzes the target `feeds` of targets.py."""

from run import run

if __name__ == "__main__":
    run("feeds")
