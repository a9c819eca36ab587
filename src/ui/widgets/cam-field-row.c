/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-field-row.h"

#include "cam-event-typed.h"
#include "cam-interaction.h"
#include "cam-period.h"
#include "cam-tell.h"
#include "cam-text-row.h"
#include "cam-words.h"

#include <glib/gi18n.h>

#include <math.h>
#include <string.h>

/* A copy that holds a longer text is refused by the merge; nobody types that much. */
#define MAX_TEXT (1024 * 1024)

/* Of these people write sentences. */
static const char *const long_columns[] = { "changed", "contribution", "description", "intended_outcomes", "learned",
                                            "methodology", "motivations", "note", "offers", "other_names", "rationale", NULL };

/* These tell of what was: of "3 July" the last one is meant. */
static const char *const past_columns[] = { "assessed_on", "baseline_on", "collected_on", "done_on", "follow_up_done_on",
                                            "happened_on", "invited_on", "occurred_on", "replied_on", "role_since", "said_on",
                                            "valid_from", NULL };

typedef struct
{
  CamStore        *store;
  CamRecord       *record;
  guint            index;
  const CamColumn *column;
  char            *label;
  GPtrArray       *values;        /* (element-type utf8): of a choice; "" for none */
  CamFieldFunc     func;          /* takes the value in place of the record */
  gpointer         data;
  gboolean         is_following;  /* the row is being set by the program */
} Field;

static void
field_free (gpointer data)
{
  Field *field = data;

  g_clear_object (&field->store);
  g_clear_object (&field->record);
  g_clear_pointer (&field->values, g_ptr_array_unref);
  g_free (field->label);
  g_free (field);
}

static Field *
get_field (gpointer row)
{
  return g_object_get_data (row, "cam-field");
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (!cam_store_save_finish (CAM_STORE (source), result, &error))
    cam_tell_failure (widget, error);
}

void
cam_field_save (GtkWidget  *widget,
                CamStore   *store,
                CamRecord  *record,
                const char *label)
{
  CamRecord *records[] = { record };

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CAM_IS_STORE (store) && CAM_IS_RECORD (record));

  if (cam_record_is_changed (record))
    cam_store_save_async (store, label, records, 1, NULL, saved_cb, g_object_ref (widget));
}

double
cam_field_parse_number (const char *text,
                        gboolean   *empty)
{
  g_autoptr(GString) plain = g_string_new (NULL);
  char *end = NULL;
  double number;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      /* Minus signs of a word processor, and what separates thousands. */
      if (c == 0x2212 || c == 0x2013)
        g_string_append_c (plain, '-');
      else if (c != ',' && c != '%' && !g_unichar_isspace (c))
        g_string_append_unichar (plain, c);
    }
  *empty = plain->len == 0;
  if (*empty || plain->str[strspn (plain->str, "+-0123456789.eE")] != '\0')
    return NAN;
  number = g_ascii_strtod (plain->str, &end);
  return *end == '\0' && isfinite (number) ? number : NAN;
}

