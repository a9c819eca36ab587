/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-boundary-import.h"

#include "cam-boundary-read.h"
#include "cam-import-apply.h"
#include "cam-import-preview.h"
#include "cam-input-file.h"
#include "cam-meter.h"

#include <glib/gi18n-lib.h>

/* One file on its way in. Lives on the main thread; reading and comparing run on worker threads with
 * everything they need handed over in their task, so that no field is shared. */
struct _CamBoundaryImport
{
  GObject         parent_instance;

  CamStore       *store;
  GFile          *file;
  char           *file_name;
  CamFeatureSet  *set;          /* NULL before reading */
  char          **columns;
  int             level;        /* -1 where nothing was guessed or chosen */
  int             code;         /* numbers of columns, -1 where there is none */
  int             name;
  gboolean        columns_chosen;
  gboolean        is_postcodes;
  GPtrArray      *previewed;    /* (element-type CamImportItem), NULL before the preview */
  GListStore     *items;
  double          fraction;
  char           *message;
};

G_DEFINE_FINAL_TYPE (CamBoundaryImport, cam_boundary_import, G_TYPE_OBJECT)

typedef enum
{
  PROP_LEVEL = 1,
  PROP_NAME_COLUMN,
  PROP_CODE_COLUMN,
  PROP_FRACTION,
  PROP_MESSAGE,
  PROP_IS_POSTCODES,
} CamBoundaryImportProperty;

static GParamSpec *properties[PROP_IS_POSTCODES + 1];

/* A comparison on its way to a worker thread: its own references, nothing of the import's. */
typedef struct
{
  CamPreviewRequest  request;
  CamAreaMatcher    *matcher;
  GHashTable        *postcodes;   /* NULL for areas */
  char              *source;
} Comparison;

static void
comparison_free (gpointer data)
{
  Comparison *self = data;

  g_clear_pointer (&self->matcher, cam_area_matcher_free);
  g_clear_pointer (&self->postcodes, g_hash_table_unref);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->request.set, cam_feature_set_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Comparison, comparison_free)

static void
report (CamBoundaryImport *self,
        double             fraction,
        const char        *message)
{
  if (self->fraction != fraction)
    {
      self->fraction = fraction;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
    }
  if (g_set_str (&self->message, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
}

/* One hundredth of a step, on its way from the working thread to the one that has the import. */
typedef struct
{
  CamBoundaryImport *import;
  double             fraction;
} Hundredth;

static void
hundredth_free (gpointer data)
{
  Hundredth *self = data;

  g_clear_object (&self->import);
  g_free (self);
}

static gboolean
hundredth_cb (gpointer data)
{
  Hundredth *self = data;

  report (self->import, self->fraction, self->import->message);
  return G_SOURCE_REMOVE;
}

/* The meter's: on the working thread. Sources of one priority come in order, so the last one is there
 * before the task says that it is done. */
static void
tell_hundredth_cb (double   fraction,
                   gpointer data)
{
  GTask *task = data;
  Hundredth *hundredth = g_new0 (Hundredth, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  hundredth->import = g_object_ref (g_task_get_source_object (task));
  hundredth->fraction = fraction;
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, hundredth_cb, hundredth, hundredth_free);
  g_source_attach (source, g_task_get_context (task));
}

static void
forget_preview (CamBoundaryImport *self)
{
  g_clear_pointer (&self->previewed, g_ptr_array_unref);
  g_list_store_remove_all (self->items);
}

static const char *
get_column_name (CamBoundaryImport *self,
                 int                column)
{
  return column >= 0 ? self->columns[column] : NULL;
}

static void
set_columns (CamBoundaryImport *self,
             int                code,
             int                name)
{
  if (self->code != code)
    {
      self->code = code;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODE_COLUMN]);
    }
  if (self->name != name)
    {
      self->name = name;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME_COLUMN]);
    }
}

static void
guess_columns (CamBoundaryImport *self)
{
  int code = cam_guess_code (self->set, self->level);

  set_columns (self, code, cam_guess_name (self->set, self->level, code));
}

