/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-place-search.h"

#include "cam-atlas-private.h"
#include "cam-grid-ref.h"
#include "cam-search.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Of postcodes that only begin with what was typed. */
#define MAX_PARTIAL_POSTCODES 8

/* One search under way. */
typedef struct
{
  CamAtlas   *atlas;
  GListStore *hits;
  GHashTable *seen;   /* set of uuids already among the hits */
  guint       limit;
} Search;

/* An area whose name matches, and how well: 0 is best. */
typedef struct
{
  const CamAtlasEntry *entry;
  guint                rank;
} Match;

static guint
count_left (Search *self)
{
  guint n_hits = g_list_model_get_n_items (G_LIST_MODEL (self->hits));

  return n_hits < self->limit ? self->limit - n_hits : 0;
}

static void
add_hit (Search       *self,
         CamPlaceKind  kind,
         const char   *title,
         const char   *subtitle,
         const char   *table,
         const char   *uuid,
         double        lat,
         double        lon)
{
  g_autoptr (CamPlaceHit) hit = NULL;

  if (count_left (self) == 0 || (uuid != NULL && g_hash_table_contains (self->seen, uuid)))
    return;
  if (uuid != NULL)
    g_hash_table_add (self->seen, g_strdup (uuid));
  hit = cam_place_hit_new (kind, title, subtitle, table, uuid, lat, lon);
  g_list_store_append (self->hits, hit);
}

/* The names of the areas at a point, finest first: "Girton, South Cambridgeshire, Cambridgeshire". */
static char *
describe_point (CamAtlas *atlas,
                double    lat,
                double    lon)
{
  g_autoptr (GPtrArray) areas = cam_atlas_find_at (atlas, lat, lon);
  GString *names = g_string_new (NULL);
  const char *last = NULL;

  for (guint i = areas->len; i > 0; i--)
    {
      const CamAtlasArea *area = g_ptr_array_index (areas, i - 1);

      if (g_strcmp0 (area->name, last) == 0)
        continue;
      if (names->len > 0)
        g_string_append (names, ", ");
      g_string_append (names, area->name);
      last = area->name;
    }
  return g_string_free_and_steal (names);
}

static char *
format_point (double lat,
              double lon)
{
  g_autofree char *grid = cam_grid_ref_format (lat, lon, 8);
  char lat_text[G_ASCII_DTOSTR_BUF_SIZE], lon_text[G_ASCII_DTOSTR_BUF_SIZE];

  if (grid != NULL)
    return g_strdup_printf ("%.2s %.4s %.4s", grid, grid + 2, grid + 6);
  g_ascii_formatd (lat_text, sizeof lat_text, "%.5f", lat);
  g_ascii_formatd (lon_text, sizeof lon_text, "%.5f", lon);
  return g_strdup_printf ("%s, %s", lat_text, lon_text);
}

static void
add_point (Search     *self,
           const char *text)
{
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  double lat, lon;

  if (!cam_place_text_parse (text, &lat, &lon))
    return;
  title = format_point (lat, lon);
  subtitle = describe_point (self->atlas, lat, lon);
  add_hit (self, CAM_PLACE_POINT, title, subtitle, NULL, NULL, lat, lon);
}

/* The first half of a postcode: one or two letters, a digit, and perhaps a digit or letter more. */
static gboolean
is_outward (const char *text,
            gsize       length)
{
  gsize letters = g_ascii_isalpha (text[0]) ? (length > 1 && g_ascii_isalpha (text[1]) ? 2 : 1) : 0;

  if (letters == 0 || length < letters + 1 || length > letters + 2)
    return FALSE;
  return g_ascii_isdigit (text[letters]) &&
         (length == letters + 1 || g_ascii_isalnum (text[letters + 1]));
}

/* The beginning of a second half: a digit and two letters. */
static gboolean
is_inward (const char *text)
{
  gsize length = strlen (text);

  return length <= 3 && (length < 1 || g_ascii_isdigit (text[0])) &&
         (length < 2 || g_ascii_isalpha (text[1])) && (length < 3 || g_ascii_isalpha (text[2]));
}

/* What postcodes as the file spells them may begin with: "CB1 0AB" of "cb10ab", but "CB10 " and
 * "CB1 0" of "cb10". NULL-ended, empty where it is no postcode. */
static char **
guess_postcodes (const char *text)
{
  g_autoptr (GStrvBuilder) guesses = g_strv_builder_new ();
  g_autoptr (GString) joined = g_string_new (NULL);
  gsize space = 0;

  for (; *text != '\0'; text++)
    {
      if (*text == ' ' && space == 0)
        space = joined->len;
      else if (*text == ' ')
        continue;
      else if (g_ascii_isalnum (*text) && joined->len < 7)
        g_string_append_c (joined, g_ascii_toupper (*text));
      else
        return g_strv_builder_end (guesses);
    }
  for (gsize length = MIN (joined->len, 4); length >= 2; length--)
    if ((space == 0 || space == length) && is_outward (joined->str, length) &&
        is_inward (joined->str + length))
      g_strv_builder_take (
          guesses, g_strdup_printf ("%.*s %s", (int) length, joined->str, joined->str + length));
  return g_strv_builder_end (guesses);
}

