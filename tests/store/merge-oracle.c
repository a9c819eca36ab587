/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merge-oracle.h"

#include <string.h>

struct _Oracle
{
  GPtrArray  *cells;
  GPtrArray  *values;
  GHashTable *by_name;  /* "table uuid column" → cell + 1 */
};

static void
cell_free (gpointer data)
{
  OracleCell *cell = data;

  g_free (cell->uuid);
  g_array_unref (cell->values);
  g_free (cell);
}

static void
value_free (gpointer data)
{
  OracleValue *value = data;

  cam_value_clear (&value->value);
  g_free (value->copy);
  g_array_unref (value->over);
  g_free (value);
}

Oracle *
oracle_new (void)
{
  Oracle *self = g_new0 (Oracle, 1);

  self->cells = g_ptr_array_new_with_free_func (cell_free);
  self->values = g_ptr_array_new_with_free_func (value_free);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
oracle_free (Oracle *self)
{
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->values);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

guint
oracle_get_cell (Oracle     *self,
                 const char *table,
                 const char *uuid,
                 const char *column)
{
  char *name = g_strdup_printf ("%s %s %s", table, uuid, column);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_name, name));
  OracleCell *cell = NULL;

  if (found > 0)
    {
      g_free (name);
      return found - 1;
    }
  cell = g_new0 (OracleCell, 1);
  cell->table = table;
  cell->column = column;
  cell->uuid = g_strdup (uuid);
  cell->values = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->cells, cell);
  g_hash_table_insert (self->by_name, name, GUINT_TO_POINTER (self->cells->len));
  return self->cells->len - 1;
}

const OracleCell *
oracle_look (Oracle *self,
             guint   cell)
{
  return g_ptr_array_index (self->cells, cell);
}

guint
oracle_count_cells (Oracle *self)
{
  return self->cells->len;
}

const OracleValue *
oracle_look_value (Oracle *self,
                   guint   value)
{
  return g_ptr_array_index (self->values, value);
}

Knowledge *
knowledge_new (void)
{
  Knowledge *self = g_new0 (Knowledge, 1);

  self->values = g_byte_array_new ();
  self->erased = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
knowledge_free (Knowledge *self)
{
  g_byte_array_unref (self->values);
  g_hash_table_unref (self->erased);
  g_free (self);
}

Knowledge *
knowledge_copy (Knowledge *self)
{
  Knowledge *copy = knowledge_new ();

  knowledge_join (copy, self);
  return copy;
}

void
knowledge_join (Knowledge *self,
                Knowledge *other)
{
  GHashTableIter iter;
  gpointer uuid = NULL;

  for (guint i = 0; i < other->values->len; i++)
    if (other->values->data[i])
      knowledge_add (self, i);
  g_hash_table_iter_init (&iter, other->erased);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    g_hash_table_add (self->erased, g_strdup (uuid));
}

gboolean
knowledge_has (Knowledge *self,
               guint      value)
{
  return value < self->values->len && self->values->data[value];
}

void
knowledge_add (Knowledge *self,
               guint      value)
{
  guint n = self->values->len;

  if (value >= n)
    {
      g_byte_array_set_size (self->values, value + 1);
      memset (self->values->data + n, 0, value + 1 - n);
    }
  self->values->data[value] = TRUE;
}

void
knowledge_drop (Knowledge *self,
                guint      value)
{
  if (value < self->values->len)
    self->values->data[value] = FALSE;
}

gboolean
oracle_contains (GArray *values,
                 guint   value)
{
  for (guint i = 0; i < values->len; i++)
    if (g_array_index (values, guint, i) == value)
      return TRUE;
  return FALSE;
}

/* Newest first, by clock, then by copy id, then by number. */
static int
compare_values (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const OracleValue *first = oracle_look_value (data, *(const guint *) a);
  const OracleValue *second = oracle_look_value (data, *(const guint *) b);
  int order;

  if (first->clock != second->clock)
    return first->clock > second->clock ? -1 : 1;
  order = strcmp (second->copy, first->copy);
  if (order != 0)
    return order;
  return first->seq > second->seq ? -1 : first->seq < second->seq;
}

GArray *
oracle_list_known (Oracle    *self,
                   Knowledge *who,
                   guint      cell)
{
  GArray *all = oracle_look (self, cell)->values;
  GArray *known = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < all->len; i++)
    if (knowledge_has (who, g_array_index (all, guint, i)))
      g_array_append_val (known, g_array_index (all, guint, i));
  return known;
}

gboolean
oracle_is_known (Oracle    *self,
                 Knowledge *who,
                 guint      cell)
{
  GArray *all = oracle_look (self, cell)->values;

  for (guint i = 0; i < all->len; i++)
    if (knowledge_has (who, g_array_index (all, guint, i)))
      return TRUE;
  return FALSE;
}

