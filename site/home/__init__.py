"""The front page, the pages of the units, and what the site tells the machines that crawl it."""
