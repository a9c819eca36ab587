/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-duplicate-private.h"

#include <string.h>

/* What tells records of one table apart. A further table is one further entry. */
typedef struct
{
  const char *table;
  const char *where;      /* beside "deleted = 0"; NULL for all */
  const char *name;
  const char *also;       /* NULL, or a column with another name */
  const char *signs[CAM_DUPLICATE_MAX_SIGNS];  /* columns that agree or speak against it; contacts first */
  guint       n_contacts;
  const char *context;    /* NULL, or a column: of different bodies they are rather different people */
} Rule;

static const Rule rules[] = {
  { "organisation", NULL, "name", "short_name", { NULL }, 0, NULL },
  { "person", NULL, "name", NULL, { "email", "phone", "postcode" }, 2, "organisation_uuid" },
  { "venue", NULL, "name", NULL, { "postcode" }, 0, NULL },
  { "area", "level = 'neighbourhood'", "name", NULL, { "code" }, 0, "parent_uuid" },
};

/* A telephone is its last digits: +44 and 0 are one. */
#define DIGITS_OF_PHONE 9

struct _CamDuplicatePair
{
  GObject             parent_instance;

  CamDuplicateReason  reason;
  char               *table;
  char               *one_uuid;
  char               *one_title;
  char               *other_uuid;
  char               *other_title;
};

G_DEFINE_FINAL_TYPE (CamDuplicatePair, cam_duplicate_pair, G_TYPE_OBJECT)

static void
cam_duplicate_pair_finalize (GObject *object)
{
  CamDuplicatePair *self = CAM_DUPLICATE_PAIR (object);

  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->one_uuid, g_free);
  g_clear_pointer (&self->one_title, g_free);
  g_clear_pointer (&self->other_uuid, g_free);
  g_clear_pointer (&self->other_title, g_free);
  G_OBJECT_CLASS (cam_duplicate_pair_parent_class)->finalize (object);
}

static void
cam_duplicate_pair_class_init (CamDuplicatePairClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_duplicate_pair_finalize;
}

static void
cam_duplicate_pair_init (CamDuplicatePair *self)
{
}

CamDuplicatePair *
cam_duplicate_pair_new (CamDuplicateReason        reason,
                        const char               *table,
                        const CamDuplicateRecord *one,
                        const CamDuplicateRecord *other)
{
  CamDuplicatePair *self = g_object_new (CAM_TYPE_DUPLICATE_PAIR, NULL);

  self->reason = reason;
  self->table = g_strdup (table);
  self->one_uuid = g_strdup (one->uuid);
  self->one_title = g_strdup (one->title);
  self->other_uuid = g_strdup (other->uuid);
  self->other_title = g_strdup (other->title);
  return self;
}

CamDuplicateReason
cam_duplicate_pair_get_reason (CamDuplicatePair *self)
{
  g_return_val_if_fail (CAM_IS_DUPLICATE_PAIR (self), CAM_DUPLICATE_SAME_NAME);
  return self->reason;
}

const char *
cam_duplicate_pair_get_table (CamDuplicatePair *self)
{
  g_return_val_if_fail (CAM_IS_DUPLICATE_PAIR (self), NULL);
  return self->table;
}

const char *
cam_duplicate_pair_get_one_uuid (CamDuplicatePair *self)
{
  g_return_val_if_fail (CAM_IS_DUPLICATE_PAIR (self), NULL);
  return self->one_uuid;
}

const char *
cam_duplicate_pair_get_one_title (CamDuplicatePair *self)
{
  g_return_val_if_fail (CAM_IS_DUPLICATE_PAIR (self), NULL);
  return self->one_title;
}

const char *
cam_duplicate_pair_get_other_uuid (CamDuplicatePair *self)
{
  g_return_val_if_fail (CAM_IS_DUPLICATE_PAIR (self), NULL);
  return self->other_uuid;
}

const char *
cam_duplicate_pair_get_other_title (CamDuplicatePair *self)
{
  g_return_val_if_fail (CAM_IS_DUPLICATE_PAIR (self), NULL);
  return self->other_title;
}

static void
record_clear (gpointer data)
{
  CamDuplicateRecord *record = data;

  g_clear_pointer (&record->uuid, g_free);
  g_clear_pointer (&record->title, g_free);
  g_clear_pointer (&record->also, g_free);
  for (guint i = 0; i < CAM_DUPLICATE_MAX_SIGNS; i++)
    g_clear_pointer (&record->signs[i], g_free);
  g_clear_pointer (&record->context, g_free);
  g_clear_pointer (&record->name, g_free);
  g_clear_pointer (&record->short_name, g_free);
}

static void
set_free (gpointer data)
{
  CamDuplicateSet *set = data;

  g_clear_pointer (&set->records, g_array_unref);
  g_free (set);
}

void
cam_duplicate_input_free (CamDuplicateInput *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->sets, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->different, g_hash_table_unref);
  g_free (self);
}

static char *
dup_text_sign (const char *text)
{
  GString *sign = g_string_new (NULL);

  for (const char *at = text; at != NULL && *at != '\0'; at++)
    if (!g_ascii_isspace (*at))
      g_string_append_c (sign, g_ascii_tolower (*at));
  return g_string_free (sign, sign->len == 0);
}

