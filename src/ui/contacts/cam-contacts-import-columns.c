/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contacts-import-columns.h"

#include <glib/gi18n.h>

/* So many kinds of tables are remembered. */
#define MAX_KEPT 20

struct _CamContactsImportColumns
{
  AdwPreferencesGroup  parent_instance;

  AdwComboRow         *rows[CAM_CONTACT_N_FIELDS];
};

G_DEFINE_FINAL_TYPE (CamContactsImportColumns, cam_contacts_import_columns, ADW_TYPE_PREFERENCES_GROUP)

static void
cam_contacts_import_columns_class_init (CamContactsImportColumnsClass *klass)
{
}

static void
cam_contacts_import_columns_init (CamContactsImportColumns *self)
{
  for (guint i = 0; i < CAM_CONTACT_N_FIELDS; i++)
    {
      self->rows[i] = ADW_COMBO_ROW (adw_combo_row_new ());
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->rows[i]), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), cam_contact_field_get_label (i));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->rows[i]));
    }
}

void
cam_contacts_import_columns_show (CamContactsImportColumns *self,
                                const char *const      *names,
                                const CamContactColumns  *columns)
{
  g_return_if_fail (CAM_IS_CONTACTS_IMPORT_COLUMNS (self) && names != NULL && columns != NULL);

  for (guint i = 0; i < CAM_CONTACT_N_FIELDS; i++)
    {
      g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

      gtk_string_list_append (list, _("In no column"));
      for (guint j = 0; names[j] != NULL; j++)
        gtk_string_list_append (list, names[j]);
      adw_combo_row_set_model (self->rows[i], G_LIST_MODEL (list));
      adw_combo_row_set_selected (self->rows[i], (guint) (columns->column[i] + 1));
    }
}

void
cam_contacts_import_columns_get (CamContactsImportColumns *self,
                               CamContactColumns        *columns)
{
  g_return_if_fail (CAM_IS_CONTACTS_IMPORT_COLUMNS (self) && columns != NULL);

  for (guint i = 0; i < CAM_CONTACT_N_FIELDS; i++)
    columns->column[i] = (int) adw_combo_row_get_selected (self->rows[i]) - 1;
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
cam_contacts_import_columns_recall (const char *const *names)
{
  g_autoptr(GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_autoptr(GVariant) kept = g_settings_get_value (settings, "contact-columns");
  g_autofree char *key = dup_key (names);
  char *text = NULL;

  g_variant_lookup (kept, key, "s", &text);
  return text;
}

void
cam_contacts_import_columns_remember (const char *const     *names,
                                    const CamContactColumns *columns)
{
  g_autoptr(GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_autoptr(GVariant) kept = g_settings_get_value (settings, "contact-columns");
  g_autofree char *key = dup_key (names);
  g_autofree char *text = cam_contact_columns_to_text (columns);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *old_key = NULL, *old_text = NULL;
  guint n = 1;

  /* The newest first, so that the oldest are let go of. */
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", key, text);
  g_variant_iter_init (&iter, kept);
  while (n < MAX_KEPT && g_variant_iter_next (&iter, "{&s&s}", &old_key, &old_text))
    if (!g_str_equal (old_key, key))
      {
        g_variant_builder_add (&builder, "{ss}", old_key, old_text);
        n++;
      }
  g_settings_set_value (settings, "contact-columns", g_variant_builder_end (&builder));
}
