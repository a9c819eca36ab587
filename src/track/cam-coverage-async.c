/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-coverage-private.h"

#include "cam-event-rules.h"


/* Where places lie is known to the main thread alone, which places matter only to whoever reads. So the reading notes the
 * places that it has to know of; the main thread looks them up; and it is read once more, now with what was found. */

/* A file that changes all the time is read so often. */
#define MAX_ROUNDS 4u

typedef struct
{
  double lat, lon;
} Place;

/* What the other thread works with: nobody else has it meanwhile. */
typedef struct
{
  CamCoverageOptions  options;  /* with texts of its own */
  char               *level;
  char               *area;
  char               *kind;
  GHashTable         *places;   /* Place → GPtrArray of uuids */
  GArray             *unknown;  /* Place */
  CamCoverage        *coverage;
} Question;

/* Of the main thread. */
typedef struct
{
  Question      *question;      /* NULL while it is read */
  CamLocateFunc  locate;
  gpointer       locate_data;
  guint          n_rounds;
} Work;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->level);
  g_free (self->area);
  g_free (self->kind);
  g_hash_table_unref (self->places);
  g_array_unref (self->unknown);
  g_clear_pointer (&self->coverage, cam_coverage_free);
  g_free (self);
}

static void
work_free (gpointer data)
{
  Work *self = data;

  g_clear_pointer (&self->question, question_free);
  g_free (self);
}

static guint
hash_place (gconstpointer place)
{
  return g_double_hash (&((const Place *) place)->lat) ^ (g_double_hash (&((const Place *) place)->lon) << 1);
}

static gboolean
equal_places (gconstpointer a,
              gconstpointer b)
{
  const Place *one = a, *other = b;

  return g_double_equal (&one->lat, &other->lat) && g_double_equal (&one->lon, &other->lon);
}

/* A CamLocateFunc of the other thread. */
static GPtrArray *
find_place (double   lat,
            double   lon,
            gpointer user_data)
{
  Question *self = user_data;
  const Place place = { lat, lon };
  GPtrArray *known = g_hash_table_lookup (self->places, &place);
  GPtrArray *found = NULL;

  if (known == NULL)
    {
      g_array_append_val (self->unknown, place);
      return NULL;
    }
  found = g_ptr_array_new ();
  for (guint i = 0; i < known->len; i++)
    g_ptr_array_add (found, g_ptr_array_index (known, i));
  return found;
}

static Question *
question_new (const CamCoverageOptions *options)
{
  Question *self = g_new0 (Question, 1);

  self->level = g_strdup (options->level);
  self->area = g_strdup (options->area);
  self->kind = g_strdup (options->kind);
  self->options = *options;
  self->options.level = self->level;
  self->options.area = self->area;
  self->options.kind = self->kind;
  self->options.locate = options->locate != NULL ? find_place : NULL;
  self->options.locate_data = self;
  self->places = g_hash_table_new_full (hash_place, equal_places, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->unknown = g_array_new (FALSE, FALSE, sizeof (Place));
  return self;
}

/* On another thread. The question comes back with its answer. */
static gpointer
read_in_background (CamReader  *reader,
                    gpointer    data,
                    GError    **error)
{
  Question **holder = data;
  Question *self = *holder;
  const CamTrackSource source = { NULL, reader };
  g_autoptr (CamEventRules) rules = cam_event_rules_new ();

  self->coverage = cam_coverage_read_from (&source, &self->options, cam_event_rules_get_expander (rules), error);
  return self->coverage != NULL ? g_steal_pointer (holder) : NULL;
}

static void
holder_free (gpointer data)
{
  g_clear_pointer ((Question **) data, question_free);
  g_free (data);
}

/* FALSE where all were known. */
static gboolean
look_up (Work *self)
{
  Question *question = self->question;
  gboolean found = FALSE;

  for (guint i = 0; i < question->unknown->len; i++)
    {
      const Place *place = &g_array_index (question->unknown, Place, i);
      g_autoptr (GPtrArray) areas = NULL;
      GPtrArray *uuids = NULL;

      if (g_hash_table_contains (question->places, place))
        continue;
      areas = self->locate (place->lat, place->lon, self->locate_data);
      uuids = g_ptr_array_new_with_free_func (g_free);
      for (guint j = 0; areas != NULL && j < areas->len; j++)
        g_ptr_array_add (uuids, g_strdup (g_ptr_array_index (areas, j)));
      g_hash_table_insert (question->places, g_memdup2 (place, sizeof *place), uuids);
      found = TRUE;
    }
  g_array_set_size (question->unknown, 0);
  return found;
}

static void start (GTask *task);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  work->question = cam_store_read_finish (CAM_STORE (source), result, &error);
  if (work->question == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  if (work->question->unknown->len > 0 && ++work->n_rounds < MAX_ROUNDS && look_up (work))
    {
      g_clear_pointer (&work->question->coverage, cam_coverage_free);
      start (g_steal_pointer (&task));
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&work->question->coverage), (GDestroyNotify) cam_coverage_free);
}

/* Takes @task. */
static void
start (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  Question **holder = g_new0 (Question *, 1);

  *holder = g_steal_pointer (&work->question);
  cam_store_read_async (CAM_STORE (g_task_get_source_object (task)), read_in_background, holder, holder_free, question_free,
                        g_task_get_cancellable (task), read_cb, task);
}

void
cam_coverage_read_async (CamStore                  *store,
                         const CamCoverageOptions  *options,
                         GCancellable              *cancellable,
                         GAsyncReadyCallback        callback,
                         gpointer                   user_data)
{
  GTask *task = NULL;
  Work *work = NULL;

  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (options != NULL && options->level != NULL && options->from <= options->to);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_coverage_read_async);
  work = g_new0 (Work, 1);
  work->question = question_new (options);
  work->locate = options->locate;
  work->locate_data = options->locate_data;
  g_task_set_task_data (task, work, work_free);
  start (task);
}

CamCoverage *
cam_coverage_read_finish (CamStore      *store,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
