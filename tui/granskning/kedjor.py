def kedjefynd(*a):
    return ()