static void
mark (GtkWidget *row,
      gboolean   wrong)
{
  if (wrong)
    {
      gtk_widget_add_css_class (row, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_widget_grab_focus (row);
      return;
    }
  gtk_widget_remove_css_class (row, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
}

char *
cam_field_dup_date (const char *text,
                    const char *former,
                    gboolean    is_past)
{
  guint32 day = 0;

  g_return_val_if_fail (text != NULL, NULL);

  day = cam_day_from_typed (text, former != NULL ? cam_day_from_text (former) : 0, cam_day_today (), is_past);
  return day != 0 ? cam_day_to_text (day) : g_strdup (text);
}

char *
cam_field_dup_shown_date (const char *text)
{
  guint32 day = text != NULL ? cam_day_from_text (text) : 0;

  return day != 0 ? cam_event_time_format ((CamWallTime) day * CAM_WALL_TIME_DAY, TRUE) : g_strdup (text != NULL ? text : "");
}

static gboolean
set_text (GtkWidget  *row,
          Field      *field,
          const char *text)
{
  gboolean is_date = field->column->type == CAM_COLUMN_DATE;
  g_autofree char *value = is_date ? cam_field_dup_date (text, cam_record_get_text (field->record, field->index),
                                                         g_strv_contains (past_columns, field->column->name))
                                   : g_strdup (text);
  const char *kept = *value != '\0' ? value : NULL;

  if ((kept == NULL && (field->column->flags & CAM_COLUMN_TITLE)) || strlen (value) > MAX_TEXT)
    return FALSE;
  if (!cam_column_accepts_text (field->column, kept))
    return FALSE;
  if (field->func != NULL)
    field->func (row, kept, field->data);
  else
    cam_record_set_text (field->record, field->index, kept);
  return TRUE;
}

static gboolean
set_number (Field      *field,
            const char *text)
{
  gboolean empty = FALSE;
  double number = cam_field_parse_number (text, &empty);

  if (isnan (number) && !empty)
    return FALSE;
  if (field->column->type == CAM_COLUMN_REAL)
    cam_record_set_real (field->record, field->index, number);
  else if (!empty && (number != floor (number) || fabs (number) > 1e9))
    return FALSE;
  else
    cam_record_set_integer (field->record, field->index, empty ? CAM_INTEGER_NONE : (gint64) number);
  return TRUE;
}

static gboolean
can_edit (Field *field)
{
  return !cam_record_is_deleted (field->record) && !cam_store_get_read_only (field->store);
}

static char *
dup_typed (GtkWidget *row)
{
  return g_strstrip (CAM_IS_TEXT_ROW (row) ? cam_text_row_dup_text (CAM_TEXT_ROW (row))
                                           : g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static char *
dup_shown (Field *field)
{
  const char *text = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (field->column->type == CAM_COLUMN_REAL)
    {
      double real = cam_record_get_real (field->record, field->index);

      return g_strdup (isnan (real) ? "" : g_ascii_formatd (number, sizeof number, "%.10g", real));
    }
  if (field->column->type == CAM_COLUMN_INTEGER)
    {
      gint64 integer = cam_record_get_integer (field->record, field->index);

      return integer == CAM_INTEGER_NONE ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, integer);
    }
  text = cam_record_get_text (field->record, field->index);
  return field->column->type == CAM_COLUMN_DATE ? cam_field_dup_shown_date (text) : g_strdup (text != NULL ? text : "");
}

static void
applied_cb (GtkWidget *row)
{
  Field *field = get_field (row);
  g_autofree char *text = dup_typed (row);
  gboolean number = field->column->type == CAM_COLUMN_REAL || field->column->type == CAM_COLUMN_INTEGER;

  if (!can_edit (field))
    return;
  if (number ? set_number (field, text) : set_text (row, field, text))
    {
      if (CAM_IS_TEXT_ROW (row))
        cam_text_row_set_text (CAM_TEXT_ROW (row), text);
      if (field->column->type == CAM_COLUMN_DATE && field->func == NULL)
        {
          g_autofree char *shown = dup_shown (field);

          gtk_editable_set_text (GTK_EDITABLE (row), shown);
        }
      cam_field_save (row, field->store, field->record, field->label);
    }
  else
    {
      mark (row, TRUE);
    }
}

static void
typed_cb (GtkWidget *row)
{
  mark (row, FALSE);
}

static void
selected_cb (GtkWidget *row)
{
  Field *field = get_field (row);
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  const char *value = NULL;

  if (field->is_following || !can_edit (field) || position >= field->values->len)
    return;
  value = g_ptr_array_index (field->values, position);
  if (field->func != NULL)
    {
      field->func (row, *value != '\0' ? value : NULL, field->data);
      return;
    }
  cam_record_set_text (field->record, field->index, *value != '\0' ? value : NULL);
  cam_field_save (row, field->store, field->record, field->label);
}

static void
switched_cb (GtkWidget *row)
{
  Field *field = get_field (row);

  if (field->is_following || !can_edit (field))
    return;
  cam_record_set_boolean (field->record, field->index, adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
  cam_field_save (row, field->store, field->record, field->label);
}

static void
follow_choice (Field       *field,
               AdwComboRow *row)
{
  const char *value = cam_record_get_text (field->record, field->index);
  guint position = 0;

  for (guint i = 0; i < field->values->len; i++)
    if (g_strcmp0 (g_ptr_array_index (field->values, i), value != NULL ? value : "") == 0)
      position = i;
  adw_combo_row_set_selected (row, position);
}

static void
follow_cb (GtkWidget *row)
{
  Field *field = get_field (row);
  g_autofree char *shown = NULL;

  field->is_following = TRUE;
  if (ADW_IS_COMBO_ROW (row))
    {
      follow_choice (field, ADW_COMBO_ROW (row));
    }
  else if (ADW_IS_SWITCH_ROW (row))
    {
      adw_switch_row_set_active (ADW_SWITCH_ROW (row), cam_record_get_boolean (field->record, field->index));
    }
  else if (CAM_IS_TEXT_ROW (row))
    {
      shown = dup_shown (field);
      /* What somebody is writing stays. */
      if (!cam_text_row_is_changed (CAM_TEXT_ROW (row)))
        cam_text_row_set_text (CAM_TEXT_ROW (row), shown);
    }
  else
    {
      shown = dup_shown (field);
      if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), shown) != 0)
        gtk_editable_set_text (GTK_EDITABLE (row), shown);
    }
  field->is_following = FALSE;
}

static void
add_choice (Field         *field,
            GtkStringList *names,
            const char    *value,
            const char    *name)
{
  g_ptr_array_add (field->values, g_strdup (value));
  gtk_string_list_append (names, name != NULL ? name : "");
}

static void
add_words (Field         *field,
           GtkStringList *names)
{
  g_auto(GStrv) words = g_strsplit (field->column->words, "|", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *name = cam_words_dup_value (field->column->name, words[i]);

      add_choice (field, names, words[i], name);
    }
}

static void
add_references (Field         *field,
                GtkStringList *names,
                const char    *where)
{
  const char *columns[] = { "uuid", "name", NULL };
  g_autofree char *clause = g_strdup_printf ("WHERE deleted = 0 AND (%s) ORDER BY name, fid", where != NULL ? where : "1");
  g_autoptr(CamCursor) cursor = cam_store_select (field->store, field->column->references, columns, clause, NULL, 0, NULL);

  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    if (!cam_cursor_is_null (cursor, 0))
      add_choice (field, names, cam_cursor_get_text (cursor, 0), cam_cursor_get_text (cursor, 1));
}

static GtkWidget *
make_choice (Field      *field,
             const char *where)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  GtkExpression *expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *row = NULL;

  field->values = g_ptr_array_new_with_free_func (g_free);
  if (!(field->column->flags & CAM_COLUMN_REQUIRED))
    add_choice (field, names, "", _("None"));
  if (field->column->words != NULL)
    add_words (field, names);
  else
    add_references (field, names, where);
  row = g_object_new (ADW_TYPE_COMBO_ROW, "expression", expression, "model", names,
                      "enable-search", field->values->len > 12, NULL);
  gtk_expression_unref (expression);
  return row;
}

