"""What articles and albums are about."""
