/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-private.h"

#include "cam-store-functions.h"
#include "cam-store-private.h"

#include <glib/gi18n-lib.h>

struct _CamHistoryEntry
{
  GObject         parent_instance;

  char           *label;
  char           *author;
  char           *at;
  char           *table;
  char           *uuid;
  char           *column;
  char           *old_text;
  char           *new_text;
  char           *title;
  char           *copy_name;
  gboolean        is_here;
  CamHistoryKind  kind;
  gint64          id;
};

G_DEFINE_FINAL_TYPE (CamHistoryEntry, cam_history_entry, G_TYPE_OBJECT)

typedef enum
{
  PROP_LABEL = 1,
  PROP_AUTHOR,
  PROP_AT,
  PROP_TABLE,
  PROP_UUID,
  PROP_COLUMN,
  PROP_OLD_TEXT,
  PROP_NEW_TEXT,
  PROP_TITLE,
  PROP_COPY_NAME,
} CamHistoryEntryProperty;
static GParamSpec *properties[PROP_COPY_NAME + 1];

static void
cam_history_entry_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  CamHistoryEntry *self = CAM_HISTORY_ENTRY (object);

  switch ((CamHistoryEntryProperty) property_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_AUTHOR:
      g_value_set_string (value, self->author);
      break;
    case PROP_AT:
      g_value_set_string (value, self->at);
      break;
    case PROP_TABLE:
      g_value_set_string (value, self->table);
      break;
    case PROP_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case PROP_COLUMN:
      g_value_set_string (value, self->column);
      break;
    case PROP_OLD_TEXT:
      g_value_set_string (value, self->old_text);
      break;
    case PROP_NEW_TEXT:
      g_value_set_string (value, self->new_text);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_COPY_NAME:
      g_value_set_string (value, self->copy_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_history_entry_finalize (GObject *object)
{
  CamHistoryEntry *self = CAM_HISTORY_ENTRY (object);

  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->at, g_free);
  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->column, g_free);
  g_clear_pointer (&self->old_text, g_free);
  g_clear_pointer (&self->new_text, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->copy_name, g_free);

  G_OBJECT_CLASS (cam_history_entry_parent_class)->finalize (object);
}

static void
cam_history_entry_class_init (CamHistoryEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const char *const names[] = { NULL, "label", "author", "at", "table", "uuid", "column",
                                       "old-text", "new-text", "title", "copy-name" };

  object_class->get_property = cam_history_entry_get_property;
  object_class->finalize = cam_history_entry_finalize;

  for (guint i = PROP_LABEL; i <= PROP_COPY_NAME; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_history_entry_init (CamHistoryEntry *self)
{
}

CamHistoryStep *
cam_history_step_copy (const CamHistoryStep *self)
{
  CamHistoryStep *copy = g_memdup2 (self, sizeof *self);

  copy->at = g_strdup (self->at);
  copy->label = g_strdup (self->label);
  copy->author = g_strdup (self->author);
  return copy;
}

void
cam_history_step_free (CamHistoryStep *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->at, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->author, g_free);
  g_free (self);
}

/* What the record @uuid of the table that @column refers to is called; the uuid where that is not
 * known, because the record is not in this file or its kind has no title. */
static char *
dup_referred_title (CamDb               *db,
                    CamHistoryNames     *names,
                    const CamColumnInfo *column,
                    const char          *uuid)
{
  const CamTableInfo *other = column->references != NULL ? cam_db_find_table (db, column->references) : NULL;
  const char *title = other != NULL ? cam_history_names_get_title (names, db, other, uuid) : "";

  return g_strdup (*title != '\0' ? title : uuid);
}

static char *
dup_outline_text (GBytes *blob)
{
  gsize length = 0;
  const void *data = g_bytes_get_data (blob, &length);
  double min_max_x_y[4];
  guint n_points = cam_store_count_points (data, length);

  if (n_points == 1 && cam_store_get_envelope (data, length, min_max_x_y, NULL))
    {
      char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup_printf ("%s, %s", g_ascii_formatd (lat, sizeof lat, "%.5f", min_max_x_y[2]),
                              g_ascii_formatd (lon, sizeof lon, "%.5f", min_max_x_y[0]));
    }
  /* Translators: stands for the drawn outline of an area in the history of changes */
  return g_strdup_printf (ngettext ("outline of %u point", "outline of %u points", n_points), n_points);
}

/* The value in @at of @cursor as a person reads it; NULL where it is null. @column is NULL where the
 * file no longer says what column it was. */
static char *
dup_value_text (CamDb               *db,
                CamHistoryNames     *names,
                const CamColumnInfo *column,
                CamCursor           *cursor,
                guint                at)
{
  g_autoptr (GBytes) blob = NULL;
  CamValue value = cam_cursor_get_value (cursor, at, &blob);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (value.type)
    {
    case CAM_VALUE_INTEGER:
      if (column != NULL && g_str_equal (column->type, "BOOLEAN"))
        return g_strdup (value.integer != 0 ? _("yes") : _("no"));
      return g_strdup_printf ("%" G_GINT64_FORMAT, value.integer);
    case CAM_VALUE_REAL:
      return g_strdup (g_ascii_formatd (number, sizeof number, "%.10g", value.real));
    case CAM_VALUE_TEXT:
      if (column != NULL && g_str_has_suffix (column->name, "_uuid"))
        return dup_referred_title (db, names, column, value.text);
      return g_strdup (value.text);
    case CAM_VALUE_BLOB:
      if (column != NULL && !column->geometry)
        return g_format_size (g_bytes_get_size (value.blob));
      return dup_outline_text (value.blob);
    case CAM_VALUE_NULL:
    default:
      return NULL;
    }
}

const CamColumnInfo *
cam_history_find_column (const CamTableInfo *table,
                         int                 id)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);

      if (column->id == id)
        return column;
    }
  return NULL;
}

