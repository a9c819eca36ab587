/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-shared-folder-private.h"

#include "cam-shared-words.h"

#include <string.h>

#define EDIT_REST (5 * G_TIME_SPAN_SECOND)
#define EDIT_LIMIT G_TIME_SPAN_MINUTE
#define NOTICE_REST (2 * G_TIME_SPAN_SECOND)
#define HINT_REST (20 * G_TIME_SPAN_SECOND)
#define INTERVAL (3 * G_TIME_SPAN_MINUTE)
#define FIRST_PATIENCE G_TIME_SPAN_MINUTE
#define LONGEST_PATIENCE (30 * G_TIME_SPAN_MINUTE)

G_DEFINE_ENUM_TYPE (CamSharedFolderState, cam_shared_folder_state,
                    G_DEFINE_ENUM_VALUE (CAM_SHARED_FOLDER_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (CAM_SHARED_FOLDER_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (CAM_SHARED_FOLDER_WORKING, "working"),
                    G_DEFINE_ENUM_VALUE (CAM_SHARED_FOLDER_UP_TO_DATE, "up-to-date"),
                    G_DEFINE_ENUM_VALUE (CAM_SHARED_FOLDER_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (CAM_SHARED_FOLDER_PROBLEM, "problem"))

G_DEFINE_FINAL_TYPE (CamSharedFolder, cam_shared_folder, G_TYPE_OBJECT)

typedef enum
{
  PROP_STORE = 1,
  PROP_FOLDER,
  PROP_NAME,
  PROP_PERSONAL,
  PROP_STATE,
  PROP_PROBLEM,
  PROP_LAST_EXCHANGE,
} CamSharedFolderProperty;

static GParamSpec *properties[PROP_LAST_EXCHANGE + 1];

typedef enum
{
  SIGNAL_MERGED,
  SIGNAL_TOLD,
  N_SIGNALS,
} CamSharedFolderSignal;

static guint signals[N_SIGNALS];

static void
set_state (CamSharedFolder      *self,
           CamSharedFolderState  state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_problem (CamSharedFolder *self,
             const char      *problem)
{
  if (g_set_str (&self->problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static gboolean
is_on (CamSharedFolder *self)
{
  return self->place != NULL && !cam_store_get_read_only (self->store);
}

static void
start_round (CamSharedFolder *self,
             gboolean         put_only)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->edited = 0;
  set_state (self, CAM_SHARED_FOLDER_WORKING);
  cam_shared_round_start (self, put_only);
}

static gboolean
timer_cb (gpointer user_data)
{
  CamSharedFolder *self = user_data;

  self->timer_id = 0;
  cam_shared_folder_tick (self);
  return G_SOURCE_REMOVE;
}

/* Never later than what is planned already. */
static void
plan (CamSharedFolder *self,
      gint64           due)
{
  gint64 now = self->clock ();

  if (!is_on (self))
    return;
  if (self->due == 0 || due < self->due)
    self->due = due;
  if (!self->has_timers || self->round != NULL)
    return;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->timer_id = g_timeout_add ((guint) (CLAMP (self->due - now, 0, LONGEST_PATIENCE) / 1000) + 1, timer_cb, self);
}

static gboolean
is_our_doing (CamSharedFolder *self,
              GFile           *file)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  return name == NULL || name[0] == '.' || g_strcmp0 (name, self->memory->name) == 0;
}

static void
monitor_cb (CamSharedFolder   *self,
            GFile             *file,
            GFile             *other,
            GFileMonitorEvent  event)
{
  if (!is_our_doing (self, file) || !is_our_doing (self, other))
    plan (self, self->clock () + NOTICE_REST);
}

/* Only where that cannot block. */
static void
watch (CamSharedFolder *self)
{
  if (self->place == NULL || self->monitor != NULL || !self->has_timers || !g_file_is_native (self->place))
    return;
  self->monitor = g_file_monitor_directory (self->place, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (monitor_cb), self, G_CONNECT_SWAPPED);
}

/* Between rounds: what is wanted becomes what is used. */
static void
use_folder (CamSharedFolder *self)
{
  g_autofree char *uri = self->folder != NULL ? g_file_get_uri (self->folder) : NULL;

  g_clear_pointer (&self->memory, cam_shared_memory_free);
  g_clear_object (&self->monitor);
  g_set_object (&self->place, self->folder);
  self->due = 0;
  self->misses = 0;
  self->last_round = 0;
  set_problem (self, NULL);
  if (self->last_exchange != 0)
    {
      self->last_exchange = 0;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_EXCHANGE]);
    }
  if (uri != NULL)
    self->memory = cam_shared_memory_new (cam_store_get_path (self->store), uri);
  set_state (self, is_on (self) ? CAM_SHARED_FOLDER_WAITING : CAM_SHARED_FOLDER_OFF);
  watch (self);
  plan (self, self->clock ());
}

static gboolean
is_offline (const GError *error)
{
  return error->domain == G_IO_ERROR && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
         && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY)
         && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static gint64
get_patience (CamSharedFolder *self)
{
  return MIN (FIRST_PATIENCE << MIN (self->misses, 10), LONGEST_PATIENCE);
}

static void
note_success (CamSharedFolder *self,
              const char      *problem)
{
  self->misses = 0;
  self->last_exchange = self->last_round;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_EXCHANGE]);
  set_problem (self, problem);
  set_state (self, CAM_SHARED_FOLDER_UP_TO_DATE);
}

static void
note_failure (CamSharedFolder *self,
              const GError    *error)
{
  g_autofree char *sentence = cam_shared_describe_error (error);

  g_debug ("shared folder: %s", error->message);
  self->misses++;
  if (is_offline (error))
    {
      set_problem (self, NULL);
      set_state (self, CAM_SHARED_FOLDER_OFFLINE);
      return;
    }
  set_problem (self, sentence);
  set_state (self, CAM_SHARED_FOLDER_PROBLEM);
}

static void
answer_waiters (CamSharedFolder *self,
                const GError    *error)
{
  g_autoptr (GPtrArray) waiters = g_steal_pointer (&self->waiters);

  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiters->len; i++)
    if (error != NULL)
      g_task_return_error (g_ptr_array_index (waiters, i), g_error_copy (error));
    else
      g_task_return_boolean (g_ptr_array_index (waiters, i), TRUE);
}

