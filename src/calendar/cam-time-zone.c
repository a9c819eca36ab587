/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-time-zone.h"

#include "cam-zone-names-private.h"

#include <string.h>

#define FIRST_YEAR 1899
#define LAST_YEAR 2200
#define N_YEARS (LAST_YEAR - FIRST_YEAR + 1)

typedef struct
{
  gint64 utc;     /* the first second of the new offset */
  gint32 before;
  gint32 after;
} Change;

/* What happens to the clock of a zone in a year of UTC. Never changed once it is set. */
typedef struct
{
  gint32 first;   /* the offset that it begins with */
  guint  n_changes;
  Change changes[CAM_ZONE_MAX_CHANGES];
} Year;

struct _CamTimeZone
{
  char      *id;
  GTimeZone *zone;
  Year      *years[N_YEARS];  /* atomic; made when asked for */
};

G_LOCK_DEFINE_STATIC (zones);
static GHashTable *zones;     /* (element-type utf8 CamTimeZone), a NULL for a name that there is none of */
static guint n_refused;

/* A file from outside may name as many zones as it likes, so only so many refused names are remembered. */
#define MAX_REFUSED 1000
#define MAX_NAME 100

static gint32
get_offset (CamTimeZone *self,
            gint64       utc)
{
  int interval = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, utc);

  return interval < 0 ? 0 : g_time_zone_get_offset (self->zone, interval);
}

/* Looks at each day, and where its ends differ, halves it until the change is found. */
static Year *
make_year (CamTimeZone *self,
           int          number)
{
  Year *year = g_new0 (Year, 1);
  gint64 begin = cam_wall_day_from_parts (number, 1, 1) * CAM_WALL_DAY;
  gint64 end = cam_wall_day_from_parts (number + 1, 1, 1) * CAM_WALL_DAY;
  gint32 last = get_offset (self, begin);

  year->first = last;
  for (gint64 at = begin; at < end; at += CAM_WALL_DAY)
    {
      gint32 next = get_offset (self, at + CAM_WALL_DAY);
      gint64 low = at, high = at + CAM_WALL_DAY;

      if (next == last)
        continue;
      while (high - low > 1)
        {
          gint64 middle = low + (high - low) / 2;

          *(get_offset (self, middle) == last ? &low : &high) = middle;
        }
      if (year->n_changes < CAM_ZONE_MAX_CHANGES)
        year->changes[year->n_changes++] = (Change) { high, last, next };
      last = next;
    }
  return year;
}

static const Year *
get_year (CamTimeZone *self,
          gint64       utc)
{
  int number = 0;
  guint month = 0, day = 0;
  Year **place = NULL;
  Year *year = NULL;

  cam_wall_day_to_parts (cam_wall_get_day (CLAMP (utc, CAM_WALL_MIN - CAM_WALL_DAY, CAM_WALL_MAX + CAM_WALL_DAY)), &number,
                         &month, &day);
  place = &self->years[CLAMP (number, FIRST_YEAR, LAST_YEAR) - FIRST_YEAR];
  year = g_atomic_pointer_get (place);
  if (year == NULL)
    {
      year = make_year (self, CLAMP (number, FIRST_YEAR, LAST_YEAR));
      if (!g_atomic_pointer_compare_and_exchange (place, NULL, year))
        {
          g_free (year);
          year = g_atomic_pointer_get (place);
        }
    }
  return year;
}

static gint32
get_offset_at (CamTimeZone *self,
               gint64       utc)
{
  const Year *year = get_year (self, utc);
  gint32 offset = year->first;

  for (guint i = 0; i < year->n_changes && year->changes[i].utc <= utc; i++)
    offset = year->changes[i].after;
  return offset;
}

static CamTimeZone *
new_zone (const char *id,
          GTimeZone  *zone)
{
  CamTimeZone *self = g_new0 (CamTimeZone, 1);

  self->id = g_strdup (id);
  self->zone = zone;
  return self;
}

/* GTimeZone opens a file of that name below the folder of zones; and without a slash it would take "GMT+0100" for what
 * POSIX means by it, the hour on the other side of Greenwich. */
