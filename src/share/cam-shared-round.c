/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-shared-folder-private.h"

#include "cam-merge.h"
#include "cam-outgoing.h"
#include "cam-private-file.h"
#include "cam-shared-name.h"
#include "cam-shared-transport.h"
#include "cam-shared-words.h"

#include <string.h>

/* One look into the folder, step after step on the main thread, each step's work on a worker or on the
 * store's writer: list; then one copy after another is brought here, looked at and merged; then the own
 * copy is made anew and put there where it lacks something. What others handed over is not handed over
 * again, as it lies there already: two copies that have nothing to say come to rest. */

#define REST (2 * G_TIME_SPAN_MINUTE)
#define FIRST_RETRY G_TIME_SPAN_MINUTE
#define LONGEST_RETRY G_TIME_SPAN_HOUR
#define LONG_UNFINISHED (3 * G_TIME_SPAN_HOUR)

typedef struct
{
  char     *name;
  char     *signature;
  gboolean  own;
} Candidate;

struct _CamSharedRound
{
  CamSharedFolder  *owner;
  CamPrivateFile   *room;
  GQueue            candidates;   /* (element-type Candidate) */
  Candidate        *candidate;    /* under way */
  gboolean          sealed;       /* the candidate is */
  gboolean          mounted;      /* that was tried */
  CamSharingState  *state;        /* of the file when the step under way began */
  guint             n_changes;
  gint64            edited;
};

static void look_at_next (CamSharedRound *self);
static void list (CamSharedRound *self);

static void
candidate_free (Candidate *candidate)
{
  if (candidate == NULL)
    return;
  g_free (candidate->name);
  g_free (candidate->signature);
  g_free (candidate);
}

static void
round_free (CamSharedRound *self)
{
  g_clear_object (&self->owner);
  g_clear_pointer (&self->room, cam_private_file_free);
  g_queue_clear_full (&self->candidates, (GDestroyNotify) candidate_free);
  g_clear_pointer (&self->candidate, candidate_free);
  g_clear_pointer (&self->state, cam_sharing_state_free);
  g_free (self);
}

static gboolean
is_trouble (const CamSharedFile *file,
            gint64               now)
{
  return file->outcome == CAM_SHARED_NEWER || file->outcome == CAM_SHARED_STRANGER
         || file->outcome == CAM_SHARED_DAMAGED
         || (file->outcome == CAM_SHARED_WAITING && now - file->since >= LONG_UNFINISHED);
}

static gint64
get_retry (const CamSharedFile *file)
{
  return file->looked + MIN (FIRST_RETRY << MIN (file->tries, 10), LONGEST_RETRY);
}

/* What is wrong with single copies: the first sentence; each is told once. @next: when one of them wants to
 * be looked at again. */
static char *
tell_troubles (CamSharedFolder *owner,
               gint64          *next)
{
  g_autoptr (GList) names = g_hash_table_get_keys (owner->memory->files);
  gint64 now = owner->clock ();
  char *first = NULL;

  *next = 0;
  names = g_list_sort (names, (GCompareFunc) strcmp);
  for (GList *link = names; link != NULL; link = link->next)
    {
      CamSharedFile *file = g_hash_table_lookup (owner->memory->files, link->data);
      g_autofree char *sentence = NULL;

      if (file->outcome == CAM_SHARED_WAITING && (*next == 0 || get_retry (file) < *next))
        *next = get_retry (file);
      if (!is_trouble (file, now))
        continue;
      sentence = cam_shared_describe_outcome (file->outcome, link->data);
      if (!file->told)
        cam_shared_folder_emit_told (owner, sentence);
      file->told = TRUE;
      if (first == NULL)
        first = g_steal_pointer (&sentence);
    }
  return first;
}

static void
finish (CamSharedRound *self,
        const GError   *error)
{
  g_autoptr (CamSharedFolder) owner = g_object_ref (self->owner);
  g_autofree char *trouble = NULL;
  gint64 next = 0;

  if (!g_cancellable_is_cancelled (owner->cancellable))
    {
      trouble = tell_troubles (owner, &next);
      cam_shared_memory_save (owner->memory);
    }
  round_free (self);
  cam_shared_folder_round_ended (owner, trouble, next, error);
}

static gboolean
is_cancelled (CamSharedRound *self)
{
  g_autoptr (GError) error = NULL;

  if (!g_cancellable_set_error_if_cancelled (self->owner->cancellable, &error))
    return FALSE;
  finish (self, error);
  return TRUE;
}

static gboolean
read_state (CamSharedRound *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->state, cam_sharing_state_free);
  self->state = cam_sharing_state_read (self->owner->store, &error);
  if (self->state != NULL)
    return TRUE;
  finish (self, error);
  return FALSE;
}