GArray *
oracle_list_current (Oracle    *self,
                     Knowledge *who,
                     guint      cell)
{
  g_autoptr (GArray) known = oracle_list_known (self, who, cell);
  GArray *current = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < known->len; i++)
    {
      guint value = g_array_index (known, guint, i);
      gboolean over = FALSE;

      for (guint j = 0; j < known->len && !over; j++)
        over = oracle_contains (oracle_look_value (self, g_array_index (known, guint, j))->over, value);
      if (!over)
        g_array_append_val (current, value);
    }
  g_array_sort_with_data (current, compare_values, self);
  return current;
}

guint
oracle_add (Oracle           *self,
            const DraftValue *draft,
            const char       *copy,
            gint64            seq,
            gint64            clock)
{
  OracleValue *typed = g_new0 (OracleValue, 1);
  guint number = self->values->len;

  typed->cell = draft->cell;
  typed->value = cam_value_copy (draft->value);
  typed->copy = g_strdup (copy);
  typed->seq = seq;
  typed->clock = clock;
  typed->with_row = draft->with_row;
  typed->touch = draft->touch;
  typed->of_state = draft->of_state;
  typed->over = g_array_copy (draft->over);
  g_ptr_array_add (self->values, typed);
  g_array_append_val (oracle_look (self, draft->cell)->values, number);
  return number;
}

static DraftValue *
draft_value_new (guint    cell,
                 CamValue value)
{
  DraftValue *self = g_new0 (DraftValue, 1);

  self->cell = cell;
  self->value = cam_value_copy (value);
  self->over = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

static void
draft_value_free (gpointer data)
{
  DraftValue *self = data;

  cam_value_clear (&self->value);
  g_array_unref (self->over);
  g_free (self);
}

Draft *
draft_new (void)
{
  Draft *self = g_new0 (Draft, 1);

  self->values = g_ptr_array_new_with_free_func (draft_value_free);
  return self;
}

Draft *
draft_copy (Draft *self)
{
  Draft *copy = draft_new ();

  for (guint i = 0; i < self->values->len; i++)
    {
      const DraftValue *from = g_ptr_array_index (self->values, i);
      DraftValue *to = draft_value_new (from->cell, from->value);

      to->with_row = from->with_row;
      to->touch = from->touch;
      to->removed = from->removed;
      g_array_append_vals (to->over, from->over->data, from->over->len);
      g_ptr_array_add (copy->values, to);
    }
  return copy;
}

void
draft_free (Draft *self)
{
  g_ptr_array_unref (self->values);
  g_free (self);
}

DraftValue *
draft_find (Draft *self,
            guint  cell)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      DraftValue *value = g_ptr_array_index (self->values, i);

      if (value->cell == cell)
        return value;
    }
  return NULL;
}

static DraftValue *
get_or_add (Draft    *self,
            guint     cell,
            CamValue  value)
{
  DraftValue *found = draft_find (self, cell);

  if (found == NULL)
    {
      found = draft_value_new (cell, value);
      g_ptr_array_add (self->values, found);
      return found;
    }
  cam_value_clear (&found->value);
  found->value = cam_value_copy (value);
  return found;
}

void
draft_write (Draft     *self,
             Oracle    *oracle,
             Knowledge *who,
             guint      cell,
             CamValue   value,
             gboolean   with_row)
{
  DraftValue *written = get_or_add (self, cell, value);

  g_array_unref (written->over);
  written->over = oracle_list_known (oracle, who, cell);
  written->with_row |= with_row;
  written->touch = FALSE;
}

CamValue
oracle_show (Oracle    *self,
             Knowledge *who,
             Draft     *draft,
             guint      cell)
{
  const DraftValue *written = draft != NULL ? draft_find (draft, cell) : NULL;
  g_autoptr (GArray) current = NULL;

  if (written != NULL)
    return written->value;
  current = oracle_list_current (self, who, cell);
  if (current->len == 0)
    return cam_null ();
  return oracle_look_value (self, g_array_index (current, guint, 0))->value;
}

static gboolean
is_zero (CamValue value)
{
  return value.type == CAM_VALUE_INTEGER && value.integer == 0;
}

/* What says that the record is gone stays open; every 0 is replaced by a newer one. */
void
draft_touch (Draft     *self,
             Oracle    *oracle,
             Knowledge *who,
             guint      cell)
{
  g_autoptr (GArray) current = NULL;
  DraftValue *written = NULL;

  if (draft_find (self, cell) != NULL || !is_zero (oracle_show (oracle, who, self, cell)))
    return;
  current = oracle_list_current (oracle, who, cell);
  written = get_or_add (self, cell, cam_integer (0));
  g_array_unref (written->over);
  written->over = oracle_list_known (oracle, who, cell);
  for (guint i = 0; i < written->over->len;)
    {
      guint value = g_array_index (written->over, guint, i);

      if (oracle_contains (current, value) && !is_zero (oracle_look_value (oracle, value)->value))
        g_array_remove_index_fast (written->over, i);
      else
        i++;
    }
  written->touch = TRUE;
}
