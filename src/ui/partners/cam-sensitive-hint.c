/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-sensitive-hint.h"

#include "cam-sensitive-words.h"
#include "cam-text-row.h"

#include <glib/gi18n.h>

/* Nobody is asked in the middle of a word. */
#define PAUSE_MS 600

struct _CamSensitiveHint
{
  AdwActionRow  parent_instance;

  GtkWidget    *field;      /* weak */
  guint         look_id;
};

G_DEFINE_FINAL_TYPE (CamSensitiveHint, cam_sensitive_hint, ADW_TYPE_ACTION_ROW)

/* Checksums of texts that somebody keeps: of this run of the program, and no text itself. */
static GHashTable *
get_kept (void)
{
  static GHashTable *kept;

  if (kept == NULL)
    kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return kept;
}

static char *
dup_text (CamSensitiveHint *self)
{
  if (self->field == NULL)
    return g_strdup ("");
  if (GTK_IS_TEXT_VIEW (self->field))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->field));
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
    }
  return CAM_IS_TEXT_ROW (self->field) ? cam_text_row_dup_text (CAM_TEXT_ROW (self->field))
                                       : g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->field)));
}

/* "health and religion", each once, in the order of the text. */
static char *
join_categories (GArray *hits)
{
  g_autoptr(GString) joined = g_string_new (NULL);
  guint told = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      CamSensitiveCategory category = g_array_index (hits, CamSensitiveHit, i).category;

      if (told & (1u << category))
        continue;
      told |= 1u << category;
      /* Translators: between two things that a text tells of, as in "health and religion" */
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? _(" and ") : "", cam_sensitive_category_get_label (category));
    }
  return g_string_free_and_steal (g_steal_pointer (&joined));
}

static gboolean
look_cb (gpointer user_data)
{
  CamSensitiveHint *self = user_data;
  g_autofree char *text = dup_text (self);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autoptr(GArray) hits = cam_sensitive_words_find (text);
  gboolean shown = hits->len > 0 && !g_hash_table_contains (get_kept (), sum);

  self->look_id = 0;
  if (shown)
    {
      g_autofree char *categories = join_categories (hits);
      /* Translators: %s is what a text tells of, such as "health" */
      g_autofree char *title = g_strdup_printf (_("This seems to tell of %s. Is it needed?"), categories);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
      if (!gtk_widget_get_visible (GTK_WIDGET (self)))
        gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CamSensitiveHint *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  self->look_id = g_timeout_add (PAUSE_MS, look_cb, self);
}

/* The button goes with the line: where it had the focus, that is in the field again. */
static void
keep_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamSensitiveHint *self = CAM_SENSITIVE_HINT (widget);
  g_autofree char *text = dup_text (self);

  g_hash_table_add (get_kept (), g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1));
  if (self->field != NULL)
    gtk_widget_child_focus (self->field, GTK_DIR_TAB_FORWARD);
  gtk_widget_set_visible (widget, FALSE);
}

static void
cam_sensitive_hint_dispose (GObject *object)
{
  CamSensitiveHint *self = CAM_SENSITIVE_HINT (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_weak_pointer (&self->field);

  G_OBJECT_CLASS (cam_sensitive_hint_parent_class)->dispose (object);
}

static void
cam_sensitive_hint_class_init (CamSensitiveHintClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_sensitive_hint_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "hint.keep", NULL, keep_action);
}

static void
cam_sensitive_hint_init (CamSensitiveHint *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Keep"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), gtk_image_new_from_icon_name ("dialog-information-symbolic"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "hint.keep");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self, NULL, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cam_sensitive_hint_new (GtkWidget *field)
{
  CamSensitiveHint *self = NULL;
  gpointer source = field;

  g_return_val_if_fail (CAM_IS_TEXT_ROW (field) || GTK_IS_EDITABLE (field) || GTK_IS_TEXT_VIEW (field), NULL);

  self = g_object_new (CAM_TYPE_SENSITIVE_HINT, NULL);
  g_set_weak_pointer (&self->field, field);
  if (GTK_IS_TEXT_VIEW (field))
    source = gtk_text_view_get_buffer (GTK_TEXT_VIEW (field));
  g_signal_connect_object (source, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  look_cb (self);
  return GTK_WIDGET (self);
}
