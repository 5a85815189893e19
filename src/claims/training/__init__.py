"""Labelled papers -> the weights of `claims.trained`, and how far they can be trusted. Runs at `claims train` alone."""

from claims.training.train import Trained, render, train, write

__all__ = ["Trained", "render", "train", "write"]
