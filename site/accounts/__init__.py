"""People who sign in: the user model and the roles."""