static gboolean
check_columns (CamFeatureSet  *set,
               int             code,
               int             name,
               GError        **error)
{
  if (code >= 0 || name >= 0 || set->spatial)
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                       "The table has no column with codes or names of areas, and no postcodes.");
  return FALSE;
}

/* Takes what a reader made, with the guesses. Takes @set. */
static gboolean
take_set (CamBoundaryImport  *self,
          CamFeatureSet      *set,
          GError            **error)
{
  int postcode, x, y;
  CamLevel level = CAM_LEVEL_COUNTY;

  forget_preview (self);
  g_clear_pointer (&self->set, cam_feature_set_unref);
  g_clear_pointer (&self->columns, g_strfreev);
  self->set = set;
  self->columns = g_new0 (char *, set->columns->len + 1);
  for (guint i = 0; i < set->columns->len; i++)
    self->columns[i] = g_strdup (set->columns->pdata[i]);
  self->is_postcodes = cam_guess_postcodes (set, &postcode, &x, &y);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_POSTCODES]);
  self->columns_chosen = FALSE;
  self->code = self->name = -1;
  if (self->level < 0 && !self->is_postcodes && cam_guess_level (set, self->file_name, &level))
    {
      self->level = (int) level;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL]);
    }
  guess_columns (self);
  report (self, 1, NULL);
  return self->is_postcodes || check_columns (set, self->code, self->name, error);
}

/* Refuses the file that is open before anything opens it a second time. */
static char *
dup_path (CamBoundaryImport  *self,
          GError            **error)
{
  g_autofree char *path = g_file_get_path (self->file);

  if (path == NULL)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                         "The file is not on this computer; copy it here first.");
  else if (cam_input_is_same (path, cam_store_get_path (self->store)))
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID,
                 "“%s” is the file that is open; it cannot be imported into itself.", self->file_name);
  else
    return g_steal_pointer (&path);
  return NULL;
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  CamFeatureSet *set;

  cam_meter_start (tell_hundredth_cb, task);
  set = cam_boundary_read (task_data, cancellable, &error);
  cam_meter_stop ();
  if (set != NULL)
    g_task_return_pointer (task, set, (GDestroyNotify) cam_feature_set_unref);
  else
    g_task_return_error (task, error);
}

/* What the store holds, and what is to be compared with it; NULL with an error. Main thread. */
static Comparison *
prepare_comparison (CamBoundaryImport  *self,
                    GError            **error)
{
  g_autoptr (Comparison) comparison = g_new0 (Comparison, 1);

  if (self->set == NULL || (self->level < 0 && !self->is_postcodes))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                           self->set == NULL
                             ? "The file has not been read yet."
                             : "Nothing says at which level the file's areas are; choose one.");
      return NULL;
    }
  comparison->source = g_strdup (self->file_name);
  comparison->request = (CamPreviewRequest) {
    .set = cam_feature_set_ref (self->set),
    .level = (CamLevel) MAX (self->level, 0),
    .code = self->code,
    .name = self->name,
    .source = comparison->source,
  };
  if (self->is_postcodes)
    comparison->postcodes = cam_import_known_postcodes (self->store, error);
  else
    comparison->matcher = cam_area_matcher_new (self->store, error);
  comparison->request.matcher = comparison->matcher;
  if (comparison->postcodes == NULL && comparison->matcher == NULL)
    return NULL;
  return g_steal_pointer (&comparison);
}

static GPtrArray *
compare (Comparison    *comparison,
         GCancellable  *cancellable,
         GError       **error)
{
  if (comparison->postcodes != NULL)
    return cam_import_preview_postcodes (comparison->request.set, comparison->postcodes,
                                         comparison->source, cancellable, error);
  return cam_import_preview_areas (&comparison->request, cancellable, error);
}

static void
preview_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *items;

  cam_meter_start (tell_hundredth_cb, task);
  items = compare (task_data, cancellable, &error);
  cam_meter_stop ();
  if (items != NULL)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* Takes @items. */
