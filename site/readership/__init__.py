"""How often pages are read: beacons in, hourly sums out, and what is read most."""
