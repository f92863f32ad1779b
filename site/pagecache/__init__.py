"""What is kept between two changes of the site, and how all processes learn that something has changed."""