static gboolean
add_postcodes_from (Search      *self,
                    const char  *guess,
                    GError     **error)
{
  static const char *columns[] = { "uuid", "postcode", "lat", "lon", NULL };
  g_autofree char *end = g_strconcat (guess, "\177", NULL);
  const CamValue params[] = { cam_text (guess), cam_text (end),
                              cam_integer (MIN (count_left (self), MAX_PARTIAL_POSTCODES)) };
  g_autoptr (GError) failure = NULL;
  g_autoptr (CamCursor) cursor =
    cam_store_select (cam_atlas_get_store (self->atlas), "postcode", columns,
                      "WHERE deleted = 0 AND postcode >= ?1 AND postcode < ?2"
                      " ORDER BY postcode, fid LIMIT ?3",
                      params, G_N_ELEMENTS (params), error);

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &failure))
    {
      gboolean placed = !cam_cursor_is_null (cursor, 2) && !cam_cursor_is_null (cursor, 3);
      double lat = placed ? cam_cursor_get_real (cursor, 2) : NAN;
      double lon = placed ? cam_cursor_get_real (cursor, 3) : NAN;
      g_autofree char *subtitle = placed ? describe_point (self->atlas, lat, lon) : NULL;

      add_hit (self, CAM_PLACE_POSTCODE, cam_cursor_get_text (cursor, 1), subtitle, "postcode",
               cam_cursor_get_text (cursor, 0), lat, lon);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

static gboolean
add_postcodes (Search      *self,
               const char  *text,
               GError     **error)
{
  g_auto (GStrv) guesses = guess_postcodes (text);

  for (guint i = 0; guesses[i] != NULL; i++)
    if (!add_postcodes_from (self, guesses[i], error))
      return FALSE;
  return TRUE;
}

/* What a record of @table is to a person. */
static const char *
name_table (const char *table)
{
  static const struct
  {
    const char *table;
    const char *name;
  } names[] = {
    { "activity", N_("Activity") },
    { "activity_note", N_("Progress note") },
    { "event", N_("Event") },
    { "event_feedback", N_("Feedback") },
    { "forum", N_("Forum or network") },
    { "holiday", N_("Holiday") },
    { "measure", N_("Measure") },
    { "milestone", N_("Milestone") },
    { "organisation", N_("Partner") },
    { "outcome", N_("Outcome") },
    { "person", N_("Person") },
    { "priority", N_("Priority") },
    { "venue", N_("Venue") },
    { "area_comment", N_("Comment") },
    { "area_figure", N_("Figure") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].table, table) == 0)
      return _(names[i].name);
  return NULL;
}

static void
add_area (Search             *self,
          const CamAtlasArea *area)
{
  g_autoptr (GPtrArray) around = cam_atlas_list_around (self->atlas, area->uuid);
  g_autoptr (GString) subtitle = g_string_new (cam_level_get_label (area->level));

  for (guint i = 0; i < around->len; i++)
    {
      const CamAtlasArea *other = g_ptr_array_index (around, i);

      if (other->level == CAM_LEVEL_DISTRICT)
        {
          g_string_append_printf (subtitle, " \302\267 %s", other->name);
          break;
        }
    }
  add_hit (self, CAM_PLACE_AREA, area->name, subtitle->str, "area", area->uuid,
           area->label_lat, area->label_lon);
}

static void
add_by_code (Search     *self,
             const char *text)
{
  for (guint level = 0; level < CAM_N_LEVELS; level++)
    {
      GPtrArray *areas = cam_atlas_get_level (self->atlas, (CamLevel) level);

      for (guint i = 0; i < areas->len; i++)
        {
          const CamAtlasArea *area = g_ptr_array_index (areas, i);

          if (area->code != NULL && g_ascii_strcasecmp (area->code, text) == 0)
            add_area (self, area);
        }
    }
}

/* Whether a word of @name begins with the @length letters at @word. */
static gboolean
has_word (const char *name,
          const char *word,
          gsize       length)
{
  while (name != NULL)
    {
      if (strncmp (name, word, length) == 0)
        return TRUE;
      name = strchr (name, ' ');
      if (name != NULL)
        name++;
    }
  return FALSE;
}

