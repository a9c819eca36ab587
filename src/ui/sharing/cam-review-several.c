/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-review-several.h"

#include "cam-conflict-words.h"

#include <glib/gi18n.h>

struct _CamReviewSeveral
{
  AdwBin              parent_instance;

  GtkLabel           *count_label;
  GtkWidget          *mine_button;
  GtkMultiSelection  *selection;
  GtkWidget          *theirs_button;
};

G_DEFINE_FINAL_TYPE (CamReviewSeveral, cam_review_several, ADW_TYPE_BIN)

enum
{
  SETTLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
selection_changed_cb (CamReviewSeveral *self)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n_selected = (guint) gtk_bitset_get_size (selected);
  g_autofree char *text = NULL;

  /* Translators: how many conflicts of the list are selected */
  text = g_strdup_printf (ngettext ("%u selected", "%u selected", n_selected), n_selected);
  gtk_label_set_label (self->count_label, text);
  gtk_widget_set_sensitive (self->mine_button, n_selected > 0);
  gtk_widget_set_sensitive (self->theirs_button, n_selected > 0);
}

static void
mine_cb (CamReviewSeveral *self)
{
  g_signal_emit (self, signals[SETTLE], 0, CAM_CONFLICT_MINE);
}

static void
theirs_cb (CamReviewSeveral *self)
{
  g_signal_emit (self, signals[SETTLE], 0, CAM_CONFLICT_THEIRS);
}

static void
select_all_cb (CamReviewSeveral *self)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

/* A click on a row selects it alone, as everywhere; its check button adds it to the others. */
static void
toggled_cb (GtkListItem    *item,
            GtkCheckButton *check)
{
  GtkWidget *self = gtk_widget_get_ancestor (GTK_WIDGET (check), CAM_TYPE_REVIEW_SEVERAL);
  gboolean is_active = gtk_check_button_get_active (check);
  GtkSelectionModel *selection = NULL;

  if (self == NULL || is_active == gtk_list_item_get_selected (item))
    return;
  selection = GTK_SELECTION_MODEL (CAM_REVIEW_SEVERAL (self)->selection);
  if (is_active)
    gtk_selection_model_select_item (selection, gtk_list_item_get_position (item), FALSE);
  else
    gtk_selection_model_unselect_item (selection, gtk_list_item_get_position (item));
}

static char *
title_cb (GObject     *object,
          CamConflict *conflict)
{
  return conflict != NULL ? cam_conflict_words_title (conflict) : g_strdup ("");
}

static char *
subject_cb (GObject     *object,
            CamConflict *conflict)
{
  return conflict != NULL ? cam_conflict_words_subject (conflict) : g_strdup ("");
}

static char *
values_cb (GObject     *object,
           CamConflict *conflict)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; conflict != NULL && i < cam_conflict_get_n_values (conflict); i++)
    {
      CamConflictValue *value = cam_conflict_get_value (conflict, cam_conflict_words_at (conflict, i));
      g_autofree char *said = cam_conflict_words_value (conflict, value);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "",
                              cam_conflict_value_is_mine (value) ? _("Yours") : _("Theirs"), said);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
cam_review_several_dispose (GObject *object)
{
  CamReviewSeveral *self = CAM_REVIEW_SEVERAL (object);

  if (self->selection != NULL)
    gtk_multi_selection_set_model (self->selection, NULL);

  G_OBJECT_CLASS (cam_review_several_parent_class)->dispose (object);
}

static void
cam_review_several_class_init (CamReviewSeveralClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_review_several_dispose;
  signals[SETTLE] = g_signal_new ("settle", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT);
  g_type_ensure (CAM_TYPE_CONFLICT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-review-several.ui");
  gtk_widget_class_bind_template_child (widget_class, CamReviewSeveral, count_label);
  gtk_widget_class_bind_template_child (widget_class, CamReviewSeveral, mine_button);
  gtk_widget_class_bind_template_child (widget_class, CamReviewSeveral, selection);
  gtk_widget_class_bind_template_child (widget_class, CamReviewSeveral, theirs_button);
  gtk_widget_class_bind_template_callback (widget_class, mine_cb);
  gtk_widget_class_bind_template_callback (widget_class, select_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, subject_cb);
  gtk_widget_class_bind_template_callback (widget_class, theirs_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, values_cb);
}

static void
cam_review_several_init (CamReviewSeveral *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  selection_changed_cb (self);
}

void
cam_review_several_set_conflicts (CamReviewSeveral *self,
                                  GListModel       *conflicts)
{
  g_return_if_fail (CAM_IS_REVIEW_SEVERAL (self));
  g_return_if_fail (conflicts == NULL || G_IS_LIST_MODEL (conflicts));

  gtk_multi_selection_set_model (self->selection, conflicts);
  selection_changed_cb (self);
}

GPtrArray *
cam_review_several_dup_selected (CamReviewSeveral *self)
{
  GPtrArray *conflicts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint position = 0;

  g_return_val_if_fail (CAM_IS_REVIEW_SEVERAL (self), conflicts);

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (gtk_bitset_iter_init_first (&iter, selected, &position))
    do
      g_ptr_array_add (conflicts, g_list_model_get_item (G_LIST_MODEL (self->selection), position));
    while (gtk_bitset_iter_next (&iter, &position));
  return conflicts;
}
