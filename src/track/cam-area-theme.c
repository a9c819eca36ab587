/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-theme-private.h"

#include "cam-track-rows.h"

#include <glib/gi18n-lib.h>

#include <math.h>

CamAreaTheme *
cam_area_theme_new (CamThemeKind kind)
{
  CamAreaTheme *self = g_new0 (CamAreaTheme, 1);

  self->kind = kind;
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
cam_area_theme_free (CamAreaTheme *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->values);
  g_clear_pointer (&self->states, g_hash_table_unref);
  g_clear_object (&self->elsewhere);
  g_clear_pointer (&self->coverage, cam_coverage_free);
  g_free (self->unit);
  g_free (self->note);
  g_free (self);
}

void
cam_area_theme_set_value (CamAreaTheme *self,
                          const char   *area_uuid,
                          double        value)
{
  if (area_uuid != NULL && isfinite (value))
    g_hash_table_insert (self->values, g_strdup (area_uuid), g_memdup2 (&value, sizeof value));
}

/* Activities: one counts in each area that it names, and once in every wider area that has these among its members. */

typedef struct
{
  CamAreaTheme *theme;
  GHashTable   *wider;     /* uuid of a member → GPtrArray of uuids of the areas that it belongs to */
  GHashTable   *open;      /* uuids of activities */
  GHashTable   *counted;   /* "activity area" */
  guint32       today;
} Counter;

static void
take_member_cb (CamCursor *cursor,
                gpointer   user_data)
{
  Counter *self = user_data;
  const char *area = cam_cursor_get_text (cursor, 0);
  const char *member = cam_cursor_get_text (cursor, 1);
  guint32 from = cam_day_from_text (cam_cursor_get_text (cursor, 2));
  guint32 to = cam_day_from_text (cam_cursor_get_text (cursor, 3));
  GPtrArray *areas = NULL;

  if (area == NULL || member == NULL || from > self->today || (to != 0 && to < self->today))
    return;
  areas = g_hash_table_lookup (self->wider, member);
  if (areas == NULL)
    {
      areas = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->wider, g_strdup (member), areas);
    }
  g_ptr_array_add (areas, g_strdup (area));
}

static void
take_open_cb (CamCursor *cursor,
              gpointer   user_data)
{
  Counter *self = user_data;

  if (!cam_cursor_is_null (cursor, 0))
    g_hash_table_add (self->open, g_strdup (cam_cursor_get_text (cursor, 0)));
}

/* FALSE where @activity was counted in @area already. */
static gboolean
count_once (Counter    *self,
            const char *activity,
            const char *area)
{
  double n = 0;

  if (!g_hash_table_add (self->counted, g_strconcat (activity, " ", area, NULL)))
    return FALSE;
  cam_area_theme_get_value (self->theme, area, &n);
  cam_area_theme_set_value (self->theme, area, n + 1);
  return TRUE;
}

/* Areas may belong to each other in a circle, by mistake or through a merge: none is gone to twice. */
static void
count_in (Counter    *self,
          const char *activity,
          const char *area)
{
  g_autoptr (GPtrArray) next = g_ptr_array_new ();

  g_ptr_array_add (next, (gpointer) area);
  while (next->len > 0)
    {
      const char *at = g_ptr_array_steal_index_fast (next, next->len - 1);
      GPtrArray *wider = g_hash_table_lookup (self->wider, at);

      if (count_once (self, activity, at) && wider != NULL)
        g_ptr_array_extend (next, wider, NULL, NULL);
    }
}

static void
take_activity_area_cb (CamCursor *cursor,
                       gpointer   user_data)
{
  Counter *self = user_data;
  const char *activity = cam_cursor_get_text (cursor, 0);
  const char *area = cam_cursor_get_text (cursor, 1);

  if (activity != NULL && area != NULL && g_hash_table_contains (self->open, activity))
    count_in (self, activity, area);
}

static gboolean
load_activities (CamAreaTheme  *theme,
                 CamStore      *store,
                 guint32        today,
                 GError       **error)
{
  const char *members[] = { "area_uuid", "member_uuid", "valid_from", "valid_to", NULL };
  const char *activities[] = { "uuid", NULL };
  const char *areas[] = { "activity_uuid", "area_uuid", NULL };
  g_autoptr (GHashTable) wider =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Counter counter = { theme, wider, open, counted, today };

  if (!cam_track_foreach_row (store, "area_member", members, "WHERE deleted = 0", NULL, 0, take_member_cb, &counter, error)
      || !cam_track_foreach_row (store, "activity", activities,
                                 "WHERE deleted = 0 AND is_template = 0 AND status NOT IN ('done', 'stopped')", NULL, 0,
                                 take_open_cb, &counter, error)
      || !cam_track_foreach_row (store, "activity_area", areas, "WHERE deleted = 0", NULL, 0, take_activity_area_cb, &counter,
                                 error))
    return FALSE;
  theme->note = g_strdup (_("Under way or to come, in the area or in a part of it"));
  return TRUE;
}

