"""Labelled papers for annotation tools and back: Label Studio, brat, Prodigy and doccano."""
