"""arXiv on loopback, and what is asked of it."""
