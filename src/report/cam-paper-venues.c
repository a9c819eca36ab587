/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-paper-private.h"

#include "cam-venue.h"

#include <glib/gi18n-lib.h>

#define MARGIN 50.0

/* contact and note are not read: they are about people. */
typedef struct
{
  char      *name;
  char      *place;     /* address, postcode, grid reference */
  char      *capacity;
  GPtrArray *facts;     /* (element-type CamPaperFact) */
} Venue;

static void
venue_free (gpointer data)
{
  Venue *self = data;

  g_free (self->name);
  g_free (self->place);
  g_free (self->capacity);
  g_ptr_array_unref (self->facts);
  g_free (self);
}

static void
add_part (GString    *place,
          const char *separator,
          char       *part)
{
  if (part != NULL)
    g_string_append_printf (place, "%s%s", place->len > 0 ? separator : "", part);
  g_free (part);
}

/* The lines of an address with commas between them. */
static char *
dup_one_line (const char *text)
{
  g_autofree char *clean = cam_paper_dup_clean (text, TRUE);
  g_auto (GStrv) lines = clean != NULL ? g_strsplit (clean, "\n", -1) : NULL;

  return lines != NULL ? g_strjoinv (", ", lines) : NULL;
}

static Venue *
read_venue (CamCursor *cursor)
{
  Venue *venue = g_new0 (Venue, 1);
  g_autoptr (GBytes) geom = cam_cursor_dup_blob (cursor, 3);
  g_autoptr (GString) place = g_string_new (NULL);
  const char *facts[6] = { NULL };
  double lat = 0, lon = 0;

  venue->name = cam_paper_dup_clean (cam_cursor_get_text (cursor, 0), FALSE);
  if (venue->name == NULL)
    venue->name = g_strdup (_("Venue without a name"));
  add_part (place, ", ", dup_one_line (cam_cursor_get_text (cursor, 1)));
  add_part (place, ", ", cam_paper_dup_clean (cam_cursor_get_text (cursor, 2), FALSE));
  if (cam_venue_read_point (geom, &lat, &lon))
    add_part (place, " · ", cam_paper_dup_grid (lat, lon));
  venue->place = place->len > 0 ? g_strdup (place->str) : NULL;
  if (!cam_cursor_is_null (cursor, 4) && cam_cursor_get_integer (cursor, 4) > 0)
    venue->capacity = g_strdup_printf ("%" G_GINT64_FORMAT, cam_cursor_get_integer (cursor, 4));
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    facts[i] = cam_cursor_get_text (cursor, 5 + i);
  venue->facts = cam_paper_list_facts (facts);
  return venue;
}

/* "Room for: 40" and the access facts, in one paragraph. */
static char *
dup_facts (const Venue *venue)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (venue->capacity != NULL)
    g_string_append_printf (text, "%s: %s", _("Room for"), venue->capacity);
  for (guint i = 0; i < venue->facts->len; i++)
    {
      const CamPaperFact *fact = g_ptr_array_index (venue->facts, i);

      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", fact->label, fact->words);
    }
  return text->len > 0 ? g_strdup (text->str) : g_strdup (_("Nothing is known yet of how one gets in."));
}

static void
add_venue (CamPages    *pages,
           const Venue *venue)
{
  const CamTextStyle name = { 11.5, TRUE, CAM_PAPER_BLACK, PANGO_ALIGN_LEFT, "H2", 0 };
  const CamTextStyle place = { 10, FALSE, CAM_PAPER_GREY, PANGO_ALIGN_LEFT, "P", 0 };
  const CamTextStyle words = { 10, FALSE, CAM_PAPER_BLACK, PANGO_ALIGN_LEFT, "P", 0 };
  double x = MARGIN, width = CAM_PAPER_A4_WIDTH - 2 * MARGIN, left = width * 0.42, y = 0;
  g_autofree char *facts = dup_facts (venue);
  double tall = MAX (cam_pages_measure (pages, &name, venue->name, left, NULL)
                     + cam_pages_measure (pages, &place, venue->place, left, NULL),
                     cam_pages_measure (pages, &words, facts, width - left - 16, NULL));
  guint page = 0, end = 0;

  /* A venue is on one page, unless it is longer than that. */
  cam_pages_need (pages, tall + 16 < cam_pages_get_bottom (pages) - MARGIN ? tall + 16 : 60);
  page = cam_pages_get_page (pages);
  cam_pages_put_box (pages, page, x, cam_pages_get_y (pages), width, 0.75, CAM_PAPER_FAINT);
  cam_pages_add_space (pages, 7);
  y = cam_pages_get_y (pages);
  cam_pages_set_column (pages, x, left);
  cam_pages_add_text (pages, &name, venue->name);
  cam_pages_add_text (pages, &place, venue->place);
  end = cam_pages_get_page (pages);
  tall = cam_pages_get_y (pages);
  cam_pages_move_to (pages, page, y);
  cam_pages_set_column (pages, x + left + 16, width - left - 16);
  cam_pages_add_text (pages, &words, facts);
  /* Below whichever is longer. */
  if (end > cam_pages_get_page (pages) || (end == cam_pages_get_page (pages) && tall > cam_pages_get_y (pages)))
    cam_pages_move_to (pages, end, tall);
  cam_pages_add_space (pages, 9);
}