static void
take_items (CamBoundaryImport *self,
            GPtrArray         *items)
{
  forget_preview (self);
  self->previewed = items;
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  report (self, 1, NULL);
}

static char *
make_label (CamBoundaryImport *self)
{
  if (self->is_postcodes)
    /* Translators: %s is the name of a file; the label of an action in the history */
    return g_strdup_printf (_("Import postcodes from %s"), self->file_name);
  if (!self->set->spatial)
    /* Translators: %s is the name of a file; the label of an action in the history */
    return g_strdup_printf (_("Import areas from %s"), self->file_name);
  /* Translators: %s is the name of a file; the label of an action in the history */
  return g_strdup_printf (_("Import boundaries from %s"), self->file_name);
}

static const char *
get_table (CamBoundaryImport *self)
{
  return self->is_postcodes ? "postcode" : "area";
}

static gboolean
check_previewed (CamBoundaryImport  *self,
                 GError            **error)
{
  if (self->previewed != NULL)
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                       "The import has to be previewed before it is applied.");
  return FALSE;
}

/* The store's: on the thread that has the import. Below zero the action is over. */
static void
progress_cb (CamBoundaryImport *self,
             double             fraction,
             const char        *message)
{
  if (fraction > self->fraction)
    report (self, fraction, self->message);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  CamBoundaryImport *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean done = cam_import_apply_finish (CAM_STORE (source), result, &error);

  g_signal_handlers_disconnect_by_func (source, progress_cb, self);
  report (self, 1, NULL);
  /* What was compared with is no more. The items stay listed, for a summary of what was done. */
  if (done)
    g_clear_pointer (&self->previewed, g_ptr_array_unref);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
cam_boundary_import_dispose (GObject *object)
{
  CamBoundaryImport *self = CAM_BOUNDARY_IMPORT (object);

  g_clear_object (&self->store);
  g_clear_object (&self->file);
  g_clear_pointer (&self->previewed, g_ptr_array_unref);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (cam_boundary_import_parent_class)->dispose (object);
}

static void
cam_boundary_import_finalize (GObject *object)
{
  CamBoundaryImport *self = CAM_BOUNDARY_IMPORT (object);

  g_clear_pointer (&self->file_name, g_free);
  g_clear_pointer (&self->set, cam_feature_set_unref);
  g_clear_pointer (&self->columns, g_strfreev);
  g_clear_pointer (&self->message, g_free);

  G_OBJECT_CLASS (cam_boundary_import_parent_class)->finalize (object);
}

static void
cam_boundary_import_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  CamBoundaryImport *self = CAM_BOUNDARY_IMPORT (object);

  switch ((CamBoundaryImportProperty) prop_id)
    {
    case PROP_LEVEL:
      g_value_set_int (value, self->level);
      break;
    case PROP_NAME_COLUMN:
      g_value_set_string (value, get_column_name (self, self->name));
      break;
    case PROP_CODE_COLUMN:
      g_value_set_string (value, get_column_name (self, self->code));
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_IS_POSTCODES:
      g_value_set_boolean (value, self->is_postcodes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cam_boundary_import_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  CamBoundaryImport *self = CAM_BOUNDARY_IMPORT (object);

  switch ((CamBoundaryImportProperty) prop_id)
    {
    case PROP_LEVEL:
      cam_boundary_import_set_level (self, g_value_get_int (value));
      break;
    case PROP_NAME_COLUMN:
      cam_boundary_import_set_name_column (self, g_value_get_string (value));
      break;
    case PROP_CODE_COLUMN:
      cam_boundary_import_set_code_column (self, g_value_get_string (value));
      break;
    case PROP_FRACTION:
    case PROP_MESSAGE:
    case PROP_IS_POSTCODES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cam_boundary_import_class_init (CamBoundaryImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags write = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cam_boundary_import_dispose;
  object_class->finalize = cam_boundary_import_finalize;
  object_class->get_property = cam_boundary_import_get_property;
  object_class->set_property = cam_boundary_import_set_property;

  properties[PROP_LEVEL] =
    g_param_spec_int ("level", NULL, NULL, -1, CAM_N_LEVELS - 1, -1, write);
  properties[PROP_NAME_COLUMN] = g_param_spec_string ("name-column", NULL, NULL, NULL, write);
  properties[PROP_CODE_COLUMN] = g_param_spec_string ("code-column", NULL, NULL, NULL, write);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, read);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, read);
  properties[PROP_IS_POSTCODES] = g_param_spec_boolean ("is-postcodes", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_boundary_import_init (CamBoundaryImport *self)
{
  self->level = self->code = self->name = -1;
  self->items = g_list_store_new (CAM_TYPE_IMPORT_ITEM);
}

CamBoundaryImport *
cam_boundary_import_new (CamStore *store,
                         GFile    *file)
{
  CamBoundaryImport *self;
  g_autofree char *base = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (CAM_TYPE_BOUNDARY_IMPORT, NULL);
  self->store = g_object_ref (store);
  self->file = g_object_ref (file);
  base = g_file_get_basename (file);
  self->file_name = g_filename_display_name (base != NULL ? base : "");
  return self;
}

void
cam_boundary_import_read_async (CamBoundaryImport   *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  char *path;

  g_return_if_fail (CAM_IS_BOUNDARY_IMPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_boundary_import_read_async);
  path = dup_path (self, &error);
  if (path == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  report (self, 0, _("Reading the file…"));
  g_task_set_task_data (task, path, g_free);
  g_task_run_in_thread (task, read_thread);
}

gboolean
cam_boundary_import_read_finish (CamBoundaryImport  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  CamFeatureSet *set;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  set = g_task_propagate_pointer (G_TASK (result), error);
  return set != NULL && take_set (self, set, error);
}

const char * const *
cam_boundary_import_get_columns (CamBoundaryImport *self)
{
  static const char * const none[] = { NULL };

  g_return_val_if_fail (CAM_IS_BOUNDARY_IMPORT (self), none);
  return self->columns != NULL ? (const char * const *) self->columns : none;
}

int
cam_boundary_import_get_level (CamBoundaryImport *self)
{
  g_return_val_if_fail (CAM_IS_BOUNDARY_IMPORT (self), -1);
  return self->level;
}

void
cam_boundary_import_set_level (CamBoundaryImport *self,
                               int                level)
{
  g_return_if_fail (CAM_IS_BOUNDARY_IMPORT (self));
  g_return_if_fail (level >= -1 && level < CAM_N_LEVELS);

  if (self->level == level)
    return;
  self->level = level;
  forget_preview (self);
  /* A table often has columns for several levels. */
  if (self->set != NULL && !self->columns_chosen)
    guess_columns (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL]);
}

const char *
cam_boundary_import_get_name_column (CamBoundaryImport *self)
{
  g_return_val_if_fail (CAM_IS_BOUNDARY_IMPORT (self), NULL);
  return get_column_name (self, self->name);
}

static void
choose_column (CamBoundaryImport *self,
               int               *chosen,
               const char        *column,
               GParamSpec        *pspec)
{
  int number = self->set != NULL ? cam_feature_set_find_column (self->set, column) : -1;

  if (*chosen == number)
    return;
  *chosen = number;
  self->columns_chosen = TRUE;
  forget_preview (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

void
cam_boundary_import_set_name_column (CamBoundaryImport *self,
                                     const char        *column)
{
  g_return_if_fail (CAM_IS_BOUNDARY_IMPORT (self));
  choose_column (self, &self->name, column, properties[PROP_NAME_COLUMN]);
}

const char *
cam_boundary_import_get_code_column (CamBoundaryImport *self)
{
  g_return_val_if_fail (CAM_IS_BOUNDARY_IMPORT (self), NULL);
  return get_column_name (self, self->code);
}

void
cam_boundary_import_set_code_column (CamBoundaryImport *self,
                                     const char        *column)
{
  g_return_if_fail (CAM_IS_BOUNDARY_IMPORT (self));
  choose_column (self, &self->code, column, properties[PROP_CODE_COLUMN]);
}

gboolean
cam_boundary_import_is_postcodes (CamBoundaryImport *self)
{
  g_return_val_if_fail (CAM_IS_BOUNDARY_IMPORT (self), FALSE);
  return self->is_postcodes;
}

void
cam_boundary_import_preview_async (CamBoundaryImport   *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Comparison *comparison;
  GError *error = NULL;

  g_return_if_fail (CAM_IS_BOUNDARY_IMPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_boundary_import_preview_async);
  comparison = prepare_comparison (self, &error);
  if (comparison == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  report (self, 0, _("Comparing with what is there…"));
  g_task_set_task_data (task, comparison, comparison_free);
  g_task_run_in_thread (task, preview_thread);
}

gboolean
cam_boundary_import_preview_finish (CamBoundaryImport  *self,
                                    GAsyncResult       *result,
                                    GError            **error)
{
  GPtrArray *items;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  items = g_task_propagate_pointer (G_TASK (result), error);
  if (items == NULL)
    return FALSE;
  take_items (self, items);
  return TRUE;
}

GListModel *
cam_boundary_import_get_items (CamBoundaryImport *self)
{
  g_return_val_if_fail (CAM_IS_BOUNDARY_IMPORT (self), NULL);
  return G_LIST_MODEL (self->items);
}

guint
cam_boundary_import_get_count (CamBoundaryImport *self,
                               CamImportVerdict   verdict)
{
  guint count = 0;
  guint n_items;

  g_return_val_if_fail (CAM_IS_BOUNDARY_IMPORT (self), 0);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (CamImportItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      count += cam_import_item_get_verdict (item) == verdict;
    }
  return count;
}

void
cam_boundary_import_apply_async (CamBoundaryImport   *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *label = NULL;
  GError *error = NULL;

  g_return_if_fail (CAM_IS_BOUNDARY_IMPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_boundary_import_apply_async);
  if (!check_previewed (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  report (self, 0, _("Importing…"));
  label = make_label (self);
  g_signal_connect_object (self->store, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  cam_import_apply_async (self->store, self->previewed, get_table (self), label, cancellable,
                          applied_cb, g_steal_pointer (&task));
}

gboolean
cam_boundary_import_apply_finish (CamBoundaryImport  *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
cam_boundary_import_read (CamBoundaryImport  *self,
                          GCancellable       *cancellable,
                          GError            **error)
{
  g_autofree char *path = NULL;
  CamFeatureSet *set = NULL;

  g_return_val_if_fail (CAM_IS_BOUNDARY_IMPORT (self), FALSE);

  path = dup_path (self, error);
  if (path != NULL)
    set = cam_boundary_read (path, cancellable, error);
  return set != NULL && take_set (self, set, error);
}

gboolean
cam_boundary_import_preview (CamBoundaryImport  *self,
                             GCancellable       *cancellable,
                             GError            **error)
{
  g_autoptr (Comparison) comparison = NULL;
  GPtrArray *items = NULL;

  g_return_val_if_fail (CAM_IS_BOUNDARY_IMPORT (self), FALSE);

  comparison = prepare_comparison (self, error);
  if (comparison != NULL)
    items = compare (comparison, cancellable, error);
  if (items == NULL)
    return FALSE;
  take_items (self, items);
  return TRUE;
}

gboolean
cam_boundary_import_apply (CamBoundaryImport  *self,
                           GCancellable       *cancellable,
                           GError            **error)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (CAM_IS_BOUNDARY_IMPORT (self), FALSE);

  if (!check_previewed (self, error))
    return FALSE;
  label = make_label (self);
  if (!cam_import_apply (self->store, self->previewed, get_table (self), label, cancellable, error))
    return FALSE;
  g_clear_pointer (&self->previewed, g_ptr_array_unref);
  return TRUE;
}

void
cam_boundary_import_set_store (CamBoundaryImport *self,
                               CamStore          *store)
{
  g_return_if_fail (CAM_IS_BOUNDARY_IMPORT (self));
  g_return_if_fail (CAM_IS_STORE (store));

  if (g_set_object (&self->store, store))
    forget_preview (self);
}