/* What a worker needs and brings; it never touches the round. */
typedef struct
{
  GFile *folder;
  char  *name;
  char  *old;
  char  *path;
  char  *signature;
  char  *sum;
  gboolean rested;
} Errand;

static Errand *
errand_new (CamSharedRound *self,
            const char     *name)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->folder = g_object_ref (self->owner->place);
  errand->name = g_strdup (name);
  errand->path = g_strdup (cam_private_file_get_path (self->room));
  return errand;
}

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_object_unref (errand->folder);
  g_free (errand->name);
  g_free (errand->old);
  g_free (errand->path);
  g_free (errand->signature);
  g_free (errand->sum);
  g_free (errand);
}

static void
send_errand (CamSharedRound      *self,
             Errand              *errand,
             GTaskThreadFunc      func,
             GAsyncReadyCallback  callback)
{
  g_autoptr (GTask) task = g_task_new (self->owner, self->owner->cancellable, callback, self);

  g_task_set_source_tag (task, send_errand);
  g_task_set_task_data (task, errand, errand_free);
  g_task_run_in_thread (task, func);
}

static void
put_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Errand *errand = data;
  GError *error = NULL;

  if (cam_shared_put (errand->path, errand->folder, errand->name, errand->old, &errand->signature, &errand->sum,
                      cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
put_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  CamSharedRound *self = user_data;
  CamSharedMemory *memory = self->owner->memory;
  Errand *errand = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_set_str (&memory->name, errand->name);
      g_set_str (&memory->copy_id, self->state->copy_id);
      g_set_str (&memory->signature, errand->signature);
      g_set_str (&memory->sum, errand->sum);
      g_set_str (&memory->written, self->state->merged);
      g_set_str (&memory->merged, self->state->merged);
      memory->own = self->state->own;
      memory->erased = self->state->erased;
      memory->personal = self->owner->personal;
      g_debug ("shared folder: the own copy holds action %" G_GINT64_FORMAT, memory->own);
    }
  finish (self, error);
}

/* Without the data of persons the name of one does not go in either. */
static char *
dup_own_name (CamSharedRound *self)
{
  return cam_shared_name_new (self->owner->personal ? self->owner->name : "", self->state->copy_id);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  CamSharedRound *self = user_data;
  g_autofree char *name = dup_own_name (self);
  g_autoptr (GError) error = NULL;
  Errand *errand = NULL;

  if (!cam_outgoing_make_finish (CAM_STORE (source), result, &error))
    {
      finish (self, error);
      return;
    }
  errand = errand_new (self, name);
  errand->old = g_strdup (self->owner->memory->name);
  send_errand (self, errand, put_in_thread, put_cb);
}

static gboolean
is_due (CamSharedRound *self)
{
  CamSharedMemory *memory = self->owner->memory;
  g_autofree char *name = dup_own_name (self);

  return cam_shared_memory_is_due (memory, self->state) || memory->personal != self->owner->personal
         || g_strcmp0 (memory->name, name) != 0;
}

/* The state is read before: what is edited while the copy is made counts as not handed over. */
static void
put (CamSharedRound *self)
{
  g_autoptr (CamShareScope) scope = NULL;

  if (!read_state (self))
    return;
  if (!is_due (self))
    {
      finish (self, NULL);
      return;
    }
  scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, self->owner->personal);
  cam_outgoing_make_async (self->owner->store, cam_private_file_get_path (self->room), scope,
                           self->owner->cancellable, made_cb, self);
}

/* Where it was read: whose changes have come meanwhile is not known, and what is not known counts as not
 * handed over. */
static gboolean
note_merged (CamSharedRound *self)
{
  CamSharedFolder *owner = self->owner;
  gboolean had_all = g_strcmp0 (owner->memory->merged, self->state->merged) == 0;
  gboolean alone = owner->n_changes - self->n_changes <= 1;

  if (alone)
    owner->edited = self->edited;
  if (!read_state (self))
    return FALSE;
  if (had_all && alone)
    g_set_str (&owner->memory->merged, self->state->merged);
  return TRUE;
}

/* FALSE where it says nothing about the copy. */
static gboolean
judge_refusal (CamSharedRound *self,
               CamSharedFile  *file,
               const GError   *refusal)
{
  if (g_error_matches (refusal, CAM_ERROR, CAM_ERROR_FROM_THE_FUTURE))
    file->outcome = CAM_SHARED_NEWER;
  else if (g_error_matches (refusal, CAM_ERROR, CAM_ERROR_CORRUPT))
    file->outcome = self->sealed ? CAM_SHARED_DAMAGED : CAM_SHARED_WAITING;
  else if (g_error_matches (refusal, CAM_ERROR, CAM_ERROR_TOO_BIG))
    file->outcome = CAM_SHARED_DAMAGED;
  else if (g_error_matches (refusal, CAM_ERROR, CAM_ERROR_UNSUPPORTED))
    file->outcome = CAM_SHARED_IGNORED;
  else
    return FALSE;
  return TRUE;
}