static CamPages *
lay_out (const CamPaper *paper,
         double          width,
         double          height)
{
  const GPtrArray *venues = paper->data;
  CamPages *pages = cam_pages_new_zoomed (width, height, CAM_PAPER_A4_WIDTH, MARGIN);
  const CamTextStyle title = { 24, TRUE, CAM_PAPER_BLACK, PANGO_ALIGN_LEFT, "H1", 0 };
  const CamTextStyle none = { 12, FALSE, CAM_PAPER_BLACK, PANGO_ALIGN_LEFT, "P", 0 };

  cam_paper_add_brand (pages, 0.8);
  cam_pages_add_space (pages, 8);
  cam_pages_add_text (pages, &title, paper->title);
  cam_pages_add_space (pages, 12);
  if (venues->len == 0)
    cam_pages_add_text (pages, &none, _("There are no venues yet."));
  for (guint i = 0; i < venues->len; i++)
    add_venue (pages, g_ptr_array_index (venues, i));
  cam_paper_number_pages (pages, MARGIN);
  return pages;
}

static char *
to_html (const CamPaper *paper)
{
  const GPtrArray *venues = paper->data;
  GString *html = cam_html_begin (paper->title);

  g_string_append (html, "<header><p class=\"brand\">Cambridgeshire Local</p></header>\n<main>\n");
  cam_html_add_element (html, "h1", NULL, paper->title);
  if (venues->len == 0)
    cam_html_add_element (html, "p", NULL, _("There are no venues yet."));
  for (guint i = 0; i < venues->len; i++)
    {
      const Venue *venue = g_ptr_array_index (venues, i);

      cam_html_add_element (html, "h2", NULL, venue->name);
      cam_html_add_element (html, "address", NULL, venue->place);
      if (venue->facts->len == 0 && venue->capacity == NULL)
        continue;
      g_string_append (html, "<dl>\n");
      if (venue->capacity != NULL)
        {
          cam_html_add_element (html, "dt", NULL, _("Room for"));
          cam_html_add_element (html, "dd", NULL, venue->capacity);
        }
      for (guint j = 0; j < venue->facts->len; j++)
        {
          const CamPaperFact *fact = g_ptr_array_index (venue->facts, j);

          cam_html_add_element (html, "dt", NULL, fact->label);
          cam_html_add_element (html, "dd", NULL, fact->words);
        }
      g_string_append (html, "</dl>\n");
    }
  g_string_append (html, "</main>\n");
  return cam_html_end (html);
}

static void
free_venues (gpointer data)
{
  g_ptr_array_unref (data);
}

CamPaper *
cam_paper_new_venues (CamStore  *store,
                      GError   **error)
{
  static const CamPaperClass klass = { lay_out, to_html, NULL, free_venues };
  const char *columns[] = { "name", "address", "postcode", "geom", "capacity", "step_free", "toilet", "hearing_loop", "parking",
                            "public_transport", "cost", NULL };
  g_autoptr (GPtrArray) venues = g_ptr_array_new_with_free_func (venue_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  cursor = cam_store_select (store, "venue", columns, "WHERE deleted = 0 ORDER BY name COLLATE NOCASE, fid", NULL, 0, error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    g_ptr_array_add (venues, read_venue (cursor));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return cam_paper_new (&klass, _("Venues"), g_steal_pointer (&venues));
}
