"""One module a place: `development` (make run), `production`, `test`; each starts from `base`."""