/* The own copy is there in another state than it was left in: whatever somebody did with it was taken in
 * where it could be, and it is put there anew. */
static void
leave_candidate (CamSharedRound *self,
                 CamSharedFile  *file)
{
  if (self->candidate->own && file->outcome != CAM_SHARED_WAITING)
    {
      g_clear_pointer (&self->owner->memory->signature, g_free);
      g_clear_pointer (&self->owner->memory->merged, g_free);
      file->outcome = CAM_SHARED_IGNORED;
    }
  look_at_next (self);
}

static void
merged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  CamSharedRound *self = user_data;
  CamSharedFile *file = g_hash_table_lookup (self->owner->memory->files, self->candidate->name);
  g_autofree char *who = cam_shared_name_dup_who (self->candidate->name);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamMergeReport) report = cam_merge_finish (CAM_STORE (source), result, &error);

  if (report == NULL && !judge_refusal (self, file, error))
    {
      finish (self, error);
      return;
    }
  if (report != NULL)
    {
      file->outcome = CAM_SHARED_MERGED;
      if (!note_merged (self))
        return;
      if (!cam_merge_report_is_empty (report))
        cam_shared_folder_emit_merged (self->owner, report, who);
    }
  leave_candidate (self, file);
}

static void
merge (CamSharedRound *self)
{
  g_autofree char *who = cam_shared_name_dup_who (self->candidate->name);
  g_autofree char *label = g_strdup_printf ("Shared folder: %s", who);

  self->n_changes = self->owner->n_changes;
  self->edited = self->owner->edited;
  cam_merge_async (self->owner->store, cam_private_file_get_path (self->room), label, CAM_MERGE_AUTOMATIC,
                   self->owner->cancellable, merged_cb, self);
}

static void
judge (CamSharedRound   *self,
       CamSharedFetched *fetched)
{
  CamSharedMemory *memory = self->owner->memory;
  CamSharedFile *file = g_hash_table_lookup (memory->files, self->candidate->name);

  g_debug ("shared folder: a copy of kind %u, sealed %d", fetched->kind, fetched->sealed);
  self->sealed = fetched->sealed;
  file->looked = self->owner->clock ();
  file->tries++;
  if (self->candidate->own && g_strcmp0 (fetched->sum, memory->sum) == 0)
    {
      /* Only its times are others: a program that keeps folders the same set them. */
      g_set_str (&memory->signature, self->candidate->signature);
      file->outcome = CAM_SHARED_IGNORED;
      look_at_next (self);
      return;
    }
  if (fetched->kind == CAM_SHARED_WHOLE && cam_copy_facts_fit (fetched->facts, self->state, self->owner->store))
    {
      merge (self);
      return;
    }
  if (fetched->kind == CAM_SHARED_REFUSED)
    judge_refusal (self, file, fetched->refusal);
  else if (fetched->kind == CAM_SHARED_WHOLE)
    file->outcome = CAM_SHARED_STRANGER;
  else if (fetched->kind == CAM_SHARED_OTHER && !cam_shared_name_is_ours (self->candidate->name))
    file->outcome = CAM_SHARED_IGNORED;
  else
    file->outcome = CAM_SHARED_WAITING;
  leave_candidate (self, file);
}

static void
fetch_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Errand *errand = data;
  g_autoptr (GFile) file = g_file_get_child (errand->folder, errand->name);
  GError *error = NULL;
  CamSharedFetched *fetched = cam_shared_fetch (file, errand->path, errand->rested, cancellable, &error);

  if (fetched != NULL)
    g_task_return_pointer (task, fetched, (GDestroyNotify) cam_shared_fetched_free);
  else
    g_task_return_error (task, error);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  CamSharedRound *self = user_data;
  CamSharedFile *file = g_hash_table_lookup (self->owner->memory->files, self->candidate->name);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamSharedFetched) fetched = g_task_propagate_pointer (G_TASK (result), &error);

  if (is_cancelled (self))
    return;
  if (fetched != NULL)
    {
      if (read_state (self))
        judge (self, fetched);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      /* Gone, or renamed, since the folder was listed. */
      look_at_next (self);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    {
      /* Some programs lock a file while they write it. */
      file->outcome = CAM_SHARED_WAITING;
      file->looked = self->owner->clock ();
      file->tries++;
      look_at_next (self);
    }
  else
    {
      finish (self, error);
    }
}

