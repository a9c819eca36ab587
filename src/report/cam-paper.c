/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-paper-private.h"

#include "cam-grid-ref.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include <string.h>

/* More than that of one field is a book. */
#define MAX_CHARACTERS 50000

CamPaper *
cam_paper_new (const CamPaperClass *klass,
               const char          *title,
               gpointer             data)
{
  CamPaper *self = g_new0 (CamPaper, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->klass = klass;
  self->title = g_strdup (title);
  self->data = data;
  return self;
}

CamPaper *
cam_paper_ref (CamPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
cam_paper_unref (CamPaper *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  self->klass->free (self->data);
  g_free (self->title);
  g_free (self);
}

const char *
cam_paper_get_title (const CamPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

gboolean
cam_paper_is_landscape (const CamPaper *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->landscape;
}

gboolean
cam_paper_has_html (const CamPaper *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->klass->to_html != NULL;
}

gboolean
cam_paper_has_text (const CamPaper *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->klass->to_text != NULL;
}

CamPages *
cam_paper_lay_out (const CamPaper *self,
                   double          width,
                   double          height)
{
  CamPages *pages = NULL;

  g_return_val_if_fail (self != NULL && width > 100 && height > 100, NULL);

  pages = self->klass->lay_out (self, width, height);
  cam_pages_set_owner (pages, cam_paper_ref ((CamPaper *) self), (GDestroyNotify) cam_paper_unref);
  return pages;
}

char *
cam_paper_to_html (const CamPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->klass->to_html != NULL ? self->klass->to_html (self) : NULL;
}

char *
cam_paper_to_text (const CamPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->klass->to_text != NULL ? self->klass->to_text (self) : NULL;
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
cam_paper_to_pdf (const CamPaper  *self,
                  double           width,
                  double           height,
                  GError         **error)
{
  g_autoptr (CamPages) pages = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  g_return_val_if_fail (self != NULL, NULL);

  pages = cam_paper_lay_out (self, width, height);
  surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, width, height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Cambridgeshire Local");
  cr = cairo_create (surface);
  cairo_tag_begin (cr, "Document", NULL);
  for (guint page = 0; page < cam_pages_get_n (pages); page++)
    {
      cam_pages_draw (pages, page, cr);
      /* Behind the last page it would begin another one. */
      if (page + 1 == cam_pages_get_n (pages))
        cairo_tag_end (cr, "Document");
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, CAM_ERROR, CAM_ERROR_FAILED, "The pages could not be drawn: %s.", cairo_status_to_string (status));
  return NULL;
}

cairo_surface_t *
cam_paper_to_picture (const CamPaper *self,
                      double          width,
                      double          height,
                      int             pixels,
                      guint          *n_pages)
{
  g_autoptr (CamPages) pages = NULL;
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;

  g_return_val_if_fail (self != NULL && pixels > 0 && width > 100 && height > 100, NULL);

  pages = cam_paper_lay_out (self, width, height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, pixels, (int) (height / width * pixels + 0.5));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, pixels / width, pixels / width);
  cam_pages_draw (pages, 0, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (n_pages != NULL)
    *n_pages = cam_pages_get_n (pages);
  return surface;
}

static gboolean
turns_direction (gunichar character)
{
  return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

/* What is written for @character; 0 for nothing. */
static gunichar
clean_character (gunichar character,
                 gboolean lines)
{
  if (character == '\n' || character == 0x2028 || character == 0x2029)
    return lines ? '\n' : ' ';
  if (turns_direction (character) || character == 0xfeff || character == '\r')
    return 0;
  return g_unichar_iscntrl (character) || !g_unichar_validate (character) ? ' ' : character;
}

char *
cam_paper_dup_clean (const char *text,
                     gboolean    lines)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  guint n_breaks = 0, n = 0;

  for (const char *at = text; at != NULL && *at != '\0' && n < MAX_CHARACTERS; at = g_utf8_next_char (at), n++)
    {
      gunichar character = clean_character (g_utf8_get_char (at), lines);

      n_breaks = character == '\n' ? n_breaks + 1 : character == 0 || character == ' ' ? n_breaks : 0;
      if (character != 0 && (character != '\n' || n_breaks <= 2))
        g_string_append_unichar (clean, character);
    }
  if (n == MAX_CHARACTERS)
    g_string_append (clean, "…");
  g_strstrip (clean->str);
  return *clean->str != '\0' ? g_strdup (clean->str) : NULL;
}

char *
cam_paper_dup_day (guint32 day)
{
  char weekday[64] = "", month[64] = "";
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_date_strftime (weekday, sizeof weekday, "%A", &date);
  g_date_strftime (month, sizeof month, "%B %Y", &date);
  /* Translators: a weekday, the day of the month, month and year, as in "Tuesday 3 March 2026" */
  return g_strdup_printf (_("%1$s %2$u %3$s"), weekday, g_date_get_day (&date), month);
}

char *
cam_paper_dup_grid (double lat,
                    double lon)
{
  g_autofree char *reference = cam_grid_ref_format (lat, lon, 8);

  if (reference == NULL || strlen (reference) != strlen ("TL45055800"))
    return g_steal_pointer (&reference);
  return g_strdup_printf ("%.2s %.4s %.4s", reference, reference + 2, reference + 6);
}

char *
cam_paper_dup_month (guint32 day)
{
  char month[64] = "";
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_date_strftime (month, sizeof month, "%B %Y", &date);
  return g_strdup (month);
}

static void
fact_free (gpointer data)
{
  CamPaperFact *self = data;

  g_free (self->label);
  g_free (self->words);
  g_free (self);
}

GPtrArray *
cam_paper_list_facts (const char *const facts[6])
{
  static const char *const labels[] = { N_("Step-free access"), N_("Accessible toilet"), N_("Hearing loop"), N_("Parking"),
                                        N_("Public transport"), N_("Cost") };
  GPtrArray *list = g_ptr_array_new_with_free_func (fact_free);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *words = cam_paper_dup_clean (facts[i], FALSE);
      CamPaperFact *fact = NULL;

      if (words == NULL)
        continue;
      fact = g_new0 (CamPaperFact, 1);
      fact->label = g_strdup (_(labels[i]));
      if (g_ascii_strcasecmp (words, "yes") == 0)
        fact->words = g_strdup (_("Yes"));
      else if (g_ascii_strcasecmp (words, "no") == 0)
        fact->words = g_strdup (i == 5 ? _("Free of charge") : _("No"));
      else
        fact->words = g_steal_pointer (&words);
      g_ptr_array_add (list, fact);
    }
  return list;
}

void
cam_paper_add_brand (CamPages *pages,
                     double    scale)
{
  const CamTextStyle style = { 20 * scale, TRUE, CAM_PAPER_BRAND, PANGO_ALIGN_LEFT, "P", 0 };

  cam_pages_add_text (pages, &style, "Cambridgeshire Local");
}

void
cam_paper_number_pages (CamPages *pages,
                        double    margin)
{
  const CamTextStyle style = { 8.5, FALSE, CAM_PAPER_GREY, PANGO_ALIGN_RIGHT, NULL, 1 };
  guint n = cam_pages_get_n (pages);

  for (guint page = 0; n > 1 && page < n; page++)
    {
      /* Translators: as in "Page 2 of 3" */
      g_autofree char *text = g_strdup_printf (_("Page %1$u of %2$u"), page + 1, n);

      cam_pages_put_text (pages, page, margin, cam_pages_get_height (pages) - margin * 0.75, cam_pages_get_width (pages) - 2 * margin,
                          &style, text);
    }
}