/* The newest reading of each area. One made with another edition or on other boundaries than the newest of all is
 * left out: side by side on a map they would be compared. */

typedef struct
{
  CamAreaTheme *theme;
  double        ratio_per;
  char         *edition;   /* of the measure, for readings that name none */
  char         *shown;     /* of the newest reading of all */
  guint32       newest;
  guint32       oldest;
  guint         n_other;
  guint32       today;
} Reader;

static char *
dup_edition (CamCursor  *cursor,
             guint       column,
             const char *otherwise)
{
  const char *edition = cam_cursor_get_text (cursor, column);
  const char *vintage = cam_cursor_get_text (cursor, column + 1);

  if ((edition == NULL || *edition == '\0') && (vintage == NULL || *vintage == '\0'))
    return g_strdup (otherwise);
  return g_strdup_printf ("%s, %s", edition != NULL ? edition : "", vintage != NULL ? vintage : "");
}

static double
get_real (CamCursor *cursor,
          guint      column)
{
  return cam_cursor_is_null (cursor, column) ? NAN : cam_cursor_get_real (cursor, column);
}

static void
take_measure_cb (CamCursor *cursor,
                 gpointer   user_data)
{
  Reader *self = user_data;

  self->theme->unit = g_strdup (cam_cursor_get_text (cursor, 0));
  self->theme->decimals = (guint) CLAMP (cam_cursor_get_integer (cursor, 1), 0, 9);
  self->ratio_per = get_real (cursor, 2);
  self->edition = dup_edition (cursor, 3, "");
}

/* The newest come first. */
static void
take_reading_cb (CamCursor *cursor,
                 gpointer   user_data)
{
  Reader *self = user_data;
  const char *area = cam_cursor_get_text (cursor, 0);
  guint32 day = cam_day_from_text (cam_cursor_get_text (cursor, 1));
  double value = get_real (cursor, 2);
  double numerator = get_real (cursor, 3);
  double denominator = get_real (cursor, 4);
  g_autofree char *edition = dup_edition (cursor, 5, self->edition);

  if (!isnan (self->ratio_per) && !isnan (numerator) && !isnan (denominator) && denominator != 0)
    value = numerator / denominator * self->ratio_per;
  if (day == 0 || day > self->today || !isfinite (value) || cam_area_theme_get_value (self->theme, area, NULL))
    return;
  if (self->shown == NULL)
    {
      self->shown = g_strdup (edition);
      self->newest = day;
    }
  if (g_strcmp0 (self->shown, edition) != 0)
    {
      self->n_other++;
      return;
    }
  self->oldest = day;
  cam_area_theme_set_value (self->theme, area, value);
}

char *
cam_area_theme_describe (guint32 oldest,
                         guint32 newest,
                         guint   n_other,
                         guint32 today)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *days = NULL;

  if (newest == 0)
    return g_strdup (_("No area has a reading yet"));
  first = cam_day_format (oldest, today);
  last = cam_day_format (newest, today);
  if (oldest == newest)
    /* Translators: %s is a day */
    days = g_strdup_printf (_("Readings of %s"), last);
  else
    /* Translators: two days */
    days = g_strdup_printf (_("The newest reading of each area, from %1$s to %2$s"), first, last);
  if (n_other == 0)
    return g_steal_pointer (&days);
  /* Translators: %s is a sentence such as "Readings of 31 March 2026" */
  return g_strdup_printf (_("%s. Readings of other editions or boundaries are left out: they cannot be compared."),
                          days);
}

static gboolean
load_measure (CamAreaTheme  *theme,
              CamStore      *store,
              const char    *uuid,
              guint32        today,
              GError       **error)
{
  const char *measure[] = { "unit", "decimals", "ratio_per", "edition", "geography_vintage", NULL };
  const char *reading[] = { "area_uuid", "ends_on", "value", "numerator", "denominator", "edition", "geography_vintage",
                            NULL };
  const CamValue params[] = { cam_text (uuid) };
  Reader reader = { .theme = theme, .ratio_per = NAN, .today = today };
  gboolean done = FALSE;

  done = cam_track_foreach_row (store, "measure", measure, "WHERE uuid = ?1 AND deleted = 0", params, 1, take_measure_cb, &reader,
                                error)
         && cam_track_foreach_row (store, "reading", reading,
                                   "WHERE measure_uuid = ?1 AND area_uuid IS NOT NULL AND deleted = 0"
                                   " ORDER BY ends_on DESC, fid DESC", params, 1, take_reading_cb, &reader, error);
  if (done)
    theme->note = cam_area_theme_describe (reader.oldest, reader.newest, reader.n_other, today);
  g_free (reader.edition);
  g_free (reader.shown);
  return done;
}

