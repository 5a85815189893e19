"""The commands that have a module of their own: each a function of its options that says what it did."""
