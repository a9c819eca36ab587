/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-lines-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A thread reads the file; the main thread looks up what is here and compares, between frames. */

#define SLICE_US 5000
/* More than anybody uses, and a file may hold anything. */
#define MAX_CATEGORIES 100

struct _CamContactImport
{
  GObject            parent_instance;

  CamStore          *store;
  GBytes            *bytes;
  gint              *thousandths;  /* of the preview that is done; a g_atomic_rc_box */
  gboolean           is_table;
  gboolean           has_columns;
  CamContactColumns  columns;      /* asked for, then those that were used */
  char             **names;        /* of the columns; NULL before the preview */
  CamContactFile    *file;         /* NULL before the preview */
  GArray            *lines;        /* (element-type CamContactLine) */
  char             **categories;   /* that name no group; NULL before the preview */
  gboolean           make_groups;
  guint              counts[CAM_IMPORT_PROBLEM + 1];
  guint              n_odd;
  guint              n_people;
  guint              n_organisations;
};

static GType
get_item_type (GListModel *model)
{
  return CAM_TYPE_CONTACT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  CamContactImport *self = CAM_CONTACT_IMPORT (model);

  return self->lines != NULL ? self->lines->len : 0;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  CamContactImport *self = CAM_CONTACT_IMPORT (model);

  if (position >= get_n_items (model))
    return NULL;
  return cam_contact_item_new (&g_array_index (self->lines, CamContactLine, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CamContactImport, cam_contact_import, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
cam_contact_import_finalize (GObject *object)
{
  CamContactImport *self = CAM_CONTACT_IMPORT (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->file, cam_contact_file_unref);
  g_strfreev (self->names);
  g_strfreev (self->categories);
  g_atomic_rc_box_release (self->thousandths);

  G_OBJECT_CLASS (cam_contact_import_parent_class)->finalize (object);
}

static void
cam_contact_import_class_init (CamContactImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_contact_import_finalize;
}

static void
cam_contact_import_init (CamContactImport *self)
{
  self->thousandths = g_atomic_rc_box_new0 (gint);
}

CamContactImport *
cam_contact_import_new (CamStore *store,
                        GBytes   *bytes)
{
  CamContactImport *self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store) && bytes != NULL, NULL);

  self = g_object_new (CAM_TYPE_CONTACT_IMPORT, NULL);
  self->store = g_object_ref (store);
  self->bytes = g_bytes_ref (bytes);
  return self;
}

CamContactImport *
cam_contact_import_new_table (CamStore                *store,
                              GBytes                  *bytes,
                              const CamContactColumns *columns)
{
  CamContactImport *self = cam_contact_import_new (store, bytes);

  g_return_val_if_fail (self != NULL, NULL);

  self->is_table = TRUE;
  self->has_columns = columns != NULL;
  if (columns != NULL)
    self->columns = *columns;
  return self;
}

/* A preview under way. */
typedef struct
{
  GBytes            *bytes;
  gint              *thousandths;
  gboolean           is_table;
  gboolean           has_columns;
  CamContactColumns  columns;
  CamContactFile    *file;
  CamContactBook    *book;
  gboolean           has_book;
  guint              pass;       /* organisations first, then people */
  guint              n_seen;
  GArray            *lines;
  guint              n_people;
  guint              n_organisations;
  GHashTable        *known;      /* folded names of those: */
  GPtrArray         *categories; /* (element-type utf8): that name no group */
} Preview;

static void
line_clear (gpointer data)
{
  g_free (((CamContactLine *) data)->reason);
}

static Preview *
preview_new (CamContactImport *self)
{
  Preview *preview = g_new0 (Preview, 1);

  preview->bytes = g_bytes_ref (self->bytes);
  preview->thousandths = g_atomic_rc_box_acquire (self->thousandths);
  preview->is_table = self->is_table;
  preview->has_columns = self->has_columns;
  preview->columns = self->columns;
  preview->book = cam_contact_book_new ();
  preview->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  preview->categories = g_ptr_array_new_with_free_func (g_free);
  g_atomic_int_set (preview->thousandths, 0);
  return preview;
}

static void
preview_free (gpointer data)
{
  Preview *self = data;

  g_bytes_unref (self->bytes);
  g_atomic_rc_box_release (self->thousandths);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->file, cam_contact_file_unref);
  cam_contact_book_free (self->book);
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->categories);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Preview, preview_free)

