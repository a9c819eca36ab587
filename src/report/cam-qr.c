/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-qr.h"

#include <qrencode.h>

#include <string.h>

/* A longer one has squares that are too small to be read off a poster. */
#define MAX_LENGTH 600
#define QUIET      4

GBytes *
cam_qr_encode (const char *text,
               guint      *side)
{
  static GMutex lock;  /* built without locks of its own, its threads would meet in its tables */
  QRcode *code = NULL;
  guint8 *squares = NULL;
  gsize n = 0;

  g_return_val_if_fail (side != NULL, NULL);

  *side = 0;
  if (text == NULL || *text == '\0' || strlen (text) > MAX_LENGTH)
    return NULL;
  g_mutex_lock (&lock);
  code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  g_mutex_unlock (&lock);
  if (code == NULL)
    return NULL;
  n = (gsize) code->width * (gsize) code->width;
  squares = g_malloc (n);
  for (gsize i = 0; i < n; i++)
    squares[i] = code->data[i] & 1;
  *side = (guint) code->width;
  QRcode_free (code);
  return g_bytes_new_take (squares, n);
}

void
cam_qr_draw (cairo_t *cr,
             double   width,
             GBytes  *squares,
             guint    side)
{
  const guint8 *black = g_bytes_get_data (squares, NULL);
  double square = width / (side + 2 * QUIET);

  g_return_if_fail (g_bytes_get_size (squares) == (gsize) side * side);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, width, width);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  /* A run of black squares is one box: between two that touch a printer would leave a hair of white. */
  for (guint row = 0; row < side; row++)
    for (guint from = 0, to = 0; from < side; from = to)
      {
        for (to = from + 1; to < side && black[row * side + to] == black[row * side + from];)
          to++;
        if (black[row * side + from] != 0)
          cairo_rectangle (cr, (QUIET + from) * square, (QUIET + row) * square, (to - from) * square, square);
      }
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_fill (cr);
  cairo_restore (cr);
}
