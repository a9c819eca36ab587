/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-ics-read.h"

#include "cam-ics-draft-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Deeper ones are only counted. */
#define MAX_DEPTH 8
#define MAX_NAME 40
#define MAX_OVERRIDES 5000
#define MAX_SECONDS 120
/* So often it is asked whether it is still wanted. */
#define ASK_EVERY 256

typedef struct
{
  CamIcsFile     *file;
  CamIcsLines     lines;
  gsize           size;
  char            stack[MAX_DEPTH][MAX_NAME];
  guint           depth;
  CamIcsZones    *zones;
  GPtrArray      *drafts;       /* of the calendar that is open */
  CamIcsDraft    *draft;        /* the event that is open */
  gboolean        cancelled;    /* METHOD:CANCEL */
  gboolean        is_calendar;
  gboolean        mended;
  guint           n_events;
  CamIcsProgress  progress;
  gpointer        progress_data;
  GCancellable   *cancellable;
  gint64          deadline;
} Reader;

static void
refused_free (gpointer data)
{
  CamIcsRefused *self = data;

  g_free (self->summary);
  g_free (self->reason);
  g_free (self);
}

CamIcsFile *
cam_ics_file_new (void)
{
  CamIcsFile *file = g_new0 (CamIcsFile, 1);

  file->events = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_ics_event_free);
  file->refused = g_ptr_array_new_with_free_func (refused_free);
  file->problems = g_new0 (char *, 1);
  return file;
}

void
cam_ics_file_free (CamIcsFile *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->refused);
  g_free (self->name);
  g_strfreev (self->problems);
  g_free (self);
}

static void
add_file_problem (CamIcsFile *file,
                  const char *sentence)
{
  guint n = g_strv_length (file->problems);

  if (g_strv_contains ((const char *const *) file->problems, sentence))
    return;
  file->problems = g_renew (char *, file->problems, n + 2);
  file->problems[n] = g_strdup (sentence);
  file->problems[n + 1] = NULL;
}

void
cam_ics_file_refuse (CamIcsFile *self,
                     const char *summary,
                     const char *reason,
                     guint       line)
{
  CamIcsRefused *refused = NULL;

  g_return_if_fail (self != NULL && reason != NULL);

  refused = g_new0 (CamIcsRefused, 1);
  refused->summary = g_strdup (summary);
  refused->reason = g_strdup (reason);
  refused->line = line;
  g_ptr_array_add (self->refused, refused);
}

static void
refuse (Reader      *self,
        CamIcsEvent *event,
        const char  *reason)
{
  cam_ics_file_refuse (self->file, event->summary, reason, event->line);
}

static gboolean
check_wanted (Reader  *self,
              GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (g_get_monotonic_time () < self->deadline)
    return TRUE;
  g_set_error_literal (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_TOO_BIG,
                       _("Reading the file takes too long. Export a part of the calendar and import that."));
  return FALSE;
}

/* All that waited for the zones. */
static gboolean
finish_calendar (Reader  *self,
                 GError **error)
{
  cam_ics_zones_end (self->zones);
  for (guint i = 0; i < self->drafts->len; i++)
    {
      g_autoptr (GError) local = NULL;
      CamIcsDraft *draft = g_ptr_array_index (self->drafts, i);
      CamIcsEvent *event = NULL;

      if (i % ASK_EVERY == 0 && !check_wanted (self, error))
        return FALSE;
      event = cam_ics_draft_build (draft, self->zones, self->cancelled, &local);
      if (event != NULL)
        g_ptr_array_add (self->file->events, event);
      else
        refuse (self, draft->event, local->message);
    }
  g_ptr_array_set_size (self->drafts, 0);
  cam_ics_zones_free (self->zones);
  self->zones = cam_ics_zones_new ();
  self->cancelled = FALSE;
  return TRUE;
}

