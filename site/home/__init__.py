"""The front page, and what the site tells the machines that crawl it."""