void
cam_shared_folder_round_ended (CamSharedFolder *self,
                               const char      *problem,
                               gint64           next,
                               const GError    *error)
{
  gint64 now = self->clock ();

  self->round = NULL;
  self->last_round = now;
  self->due = 0;
  if (self->folder != self->place)
    use_folder (self);
  else if (error != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_state (self, CAM_SHARED_FOLDER_WAITING);
  else if (error != NULL)
    note_failure (self, error);
  else
    note_success (self, problem);
  if (!is_on (self))
    set_state (self, CAM_SHARED_FOLDER_OFF);
  watch (self);
  plan (self, now + (self->misses > 0 ? get_patience (self) : INTERVAL));
  if (next != 0)
    plan (self, next);
  if (self->edited != 0 && self->misses == 0)
    plan (self, now + EDIT_REST);
  answer_waiters (self, error);
}

void
cam_shared_folder_emit_merged (CamSharedFolder *self,
                               CamMergeReport  *report,
                               const char      *who)
{
  g_signal_emit (self, signals[SIGNAL_MERGED], 0, report, who);
}

void
cam_shared_folder_emit_told (CamSharedFolder *self,
                             const char      *sentence)
{
  g_signal_emit (self, signals[SIGNAL_TOLD], 0, sentence);
}

/* Typing on puts it off, but not for ever. */
static void
store_changed_cb (CamSharedFolder *self)
{
  gint64 now = self->clock ();

  self->n_changes++;
  if (self->edited == 0)
    self->edited = now;
  if (self->round != NULL || self->misses > 0)
    return;
  self->due = now + INTERVAL;
  plan (self, MIN (now + EDIT_REST, self->edited + EDIT_LIMIT));
}

static void
store_progress_cb (CamSharedFolder *self,
                   double           fraction)
{
  if (self->round == NULL)
    self->store_is_busy = fraction >= 0;
  else
    self->store_is_busy = FALSE;
}

static void
store_read_only_cb (CamSharedFolder *self)
{
  if (!is_on (self))
    {
      g_cancellable_cancel (self->cancellable);
      g_clear_handle_id (&self->timer_id, g_source_remove);
      set_state (self, CAM_SHARED_FOLDER_OFF);
    }
}

static void
cam_shared_folder_constructed (GObject *object)
{
  CamSharedFolder *self = CAM_SHARED_FOLDER (object);

  G_OBJECT_CLASS (cam_shared_folder_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "progress", G_CALLBACK (store_progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notify::read-only", G_CALLBACK (store_read_only_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
cam_shared_folder_dispose (GObject *object)
{
  CamSharedFolder *self = CAM_SHARED_FOLDER (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (cam_shared_folder_parent_class)->dispose (object);
}

static void
cam_shared_folder_finalize (GObject *object)
{
  CamSharedFolder *self = CAM_SHARED_FOLDER (object);

  g_clear_object (&self->store);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_object (&self->place);
  g_clear_pointer (&self->memory, cam_shared_memory_free);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  G_OBJECT_CLASS (cam_shared_folder_parent_class)->finalize (object);
}

static void
cam_shared_folder_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  CamSharedFolder *self = CAM_SHARED_FOLDER (object);

  switch ((CamSharedFolderProperty) id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_FOLDER:
      g_value_set_object (value, self->folder);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_PERSONAL:
      g_value_set_boolean (value, self->personal);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_LAST_EXCHANGE:
      g_value_set_int64 (value, cam_shared_folder_get_last_exchange (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cam_shared_folder_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  CamSharedFolder *self = CAM_SHARED_FOLDER (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_FOLDER)
    cam_shared_folder_set_folder (self, g_value_get_object (value));
  else if (id == PROP_NAME)
    cam_shared_folder_set_name (self, g_value_get_string (value));
  else if (id == PROP_PERSONAL)
    cam_shared_folder_set_personal (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cam_shared_folder_class_init (CamSharedFolderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = cam_shared_folder_constructed;
  object_class->dispose = cam_shared_folder_dispose;
  object_class->finalize = cam_shared_folder_finalize;
  object_class->get_property = cam_shared_folder_get_property;
  object_class->set_property = cam_shared_folder_set_property;

  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, CAM_TYPE_STORE,
                                                readable | G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_FOLDER] = g_param_spec_object ("folder", NULL, NULL, G_TYPE_FILE, readable | G_PARAM_WRITABLE);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", readable | G_PARAM_WRITABLE);
  properties[PROP_PERSONAL] = g_param_spec_boolean ("personal", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CAM_TYPE_SHARED_FOLDER_STATE,
                                              CAM_SHARED_FOLDER_OFF, readable);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, readable);
  properties[PROP_LAST_EXCHANGE] = g_param_spec_int64 ("last-exchange", NULL, NULL, 0, G_MAXINT64, 0, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_MERGED] = g_signal_new ("merged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, CAM_TYPE_MERGE_REPORT, G_TYPE_STRING);
  signals[SIGNAL_TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cam_shared_folder_init (CamSharedFolder *self)
{
  self->name = g_strdup ("");
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
  self->clock = g_get_real_time;
  self->has_timers = TRUE;
}

CamSharedFolder *
cam_shared_folder_new (CamStore *store)
{
  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  return g_object_new (CAM_TYPE_SHARED_FOLDER, "store", store, NULL);
}

GFile *
cam_shared_folder_get_folder (CamSharedFolder *self)
{
  g_return_val_if_fail (CAM_IS_SHARED_FOLDER (self), NULL);
  return self->folder;
}

void
cam_shared_folder_set_folder (CamSharedFolder *self,
                              GFile           *folder)
{
  g_return_if_fail (CAM_IS_SHARED_FOLDER (self));
  g_return_if_fail (folder == NULL || G_IS_FILE (folder));

  if (folder != NULL && self->folder != NULL && g_file_equal (folder, self->folder))
    return;
  if (!g_set_object (&self->folder, folder))
    return;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->round != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    use_folder (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDER]);
}

gboolean
cam_shared_folder_get_personal (CamSharedFolder *self)
{
  g_return_val_if_fail (CAM_IS_SHARED_FOLDER (self), FALSE);
  return self->personal;
}

void
cam_shared_folder_set_personal (CamSharedFolder *self,
                                gboolean         personal)
{
  g_return_if_fail (CAM_IS_SHARED_FOLDER (self));

  if (self->personal == personal)
    return;
  self->personal = personal;
  plan (self, self->clock () + NOTICE_REST);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSONAL]);
}

void
cam_shared_folder_set_name (CamSharedFolder *self,
                            const char      *name)
{
  g_return_if_fail (CAM_IS_SHARED_FOLDER (self));

  if (!g_set_str (&self->name, name != NULL ? name : ""))
    return;
  plan (self, self->clock () + NOTICE_REST);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

CamSharedFolderState
cam_shared_folder_get_state (CamSharedFolder *self)
{
  g_return_val_if_fail (CAM_IS_SHARED_FOLDER (self), CAM_SHARED_FOLDER_OFF);
  return self->state;
}

const char *
cam_shared_folder_get_problem (CamSharedFolder *self)
{
  g_return_val_if_fail (CAM_IS_SHARED_FOLDER (self), NULL);
  return self->problem;
}

gint64
cam_shared_folder_get_last_exchange (CamSharedFolder *self)
{
  g_return_val_if_fail (CAM_IS_SHARED_FOLDER (self), 0);
  return self->last_exchange / G_TIME_SPAN_SECOND;
}

void
cam_shared_folder_exchange_async (CamSharedFolder     *self,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CAM_IS_SHARED_FOLDER (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, cam_shared_folder_exchange_async);
  if (!is_on (self))
    {
      g_task_return_new_error_literal (task, CAM_ERROR, CAM_ERROR_INVALID, "No shared folder is chosen.");
      return;
    }
  g_ptr_array_add (self->waiters, g_steal_pointer (&task));
  if (self->round == NULL)
    start_round (self, FALSE);
}

gboolean
cam_shared_folder_exchange_finish (CamSharedFolder  *self,
                                   GAsyncResult     *result,
                                   GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
cam_shared_folder_hint (CamSharedFolder *self)
{
  g_return_if_fail (CAM_IS_SHARED_FOLDER (self));

  if (self->round == NULL && self->clock () - self->last_round >= HINT_REST)
    plan (self, self->clock ());
}

void
cam_shared_folder_tick (CamSharedFolder *self)
{
  g_return_if_fail (CAM_IS_SHARED_FOLDER (self));

  if (!is_on (self) || self->round != NULL || self->due == 0)
    return;
  if (self->clock () < self->due)
    plan (self, self->due);
  else if (!self->store_is_busy)
    start_round (self, FALSE);
  else
    {
      self->due = 0;
      plan (self, self->clock () + NOTICE_REST);
    }
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
cam_shared_folder_end (CamSharedFolder *self,
                       gint64           limit)
{
  g_autoptr (CamSharedFolder) alive = NULL;
  gint64 end = g_get_monotonic_time () + limit;
  guint wake_id = 0;

  g_return_if_fail (CAM_IS_SHARED_FOLDER (self));

  alive = g_object_ref (self);
  g_clear_object (&self->monitor);
  if (self->round == NULL && is_on (self) && self->misses == 0 && self->edited != 0)
    start_round (self, TRUE);
  /* Whatever hangs is left behind: it writes to nothing but its own unfinished file. */
  wake_id = g_timeout_add (20, wake_cb, NULL);
  while (self->round != NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  if (self->round != NULL)
    g_cancellable_cancel (self->cancellable);
  end += G_TIME_SPAN_SECOND / 2;
  while (self->round != NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake_id);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->has_timers = FALSE;
  cam_shared_folder_set_folder (self, NULL);
}

void
cam_shared_folder_set_clock (CamSharedFolder  *self,
                             gint64          (*clock) (void))
{
  g_return_if_fail (CAM_IS_SHARED_FOLDER (self));
  g_return_if_fail (clock != NULL);

  self->clock = clock;
  self->has_timers = FALSE;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_object (&self->monitor);
}