static void
take_values (CamHistoryEntry    *self,
             CamDb              *db,
             CamHistoryNames    *names,
             const CamTableInfo *table,
             CamCursor          *cursor)
{
  int column_id = (int) cam_cursor_get_integer (cursor, 3);
  const CamColumnInfo *column = NULL;

  if (column_id != 0)
    {
      column = cam_history_find_column (table, column_id);
      self->column = g_strdup (column != NULL ? column->name : "");
      self->old_text = dup_value_text (db, names, column, cursor, 4);
      self->new_text = dup_value_text (db, names, column, cursor, 5);
    }
  else if (!cam_cursor_is_null (cursor, 4))
    {
      /* Another program took the row out, which here counts as marking it deleted. */
      self->column = g_strdup ("deleted");
      self->old_text = g_strdup (_("no"));
      self->new_text = g_strdup (_("yes"));
    }
}

CamHistoryEntry *
cam_history_entry_new (CamDb                *db,
                       CamHistoryNames      *names,
                       const CamHistoryStep *step,
                       CamCursor            *cursor)
{
  const CamTableInfo *table = cam_db_get_table (db, (int) cam_cursor_get_integer (cursor, 1));
  CamHistoryEntry *self = NULL;

  if (table == NULL)
    return NULL;
  self = g_object_new (CAM_TYPE_HISTORY_ENTRY, NULL);
  self->id = cam_cursor_get_integer (cursor, 0);
  self->label = g_strdup (step->label);
  self->author = g_strdup (step->author);
  self->at = g_strdup (step->at);
  self->kind = step->kind;
  self->table = g_strdup (table->name);
  self->uuid = g_strdup (cam_cursor_get_text (cursor, 2));
  self->title = g_strdup (cam_history_names_get_title (names, db, table, self->uuid));
  self->copy_name = g_strdup (cam_history_names_get_copy (names, db, step->copy));
  self->is_here = cam_history_names_is_here (names, step->copy);
  take_values (self, db, names, table, cursor);
  return self;
}

const char *
cam_history_entry_get_label (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->label;
}

const char *
cam_history_entry_get_author (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->author;
}

const char *
cam_history_entry_get_at (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->at;
}

const char *
cam_history_entry_get_table (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->table;
}

const char *
cam_history_entry_get_uuid (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->uuid;
}

const char *
cam_history_entry_get_column (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->column;
}

const char *
cam_history_entry_get_old_text (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->old_text;
}

const char *
cam_history_entry_get_new_text (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->new_text;
}

const char *
cam_history_entry_get_title (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->title;
}

const char *
cam_history_entry_get_copy_name (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->copy_name;
}

gboolean
cam_history_entry_is_here (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), FALSE);

  return self->is_here;
}

CamHistoryKind
cam_history_entry_get_kind (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), CAM_HISTORY_EDIT);

  return self->kind;
}

gint64
cam_history_entry_get_id (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), 0);

  return self->id;
}

GDateTime *
cam_history_entry_dup_time (CamHistoryEntry *self)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  time = self->at != NULL ? g_date_time_new_from_iso8601 (self->at, NULL) : NULL;
  return time != NULL ? g_date_time_to_local (time) : NULL;
}
