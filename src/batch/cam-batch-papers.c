/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-input-file.h"
#include "cam-output-file.h"
#include "cam-paper.h"
#include "cam-venue-export.h"

#include <string.h>

static gboolean
read_kind (const char    *word,
           CamPaperKind  *kind,
           GError       **error)
{
  static const char *const words[] = { "poster", "invitation", "sign-in" };

  *kind = CAM_PAPER_POSTER;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (word == NULL || g_str_equal (word, words[i]))
      {
        *kind = (CamPaperKind) i;
        return TRUE;
      }
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "The kind is one of: poster invitation sign-in.");
  return FALSE;
}

static CamPaper *
make_paper (CamBatch      *batch,
            const char    *what,
            CamPaperKind   kind,
            GError       **error)
{
  g_autoptr (CamAtlas) atlas = NULL;

  if (batch->logo != NULL && (g_str_equal (what, "venues") || kind == CAM_PAPER_SIGN_IN))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--logo is for posters and invitations.");
      return NULL;
    }
  if (g_str_equal (what, "venues"))
    return cam_paper_new_venues (batch->store, error);
  atlas = cam_atlas_new (batch->store);
  if (!cam_atlas_load (atlas, error))
    return NULL;
  return cam_paper_new_event (batch->store, atlas, what, NULL, kind, batch->logo, error);
}

static GBytes *
make_bytes (CamBatch    *batch,
            CamPaper    *paper,
            const char  *path,
            GError     **error)
{
  gboolean venues = g_str_equal (g_ptr_array_index (batch->arguments, 0), "venues");
  char *text = NULL;

  if (g_str_has_suffix (path, ".pdf"))
    return cam_paper_to_pdf (paper, CAM_PAPER_A4_WIDTH, CAM_PAPER_A4_HEIGHT, error);
  if (venues && g_str_has_suffix (path, ".csv"))
    return cam_venue_export_csv (batch->store, error);
  if (g_str_has_suffix (path, ".html"))
    text = cam_paper_to_html (paper);
  else if (g_str_has_suffix (path, ".txt"))
    text = cam_paper_to_text (paper);
  if (text != NULL)
    return g_bytes_new_take (text, strlen (text));
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                       "The name has to end in .pdf; for a poster or an invitation also in .html or .txt, for venues in .html or .csv.");
  return NULL;
}

gboolean
cam_batch_papers (CamBatch  *batch,
                  GError   **error)
{
  const char *what = g_ptr_array_index (batch->arguments, 0);
  const char *path = g_ptr_array_index (batch->arguments, 1);
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (CamPaper) paper = NULL;
  g_autoptr (GBytes) bytes = NULL;
  CamPaperKind kind = CAM_PAPER_POSTER;
  gsize length = 0;
  const char *data = NULL;

  if (!read_kind (batch->kind, &kind, error) || !cam_batch_open_to_read (batch, error))
    return FALSE;
  if (!g_utf8_validate (what, -1, NULL) || (batch->logo != NULL && !g_utf8_validate (batch->logo, -1, NULL)))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no such event or organisation.");
      return FALSE;
    }
  if (cam_input_is_same (path, batch->path))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” is the file that is read. Choose another name.", shown);
      return FALSE;
    }
  paper = make_paper (batch, what, kind, error);
  bytes = paper != NULL ? make_bytes (batch, paper, path, error) : NULL;
  if (bytes == NULL)
    return FALSE;
  if (batch->logo != NULL && !cam_paper_has_logo (paper))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no such organisation, or it has no logo in this file.");
      return FALSE;
    }
  if (batch->logo != NULL && cam_paper_lacks_logo (paper))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "The picture of this logo is damaged.");
      return FALSE;
    }
  data = g_bytes_get_data (bytes, &length);
  if (!cam_output_write (path, data, length, error))
    return FALSE;
  if (batch->json)
    {
      json_builder_begin_object (batch->builder);
      cam_batch_add_file (batch, "file", path);
      cam_batch_add_text (batch, "title", cam_paper_get_title (paper));
      json_builder_end_object (batch->builder);
    }
  else
    g_string_append_printf (batch->out, "Wrote “%s” to “%s”.\n", cam_paper_get_title (paper), shown);
  return TRUE;
}
