/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-lines-private.h"

#include <glib/gi18n-lib.h>

/* More than anybody uses, and a file may hold anything. */
#define MAX_CATEGORIES 100

struct _CamContactImport
{
  CamFileImport      parent_instance;

  GBytes            *bytes;
  gboolean           is_table;
  gboolean           has_columns;
  CamContactColumns  columns;      /* asked for, then those that were used */
  char             **names;        /* of the columns; NULL before the preview */
  CamContactFile    *file;         /* NULL before the preview */
  GArray            *lines;        /* (element-type CamContactLine); of @file */
  char             **categories;   /* that name no group; NULL before the preview */
  gboolean           make_groups;
  guint              n_people;
  guint              n_organisations;
  CamContactBasis    basis;        /* of who is written now; texts of who asks for it */
};

G_DEFINE_FINAL_TYPE (CamContactImport, cam_contact_import, CAM_TYPE_FILE_IMPORT)

static void
cam_contact_import_finalize (GObject *object)
{
  CamContactImport *self = CAM_CONTACT_IMPORT (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->file, cam_contact_file_unref);
  g_strfreev (self->names);
  g_strfreev (self->categories);

  G_OBJECT_CLASS (cam_contact_import_parent_class)->finalize (object);
}

CamContactImport *
cam_contact_import_new (CamStore *store,
                        GBytes   *bytes)
{
  CamContactImport *self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store) && bytes != NULL, NULL);

  self = g_object_new (CAM_TYPE_CONTACT_IMPORT, NULL);
  cam_file_import_set_store (CAM_FILE_IMPORT (self), store);
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

static gpointer
preview_new (CamFileImport *import)
{
  CamContactImport *self = CAM_CONTACT_IMPORT (import);
  Preview *preview = g_new0 (Preview, 1);

  preview->bytes = g_bytes_ref (self->bytes);
  preview->thousandths = g_atomic_rc_box_acquire (cam_file_import_get_progress (import));
  preview->is_table = self->is_table;
  preview->has_columns = self->has_columns;
  preview->columns = self->columns;
  preview->book = cam_contact_book_new ();
  preview->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  preview->categories = g_ptr_array_new_with_free_func (g_free);
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

static gboolean
read_file (gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Preview *preview = data;

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
take_columns (CamFileImport *import,
              gpointer       data)
{
  CamContactImport *self = CAM_CONTACT_IMPORT (import);
  Preview *preview = data;

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

static gboolean
compare_one (CamStore  *store,
             Preview   *preview,
             guint      i,
             GError   **error)
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
  if (!cam_contact_compare (entry, preview->book, cam_file_import_select, store, &change, error))
    return FALSE;
  judge (preview, line, &change);
  return TRUE;
}

/* A little of it. */
static gboolean
compare_some (CamFileImport  *import,
              gpointer        data,
              gboolean       *done,
              GError        **error)
{
  CamStore *store = cam_file_import_get_store (import);
  Preview *preview = data;

  *done = FALSE;
  if (!preview->has_book)
    return cam_contact_book_load_some (preview->book, cam_file_import_select, store, &preview->has_book, error);
  if (preview->n_seen < preview->lines->len)
    return compare_one (store, preview, preview->n_seen++, error);
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
choose_verdicts (CamContactImport *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    choose_verdict (self, &g_array_index (self->lines, CamContactLine, i));
}

static void
take (CamFileImport *import,
      gpointer       data)
{
  CamContactImport *self = CAM_CONTACT_IMPORT (import);
  Preview *preview = data;

  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->file, cam_contact_file_unref);
  self->lines = g_steal_pointer (&preview->lines);
  self->file = g_steal_pointer (&preview->file);
  self->n_people = preview->n_people;
  self->n_organisations = preview->n_organisations;
  g_ptr_array_add (preview->categories, NULL);
  g_strfreev (self->categories);
  self->categories = g_strdupv ((char **) preview->categories->pdata);
  choose_verdicts (self);
}

static guint
get_n_lines (CamFileImport *import)
{
  CamContactImport *self = CAM_CONTACT_IMPORT (import);

  return self->lines != NULL ? self->lines->len : 0;
}

static CamImportVerdict
get_verdict (CamFileImport *import,
             guint          i,
             gboolean      *is_odd)
{
  const CamContactLine *line = &g_array_index (CAM_CONTACT_IMPORT (import)->lines, CamContactLine, i);

  *is_odd = line->entry->odd->len > 0;
  return line->verdict;
}

static gpointer
make_item (CamFileImport *import,
           guint          i)
{
  return cam_contact_item_new (&g_array_index (CAM_CONTACT_IMPORT (import)->lines, CamContactLine, i));
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
  choose_verdicts (self);
  cam_file_import_recount (CAM_FILE_IMPORT (self));
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
  CamContactBasis  basis;      /* with texts of its own */
  char           **categories; /* (nullable): to become groups */
} Job;

static gpointer
job_new (CamFileImport *import)
{
  CamContactImport *self = CAM_CONTACT_IMPORT (import);
  Job *job = g_new0 (Job, 1);

  job->file = g_atomic_rc_box_acquire (self->file);
  job->basis = (CamContactBasis) { g_strdup (self->basis.basis), g_strdup (self->basis.note), g_strdup (self->basis.source),
                                   g_strdup (self->basis.collected_on) };
  if (self->make_groups)
    job->categories = g_strdupv (self->categories);
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
  g_free (self);
}

static gboolean
write_file (gpointer       data,
            CamWriter     *writer,
            GCancellable  *cancellable,
            GError       **error)
{
  Job *job = data;

  return cam_contact_file_write (job->file, writer, &job->basis, (const char *const *) job->categories, cancellable, error);
}

static void
cam_contact_import_class_init (CamContactImportClass *klass)
{
  CamFileImportClass *import_class = CAM_FILE_IMPORT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cam_contact_import_finalize;
  import_class->item_type = CAM_TYPE_CONTACT_ITEM;
  import_class->preview_new = preview_new;
  import_class->preview_free = preview_free;
  import_class->read = read_file;
  import_class->take_columns = take_columns;
  import_class->look_up = compare_some;
  import_class->take = take;
  import_class->get_n_lines = get_n_lines;
  import_class->get_verdict = get_verdict;
  import_class->make_item = make_item;
  import_class->job_new = job_new;
  import_class->job_free = job_free;
  import_class->write = write_file;
}

static void
cam_contact_import_init (CamContactImport *self)
{
}

void
cam_contact_import_apply_async (CamContactImport      *self,
                                const char            *label,
                                const CamContactBasis *basis,
                                GCancellable          *cancellable,
                                GAsyncReadyCallback    callback,
                                gpointer               user_data)
{
  g_return_if_fail (CAM_IS_CONTACT_IMPORT (self));

  self->basis = basis != NULL ? *basis : (CamContactBasis) { NULL };
  cam_file_import_apply_async (CAM_FILE_IMPORT (self), label, cancellable, callback, user_data);
  self->basis = (CamContactBasis) { NULL };
}

gboolean
cam_contact_import_apply (CamContactImport       *self,
                          const char             *label,
                          const CamContactBasis  *basis,
                          GError                **error)
{
  gboolean done = FALSE;

  g_return_val_if_fail (CAM_IS_CONTACT_IMPORT (self), FALSE);

  self->basis = basis != NULL ? *basis : (CamContactBasis) { NULL };
  done = cam_file_import_apply (CAM_FILE_IMPORT (self), label, error);
  self->basis = (CamContactBasis) { NULL };
  return done;
}
