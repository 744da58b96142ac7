from collections.abc import Mapping

Andra = Mapping


def brofynd(*a):
    return ()
