/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-coverage-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _CamCoverageRow
{
  GtkListBoxRow  parent_instance;

  GtkImage      *state_icon;
  GtkLabel      *name_label;
  GtkLabel      *state_label;
  GtkLabel      *more_label;
  GtkButton     *plan_button;

  char          *uuid;
};

G_DEFINE_FINAL_TYPE (CamCoverageRow, cam_coverage_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_icon (CamCoverageState state)
{
  return state == CAM_COVERAGE_HAD       ? "object-select-symbolic"
         : state == CAM_COVERAGE_PLANNED ? "x-office-calendar-symbolic"
                                         : "dialog-warning-symbolic";
}

static void
cam_coverage_row_finalize (GObject *object)
{
  g_free (CAM_COVERAGE_ROW (object)->uuid);

  G_OBJECT_CLASS (cam_coverage_row_parent_class)->finalize (object);
}

static void
cam_coverage_row_class_init (CamCoverageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cam_coverage_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-coverage-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CamCoverageRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, CamCoverageRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, CamCoverageRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, CamCoverageRow, more_label);
  gtk_widget_class_bind_template_child (widget_class, CamCoverageRow, plan_button);
}

static void
cam_coverage_row_init (CamCoverageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cam_coverage_row_new (void)
{
  return g_object_new (CAM_TYPE_COVERAGE_ROW, NULL);
}

/* "Planned. Last on 3 March, 24 days ago; next on 5 May." Where there never was one, the sentence says enough. */
static char *
dup_state (const CamCoverage     *coverage,
           const CamCoverageArea *area)
{
  g_autofree char *sentence = cam_coverage_format_area (coverage, area);

  if (area->last_day == 0 && area->next_day == 0)
    return g_steal_pointer (&sentence);
  if (area->state == CAM_COVERAGE_NONE)
    /* Translators: a sentence that says when, such as "Last on 3 March, 240 days ago; none planned." */
    return g_strdup_printf (_("None in this time. %s"), sentence);
  /* Translators: "Planned", and a sentence that says when */
  return g_strdup_printf (_("%1$s. %2$s"), cam_coverage_state_get_title (area->state), sentence);
}

static char *
dup_more (const CamCoverageArea *area)
{
  g_autofree char *attendance = cam_coverage_format_attendance (area);
  g_autofree char *known = cam_coverage_format_known (area);

  return attendance != NULL ? g_strconcat (attendance, " · ", known, NULL) : g_steal_pointer (&known);
}

void
cam_coverage_row_show (CamCoverageRow        *self,
                       const CamCoverage     *coverage,
                       const CamCoverageArea *area)
{
  const char *name = area->name != NULL && *area->name != '\0' ? area->name : _("Unnamed area");
  g_autofree char *state = dup_state (coverage, area);
  g_autofree char *more = dup_more (area);
  g_autofree char *spoken = g_strdup_printf ("%s. %s %s", name, state, more);
  /* Translators: the label of a button, and the area that it is about, for screen readers */
  g_autofree char *plan = g_strdup_printf (_("%1$s: %2$s"), _("Plan One Here"), name);

  g_return_if_fail (CAM_IS_COVERAGE_ROW (self));

  g_set_str (&self->uuid, area->uuid);
  gtk_image_set_from_icon_name (self->state_icon, get_icon (area->state));
  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->state_label, state);
  gtk_label_set_label (self->more_label, more);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->plan_button), "s", area->uuid);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->plan_button), "coverage.plan-one");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plan_button), GTK_ACCESSIBLE_PROPERTY_LABEL, plan, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  /* The reason of whoever said how well it is known. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->more_label), area->reason);
}

const char *
cam_coverage_row_get_uuid (CamCoverageRow *self)
{
  g_return_val_if_fail (CAM_IS_COVERAGE_ROW (self), NULL);

  return self->uuid;
}
