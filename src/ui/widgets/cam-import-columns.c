/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-import-columns.h"

#include <glib/gi18n.h>

/* So many kinds of tables are remembered. */
#define MAX_KEPT 20

struct _CamImportColumns
{
  AdwPreferencesGroup  parent_instance;

  GPtrArray           *rows;   /* (element-type AdwComboRow), owned by the group; one for each field */
};

G_DEFINE_FINAL_TYPE (CamImportColumns, cam_import_columns, ADW_TYPE_PREFERENCES_GROUP)

static void
cam_import_columns_finalize (GObject *object)
{
  g_ptr_array_unref (CAM_IMPORT_COLUMNS (object)->rows);

  G_OBJECT_CLASS (cam_import_columns_parent_class)->finalize (object);
}

static void
cam_import_columns_class_init (CamImportColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_import_columns_finalize;
}

static void
cam_import_columns_init (CamImportColumns *self)
{
  self->rows = g_ptr_array_new ();
}

void
cam_import_columns_add (CamImportColumns *self,
                        const char       *label)
{
  GtkWidget *row = NULL;

  g_return_if_fail (CAM_IS_IMPORT_COLUMNS (self) && label != NULL);

  row = adw_combo_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

void
cam_import_columns_show (CamImportColumns  *self,
                         const char *const *names,
                         const int         *columns)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

  g_return_if_fail (CAM_IS_IMPORT_COLUMNS (self) && names != NULL && columns != NULL);

  gtk_string_list_append (list, _("In no column"));
  for (guint i = 0; names[i] != NULL; i++)
    gtk_string_list_append (list, names[i]);
  for (guint i = 0; i < self->rows->len; i++)
    {
      AdwComboRow *row = g_ptr_array_index (self->rows, i);

      adw_combo_row_set_model (row, G_LIST_MODEL (list));
      adw_combo_row_set_selected (row, (guint) (columns[i] + 1));
    }
}

void
cam_import_columns_get (CamImportColumns *self,
                        int              *columns)
{
  g_return_if_fail (CAM_IS_IMPORT_COLUMNS (self) && columns != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    columns[i] = (int) adw_combo_row_get_selected (g_ptr_array_index (self->rows, i)) - 1;
}

/* What tells tables apart: a name may be anything, a key of the settings had better not. */
static char *
dup_key (const char *const *names)
{
  g_autofree char *joined = g_strjoinv ("\n", (char **) names);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, joined, -1);

  return g_strndup (hash, 16);
}

char *
cam_import_columns_recall (const char        *setting,
                           const char *const *names)
{
  g_autoptr(GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_autoptr(GVariant) kept = g_settings_get_value (settings, setting);
  g_autofree char *key = dup_key (names);
  char *text = NULL;

  g_variant_lookup (kept, key, "s", &text);
  return text;
}

void
cam_import_columns_remember (const char        *setting,
                             const char *const *names,
                             const char        *text)
{
  g_autoptr(GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_autoptr(GVariant) kept = g_settings_get_value (settings, setting);
  g_autofree char *key = dup_key (names);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *old_key = NULL, *old_text = NULL;
  guint n = 1;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", key, text);
  g_variant_iter_init (&iter, kept);
  /* The newest first, so that the oldest are let go of. */
  while (n < MAX_KEPT && g_variant_iter_next (&iter, "{&s&s}", &old_key, &old_text))
    if (!g_str_equal (old_key, key))
      {
        g_variant_builder_add (&builder, "{ss}", old_key, old_text);
        n++;
      }
  g_settings_set_value (settings, setting, g_variant_builder_end (&builder));
}
