/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logos from outside: what is taken, what is refused with a sentence. */
#include "papers-fixture.h"

#include "cam-logo.h"
#include "cam-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include <string.h>

static GBytes *
make_picture (const char *type,
              int         width,
              int         height,
              gboolean    alpha)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length = 0;

  gdk_pixbuf_fill (pixbuf, 0xc0402080);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, type, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static void
test_good (void)
{
  static const struct { const char *type, *media; gboolean alpha; } kinds[] = {
    { "png", "image/png", TRUE }, { "png", "image/png", FALSE }, { "jpeg", "image/jpeg", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GBytes) picture = make_picture (kinds[i].type, 120, 40, kinds[i].alpha);
      g_autoptr (GError) error = NULL;
      cairo_surface_t *surface = cam_logo_decode (picture, &error);
      const guint32 *pixel = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (cam_picture_get_media_type (picture), ==, kinds[i].media);
      g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 120);
      g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 40);
      g_assert_cmpfloat_with_epsilon (cam_logo_get_width (surface, 60, 50), 60, 1e-9);
      g_assert_cmpfloat_with_epsilon (cam_logo_get_width (surface, 600, 20), 60, 1e-9);
      pixel = (const guint32 *) (gconstpointer) cairo_image_surface_get_data (surface);
      /* Half opaque, its colour is multiplied by that. */
      if (kinds[i].alpha)
        g_assert_cmphex (*pixel, ==, 0x80602010);
      else
        g_assert_cmphex (*pixel >> 24, ==, 0xff);
      cairo_surface_destroy (surface);
    }
}

static void
refuse (GBytes *picture,
        int     code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cam_logo_decode (picture, &error));
  g_assert_error (error, CAM_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_hostile (void)
{
  static const char svg[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file:///etc/passwd\"/></svg>";
  g_autoptr (GBytes) good = make_picture ("png", 64, 64, TRUE);
  g_autoptr (GBytes) wide = make_picture ("png", CAM_PICTURE_MAX_SIDE + 1, 2, FALSE);
  g_autoptr (GBytes) tall = make_picture ("jpeg", 2, CAM_PICTURE_MAX_SIDE + 1, FALSE);
  g_autoptr (GBytes) edge = make_picture ("png", CAM_PICTURE_MAX_SIDE, 2, FALSE);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) vector = g_bytes_new_static (svg, sizeof svg - 1);
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (CAM_PICTURE_MAX_BYTES + 1), CAM_PICTURE_MAX_BYTES + 1);
  cairo_surface_t *surface = cam_logo_decode (edge, NULL);

  g_assert_nonnull (surface);
  cairo_surface_destroy (surface);
  refuse (empty, CAM_ERROR_UNSUPPORTED);
  refuse (vector, CAM_ERROR_UNSUPPORTED);
  refuse (large, CAM_ERROR_TOO_BIG);
  refuse (wide, CAM_ERROR_TOO_BIG);
  refuse (tall, CAM_ERROR_TOO_BIG);
  /* Cut anywhere, and a header that says it is enormous. */
  for (gsize n = 9; n + 13 < g_bytes_get_size (good); n += 7)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (good, 0, n);

      refuse (cut, CAM_ERROR_INVALID);
    }
}

/* A header of PNG that says a picture of 70,000 dots on each side follows: 20 GB of them. */
static void
test_bomb (void)
{
  static const guint8 bomb[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0x00, 0x01, 0x11, 0x70,
                                 0x00, 0x01, 0x11, 0x70, 8, 6, 0, 0, 0, 0x2b, 0x2f, 0x4a, 0x1c };
  g_autoptr (GBytes) picture = g_bytes_new_static (bomb, sizeof bomb);
  g_autoptr (GError) error = NULL;

  g_assert_null (cam_logo_decode (picture, &error));
  g_assert_nonnull (error);
}

/* Every byte of a small picture changed, one at a time: a picture or a sentence, never a crash. */
static void
test_changed_bytes (void)
{
  static const char *const types[] = { "png", "jpeg" };

  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      g_autoptr (GBytes) good = make_picture (types[t], 9, 7, FALSE);
      gsize length = 0;
      const guint8 *data = g_bytes_get_data (good, &length);
      guint refused = 0;

      for (gsize i = 0; i < length; i++)
        {
          guint8 *copy = g_memdup2 (data, length);
          g_autoptr (GBytes) changed = NULL;
          g_autoptr (GError) error = NULL;
          cairo_surface_t *surface = NULL;

          copy[i] ^= (guint8) (1u << i % 8);
          changed = g_bytes_new_take (copy, length);
          surface = cam_logo_decode (changed, &error);
          g_assert_true ((surface == NULL) == (error != NULL));
          refused += surface == NULL;
          g_clear_pointer (&surface, cairo_surface_destroy);
        }
      g_assert_cmpuint (refused, >, 0);
    }
}

