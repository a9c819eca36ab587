/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-duplicate-card.h"

#include "cam-conflict-words.h"
#include "cam-duplicate-row.h"

#include <glib/gi18n.h>

struct _CamDuplicateCard
{
  AdwBin      parent_instance;

  GtkListBox *fields_list;
  GtkButton  *join_button;
  GtkLabel   *subject_label;
  GtkLabel   *title_label;
};

G_DEFINE_FINAL_TYPE (CamDuplicateCard, cam_duplicate_card, ADW_TYPE_BIN)

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  return cam_duplicate_row_new (item);
}

static void
cam_duplicate_card_class_init (CamDuplicateCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-duplicate-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CamDuplicateCard, fields_list);
  gtk_widget_class_bind_template_child (widget_class, CamDuplicateCard, join_button);
  gtk_widget_class_bind_template_child (widget_class, CamDuplicateCard, subject_label);
  gtk_widget_class_bind_template_child (widget_class, CamDuplicateCard, title_label);
}

static void
cam_duplicate_card_init (CamDuplicateCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cam_duplicate_card_new (CamStore         *store,
                        CamDuplicatePair *pair)
{
  CamDuplicateCard *self = g_object_new (CAM_TYPE_DUPLICATE_CARD, NULL);
  const char *one = cam_duplicate_pair_get_one_uuid (pair);
  const char *other = cam_duplicate_pair_get_other_uuid (pair);
  const char *table = cam_duplicate_pair_get_table (pair);
  g_autofree char *subject = cam_conflict_words_likeness (pair);
  g_autofree char *kept = NULL;
  g_autoptr(GListModel) fields = NULL;
  g_autoptr(GError) error = NULL;

  gtk_label_set_label (self->subject_label, subject);
  gtk_label_set_label (self->title_label, cam_duplicate_pair_get_one_title (pair));
  kept = cam_duplicate_dup_kept (store, table, one, other, &error);
  if (kept == NULL)
    {
      g_debug ("No longer two records: %s", error->message);
      gtk_widget_set_sensitive (GTK_WIDGET (self->join_button), FALSE);
      return GTK_WIDGET (self);
    }
  fields = cam_duplicate_list_fields (store, table, kept, g_str_equal (kept, one) ? other : one);
  gtk_list_box_bind_model (self->fields_list, fields, create_row_cb, NULL, NULL);
  return GTK_WIDGET (self);
}

char **
cam_duplicate_card_dup_from_former (CamDuplicateCard *self)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  GtkListBoxRow *row = NULL;

  g_return_val_if_fail (CAM_IS_DUPLICATE_CARD (self), g_strv_builder_unref_to_strv (builder));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->fields_list, i)) != NULL; i++)
    if (CAM_IS_DUPLICATE_ROW (row) && cam_duplicate_row_is_from_former (CAM_DUPLICATE_ROW (row)))
      g_strv_builder_add (builder, cam_duplicate_row_get_column (CAM_DUPLICATE_ROW (row)));
  return g_strv_builder_unref_to_strv (builder);
}