static char *
dup_phone_sign (const char *text)
{
  GString *sign = g_string_new (NULL);

  for (const char *at = text; at != NULL && *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (sign, *at);
  if (sign->len > DIGITS_OF_PHONE)
    g_string_erase (sign, 0, (gssize) sign->len - DIGITS_OF_PHONE);
  return g_string_free (sign, sign->len < DIGITS_OF_PHONE);
}

static void
add_record (const Rule      *rule,
            CamCursor       *cursor,
            CamDuplicateSet *set)
{
  CamDuplicateRecord record = { NULL };
  guint column = 2;

  if (cam_cursor_get_text (cursor, 0) == NULL || cam_cursor_get_text (cursor, 1) == NULL)
    return;
  record.uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  record.title = g_strdup (cam_cursor_get_text (cursor, 1));
  if (rule->also != NULL)
    record.also = g_strdup (cam_cursor_get_text (cursor, column++));
  for (guint i = 0; i < CAM_DUPLICATE_MAX_SIGNS && rule->signs[i] != NULL; i++)
    {
      const char *text = cam_cursor_get_text (cursor, column++);

      record.signs[i] = strcmp (rule->signs[i], "phone") == 0 ? dup_phone_sign (text) : dup_text_sign (text);
    }
  if (rule->context != NULL)
    record.context = g_strdup (cam_cursor_get_text (cursor, column));
  g_array_append_val (set->records, record);
}

static gboolean
end_reading (GError **failure,
             GError **error)
{
  if (*failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (failure));
  return FALSE;
}

static gboolean
read_set (CamStore           *store,
          const Rule         *rule,
          CamDuplicateInput  *input,
          GError            **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  g_autofree char *clause = NULL;
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) failure = NULL;
  CamDuplicateSet *set = g_new0 (CamDuplicateSet, 1);

  set->table = rule->table;
  set->n_contacts = rule->n_contacts;
  set->records = g_array_new (FALSE, FALSE, sizeof (CamDuplicateRecord));
  g_array_set_clear_func (set->records, record_clear);
  g_ptr_array_add (input->sets, set);
  g_ptr_array_add (columns, (gpointer) "uuid");
  g_ptr_array_add (columns, (gpointer) rule->name);
  if (rule->also != NULL)
    g_ptr_array_add (columns, (gpointer) rule->also);
  for (guint i = 0; i < CAM_DUPLICATE_MAX_SIGNS && rule->signs[i] != NULL; i++)
    g_ptr_array_add (columns, (gpointer) rule->signs[i]);
  if (rule->context != NULL)
    g_ptr_array_add (columns, (gpointer) rule->context);
  g_ptr_array_add (columns, NULL);
  clause = g_strconcat ("WHERE deleted = 0", rule->where != NULL ? " AND " : "",
                        rule->where != NULL ? rule->where : "", " ORDER BY fid", NULL);
  cursor = cam_store_select (store, rule->table, (const char **) columns->pdata, clause, NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &failure))
    add_record (rule, cursor, set);
  return end_reading (&failure, error);
}

/* Places are called alike, and rightly so: Harlton and Harston are two parishes. */
static gboolean
read_places (CamStore           *store,
            CamDuplicateInput  *input,
            GError            **error)
{
  static const char *columns[] = { "name", NULL };
  g_autoptr (GError) failure = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (
    store, "area", columns, "WHERE deleted = 0 AND level <> 'neighbourhood'", NULL, 0, error);

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &failure))
    if (cam_cursor_get_text (cursor, 0) != NULL)
      g_ptr_array_add (input->places, g_strdup (cam_cursor_get_text (cursor, 0)));
  return end_reading (&failure, error);
}

static gboolean
read_different (CamStore           *store,
                CamDuplicateInput  *input,
                GError            **error)
{
  static const char *columns[] = { "one_uuid", "other_uuid", NULL };
  g_autoptr (GError) failure = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (
    store, "not_duplicate", columns,
    "WHERE deleted = 0 AND one_uuid IS NOT NULL AND other_uuid IS NOT NULL", NULL, 0, error);

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &failure))
    {
      const char *one = cam_cursor_get_text (cursor, 0);
      const char *other = cam_cursor_get_text (cursor, 1);
      gboolean in_order = strcmp (one, other) < 0;

      g_hash_table_add (input->different, g_strconcat (in_order ? one : other, " ", in_order ? other : one, NULL));
    }
  return end_reading (&failure, error);
}

static CamDuplicateInput *
read_input (CamStore  *store,
            GError   **error)
{
  g_autoptr (CamDuplicateInput) input = g_new0 (CamDuplicateInput, 1);

  input->sets = g_ptr_array_new_with_free_func (set_free);
  input->places = g_ptr_array_new_with_free_func (g_free);
  input->different = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!read_set (store, &rules[i], input, error))
      return NULL;
  if (!read_places (store, input, error) || !read_different (store, input, error))
    return NULL;
  return g_steal_pointer (&input);
}

static void
match_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  g_task_return_pointer (task, cam_duplicate_match (data, cancellable), (GDestroyNotify) g_ptr_array_unref);
}

void
cam_duplicate_find_async (CamStore            *store,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  CamDuplicateInput *input = NULL;

  g_return_if_fail (CAM_IS_STORE (store));
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_duplicate_find_async);
  input = read_input (store, &error);
  if (input == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, input, (GDestroyNotify) cam_duplicate_input_free);
  g_task_run_in_thread (task, match_in_thread);
}

GPtrArray *
cam_duplicate_find_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

GPtrArray *
cam_duplicate_find (CamStore  *store,
                    GError   **error)
{
  g_autoptr (CamDuplicateInput) input = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  input = read_input (store, error);
  return input != NULL ? cam_duplicate_match (input, NULL) : NULL;
}

gboolean
cam_duplicate_is_concerned (CamChanges *changes)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (cam_changes_has_table (changes, rules[i].table))
      return TRUE;
  return cam_changes_has_table (changes, "not_duplicate");
}
