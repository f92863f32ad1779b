"""The festivals of the example content: last year's, which is over, and this year's, whose registration is open."""