static gboolean
read_file (Preview       *preview,
           GCancellable  *cancellable,
           GError       **error)
{
  if (preview->is_table)
    preview->file = cam_contact_file_new_table (preview->bytes, preview->has_columns ? &preview->columns : NULL, cancellable, error);
  else
    preview->file = cam_contact_file_new_cards (preview->bytes, preview->thousandths, cancellable, error);
  if (preview->file == NULL)
    return FALSE;
  preview->lines = g_array_sized_new (FALSE, TRUE, sizeof (CamContactLine), preview->file->entries->len);
  g_array_set_clear_func (preview->lines, line_clear);
  g_array_set_size (preview->lines, preview->file->entries->len);
  if (!preview->is_table || cam_contact_columns_are_enough (&preview->file->columns))
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, _("It is not clear which column holds the name."));
  return FALSE;
}

/* Also where it failed: who is asked which column is which has to see them. */
static void
take_columns (CamContactImport *self,
              Preview          *preview)
{
  if (preview->file == NULL || preview->file->names == NULL)
    return;
  g_strfreev (self->names);
  self->names = g_strdupv (preview->file->names);
  self->columns = preview->file->columns;
}

/* "Changes phone, note." */
static char *
dup_changes (const CamContactChange *change)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; i < CAM_CONTACT_N_TEXTS; i++)
    if ((change->texts >> i & 1) != 0)
      g_ptr_array_add (words, (gpointer) cam_contact_text_get_label (i));
  if (change->organisation)
    g_ptr_array_add (words, (gpointer) _("organisation"));
  if (change->groups)
    g_ptr_array_add (words, (gpointer) _("groups"));
  if (change->place != NULL)
    g_ptr_array_add (words, (gpointer) _("place on the map"));
  if (change->further[0])
    g_ptr_array_add (words, (gpointer) _("a further phone"));
  if (change->further[1])
    g_ptr_array_add (words, (gpointer) _("a further e-mail"));
  if (change->more[0] != 0 || change->more[1] != 0)
    g_ptr_array_add (words, (gpointer) _("further phones, addresses or pages"));
  if (change->picture)
    g_ptr_array_add (words, (gpointer) _("picture"));
  if (change->do_not_contact)
    g_ptr_array_add (words, (gpointer) _("“do not contact”"));
  g_ptr_array_add (words, NULL);
  joined = g_strjoinv (", ", (char **) words->pdata);
  /* Translators: %s is a list of fields */
  return g_strdup_printf (_("New or different: %s."), joined);
}

/* TRUE where @name could become a group, of which one file makes only so many. */
static gboolean
note_category (Preview    *preview,
               const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  if (cam_contact_groups_find (cam_contact_book_get_groups (preview->book), name) != NULL || !cam_contact_groups_may_make (name))
    return FALSE;
  if (g_hash_table_contains (preview->known, folded))
    return TRUE;
  if (preview->categories->len == MAX_CATEGORIES)
    return FALSE;
  g_hash_table_add (preview->known, g_steal_pointer (&folded));
  g_ptr_array_add (preview->categories, g_strdup (name));
  return TRUE;
}

static void
note_categories (Preview        *preview,
                 CamContactLine *line)
{
  GPtrArray *categories = line->entry->categories;

  for (guint i = 0; categories != NULL && i < categories->len; i++)
    if (note_category (preview, g_ptr_array_index (categories, i)))
      line->could_join = TRUE;
}