/* On the paper it is only where it was asked for, and one that was damaged on its way is left out. */
static void
test_on_paper (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *event = add_forum (store);
  g_autofree char *organisation = INSERT (store, "organisation", { "name", cam_text ("The Trust") });
  g_autoptr (GBytes) picture = make_picture ("png", 120, 40, TRUE);
  g_autoptr (GBytes) broken = g_bytes_new_from_bytes (picture, 0, 40);
  g_autofree char *logo = INSERT (store, "organisation_logo", { "organisation_uuid", cam_text (organisation) },
                                  { "media_type", cam_text ("image/png") }, { "content", cam_blob (picture) });
  g_autoptr (CamPaper) with = cam_paper_new_event (store, NULL, event, NULL, CAM_PAPER_POSTER, organisation, NULL);
  g_autoptr (CamPaper) without = cam_paper_new_event (store, NULL, event, NULL, CAM_PAPER_POSTER, NULL, NULL);
  g_autofree char *html = cam_paper_to_html (with);
  g_autofree char *plain = cam_paper_to_html (without);
  g_autoptr (GBytes) pdf = cam_paper_to_pdf (with, CAM_PAPER_A4_WIDTH, CAM_PAPER_A4_HEIGHT, NULL);
  const CamCell cell = { "content", cam_blob (broken) };
  g_autoptr (CamPaper) damaged = NULL;
  g_autofree char *bare = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (strstr (html, "alt=\"Logo of The Trust\""));
  g_assert_null (strstr (plain, "Logo of"));
  g_assert_nonnull (pdf);
  test_update (store, "organisation_logo", logo, &cell, 1);
  damaged = cam_paper_new_event (store, NULL, event, NULL, CAM_PAPER_POSTER, organisation, &error);
  g_assert_no_error (error);
  bare = cam_paper_to_html (damaged);
  g_assert_cmpstr (bare, ==, plain);
  g_assert_true (cam_paper_lacks_logo (damaged));
  g_assert_false (cam_paper_lacks_logo (with) || cam_paper_lacks_logo (without));
  g_assert_null (cam_paper_new_event (store, NULL, "nothing", NULL, CAM_PAPER_POSTER, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  test_close_store (store);
}

typedef struct
{
  CamPaper *paper;
  gsize     length;
} Shared;

static gpointer
draw_in_thread (gpointer data)
{
  Shared *shared = data;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GBytes) pdf = cam_paper_to_pdf (shared->paper, CAM_PAPER_A4_WIDTH, CAM_PAPER_A4_HEIGHT, NULL);
      cairo_surface_t *picture = cam_paper_to_picture (shared->paper, CAM_PAPER_A4_WIDTH, CAM_PAPER_A4_HEIGHT, 200, NULL);

      g_assert_nonnull (pdf);
      shared->length = g_bytes_get_size (pdf);
      cairo_surface_destroy (picture);
    }
  return NULL;
}

/* One paper, drawn by several threads at once. */
static void
test_threads (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *event = add_forum (store);
  g_autofree char *organisation = INSERT (store, "organisation", { "name", cam_text ("The Trust") });
  g_autoptr (GBytes) picture = make_picture ("png", 120, 40, TRUE);
  CamAtlas *atlas = NULL;
  Shared shared[4];
  GThread *threads[4];

  ADD (store, "organisation_logo", { "organisation_uuid", cam_text (organisation) }, { "content", cam_blob (picture) });
  atlas = load_atlas (store);
  shared[0].paper = cam_paper_new_event (store, atlas, event, NULL, CAM_PAPER_POSTER, organisation, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      shared[i].paper = shared[0].paper;
      threads[i] = g_thread_new ("paper", draw_in_thread, &shared[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  for (guint i = 1; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (shared[i].length, ==, shared[0].length);
  cam_paper_unref (shared[0].paper);
  g_object_unref (atlas);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_close_store (store);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/logo/good", test_good);
  g_test_add_func ("/logo/hostile", test_hostile);
  g_test_add_func ("/logo/bomb", test_bomb);
  g_test_add_func ("/logo/changed-bytes", test_changed_bytes);
  g_test_add_func ("/logo/on-paper", test_on_paper);
  g_test_add_func ("/logo/threads", test_threads);
  return g_test_run ();
}