static void
look_at_next (CamSharedRound *self)
{
  CamSharedFile *file = NULL;
  Errand *errand = NULL;

  if (is_cancelled (self))
    return;
  g_clear_pointer (&self->candidate, candidate_free);
  self->candidate = g_queue_pop_head (&self->candidates);
  if (self->candidate == NULL)
    {
      put (self);
      return;
    }
  file = g_hash_table_lookup (self->owner->memory->files, self->candidate->name);
  errand = errand_new (self, self->candidate->name);
  errand->rested = self->owner->clock () - file->since >= REST;
  send_errand (self, errand, fetch_in_thread, fetched_cb);
}

/* By whatever name: reading it as a file would, when that is closed, take away the locks that SQLite has on it. */
static gboolean
is_live_file (CamSharedRound *self,
              const char     *name)
{
  g_autoptr (GFile) file = g_file_get_child (self->owner->place, name);
  const char *path = g_file_peek_path (file);

  return path != NULL && cam_store_is_at (self->owner->store, path);
}

static void
add_candidate (CamSharedRound       *self,
               const CamSharedEntry *entry,
               gboolean              own)
{
  CamSharedFolder *owner = self->owner;
  CamSharedFile *file = NULL;
  Candidate *candidate = NULL;

  if (is_live_file (self, entry->name))
    return;
  file = cam_shared_memory_see (owner->memory, entry->name, entry->signature, owner->clock ());
  if (file->outcome != CAM_SHARED_NEW
      && (file->outcome != CAM_SHARED_WAITING || owner->clock () < get_retry (file)))
    return;
  candidate = g_new0 (Candidate, 1);
  candidate->name = g_strdup (entry->name);
  candidate->signature = g_strdup (entry->signature);
  candidate->own = own;
  g_queue_push_tail (&self->candidates, candidate);
}

/* Others have come to rest on a copy that is there no longer: what it said has to stay in the folder. */
static void
note_loss (CamSharedMemory *memory)
{
  if (g_strcmp0 (memory->written, memory->merged) != 0)
    g_clear_pointer (&memory->merged, g_free);
}

static void
sort_out (CamSharedRound *self,
          GPtrArray      *entries)
{
  CamSharedMemory *memory = self->owner->memory;
  GHashTableIter iter;
  gpointer value;
  gboolean own_is_there = FALSE;

  g_hash_table_iter_init (&iter, memory->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((CamSharedFile *) value)->is_there = FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const CamSharedEntry *entry = g_ptr_array_index (entries, i);
      gboolean own = g_strcmp0 (entry->name, memory->name) == 0
                     && g_strcmp0 (memory->copy_id, self->state->copy_id) == 0;

      own_is_there = own_is_there || own;
      if (!own || g_strcmp0 (entry->signature, memory->signature) != 0)
        add_candidate (self, entry, own);
    }
  if (cam_shared_memory_prune (memory))
    note_loss (memory);
  if (!own_is_there)
    g_clear_pointer (&memory->merged, g_free);
}

static void
mounted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  CamSharedRound *self = user_data;
  g_autoptr (GError) error = NULL;

  /* Where that failed, listing says so. */
  if (!g_file_mount_enclosing_volume_finish (G_FILE (source), result, &error))
    g_debug ("shared folder: %s", error->message);
  list (self);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  CamSharedRound *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), &error);

  if (is_cancelled (self))
    return;
  if (entries != NULL)
    {
      sort_out (self, entries);
      look_at_next (self);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED) && !self->mounted)
    {
      /* As the file manager does it, where nobody has to be asked for a password. */
      self->mounted = TRUE;
      g_file_mount_enclosing_volume (self->owner->place, G_MOUNT_MOUNT_NONE, NULL, self->owner->cancellable,
                                     mounted_cb, self);
    }
  else
    {
      finish (self, error);
    }
}

static void
list_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Errand *errand = data;
  GError *error = NULL;
  GPtrArray *entries = cam_shared_list (errand->folder, cancellable, &error);

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
list (CamSharedRound *self)
{
  if (!is_cancelled (self))
    send_errand (self, errand_new (self, ""), list_in_thread, listed_cb);
}

void
cam_shared_round_start (CamSharedFolder *owner,
                        gboolean         put_only)
{
  CamSharedRound *self = g_new0 (CamSharedRound, 1);
  g_autoptr (GError) error = NULL;

  self->owner = g_object_ref (owner);
  owner->round = self;
  g_queue_init (&self->candidates);
  self->room = cam_private_file_new (&error);
  if (self->room == NULL)
    {
      finish (self, error);
      return;
    }
  if (!read_state (self))
    return;
  cam_shared_memory_follow (owner->memory, self->state);
  if (put_only)
    put (self);
  else
    list (self);
}
