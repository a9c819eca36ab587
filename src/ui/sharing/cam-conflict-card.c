/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-conflict-card.h"

#include "cam-conflict-choice.h"
#include "cam-conflict-words.h"
#include "cam-format.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

struct _CamConflictCard
{
  AdwBin               parent_instance;

  AdwWrapBox          *choices_box;
  GtkListBox          *edits_list;
  AdwPreferencesGroup *edits_group;
  GtkLabel            *key_label;
  GtkListBox          *record_list;
  AdwPreferencesGroup *record_group;
  GtkLabel            *subject_label;
  GtkLabel            *title_label;
  GtkWidget           *write_button;
};

G_DEFINE_FINAL_TYPE (CamConflictCard, cam_conflict_card, ADW_TYPE_BIN)

static GtkWidget *
create_field_row_cb (gpointer item,
                     gpointer user_data)
{
  const char *column = cam_conflict_field_get_column (item);
  g_autofree char *label = cam_format_column (column);
  g_autofree char *text = cam_conflict_words_text (column, cam_conflict_field_get_text (item));
  GtkWidget *row = cam_ui_new_row (label, text);

  gtk_widget_add_css_class (row, "property");
  return row;
}

static GtkWidget *
create_edit_row_cb (gpointer item,
                    gpointer user_data)
{
  const char *column = cam_conflict_field_get_column (item);
  g_autofree char *label = cam_format_column (column);
  g_autofree char *old = cam_conflict_words_text (column, cam_conflict_field_get_old_text (item));
  g_autofree char *new = cam_conflict_words_text (column, cam_conflict_field_get_text (item));
  g_autofree char *text = g_strdup_printf ("%s → %s", old, new);
  GtkWidget *row = cam_ui_new_row (label, text);

  gtk_widget_add_css_class (row, "property");
  return row;
}

static void
cam_conflict_card_class_init (CamConflictCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-conflict-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CamConflictCard, choices_box);
  gtk_widget_class_bind_template_child (widget_class, CamConflictCard, edits_list);
  gtk_widget_class_bind_template_child (widget_class, CamConflictCard, edits_group);
  gtk_widget_class_bind_template_child (widget_class, CamConflictCard, key_label);
  gtk_widget_class_bind_template_child (widget_class, CamConflictCard, record_list);
  gtk_widget_class_bind_template_child (widget_class, CamConflictCard, record_group);
  gtk_widget_class_bind_template_child (widget_class, CamConflictCard, subject_label);
  gtk_widget_class_bind_template_child (widget_class, CamConflictCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, CamConflictCard, write_button);
}

static void
cam_conflict_card_init (CamConflictCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
widen (CamBounds       *bounds,
       const CamBounds *other)
{
  bounds->min_x = MIN (bounds->min_x, other->min_x);
  bounds->min_y = MIN (bounds->min_y, other->min_y);
  bounds->max_x = MAX (bounds->max_x, other->max_x);
  bounds->max_y = MAX (bounds->max_y, other->max_y);
}

/* Outlines are drawn to one scale, so that it is seen what differs. */
static void
share_bounds (CamConflictCard *self)
{
  CamBounds all = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  CamBounds one;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->choices_box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (cam_outline_drawing_get_bounds (cam_conflict_choice_get_drawing (CAM_CONFLICT_CHOICE (child)), &one))
      widen (&all, &one);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->choices_box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      CamOutlineDrawing *drawing = cam_conflict_choice_get_drawing (CAM_CONFLICT_CHOICE (child));

      if (cam_outline_drawing_get_bounds (drawing, &one))
        cam_outline_drawing_set_bounds (drawing, &all);
    }
}

static gboolean
can_write (CamConflict *conflict)
{
  const CamValue shown = cam_conflict_value_peek (cam_conflict_get_value (conflict, 0));
  const char *text = cam_conflict_value_get_text (cam_conflict_get_value (conflict, 0));

  /* Of yes and no there is no third. */
  return cam_conflict_get_kind (conflict) == CAM_CONFLICT_PLAIN
         && !(shown.type == CAM_VALUE_INTEGER && text != NULL && !g_ascii_isdigit (*text) && *text != '-');
}

GtkWidget *
cam_conflict_card_new (CamStore    *store,
                       CamConflict *conflict)
{
  CamConflictCard *self = g_object_new (CAM_TYPE_CONFLICT_CARD, NULL);
  g_autofree char *title = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *key = NULL;
  g_autoptr(GListModel) record = NULL;
  g_autoptr(GListModel) edits = NULL;
  guint n_values = 0;

  g_return_val_if_fail (CAM_IS_STORE (store), GTK_WIDGET (self));
  g_return_val_if_fail (CAM_IS_CONFLICT (conflict), GTK_WIDGET (self));

  n_values = cam_conflict_get_n_values (conflict);
  title = cam_conflict_words_title (conflict);
  subject = cam_conflict_words_subject (conflict);
  key = g_strdup_printf ("%u", n_values + 1);
  record = cam_conflict_list_record (conflict, store);
  edits = cam_conflict_list_edits (conflict, store);
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->subject_label, subject);
  for (guint i = 0; i < n_values; i++)
    adw_wrap_box_append (self->choices_box, cam_conflict_choice_new (conflict, i));
  share_bounds (self);
  gtk_label_set_label (self->key_label, key);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->write_button), "u", n_values);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->write_button), "review.choose");
  gtk_widget_set_visible (self->write_button, n_values > 0 && can_write (conflict));
  gtk_list_box_bind_model (self->record_list, record, create_field_row_cb, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->record_group), g_list_model_get_n_items (record) > 0);
  gtk_list_box_bind_model (self->edits_list, edits, create_edit_row_cb, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->edits_group), g_list_model_get_n_items (edits) > 0);
  return GTK_WIDGET (self);
}
