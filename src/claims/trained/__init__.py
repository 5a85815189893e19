"""What is learned from labelled papers, and how it is applied. The weights stand in confidence.json beside this file.

`claims.training` makes them; nothing here needs more than a look into a table.
"""
