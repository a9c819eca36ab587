/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-duplicate-private.h"

#include <string.h>

/* So many rows are read at once, and for so long between two frames. */
#define ROWS_AT_ONCE 500
#define SLICE_US 5000

/* A sign of a record: a column, and how it is compared. */
typedef struct
{
  const char       *column;
  CamDuplicateSign  kind;
  gboolean          against;  /* two that differ speak against it */
} Sign;

/* What tells records of one table apart. A further table is one further entry. */
typedef struct
{
  const char *table;
  const char *where;      /* beside "deleted = 0"; NULL for all */
  const char *also[2];    /* NULL, or columns with other names */
  Sign        signs[CAM_DUPLICATE_MAX_SIGNS];  /* contacts first */
  guint       n_contacts;
  const char *context;    /* NULL, or a column: of different bodies they are rather different people */
  const char *contacts;   /* NULL, or the table of further phones and e-mails, by @owner */
  const char *owner;
  gboolean    people;
} Rule;

static const Rule rules[] = {
  { .table = "organisation", .also = { "short_name", "other_names" },
    .signs = { { "email", CAM_DUPLICATE_EMAIL, FALSE }, { "phone", CAM_DUPLICATE_PHONE, FALSE }, { "vcard_uid", CAM_DUPLICATE_TEXT, FALSE } },
    .n_contacts = 3, .contacts = "organisation_contact", .owner = "organisation_uuid" },
  { .table = "person",
    .signs = { { "email", CAM_DUPLICATE_EMAIL, TRUE }, { "phone", CAM_DUPLICATE_PHONE, TRUE }, { "vcard_uid", CAM_DUPLICATE_TEXT, FALSE },
               { "postcode", CAM_DUPLICATE_TEXT, TRUE } },
    .n_contacts = 3, .context = "organisation_uuid", .contacts = "person_contact", .owner = "person_uuid", .people = TRUE },
  { .table = "venue", .signs = { { "postcode", CAM_DUPLICATE_TEXT, TRUE } } },
  { .table = "area", .where = "level = 'neighbourhood'", .signs = { { "code", CAM_DUPLICATE_TEXT, TRUE } }, .context = "parent_uuid" },
};

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
  g_clear_pointer (&record->short_names, g_strfreev);
}