static void
drop_draft (Reader *self)
{
  if (self->draft != NULL)
    refuse (self, self->draft->event, _("The file ends, or goes on with something else, in the middle of it."));
  g_clear_pointer (&self->draft, cam_ics_draft_free);
}

static gboolean
begin (Reader      *self,
       const char  *name,
       GError     **error)
{
  if (g_ascii_strcasecmp (name, "VCALENDAR") == 0)
    {
      drop_draft (self);
      if (!finish_calendar (self, error))
        return FALSE;
      self->depth = 0;
      self->is_calendar = TRUE;
    }
  else if (g_ascii_strcasecmp (name, "VEVENT") == 0)
    {
      drop_draft (self);
      self->is_calendar = TRUE;
      if (++self->n_events > CAM_ICS_MAX_EVENTS)
        {
          g_set_error_literal (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_TOO_BIG,
                               _("The file holds more than 100,000 events."));
          return FALSE;
        }
      self->draft = cam_ics_draft_new (self->lines.in.number);
      self->depth = MIN (self->depth, 1);
    }
  else if (g_ascii_strcasecmp (name, "VTIMEZONE") == 0)
    cam_ics_zones_begin (self->zones);
  else if (self->draft == NULL && name[0] == 'V' && self->depth <= 1)
    self->file->n_others++;
  if (self->depth < MAX_DEPTH)
    {
      g_autofree char *raised = g_ascii_strup (name, MAX_NAME - 1);

      g_strlcpy (self->stack[self->depth], raised, MAX_NAME);
    }
  self->depth++;
  return TRUE;
}

static gboolean
end (Reader      *self,
     const char  *name,
     GError     **error)
{
  if (g_ascii_strcasecmp (name, "VCALENDAR") == 0)
    {
      drop_draft (self);
      self->depth = 0;
      return finish_calendar (self, error);
    }
  if (g_ascii_strcasecmp (name, "VEVENT") == 0 && self->draft != NULL)
    g_ptr_array_add (self->drafts, g_steal_pointer (&self->draft));
  else if (g_ascii_strcasecmp (name, "VTIMEZONE") == 0)
    cam_ics_zones_end (self->zones);
  else if (g_ascii_strcasecmp (name, "STANDARD") == 0 || g_ascii_strcasecmp (name, "DAYLIGHT") == 0)
    cam_ics_zones_part (self->zones);
  self->depth -= self->depth > 0 ? 1 : 0;
  return TRUE;
}

static void
take_calendar_line (Reader           *self,
                    const CamIcsLine *line)
{
  gboolean cut = FALSE;

  if (strcmp (line->name, "METHOD") == 0)
    self->cancelled = g_ascii_strcasecmp (line->value, "CANCEL") == 0;
  else if (strcmp (line->name, "X-WR-CALNAME") == 0 && self->file->name == NULL)
    self->file->name = cam_ics_line_dup_text (line, 1000, &cut);
}

static gboolean
take_line (Reader            *self,
           const CamIcsLine  *line,
           GError           **error)
{
  const char *component = self->depth > 0 && self->depth <= MAX_DEPTH ? self->stack[self->depth - 1] : "";

  if (line->name == NULL)
    return TRUE;
  if (self->lines.in.mended && self->draft != NULL)
    cam_ics_event_add_problem (self->draft->event, _("Some of its letters were not readable."));
  if (self->lines.in.cut && self->draft != NULL)
    cam_ics_event_add_problem (self->draft->event, _("One of its texts is too long and was cut."));
  if (strcmp (line->name, "BEGIN") == 0 || strcmp (line->name, "END") == 0)
    {
      char *name = g_strstrip (line->value);

      return line->name[0] == 'B' ? begin (self, name, error) : end (self, name, error);
    }
  if (self->draft != NULL && strcmp (component, "VEVENT") == 0)
    cam_ics_draft_take (self->draft, line);
  else if (self->draft == NULL && strcmp (component, "VCALENDAR") == 0)
    take_calendar_line (self, line);
  else if (self->draft == NULL)
    cam_ics_zones_take (self->zones, component, line);
  return TRUE;
}

