"""What is done again and again, and when it was done last."""

from django.db import models


class PeriodicJob(models.Model):
    """A job of the clock. Of several workers the one that moves `due_at` on does it."""

    name = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField()

    class Meta:
        verbose_name = "periodic job"
        verbose_name_plural = "periodic jobs"

    def __str__(self) -> str:
        return self.name