/* 0 for the name itself, 1 for its beginning, 2 for beginnings of its words; FALSE for no match. */
static gboolean
match_name (const char *name,
            const char *text,
            guint      *rank)
{
  if (g_str_has_prefix (name, text))
    {
      *rank = strlen (name) == strlen (text) ? 0 : 1;
      return TRUE;
    }
  *rank = 2;
  while (text != NULL)
    {
      if (!has_word (name, text, strcspn (text, " ")))
        return FALSE;
      text = strchr (text, ' ');
      if (text != NULL)
        text++;
    }
  return TRUE;
}

static int
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const Match *first = a, *second = b;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  return cam_atlas_entry_compare (&first->entry, &second->entry);
}

static void
add_by_name (Search     *self,
             const char *text)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  g_autofree char *folded = cam_place_fold (text);

  if (folded[0] == '\0')
    return;
  for (guint level = 0; level < CAM_N_LEVELS; level++)
    {
      GPtrArray *areas = cam_atlas_get_level (self->atlas, (CamLevel) level);

      for (guint i = 0; i < areas->len; i++)
        {
          Match match = { g_ptr_array_index (areas, i), 0 };

          if (match_name (match.entry->folded, folded, &match.rank))
            g_array_append_val (matches, match);
        }
    }
  g_array_sort (matches, compare_matches);
  for (guint i = 0; i < matches->len && count_left (self) > 0; i++)
    add_area (self, &g_array_index (matches, Match, i).entry->area);
}

/* Where a venue or a postcode is; NAN for what has no point. */
static void
find_record (CamStore   *store,
             const char *table,
             const char *uuid,
             double     *lat,
             double     *lon)
{
  static const char *venue_columns[] = { "geom", NULL };
  static const char *postcode_columns[] = { "lat", "lon", NULL };
  const gboolean is_postcode = strcmp (table, "postcode") == 0;
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (CamGeometry) point = NULL;

  *lat = *lon = NAN;
  if (!is_postcode && strcmp (table, "venue") != 0)
    return;
  cursor = cam_store_select (store, table, is_postcode ? postcode_columns : venue_columns,
                             "WHERE uuid = ?1", is, G_N_ELEMENTS (is), NULL);
  if (cursor == NULL || !cam_cursor_next (cursor, NULL) || cam_cursor_is_null (cursor, 0))
    return;
  if (is_postcode)
    {
      *lat = cam_cursor_get_real (cursor, 0);
      *lon = cam_cursor_is_null (cursor, 1) ? NAN : cam_cursor_get_real (cursor, 1);
      return;
    }
  blob = cam_cursor_dup_blob (cursor, 0);
  point = blob != NULL ? cam_geometry_new_from_gpkg (blob, NULL) : NULL;
  if (point != NULL && cam_geometry_is_point (point))
    {
      *lon = cam_geometry_get_bounds (point).min_x;
      *lat = cam_geometry_get_bounds (point).min_y;
    }
}

static gboolean
add_records (Search      *self,
             const char  *text,
             GError     **error)
{
  CamStore *store = cam_atlas_get_store (self->atlas);
  g_autoptr (GPtrArray) found = NULL;

  if (count_left (self) == 0)
    return TRUE;
  found = cam_search (store, text, NULL, self->limit, error);
  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const CamSearchHit *hit = g_ptr_array_index (found, i);
      const CamAtlasArea *area =
          strcmp (hit->table, "area") == 0 ? cam_atlas_find (self->atlas, hit->uuid) : NULL;
      double lat, lon;

      if (area != NULL)
        {
          add_hit (self, CAM_PLACE_AREA, area->name,
                   hit->snippet[0] != '\0' ? hit->snippet : cam_level_get_label (area->level), "area",
                   area->uuid, area->label_lat, area->label_lon);
          continue;
        }
      find_record (store, hit->table, hit->uuid, &lat, &lon);
      add_hit (self, strcmp (hit->table, "postcode") == 0 ? CAM_PLACE_POSTCODE : CAM_PLACE_RECORD,
               hit->title, hit->snippet[0] != '\0' ? hit->snippet : name_table (hit->table),
               hit->table, hit->uuid, lat, lon);
    }
  return TRUE;
}

GListModel *
cam_place_search (CamAtlas    *atlas,
                  const char  *text,
                  guint        limit,
                  GError     **error)
{
  g_autoptr (GListStore) hits = g_list_store_new (CAM_TYPE_PLACE_HIT);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *typed = NULL;
  Search self = { atlas, hits, seen, limit };

  g_return_val_if_fail (CAM_IS_ATLAS (atlas), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  typed = g_strstrip (g_utf8_make_valid (text, -1));
  if (typed[0] == '\0')
    return G_LIST_MODEL (g_steal_pointer (&hits));
  add_point (&self, typed);
  if (!add_postcodes (&self, typed, error))
    return NULL;
  add_by_code (&self, typed);
  add_by_name (&self, typed);
  if (!add_records (&self, typed, error))
    return NULL;
  return G_LIST_MODEL (g_steal_pointer (&hits));
}
