"""What people who sign in see of the site outside the admin, beside the pages of allauth."""