static void
take_value_cb (CamCursor *cursor,
               gpointer   user_data)
{
  CamAreaTheme *theme = user_data;

  cam_area_theme_set_value (theme, cam_cursor_get_text (cursor, 0), get_real (cursor, 1));
}

/* What a figure is quoted by is the same for all areas, so that of one of them is told. */
static void
take_figure_cb (CamCursor *cursor,
                gpointer   user_data)
{
  CamAreaTheme *theme = user_data;
  const char *period = cam_cursor_get_text (cursor, 3);
  const char *source = cam_cursor_get_text (cursor, 4);
  double value = get_real (cursor, 1);

  if (theme->unit == NULL)
    theme->unit = g_strdup (cam_cursor_get_text (cursor, 2));
  if (theme->note == NULL && period != NULL && source != NULL)
    theme->note = g_strconcat (source, ", ", period, NULL);
  else if (theme->note == NULL && (period != NULL || source != NULL))
    theme->note = g_strdup (period != NULL ? period : source);
  if (value != floor (value))
    theme->decimals = MAX (theme->decimals, 1);
  take_value_cb (cursor, theme);
}

static gboolean
load_figure (CamAreaTheme    *theme,
             CamStore        *store,
             CamThemeChoice  *choice,
             GError         **error)
{
  const char *columns[] = { "area_uuid", "value", "unit", "period", "source", NULL };
  const CamValue params[] = { cam_text (choice->names[0]), cam_text (choice->names[1]), cam_text (choice->names[2]),
                              cam_text (choice->names[3]) };

  return cam_track_foreach_row (store, "area_figure", columns,
                                "WHERE deleted = 0 AND dataset = ?1 AND name = ?2 AND ifnull (edition, '') = ?3"
                                " AND ifnull (geography_vintage, '') = ?4 ORDER BY period, fid", params, 4, take_figure_cb, theme,
                                error);
}

static gboolean
load_population (CamAreaTheme  *theme,
                 CamStore      *store,
                 GError       **error)
{
  const char *columns[] = { "uuid", "population", NULL };

  theme->unit = g_strdup (_("people"));
  theme->note = g_strdup (_("People who live in the area; wider areas have more of them"));
  return cam_track_foreach_row (store, "area", columns, "WHERE deleted = 0 AND population IS NOT NULL", NULL, 0, take_value_cb,
                                theme, error);
}

CamAreaTheme *
cam_area_theme_load (CamStore        *store,
                     CamThemeChoice  *choice,
                     guint32          today,
                     GError         **error)
{
  g_autoptr (CamAreaTheme) self = NULL;
  gboolean done = FALSE;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (CAM_IS_THEME_CHOICE (choice), NULL);

  self = cam_area_theme_new (choice->kind);
  switch (choice->kind)
    {
    case CAM_THEME_ACTIVITIES:
      done = load_activities (self, store, today, error);
      break;
    case CAM_THEME_MEASURE:
      done = load_measure (self, store, choice->names[0], today, error);
      break;
    case CAM_THEME_POPULATION:
      done = load_population (self, store, error);
      break;
    case CAM_THEME_FIGURE:
      done = load_figure (self, store, choice, error);
      break;
    case CAM_THEME_STATUS:
      done = cam_area_theme_load_status (self, store, choice->names[0], today, error);
      break;
    case CAM_THEME_EVENTS:
    case CAM_THEME_KNOWN:
    default:
      g_return_val_if_reached (NULL);
    }
  return done ? g_steal_pointer (&self) : NULL;
}

CamThemeKind
cam_area_theme_get_kind (CamAreaTheme *self)
{
  g_return_val_if_fail (self != NULL, CAM_THEME_ACTIVITIES);

  return self->kind;
}

const char *
cam_area_theme_get_note (CamAreaTheme *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->note;
}

gboolean
cam_area_theme_get_value (CamAreaTheme *self,
                          const char   *area_uuid,
                          double       *value)
{
  const double *found = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (area_uuid != NULL)
    found = g_hash_table_lookup (self->values, area_uuid);
  if (found != NULL && value != NULL)
    *value = *found;
  return found != NULL;
}

char *
cam_area_theme_format (CamAreaTheme *self,
                       double        value)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->kind == CAM_THEME_ACTIVITIES)
    /* Translators: how many activities there are in an area */
    return g_strdup_printf (ngettext ("%u activity", "%u activities", (gulong) value), (guint) value);
  return cam_status_format (value, self->decimals, self->unit);
}

char *
cam_area_theme_format_number (CamAreaTheme *self,
                              double        value)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cam_status_format (value, self->decimals, NULL);
}