static gboolean
is_harmless (const char *id)
{
  gboolean in_folder = strchr (id, '/') != NULL;

  if (!g_ascii_isalpha (id[0]) || strlen (id) > MAX_NAME)
    return FALSE;
  for (const char *at = id; *at != '\0'; at++)
    if (!g_ascii_isalpha (*at) && strchr ("/_-", *at) == NULL && !(in_folder && (*at == '+' || g_ascii_isdigit (*at))))
      return FALSE;
  return TRUE;
}

static GTimeZone *
open_zone (const char *id)
{
  if (strcmp (id, "UTC") == 0)
    return g_time_zone_new_utc ();
  /* A letter alone is none ("Z"). */
  return strlen (id) < 3 ? NULL : g_time_zone_new_identifier (id);
}

CamTimeZone *
cam_time_zone_get (const char *id)
{
  CamTimeZone *self = NULL;
  gpointer value = NULL;

  if (id == NULL || !is_harmless (id))
    return NULL;
  G_LOCK (zones);
  if (zones == NULL)
    zones = g_hash_table_new (g_str_hash, g_str_equal);
  if (g_hash_table_lookup_extended (zones, id, NULL, &value))
    self = value;
  else
    {
      GTimeZone *zone = open_zone (id);

      if (zone != NULL)
        self = new_zone (id, zone);
      if (zone != NULL || n_refused++ < MAX_REFUSED)
        g_hash_table_insert (zones, self != NULL ? self->id : g_strdup (id), self);
    }
  G_UNLOCK (zones);
  return self;
}

CamTimeZone *
cam_time_zone_get_home (void)
{
  CamTimeZone *home = cam_time_zone_get (CAM_TIME_ZONE_HOME);

  /* A machine without the data of zones still has a clock. */
  return home != NULL ? home : cam_time_zone_get ("UTC");
}

CamTimeZone *
cam_time_zone_get_fixed (int seconds)
{
  g_autofree char *id = NULL;
  CamTimeZone *self = NULL;
  int size = MIN (ABS (seconds), (int) CAM_WALL_DAY - 60) / 60;

  if (size == 0)
    return cam_time_zone_get ("UTC");
  id = g_strdup_printf ("UTC%c%02d:%02d", seconds < 0 ? '-' : '+', size / 60, size % 60);
  G_LOCK (zones);
  if (zones == NULL)
    zones = g_hash_table_new (g_str_hash, g_str_equal);
  self = g_hash_table_lookup (zones, id);
  if (self == NULL)
    {
      self = new_zone (id, g_time_zone_new_offset (seconds < 0 ? -size * 60 : size * 60));
      g_hash_table_replace (zones, self->id, self);
    }
  G_UNLOCK (zones);
  return self;
}

/* "(UTC+05:30) …", "(GMT-05:00) …", "UTC+01:00", "GMT+0100": the offset; FALSE where it does not begin so. */
static gboolean
read_offset (const char *name,
             int        *seconds)
{
  const char *at = *name == '(' ? name + 1 : name;
  int hours, minutes;
  int sign = 0;

  if (!g_str_has_prefix (at, "UTC") && !g_str_has_prefix (at, "GMT"))
    return FALSE;
  at += 3;
  if (*at != '+' && *at != '-')
    {
      *seconds = 0;
      return *at == ')' && *name == '(';
    }
  sign = *at++ == '-' ? -1 : 1;
  if (!g_ascii_isdigit (at[0]) || !g_ascii_isdigit (at[1]))
    return FALSE;
  hours = (at[0] - '0') * 10 + at[1] - '0';
  at += at[2] == ':' ? 3 : 2;
  if (!g_ascii_isdigit (at[0]) || !g_ascii_isdigit (at[1]))
    return FALSE;
  minutes = (at[0] - '0') * 10 + at[1] - '0';
  if (hours > 14 || minutes > 59 || (at[2] != '\0' && at[2] != ')'))
    return FALSE;
  *seconds = sign * (hours * 3600 + minutes * 60);
  return TRUE;
}