static void
set_free (gpointer data)
{
  CamDuplicateSet *set = data;

  g_clear_pointer (&set->records, g_array_unref);
  g_clear_pointer (&set->by_uuid, g_hash_table_unref);
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

/* One more value in a line of its own. */
static void
add_value (char       **values,
           const char  *value)
{
  char *both = NULL;

  if (value == NULL || *value == '\0')
    return;
  both = *values != NULL ? g_strconcat (*values, "\n", value, NULL) : g_strdup (value);
  g_free (*values);
  *values = both;
}

/* Columns: fid, uuid, name, other names, signs, context. */
static void
add_record (const Rule      *rule,
            CamCursor       *cursor,
            CamDuplicateSet *set)
{
  CamDuplicateRecord record = { NULL };
  guint column = 3;

  if (cam_cursor_get_text (cursor, 1) == NULL || cam_cursor_get_text (cursor, 2) == NULL)
    return;
  record.uuid = g_strdup (cam_cursor_get_text (cursor, 1));
  record.title = g_strdup (cam_cursor_get_text (cursor, 2));
  for (guint i = 0; i < G_N_ELEMENTS (rule->also) && rule->also[i] != NULL; i++)
    add_value (&record.also, cam_cursor_get_text (cursor, column++));
  for (guint i = 0; i < CAM_DUPLICATE_MAX_SIGNS && rule->signs[i].column != NULL; i++)
    add_value (&record.signs[i], cam_cursor_get_text (cursor, column++));
  if (rule->context != NULL)
    record.context = g_strdup (cam_cursor_get_text (cursor, column));
  g_array_append_val (set->records, record);
  if (set->by_uuid != NULL)
    g_hash_table_insert (set->by_uuid, record.uuid, GUINT_TO_POINTER (set->records->len));
}

/* Columns: fid, owner, kind, value. */
static void
add_contact (const Rule      *rule,
             CamCursor       *cursor,
             CamDuplicateSet *set)
{
  const char *owner = cam_cursor_get_text (cursor, 1);
  guint number = owner != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (set->by_uuid, owner)) : 0;

  for (guint i = 0; number > 0 && i < set->n_contacts; i++)
    if (g_strcmp0 (rule->signs[i].column, cam_cursor_get_text (cursor, 2)) == 0)
      add_value (&g_array_index (set->records, CamDuplicateRecord, number - 1).signs[i], cam_cursor_get_text (cursor, 3));
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

static CamDuplicateSet *
set_new (const Rule *rule)
{
  CamDuplicateSet *set = g_new0 (CamDuplicateSet, 1);

  set->table = rule->table;
  set->people = rule->people;
  set->n_contacts = rule->n_contacts;
  for (guint i = 0; i < CAM_DUPLICATE_MAX_SIGNS; i++)
    {
      set->kinds[i] = rule->signs[i].kind;
      set->against |= rule->signs[i].against ? 1u << i : 0;
    }
  set->records = g_array_new (FALSE, FALSE, sizeof (CamDuplicateRecord));
  g_array_set_clear_func (set->records, record_clear);
  if (rule->contacts != NULL)
    set->by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  return set;
}

/* Where the reading stands. */
typedef struct
{
  CamDuplicateInput *input;
  guint              rule;
  gboolean           contacts;   /* those of the rule are read */
  gint64             last_fid;
  gboolean           done;
} Reader;

/* Some rows of @table; *@n_rows how many. */
static gboolean
read_rows (Reader       *self,
           CamStore     *store,
           const Rule   *rule,
           const char   *table,
           GPtrArray    *columns,
           guint        *n_rows,
           GError      **error)
{
  CamDuplicateSet *set = g_ptr_array_index (self->input->sets, self->rule);
  const CamValue after = cam_integer (self->last_fid);
  const char *where = self->contacts ? NULL : rule->where;
  g_autofree char *clause = g_strconcat ("WHERE deleted = 0 AND fid > ?1", where != NULL ? " AND " : "", where != NULL ? where : "",
                                         " ORDER BY fid LIMIT " G_STRINGIFY (ROWS_AT_ONCE), NULL);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (store, table, (const char **) columns->pdata, clause, &after, 1, error);

  if (cursor == NULL)
    return FALSE;
  for (*n_rows = 0; cam_cursor_next (cursor, &failure); ++*n_rows)
    {
      self->last_fid = cam_cursor_get_integer (cursor, 0);
      if (self->contacts)
        add_contact (rule, cursor, set);
      else
        add_record (rule, cursor, set);
    }
  return end_reading (&failure, error);
}

static gboolean
read_some_of_rule (Reader    *self,
                   CamStore  *store,
                   GError   **error)
{
  const Rule *rule = &rules[self->rule];
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  guint n_rows = 0;

  if (self->input->sets->len == self->rule)
    g_ptr_array_add (self->input->sets, set_new (rule));
  g_ptr_array_add (columns, (gpointer) "fid");
  g_ptr_array_add (columns, (gpointer) (self->contacts ? rule->owner : "uuid"));
  g_ptr_array_add (columns, (gpointer) (self->contacts ? "kind" : "name"));
  for (guint i = 0; i < G_N_ELEMENTS (rule->also) && rule->also[i] != NULL && !self->contacts; i++)
    g_ptr_array_add (columns, (gpointer) rule->also[i]);
  for (guint i = 0; i < CAM_DUPLICATE_MAX_SIGNS && rule->signs[i].column != NULL && !self->contacts; i++)
    g_ptr_array_add (columns, (gpointer) rule->signs[i].column);
  if (self->contacts || rule->context != NULL)
    g_ptr_array_add (columns, (gpointer) (self->contacts ? "value" : rule->context));
  g_ptr_array_add (columns, NULL);
  if (!read_rows (self, store, rule, self->contacts ? rule->contacts : rule->table, columns, &n_rows, error))
    return FALSE;
  if (n_rows == ROWS_AT_ONCE)
    return TRUE;
  self->last_fid = G_MININT64;
  self->contacts = !self->contacts && rule->contacts != NULL;
  if (!self->contacts)
    self->rule++;
  return TRUE;
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

static gboolean
read_some (Reader    *self,
           CamStore  *store,
           GError   **error)
{
  if (self->rule < G_N_ELEMENTS (rules))
    return read_some_of_rule (self, store, error);
  self->done = TRUE;
  return read_places (store, self->input, error) && read_different (store, self->input, error);
}

static Reader *
reader_new (void)
{
  Reader *self = g_new0 (Reader, 1);

  self->last_fid = G_MININT64;
  self->input = g_new0 (CamDuplicateInput, 1);
  self->input->sets = g_ptr_array_new_with_free_func (set_free);
  self->input->places = g_ptr_array_new_with_free_func (g_free);
  self->input->different = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

static void
reader_free (Reader *self)
{
  cam_duplicate_input_free (self->input);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reader, reader_free)

static void
match_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  CamDuplicateInput *input = data;
  GPtrArray *pairs = cam_duplicate_match (input, cancellable);

  /* Letting go of so many texts would hold up the screen. */
  g_ptr_array_set_size (input->sets, 0);
  g_task_return_pointer (task, pairs, (GDestroyNotify) g_ptr_array_unref);
}

/* A search between frames, until the thread has it. */
typedef struct
{
  CamStore *store;
  Reader   *reader;
  GTask    *task;
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  g_object_unref (self->store);
  g_clear_pointer (&self->reader, reader_free);
  g_object_unref (self->task);
  g_free (self);
}

static gboolean
read_cb (gpointer data)
{
  Search *self = data;
  gint64 until = g_get_monotonic_time () + SLICE_US;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (self->task))
    return G_SOURCE_REMOVE;
  while (!self->reader->done && g_get_monotonic_time () < until)
    if (!read_some (self->reader, self->store, &error))
      {
        g_task_return_error (self->task, error);
        return G_SOURCE_REMOVE;
      }
  if (!self->reader->done)
    return G_SOURCE_CONTINUE;
  g_task_set_task_data (self->task, g_steal_pointer (&self->reader->input), (GDestroyNotify) cam_duplicate_input_free);
  g_task_run_in_thread (self->task, match_in_thread);
  return G_SOURCE_REMOVE;
}

void
cam_duplicate_find_async (CamStore            *store,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Search *search = NULL;

  g_return_if_fail (CAM_IS_STORE (store));
  search = g_new0 (Search, 1);
  search->store = g_object_ref (store);
  search->reader = reader_new ();
  search->task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (search->task, cam_duplicate_find_async);
  g_idle_add_full (G_PRIORITY_LOW, read_cb, search, search_free);
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
  g_autoptr (Reader) reader = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  reader = reader_new ();
  while (!reader->done)
    if (!read_some (reader, store, error))
      return NULL;
  return cam_duplicate_match (reader->input, NULL);
}

gboolean
cam_duplicate_is_concerned (CamChanges *changes)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (cam_changes_has_table (changes, rules[i].table)
        || (rules[i].contacts != NULL && cam_changes_has_table (changes, rules[i].contacts)))
      return TRUE;
  return cam_changes_has_table (changes, "not_duplicate");
}
