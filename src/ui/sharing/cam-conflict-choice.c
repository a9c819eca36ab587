/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-conflict-choice.h"

#include "cam-conflict-words.h"

#include <glib/gi18n.h>

struct _CamConflictChoice
{
  AdwBin             parent_instance;

  GtkButton         *button;
  GtkLabel          *button_label;
  CamOutlineDrawing *drawing;
  GtkLabel          *heading_label;
  GtkLabel          *key_label;
  GtkLabel          *notice_label;
  GtkLabel          *value_label;
  GtkLabel          *whence_label;
};

G_DEFINE_FINAL_TYPE (CamConflictChoice, cam_conflict_choice, ADW_TYPE_BIN)

static void
cam_conflict_choice_class_init (CamConflictChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_OUTLINE_DRAWING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-conflict-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, CamConflictChoice, button);
  gtk_widget_class_bind_template_child (widget_class, CamConflictChoice, button_label);
  gtk_widget_class_bind_template_child (widget_class, CamConflictChoice, drawing);
  gtk_widget_class_bind_template_child (widget_class, CamConflictChoice, heading_label);
  gtk_widget_class_bind_template_child (widget_class, CamConflictChoice, key_label);
  gtk_widget_class_bind_template_child (widget_class, CamConflictChoice, notice_label);
  gtk_widget_class_bind_template_child (widget_class, CamConflictChoice, value_label);
  gtk_widget_class_bind_template_child (widget_class, CamConflictChoice, whence_label);
}

static void
cam_conflict_choice_init (CamConflictChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Without an own value among them they are told apart by who wrote them. */
static char *
dup_button_text (CamConflictValue *value,
                 gboolean          only_theirs)
{
  const char *author = cam_conflict_value_get_author (value);

  if (cam_conflict_value_is_mine (value))
    return g_strdup (_("Keep Yours"));
  if (only_theirs || author == NULL || *author == '\0')
    return g_strdup (_("Take Theirs"));
  /* Translators: %s is who wrote the value */
  return g_strdup_printf (_("Take %s’s"), author);
}

static const char *
get_heading (CamConflictValue *value)
{
  return cam_conflict_value_is_mine (value) ? _("Yours") : _("Theirs");
}

GtkWidget *
cam_conflict_choice_new (CamConflict *conflict,
                         guint        place)
{
  CamConflictChoice *self = g_object_new (CAM_TYPE_CONFLICT_CHOICE, NULL);
  CamConflictValue *value = NULL;
  g_autofree char *text = NULL;
  g_autofree char *whence = NULL;
  g_autofree char *action = NULL;
  g_autofree char *key = g_strdup_printf ("%u", place + 1);
  g_autofree char *spoken = NULL;
  gboolean has_mine = FALSE;

  g_return_val_if_fail (CAM_IS_CONFLICT (conflict), GTK_WIDGET (self));

  has_mine = cam_conflict_value_is_mine (cam_conflict_get_value (conflict, cam_conflict_get_mine (conflict)));
  value = cam_conflict_get_value (conflict, cam_conflict_words_at (conflict, place));
  text = cam_conflict_words_value (conflict, value);
  whence = cam_conflict_words_whence (value);
  action = dup_button_text (value, has_mine && cam_conflict_get_n_values (conflict) == 2);
  gtk_label_set_label (self->heading_label, get_heading (value));
  gtk_label_set_label (self->value_label, text);
  gtk_label_set_label (self->whence_label, whence);
  gtk_widget_set_visible (GTK_WIDGET (self->whence_label), *whence != '\0');
  gtk_label_set_label (self->button_label, action);
  gtk_label_set_label (self->key_label, key);
  /* Translators: what a button does, and the value that it takes: "Keep Yours: by the river" */
  spoken = g_strdup_printf (_("%1$s: %2$s"), action, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), cam_conflict_value_is_available (value));
  gtk_widget_set_visible (GTK_WIDGET (self->notice_label), !cam_conflict_value_is_available (value));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "u", place);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "review.choose");
  if (!cam_conflict_value_is_available (value))
    gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), NULL);
  cam_outline_drawing_set_outline (self->drawing, cam_conflict_value_get_outline (value));
  return GTK_WIDGET (self);
}

CamOutlineDrawing *
cam_conflict_choice_get_drawing (CamConflictChoice *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT_CHOICE (self), NULL);

  return self->drawing;
}