static void
judge (Preview               *preview,
       CamContactLine        *line,
       const CamContactChange *change)
{
  if (change->is_twin)
    {
      line->verdict = CAM_IMPORT_PROBLEM;
      line->reason = g_strdup_printf (_("It is the same contact as in line %u."), change->twin_line);
      return;
    }
  line->verdict = change->stored == NULL ? CAM_IMPORT_NEW : cam_contact_change_is_any (change) ? CAM_IMPORT_CHANGED : CAM_IMPORT_SAME;
  note_categories (preview, line);
  if (line->verdict == CAM_IMPORT_CHANGED)
    line->reason = dup_changes (change);
  if (line->verdict == CAM_IMPORT_SAME)
    return;
  preview->n_people += line->verdict == CAM_IMPORT_NEW && line->entry->table == CAM_CONTACT_PERSON ? 1 : 0;
  if (change->makes_organisation)
    {
      preview->n_organisations++;
      cam_contact_book_note_organisation (preview->book, line->entry->organisation, NULL);
    }
  if (change->stored == NULL)
    cam_contact_book_note (preview->book, line->entry, NULL);
}

static CamCursor *
select_in_store (gpointer         source,
                 const char      *table,
                 const char     **columns,
                 const char      *clause,
                 const CamValue  *params,
                 guint            n_params,
                 GError         **error)
{
  return cam_store_select (source, table, columns, clause, params, n_params, error);
}

static gboolean
compare_one (CamContactImport  *self,
             Preview           *preview,
             guint              i,
             GError           **error)
{
  const CamContactEntry *entry = g_ptr_array_index (preview->file->entries, i);
  CamContactLine *line = &g_array_index (preview->lines, CamContactLine, i);
  CamContactTable table = preview->pass == 0 ? CAM_CONTACT_ORGANISATION : CAM_CONTACT_PERSON;
  CamContactChange change;

  if (entry->table != table)
    return TRUE;
  line->entry = entry;
  if (entry->reason != NULL)
    {
      line->verdict = CAM_IMPORT_PROBLEM;
      line->reason = g_strdup (entry->reason);
      return TRUE;
    }
  if (!cam_contact_compare (entry, preview->book, select_in_store, self->store, &change, error))
    return FALSE;
  judge (preview, line, &change);
  return TRUE;
}

/* A little of it. */
static gboolean
compare_some (CamContactImport  *self,
              Preview           *preview,
              gboolean          *done,
              GError           **error)
{
  *done = FALSE;
  if (!preview->has_book)
    return cam_contact_book_load_some (preview->book, select_in_store, self->store, &preview->has_book, error);
  if (preview->n_seen < preview->lines->len)
    return compare_one (self, preview, preview->n_seen++, error);
  preview->n_seen = 0;
  *done = ++preview->pass == 2;
  return TRUE;
}

/* Who would be the same but for a group that is to be made is changed. */
static void
choose_verdict (CamContactImport *self,
                CamContactLine   *line)
{
  if (!line->could_join || line->verdict != (line->joins_only ? CAM_IMPORT_CHANGED : CAM_IMPORT_SAME) || line->joins_only == self->make_groups)
    return;
  line->joins_only = self->make_groups;
  line->verdict = line->joins_only ? CAM_IMPORT_CHANGED : CAM_IMPORT_SAME;
  g_set_str (&line->reason, line->joins_only ? _("New or different: groups.") : NULL);
}

static void
count_lines (CamContactImport *self)
{
  memset (self->counts, 0, sizeof self->counts);
  self->n_odd = 0;
  for (guint i = 0; i < self->lines->len; i++)
    {
      CamContactLine *line = &g_array_index (self->lines, CamContactLine, i);

      choose_verdict (self, line);
      self->counts[line->verdict]++;
      self->n_odd += line->verdict != CAM_IMPORT_PROBLEM && line->entry->odd->len > 0 ? 1 : 0;
    }
}

