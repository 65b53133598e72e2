"""How fast the newsroom is, as ratios in one run: `make bench`."""