static gboolean
read_lines (Reader  *self,
            GError **error)
{
  CamIcsLine line = { 0 };
  guint n = 0;

  while (cam_ics_lines_next (&self->lines, &line))
    {
      if (n++ % ASK_EVERY == 0)
        {
          if (!check_wanted (self, error))
            return FALSE;
          if (self->progress != NULL)
            self->progress (0.8 * (double) self->lines.in.at / (double) MAX (self->lines.in.length, 1), self->progress_data);
        }
      if (!take_line (self, &line, error))
        return FALSE;
    }
  drop_draft (self);
  return finish_calendar (self, error);
}

/* Whether @new is to stand instead of @old. */
static gboolean
is_newer (const CamIcsEvent *new,
          const CamIcsEvent *old)
{
  return new->sequence != old->sequence ? new->sequence > old->sequence : new->stamp >= old->stamp;
}

/* Of what the file holds several times, the newest version. */
static void
drop_versions (CamIcsFile *file)
{
  g_autoptr (GHashTable) newest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_ics_event_free);

  for (guint i = 0; i < file->events->len; i++)
    {
      CamIcsEvent *event = g_ptr_array_index (file->events, i);
      char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %s", event->recurrence_id, event->uid);
      gpointer place = NULL;

      if (!g_hash_table_lookup_extended (newest, key, NULL, &place))
        {
          g_hash_table_insert (newest, key, GUINT_TO_POINTER (kept->len));
          g_ptr_array_add (kept, event);
          continue;
        }
      g_free (key);
      add_file_problem (file, _("Some events are in the file several times; of each the newest version was taken."));
      if (is_newer (event, g_ptr_array_index (kept, GPOINTER_TO_UINT (place))))
        {
          cam_ics_event_free (g_ptr_array_index (kept, GPOINTER_TO_UINT (place)));
          g_ptr_array_index (kept, GPOINTER_TO_UINT (place)) = event;
        }
      else
        cam_ics_event_free (event);
    }
  g_ptr_array_set_free_func (file->events, NULL);
  g_ptr_array_unref (file->events);
  file->events = g_steal_pointer (&kept);
}

/* A single date becomes part of its series. */
static void
attach (CamIcsEvent *series,
        CamIcsEvent *event)
{
  CamException exception = { .kind = CAM_EXCEPTION_MOVED };

  if (series->overrides->len == MAX_OVERRIDES)
    {
      cam_ics_event_add_problem (series, _("It has more than 5,000 changed dates, of which the others were left out."));
      cam_ics_event_free (event);
      return;
    }
  if (series->all_day)
    event->recurrence_id = cam_wall_get_day (event->recurrence_id) * CAM_WALL_DAY;
  else if (event->recurrence_id_is_day)
    event->recurrence_id += series->start - cam_wall_get_day (series->start) * CAM_WALL_DAY;
  else
    event->recurrence_id = cam_time_zone_convert (event->zone, series->zone, event->recurrence_id);
  event->recurrence_id_is_day = FALSE;
  /* A day is the same day everywhere. */
  if (!event->all_day && !series->all_day)
    {
      event->start = cam_time_zone_convert (event->zone, series->zone, event->start);
      event->end = cam_time_zone_convert (event->zone, series->zone, event->end);
      event->zone = series->zone;
    }
  exception.original = event->recurrence_id;
  exception.start = event->start;
  exception.end = event->end;
  if (event->status == CAM_ICS_STATUS_CANCELLED)
    {
      exception.kind = CAM_EXCEPTION_CANCELLED;
      exception.start = exception.original;
      exception.end = CAM_WALL_NONE;
    }
  g_array_append_val (series->exceptions, exception);
  for (guint i = 0; event->problems[i] != NULL; i++)
    cam_ics_event_add_problem (series, event->problems[i]);
  g_ptr_array_add (series->overrides, event);
}

