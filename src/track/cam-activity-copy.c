/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-work-private.h"

#include "cam-uuid-name.h"

/* Makes one activity of another: the next of one that repeats, one from a template, a template of one. */

typedef struct
{
  CamWriter        *writer;
  const char       *from;
  const char       *uuid;      /* of the new one */
  CamFrequency      repeats;   /* days move by one of these where @shift is 0 */
  gboolean          by_period;
  gboolean          keep_days;
  gint64            shift;     /* days; where there is nothing to count from, @no_days */
  gboolean          no_days;
} Copy;

static guint
get_n_months (CamFrequency frequency)
{
  switch (frequency)
    {
    case CAM_FREQUENCY_MONTHLY:
      return 1;
    case CAM_FREQUENCY_QUARTERLY:
      return 3;
    case CAM_FREQUENCY_YEARLY:
      return 12;
    case CAM_FREQUENCY_WEEKLY:
    case CAM_FREQUENCY_ONCE:
    default:
      return 0;
    }
}

/* The last day of a month stays the last day of one. */
static guint32
get_day_later (guint32      day,
               CamFrequency frequency)
{
  guint n_months = get_n_months (frequency);
  GDate date;
  gboolean is_last = FALSE;

  if (n_months == 0)
    return day + 7;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  is_last = g_date_is_last_of_month (&date);
  g_date_add_months (&date, n_months);
  if (is_last)
    g_date_set_day (&date, g_date_get_days_in_month (g_date_get_month (&date), g_date_get_year (&date)));
  return g_date_get_julian (&date);
}

/* Where a day of the original comes to lie. (transfer full) (nullable) */
static char *
dup_moved (const Copy *copy,
           const char *text)
{
  const guint32 last = 3652059;  /* 9999-12-31 */
  gint64 day = cam_day_from_text (text);

  if (copy->keep_days)
    return g_strdup (text);
  if (day == 0 || copy->no_days || day > last - 366)
    return NULL;
  if (copy->by_period)
    return cam_day_to_text (get_day_later ((guint32) day, copy->repeats));
  day += copy->shift;
  return day > 0 && day <= last ? cam_day_to_text ((guint32) day) : NULL;
}

/* The other ones of @table that hang on @copy->from: their uuid and two columns. */
static CamCursor *
select_hanging (const Copy  *copy,
                const char  *table,
                const char **columns,
                GError     **error)
{
  const CamValue params[] = { cam_text (copy->from) };

  return cam_writer_select (copy->writer, table, columns, "WHERE activity_uuid = ?1 AND deleted = 0 ORDER BY fid", params,
                            1, error);
}

static gboolean
copy_milestone (const Copy  *copy,
                CamCursor   *cursor,
                GError     **error)
{
  g_autofree char *key = g_strconcat ("milestone:", copy->uuid, ":", cam_cursor_get_text (cursor, 0), NULL);
  g_autofree char *uuid = cam_uuid_from_name (key);
  g_autofree char *due_on = dup_moved (copy, cam_cursor_get_text (cursor, 2));
  const CamCell cells[] = {
    { "uuid", cam_text (uuid) },
    { "deleted", cam_integer (0) },
    { "activity_uuid", cam_text (copy->uuid) },
    { "name", cam_text (cam_cursor_get_text (cursor, 1)) },
    { "due_on", cam_text (due_on) },
    { "done_on", cam_null () },
    { "position", cam_cursor_is_null (cursor, 3) ? cam_null () : cam_integer (cam_cursor_get_integer (cursor, 3)) },
  };

  return cam_work_put_row (copy->writer, "milestone", cells, G_N_ELEMENTS (cells), error);
}