static GtkWidget *
make_row (Field      *field,
          const char *where)
{
  GtkWidget *row = NULL;

  if (field->column->words != NULL || field->column->references != NULL)
    return make_choice (field, where);
  if (field->column->type == CAM_COLUMN_BOOLEAN)
    return adw_switch_row_new ();
  if (g_strv_contains (long_columns, field->column->name)
      || (CAM_IS_INTERACTION (field->record) && field->index == CAM_INTERACTION_BODY))
    {
      row = cam_text_row_new ("");
    }
  else
    {
      row = adw_entry_row_new ();
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
    }
  g_signal_connect (row, "apply", G_CALLBACK (applied_cb), NULL);
  g_signal_connect (row, "changed", G_CALLBACK (typed_cb), NULL);
  return row;
}

GtkWidget *
cam_field_row_new (CamStore   *store,
                   CamRecord  *record,
                   const char *column,
                   const char *label,
                   const char *where)
{
  CamRecordClass *klass = CAM_RECORD_GET_CLASS (record);
  Field *field = g_new0 (Field, 1);
  GtkWidget *row = NULL;
  g_autofree char *signal = NULL;
  g_autofree char *property = g_strdelimit (g_strdup (column), "_", '-');

  field->index = (guint) cam_record_class_find_column (klass, column);
  field->store = g_object_ref (store);
  field->record = g_object_ref (record);
  field->column = &klass->columns[field->index];
  field->label = g_strdup (label);
  row = make_row (field, where);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cam_words_for_column (klass->table, column));
  g_object_set_data_full (G_OBJECT (row), "cam-field", field, field_free);
  follow_cb (row);
  if (ADW_IS_COMBO_ROW (row))
    g_signal_connect (row, "notify::selected", G_CALLBACK (selected_cb), NULL);
  else if (ADW_IS_SWITCH_ROW (row))
    g_signal_connect (row, "notify::active", G_CALLBACK (switched_cb), NULL);
  signal = g_strconcat ("notify::", property, NULL);
  g_signal_connect_object (record, signal, G_CALLBACK (follow_cb), row, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (row, !cam_store_get_read_only (store));
  return row;
}

void
cam_field_row_set_func (GtkWidget    *row,
                        CamFieldFunc  func,
                        gpointer      data)
{
  Field *field = get_field (row);

  g_return_if_fail (field != NULL);

  field->func = func;
  field->data = data;
}