static int
compare_exceptions (gconstpointer a,
                    gconstpointer b)
{
  const CamException *first = a, *second = b;

  if (first->original != second->original)
    return first->original < second->original ? -1 : 1;
  return (int) first->kind - (int) second->kind;
}

static int
compare_overrides (gconstpointer a,
                   gconstpointer b)
{
  const CamIcsEvent *first = *(CamIcsEvent *const *) a, *second = *(CamIcsEvent *const *) b;

  return first->recurrence_id < second->recurrence_id ? -1 : first->recurrence_id > second->recurrence_id;
}

/* In order, and each once. */
static void
tidy_exceptions (CamIcsEvent *event)
{
  guint n_kept = 0;

  g_array_sort (event->exceptions, compare_exceptions);
  g_ptr_array_sort (event->overrides, compare_overrides);
  for (guint i = 0; i < event->exceptions->len; i++)
    {
      const CamException *exception = &g_array_index (event->exceptions, CamException, i);
      const CamException *last = n_kept > 0 ? &g_array_index (event->exceptions, CamException, n_kept - 1) : NULL;

      if (last == NULL || last->original != exception->original || last->kind != exception->kind)
        g_array_index (event->exceptions, CamException, n_kept++) = *exception;
    }
  g_array_set_size (event->exceptions, n_kept);
}

/* Single dates whose series is in the file go to it; the others stay as they are. */
static void
join_series (CamIcsFile *file)
{
  g_autoptr (GHashTable) series = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_ics_event_free);

  for (guint i = 0; i < file->events->len; i++)
    {
      CamIcsEvent *event = g_ptr_array_index (file->events, i);

      if (event->recurrence_id == CAM_WALL_NONE)
        g_hash_table_replace (series, event->uid, event);
    }
  for (guint i = 0; i < file->events->len; i++)
    {
      CamIcsEvent *event = g_ptr_array_index (file->events, i);
      CamIcsEvent *owner = event->recurrence_id != CAM_WALL_NONE ? g_hash_table_lookup (series, event->uid) : NULL;

      if (owner != NULL)
        attach (owner, event);
      else
        g_ptr_array_add (kept, event);
    }
  for (guint i = 0; i < kept->len; i++)
    tidy_exceptions (g_ptr_array_index (kept, i));
  g_ptr_array_set_free_func (file->events, NULL);
  g_ptr_array_unref (file->events);
  file->events = g_steal_pointer (&kept);
}

static gboolean
read_all (Reader  *self,
          GError **error)
{
  if (!read_lines (self, error))
    return FALSE;
  if (!self->is_calendar)
    {
      g_set_error_literal (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_INVALID,
                           _("This is no calendar file: nothing in it begins a calendar or an event."));
      return FALSE;
    }
  drop_versions (self->file);
  join_series (self->file);
  if (self->progress != NULL)
    self->progress (1, self->progress_data);
  return TRUE;
}

CamIcsFile *
cam_ics_read (GBytes          *bytes,
              CamIcsProgress   progress,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  Reader self = {
    .progress = progress,
    .progress_data = data,
    .cancellable = cancellable,
    .deadline = g_get_monotonic_time () + MAX_SECONDS * G_USEC_PER_SEC,
  };
  gsize length = 0;
  const char *text = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  if (length > CAM_ICS_MAX_BYTES)
    {
      g_set_error_literal (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_TOO_BIG, _("The file is larger than 64 MB."));
      return NULL;
    }
  self.file = cam_ics_file_new ();
  self.zones = cam_ics_zones_new ();
  self.drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_ics_draft_free);
  cam_ics_lines_init (&self.lines, text, length);
  if (!read_all (&self, error))
    g_clear_pointer (&self.file, cam_ics_file_free);
  cam_ics_lines_clear (&self.lines);
  cam_ics_zones_free (self.zones);
  g_ptr_array_unref (self.drafts);
  g_clear_pointer (&self.draft, cam_ics_draft_free);
  return self.file;
}
