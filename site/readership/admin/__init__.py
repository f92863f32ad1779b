"""The report of views in the admin, and the seam by which other rooms group its figures."""
