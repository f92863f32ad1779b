"""Units in the admin: one screen for a unit with its years at the head and its flags."""

from django.db import IntegrityError
from django.db.models import Count
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, NumberColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from . import queries, services
from .forms import AwardFormSet, TermFormSet, UnitForm
from .models import Unit


class RowsPanel(InlinePanel):
    """Wagtail's, with a formset of ours, which says what is wrong in our words."""

    def __init__(self, *args, formset, **kwargs):
        super().__init__(*args, **kwargs)
        self.formset = formset

    def clone_kwargs(self) -> dict:
        return super().clone_kwargs() | {"formset": self.formset}

    def get_form_options(self) -> dict:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = self.formset
        return options


class IndexView(generic.IndexView):
    """The list, which follows what is typed with or without accents. No search index: there are some fifteen units."""

    is_searchable = True

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        return queryset.filter(pk__in=[unit.pk for unit in queries.beginning_with(self.search_query, queryset)])


class SavedMeanwhileMixin:
    """Two people who give the same year to two leaders at once: the database lets one in, the other is told."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except IntegrityError:
            said = gettext("Somebody else has changed the units at this moment. Check and save again.")
            form.add_error(None, said)
            self.produced_error_code, self.produced_error_message = "validation_error", said
            return self.form_invalid(form)


class CreateView(SavedMeanwhileMixin, generic.CreateView):
    pass


class EditView(SavedMeanwhileMixin, generic.EditView):
    pass


class DeleteView(generic.DeleteView):
    """Only what nothing is told of can be deleted; of all else the page says what stands in the way."""

    def get_context_data(self, **kwargs):
        uses = services.uses_of(self.object)
        return super().get_context_data(**kwargs) | {"uses": uses, "is_protected": bool(uses)}

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except services.InUse:
            return render(self.request, self.template_name, self.get_context_data(), status=409)

    def delete_action(self):
        services.delete_unit(self.object)


class UnitViewSet(ModelViewSet):
    """The units, in the order in which the site lists them."""

    model = Unit
    icon = "group"
    name = "units"
    url_prefix = "don-vi"
    menu_label = _("Units")
    menu_name = "units"
    menu_order = 170
    add_to_admin_menu = True
    ordering = ["position", "name"]
    list_display = [
        "name",
        "short_name",
        "code",
        "kind",
        NumberColumn("award_count", label=_("Flags")),
        BooleanColumn("is_active", label=_("In the bloc")),
        "position",
    ]
    list_filter = ["kind", "is_active"]
    list_per_page = 100
    list_export = ["position", "code", "name", "short_name", "kind", "is_active"]
    copy_view_enabled = False
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    delete_template_name = "units/admin/confirm_delete.html"
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("short_name"), FieldPanel("code")]),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("position")]),
            FieldPanel("governing_body"),
            FieldPanel("logo"),
            FieldPanel("introduction"),
            FieldPanel("is_active"),
            RowsPanel(
                "terms",
                [FieldRowPanel([FieldPanel("year"), FieldPanel("role")])],
                formset=TermFormSet,
                heading=_("Years at the head of the bloc"),
                label=_("Year"),
            ),
            RowsPanel(
                "awards",
                [FieldRowPanel([FieldPanel("year"), FieldPanel("title")])],
                formset=AwardFormSet,
                heading=_("Emulation flags"),
                label=_("Flag"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("website"),
                    FieldPanel("address"),
                    FieldPanel("contact_name"),
                    FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
                ],
                heading=_("Contact, as it stands on the unit's public page"),
            ),
        ],
        base_form_class=UnitForm,
    )

    def get_index_view_kwargs(self, **kwargs):
        queryset = Unit.objects.annotate(award_count=Count("awards"))
        return super().get_index_view_kwargs(**{"queryset": queryset, **kwargs})