static gboolean
copy_milestones (const Copy  *copy,
                 GError     **error)
{
  const char *columns[] = { "uuid", "name", "due_on", "position", NULL };
  g_autoptr (CamCursor) cursor = select_hanging (copy, "milestone", columns, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    if (!copy_milestone (copy, cursor, error))
      return FALSE;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
copy_links (const Copy       *copy,
            CamActivityLink   kind,
            GError          **error)
{
  const char *columns[] = { cam_activity_link_get_column (kind), NULL };
  g_autoptr (CamCursor) cursor = select_hanging (copy, cam_activity_link_get_table (kind), columns, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *other = cam_cursor_get_text (cursor, 0);

      if (other != NULL && !cam_activity_link_put (copy->writer, kind, copy->uuid, other, NULL, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The row of the new activity; with what is copied as it stands and then @cells, of which the first are uuid and
 * deleted. */
static gboolean
copy_activity (const Copy     *copy,
               const CamCell  *cells,
               guint           n_cells,
               GError        **error)
{
  const char *columns[] = { "priority_uuid", "outcome_uuid", "description", "lead_uuid", "repeats", NULL };
  const CamValue params[] = { cam_text (copy->from) };
  g_autoptr (CamCursor) cursor = cam_writer_select (copy->writer, "activity", columns, "WHERE uuid = ?1 AND deleted = 0",
                                                    params, 1, error);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (CamCell));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (cursor == NULL || !cam_cursor_next (cursor, error))
    return FALSE;
  g_array_append_vals (all, cells, n_cells);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      char *text = g_strdup (cam_cursor_get_text (cursor, i));
      const CamCell cell = { columns[i], cam_text (text) };

      g_ptr_array_add (texts, text);
      g_array_append_val (all, cell);
    }
  g_clear_pointer (&cursor, cam_cursor_free);
  return cam_work_put_row (copy->writer, "activity", (const CamCell *) (gpointer) all->data, all->len, error);
}

static gboolean
read_owner_and_name (CamWriter   *writer,
                     const char  *uuid,
                     char       **owner,
                     char       **name,
                     GError     **error)
{
  const char *columns[] = { "owner", "name", NULL };
  const CamValue params[] = { cam_text (uuid) };
  g_autoptr (CamCursor) cursor = cam_writer_select (writer, "activity", columns, "WHERE uuid = ?1 AND deleted = 0", params,
                                                    1, error);

  if (cursor == NULL || !cam_cursor_next (cursor, error))
    return FALSE;
  *owner = g_strdup (cam_cursor_get_text (cursor, 0));
  *name = g_strdup (cam_cursor_get_text (cursor, 1));
  return TRUE;
}

static gboolean
is_there (CamWriter   *writer,
          const char  *uuid,
          gboolean    *there,
          GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  *there = cam_work_need_row (writer, "activity", uuid, &local_error);
  if (*there || g_error_matches (local_error, CAM_ERROR, CAM_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Leaves a next one that is there as it is: what was done may have been taken up again. One that was taken away comes
 * back when the activity is done once more. */
gboolean
cam_activity_write_next (CamWriter               *writer,
                         const char              *uuid,
                         const CamActivityBrief  *brief,
                         char                   **made,
                         GError                 **error)
{
  const CamValue params[] = { cam_text (uuid) };
  g_autofree char *key = g_strconcat ("activity:after:", uuid, NULL);
  g_autofree char *next = cam_uuid_from_name (key);
  g_autofree char *promised = NULL;
  g_autofree char *owner = NULL;
  g_autofree char *name = NULL;
  g_autofree char *starts_on = NULL;
  g_autofree char *due_on = NULL;
  g_autoptr (CamCursor) slips = NULL;
  gboolean there = FALSE;
  const Copy copy = { .writer = writer, .from = uuid, .uuid = next, .by_period = TRUE,
                      .repeats = cam_frequency_from_word (brief->repeats) };

  if (!is_there (writer, next, &there, error))
    return FALSE;
  /* A word that a newer version writes says nothing here. */
  if (there || copy.repeats == CAM_FREQUENCY_ONCE)
    return TRUE;
  slips = cam_writer_select (writer, "activity_slip", cam_work_slip_columns, CAM_WORK_SLIP_CLAUSE, params, 1, error);
  if (!cam_work_read_promised (slips, &promised, error))
    return FALSE;
  g_clear_pointer (&slips, cam_cursor_free);
  if (!read_owner_and_name (writer, uuid, &owner, &name, error))
    return FALSE;
  starts_on = dup_moved (&copy, brief->starts_on);
  due_on = dup_moved (&copy, promised != NULL ? promised : brief->due_on);
  {
    const CamCell cells[] = {
      { "uuid", cam_text (next) },
      { "deleted", cam_integer (0) },
      { "name", cam_text (name) },
      { "owner", cam_text (owner) },
      { "starts_on", cam_text (starts_on) },
      { "due_on", cam_text (due_on) },
      { "status", cam_text ("planned") },
      { "done_on", cam_null () },
      { "made_from_uuid", cam_text (uuid) },
    };

    if (!copy_activity (&copy, cells, G_N_ELEMENTS (cells), error))
      return FALSE;
  }
  *made = g_strdup (next);
  return copy_milestones (&copy, error) && copy_links (&copy, CAM_ACTIVITY_LINK_AREA, error)
         && copy_links (&copy, CAM_ACTIVITY_LINK_PARTNER, error)
         && copy_links (&copy, CAM_ACTIVITY_LINK_CORPORATE, error);
}

static gboolean
check_days (CamActivityChange  *self,
            GError            **error)
{
  if ((self->starts_on == NULL || cam_day_from_text (self->starts_on) != 0)
      && (self->day == NULL || cam_day_from_text (self->day) != 0))
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "What is said to be a day is no date.");
  return FALSE;
}

/* Inserts the row that the rest hangs on; its uuid goes to self->made. */
static gboolean
write_made (CamActivityChange  *self,
            Copy               *copy,
            gboolean            is_template,
            const char         *starts_on,
            const char         *due_on,
            GError            **error)
{
  g_autofree char *owner = NULL;
  g_autofree char *name = NULL;

  if (!read_owner_and_name (copy->writer, self->uuid, &owner, &name, error))
    return FALSE;
  self->made = g_uuid_string_random ();
  copy->uuid = self->made;
  {
    const CamCell cells[] = {
      { "uuid", cam_text (self->made) },
      { "deleted", cam_integer (0) },
      { "name", cam_text (self->text != NULL ? self->text : name) },
      { "owner", cam_text (is_template ? NULL : owner) },
      { "starts_on", cam_text (starts_on) },
      { "due_on", cam_text (due_on) },
      { "status", cam_text ("planned") },
      { "is_template", cam_integer (is_template) },
      { "made_from_uuid", cam_text (self->uuid) },
    };

    return copy_activity (copy, cells, G_N_ELEMENTS (cells), error);
  }
}

static gboolean
copy_what_hangs (const Copy  *copy,
                 GError     **error)
{
  return copy_milestones (copy, error) && copy_links (copy, CAM_ACTIVITY_LINK_PARTNER, error)
         && copy_links (copy, CAM_ACTIVITY_LINK_CORPORATE, error);
}

/* Under the priority that was asked for, if any. */
static gboolean
file_under (CamWriter          *writer,
            CamActivityChange  *self,
            GError            **error)
{
  const char *columns[] = { "uuid", NULL };
  const CamValue params[] = { cam_text (self->made), cam_text (self->other) };
  const CamCell cells[] = { { "priority_uuid", cam_text (self->other) }, { "outcome_uuid", cam_null () } };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean keeps_outcome = FALSE;

  if (self->other == NULL)
    return TRUE;
  if (!cam_work_need_row (writer, "priority", self->other, error))
    return FALSE;
  cursor = cam_writer_select (writer, "outcome", columns,
                              "WHERE uuid = (SELECT outcome_uuid FROM activity WHERE uuid = ?1) AND priority_uuid = ?2",
                              params, 2, error);
  if (cursor == NULL)
    return FALSE;
  keeps_outcome = cam_cursor_next (cursor, &local_error);
  g_clear_pointer (&cursor, cam_cursor_free);
  if (local_error == NULL)
    return cam_writer_update (writer, "activity", self->made, cells, keeps_outcome ? 1 : 2, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
cam_activity_write_make (CamWriter  *writer,
                         gpointer    data,
                         GError    **error)
{
  CamActivityChange *self = data;
  g_auto (CamActivityBrief) brief = { 0 };
  g_autofree char *due_on = NULL;
  Copy copy = { .writer = writer, .from = self->uuid };

  if (!check_days (self, error) || !cam_activity_brief_read (&brief, writer, self->uuid, error))
    return FALSE;
  copy.no_days = cam_day_from_text (brief.starts_on) == 0 || self->starts_on == NULL;
  copy.shift = (gint64) cam_day_from_text (self->starts_on) - cam_day_from_text (brief.starts_on);
  due_on = self->day != NULL ? g_strdup (self->day) : dup_moved (&copy, brief.due_on);
  if (!write_made (self, &copy, FALSE, self->starts_on, due_on, error) || !file_under (writer, self, error)
      || !copy_links (&copy, CAM_ACTIVITY_LINK_AREA, error) || !copy_what_hangs (&copy, error))
    return FALSE;
  for (guint i = 0; self->areas != NULL && self->areas[i] != NULL; i++)
    if (!cam_work_need_row (writer, "area", self->areas[i], error)
        || !cam_activity_link_put (writer, CAM_ACTIVITY_LINK_AREA, self->made, self->areas[i], NULL, error))
      return FALSE;
  return TRUE;
}

gboolean
cam_activity_write_template (CamWriter  *writer,
                             gpointer    data,
                             GError    **error)
{
  CamActivityChange *self = data;
  g_auto (CamActivityBrief) brief = { 0 };
  Copy copy = { .writer = writer, .from = self->uuid, .keep_days = TRUE };

  return cam_activity_brief_read (&brief, writer, self->uuid, error)
         && write_made (self, &copy, TRUE, brief.starts_on, brief.due_on, error) && copy_what_hangs (&copy, error);
}