/* A second preview begins anew. */
static void
end_preview (CamContactImport *self,
             Preview          *preview)
{
  guint n_before = get_n_items (G_LIST_MODEL (self));

  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->file, cam_contact_file_unref);
  self->lines = g_steal_pointer (&preview->lines);
  self->file = g_steal_pointer (&preview->file);
  self->n_people = preview->n_people;
  self->n_organisations = preview->n_organisations;
  g_ptr_array_add (preview->categories, NULL);
  g_strfreev (self->categories);
  self->categories = g_strdupv ((char **) preview->categories->pdata);
  count_lines (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->lines->len);
}

static gboolean
compare_cb (gpointer user_data)
{
  GTask *task = user_data;
  gint64 until = g_get_monotonic_time () + SLICE_US;
  gboolean done = FALSE;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  while (!done && g_get_monotonic_time () < until)
    if (!compare_some (g_task_get_source_object (task), g_task_get_task_data (task), &done, &error))
      {
        g_task_return_error (task, error);
        return G_SOURCE_REMOVE;
      }
  if (!done)
    return G_SOURCE_CONTINUE;
  end_preview (g_task_get_source_object (task), g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GTask *outer = task_data;
  GError *error = NULL;

  if (read_file (g_task_get_task_data (outer), cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  take_columns (g_task_get_source_object (task), g_task_get_task_data (task));
  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, compare_cb, g_steal_pointer (&task), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
cam_contact_import_preview_async (CamContactImport    *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task = NULL;
  g_autoptr (GTask) reading = NULL;

  g_return_if_fail (CAM_IS_CONTACT_IMPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_contact_import_preview_async);
  g_task_set_task_data (task, preview_new (self), preview_free);
  /* Without a source: the thread lets go of its task last of all, and must not be who frees an object of the main thread. */
  reading = g_task_new (NULL, cancellable, read_cb, task);
  g_task_set_source_tag (reading, cam_contact_import_preview_async);
  g_task_set_task_data (reading, task, NULL);
  g_task_run_in_thread (reading, read_in_thread);
}

gboolean
cam_contact_import_preview_finish (CamContactImport  *self,
                                   GAsyncResult      *result,
                                   GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
cam_contact_import_preview (CamContactImport  *self,
                            GError           **error)
{
  g_autoptr (Preview) preview = NULL;
  gboolean done = FALSE;

  g_return_val_if_fail (CAM_IS_CONTACT_IMPORT (self), FALSE);

  preview = preview_new (self);
  done = read_file (preview, NULL, error);
  take_columns (self, preview);
  if (!done)
    return FALSE;
  done = FALSE;
  while (!done)
    if (!compare_some (self, preview, &done, error))
      return FALSE;
  end_preview (self, preview);
  return TRUE;
}

const char *const *
cam_contact_import_get_columns (CamContactImport  *self,
                                CamContactColumns *columns)
{
  g_return_val_if_fail (CAM_IS_CONTACT_IMPORT (self), NULL);

  if (columns != NULL && self->names != NULL)
    *columns = self->columns;
  return (const char *const *) self->names;
}

double
cam_contact_import_get_fraction (CamContactImport *self)
{
  g_return_val_if_fail (CAM_IS_CONTACT_IMPORT (self), 0);

  return g_atomic_int_get (self->thousandths) / 1000.0;
}

guint
cam_contact_import_get_count (CamContactImport *self,
                              CamImportVerdict  verdict)
{
  g_return_val_if_fail (CAM_IS_CONTACT_IMPORT (self), 0);
  g_return_val_if_fail (verdict <= CAM_IMPORT_PROBLEM, 0);

  return self->counts[verdict];
}

guint
cam_contact_import_get_n_odd (CamContactImport *self)
{
  g_return_val_if_fail (CAM_IS_CONTACT_IMPORT (self), 0);

  return self->n_odd;
}

guint
cam_contact_import_get_n_people (CamContactImport *self)
{
  g_return_val_if_fail (CAM_IS_CONTACT_IMPORT (self), 0);

  return self->n_people;
}

guint
cam_contact_import_get_n_organisations (CamContactImport *self)
{
  g_return_val_if_fail (CAM_IS_CONTACT_IMPORT (self), 0);

  return self->n_organisations;
}

const char *const *
cam_contact_import_get_categories (CamContactImport *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (CAM_IS_CONTACT_IMPORT (self), none);

  return self->categories != NULL ? (const char *const *) self->categories : none;
}

void
cam_contact_import_set_make_groups (CamContactImport *self,
                                    gboolean          make_groups)
{
  g_return_if_fail (CAM_IS_CONTACT_IMPORT (self));

  if (self->make_groups == !!make_groups)
    return;
  self->make_groups = !!make_groups;
  if (self->lines == NULL)
    return;
  count_lines (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, self->lines->len, self->lines->len);
}

char *
cam_contact_import_dup_source (CamContactImport *self,
                               const char       *file_name)
{
  g_return_val_if_fail (CAM_IS_CONTACT_IMPORT (self) && self->file != NULL && file_name != NULL, NULL);

  if (cam_contact_file_names (self->file, file_name))
    return g_strdup (self->is_table ? _("A table of contacts") : _("A contact file"));
  return g_strdup (file_name);
}

typedef struct
{
  CamContactFile  *file;
  CamContactBasis  basis;     /* with texts of its own */
  char           **categories; /* (nullable): to become groups */
  GCancellable    *cancellable;
} Job;

static Job *
job_new (CamContactImport      *self,
         const CamContactBasis *basis,
         GCancellable          *cancellable)
{
  Job *job = g_new0 (Job, 1);

  job->file = g_atomic_rc_box_acquire (self->file);
  if (basis != NULL)
    job->basis = (CamContactBasis) { g_strdup (basis->basis), g_strdup (basis->note), g_strdup (basis->source),
                                     g_strdup (basis->collected_on) };
  if (self->make_groups)
    job->categories = g_strdupv (self->categories);
  g_set_object (&job->cancellable, cancellable);
  return job;
}

static void
job_free (gpointer data)
{
  Job *self = data;

  cam_contact_file_unref (self->file);
  g_free ((char *) self->basis.basis);
  g_free ((char *) self->basis.note);
  g_free ((char *) self->basis.source);
  g_free ((char *) self->basis.collected_on);
  g_strfreev (self->categories);
  g_clear_object (&self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static gboolean
write_cb (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  Job *job = data;

  return cam_contact_file_write (job->file, writer, &job->basis, (const char *const *) job->categories, job->cancellable, error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cam_store_write_finish (CAM_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
has_work (CamContactImport *self)
{
  return self->counts[CAM_IMPORT_NEW] + self->counts[CAM_IMPORT_CHANGED] > 0;
}

void
cam_contact_import_apply_async (CamContactImport      *self,
                                const char            *label,
                                const CamContactBasis *basis,
                                GCancellable          *cancellable,
                                GAsyncReadyCallback    callback,
                                gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CAM_IS_CONTACT_IMPORT (self));
  g_return_if_fail (self->file != NULL && label != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_contact_import_apply_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!has_work (self))
    g_task_return_boolean (task, TRUE);
  else
    cam_store_write_async (self->store, label, write_cb, job_new (self, basis, cancellable), job_free, cancellable, written_cb,
                           g_steal_pointer (&task));
}

gboolean
cam_contact_import_apply_finish (CamContactImport  *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
cam_contact_import_apply (CamContactImport       *self,
                          const char             *label,
                          const CamContactBasis  *basis,
                          GError                **error)
{
  g_autoptr (Job) job = NULL;

  g_return_val_if_fail (CAM_IS_CONTACT_IMPORT (self), FALSE);
  g_return_val_if_fail (self->file != NULL && label != NULL, FALSE);

  job = job_new (self, basis, NULL);
  return !has_work (self) || cam_store_write (self->store, label, write_cb, job, error);
}
