"""What is possible by the rules but hardly right: signs, sizes, columns, deviations, few persons.

Everything is judged by what the table's other figures say, and by what rows and columns are (roles,
kinds, units); no bound is any nämnd's own.
"""
