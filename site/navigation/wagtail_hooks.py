"""Our form for redirects. Wagtail's views name theirs and ask no setting for another."""

from wagtail.contrib.redirects import views

from .forms import RedirectForm

views.CreateView.form_class = views.EditView.form_class = views.RedirectForm = RedirectForm
