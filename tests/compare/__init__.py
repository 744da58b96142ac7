"""Two checkouts of the project run on the same data, from outside: do they say the same?

Nothing in here imports the program: every name in it may differ between the two.
"""