/* "/freeassociation.sourceforge.net/Tzfile/Europe/London": the last two or three parts. */
static CamTimeZone *
find_after_path (const char *name)
{
  const char *at = strchr (name, '/');

  while (at != NULL)
    {
      CamTimeZone *zone = strchr (at + 1, '/') != NULL ? cam_time_zone_get (at + 1) : NULL;

      if (zone != NULL)
        return zone;
      at = strchr (at + 1, '/');
    }
  return NULL;
}

CamTimeZone *
cam_time_zone_find (const char *name)
{
  g_autofree char *text = NULL;
  const char *id = NULL;
  CamTimeZone *zone = NULL;
  gsize length = 0;
  int seconds = 0;

  if (name == NULL || strlen (name) > 4 * MAX_NAME)
    return NULL;
  text = g_strstrip (g_strdup (name));
  length = strlen (text);
  if (length >= 2 && text[0] == '"' && text[length - 1] == '"')
    {
      text[length - 1] = '\0';
      memmove (text, text + 1, length - 1);
      g_strstrip (text);
    }
  zone = cam_time_zone_get (text);
  if (zone == NULL && (id = cam_zone_name_to_id (text)) != NULL)
    zone = cam_time_zone_get (id);
  if (zone == NULL)
    zone = find_after_path (text);
  if (zone == NULL && read_offset (text, &seconds))
    zone = cam_time_zone_get_fixed (seconds);
  return zone;
}

CamTimeZone *
cam_time_zone_get_known (guint index)
{
  const char *id = cam_zone_name_get_id (index);

  /* Where the data lacks one, its place is taken by a zone that is known already. */
  return id == NULL ? NULL : cam_time_zone_get (id) != NULL ? cam_time_zone_get (id) : cam_time_zone_get_home ();
}

const char *
cam_time_zone_get_id (CamTimeZone *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

gint64
cam_time_zone_to_utc (CamTimeZone *self,
                      CamWall      wall)
{
  /* A change moves the clock by less than a day, so that one of the offsets around it is right; where both
   * are, or none, the earlier one is meant. */
  gint32 before = get_offset_at (self, wall - CAM_WALL_DAY);
  gint32 after = get_offset_at (self, wall + CAM_WALL_DAY);

  if (before == after)
    return wall - before;
  if (get_offset_at (self, wall - before) == before)
    return wall - before;
  if (get_offset_at (self, wall - after) == after)
    return wall - after;
  return wall - before;
}

CamWall
cam_time_zone_from_utc (CamTimeZone *self,
                        gint64       utc)
{
  return utc + get_offset_at (self, utc);
}

CamWall
cam_time_zone_convert (CamTimeZone *from,
                       CamTimeZone *to,
                       CamWall      wall)
{
  return from == to ? wall : cam_time_zone_from_utc (to, cam_time_zone_to_utc (from, wall));
}

CamWall
cam_time_zone_settle (CamTimeZone *self,
                      CamWall      wall)
{
  const Year *year = get_year (self, wall);

  /* Most times are far from any change. */
  for (guint i = 0; i < year->n_changes; i++)
    if (ABS (wall - year->changes[i].utc) < 2 * CAM_WALL_DAY)
      return cam_time_zone_from_utc (self, cam_time_zone_to_utc (self, wall));
  return wall;
}

static CamZoneChange
describe_change (CamTimeZone *self,
                 gint64       utc,
                 int          before,
                 int          after)
{
  int interval = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, utc);

  return (CamZoneChange) { utc, before, after, interval < 0 ? "UTC" : g_time_zone_get_abbreviation (self->zone, interval) };
}

guint
cam_time_zone_get_changes (CamTimeZone   *self,
                           int            year,
                           CamZoneChange *first,
                           CamZoneChange  changes[CAM_ZONE_MAX_CHANGES])
{
  gint64 begin = cam_wall_day_from_parts (CLAMP (year, FIRST_YEAR, LAST_YEAR), 1, 1) * CAM_WALL_DAY;
  const Year *found = get_year (self, begin);

  *first = describe_change (self, begin, found->first, found->first);
  for (guint i = 0; i < found->n_changes; i++)
    changes[i] = describe_change (self, found->changes[i].utc, found->changes[i].before, found->changes[i].after);
  return found->n_changes;
}
