/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vcard-fixture.h"

#include <string.h>

CamVcardFile *
vcard_read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  CamVcardFile *file = cam_vcard_read (bytes, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  vcard_check_file (file);
  return file;
}

CamVcardFile *
vcard_read_card (const char *version,
                 const char *lines)
{
  g_autofree char *text = g_strconcat ("BEGIN:VCARD\nVERSION:", version, "\n", lines, "END:VCARD\n", NULL);

  return vcard_read_text (text);
}

CamVcard *
vcard_get_card (CamVcardFile *file)
{
  CamVcard *card = NULL;

  g_assert_cmpuint (file->refused->len, ==, 0);
  g_assert_cmpuint (file->cards->len, ==, 1);
  card = g_ptr_array_index (file->cards, 0);
  g_assert_cmpstr (card->problems[0], ==, NULL);
  return card;
}

void
vcard_assert_text (CamVcard      *card,
                   CamVcardField  field,
                   guint          nth,
                   const char    *expected)
{
  CamVcardItem *item = cam_vcard_find (card, field, nth);
  g_autofree char *text = item != NULL ? cam_vcard_item_dup_text (item) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

char *
vcard_dup_lines (CamVcard *card)
{
  g_auto (GStrv) lines = cam_vcard_dup_extra (card, 0);

  return g_strjoinv ("\n", lines);
}

static void
check_sentence (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_false (g_str_has_suffix (text, ".."));
}

static void
check_text (const char *text,
            gboolean    line_ends)
{
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *at = text; *at != '\0'; at++)
    g_assert_true ((guchar) *at >= ' ' || *at == '\t' || (*at == '\n' && line_ends));
}

static void
check_values (char **values)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    check_text (values[i], TRUE);
}

static void
check_item (const CamVcardItem *item)
{
  g_autofree char *text = cam_vcard_item_dup_text (item);

  g_assert_true ((item->field == CAM_VCARD_OTHER) == (item->name != NULL));
  g_assert_true ((item->shape == CAM_VCARD_SHAPE_PARTS) == (item->parts != NULL));
  g_assert_true ((item->shape == CAM_VCARD_SHAPE_BYTES) == (item->bytes != NULL));
  g_assert_true ((item->bytes != NULL) == (item->media != NULL));
  g_assert_true ((item->text == NULL) == (item->bytes != NULL || item->parts != NULL));
  g_assert_cmpuint (item->pref, <=, 100);
  check_text (item->name, FALSE);
  check_text (item->group, FALSE);
  check_text (item->media, FALSE);
  check_text (item->text, item->shape == CAM_VCARD_SHAPE_TEXT);
  check_text (text, TRUE);
  check_values (item->types);
  for (guint i = 0; item->parts != NULL && i < item->parts->len; i++)
    {
      g_assert_nonnull (cam_vcard_item_get_values (item, i)[0]);
      check_values (cam_vcard_item_get_values (item, i));
    }
  for (guint i = 0; item->params != NULL && i < item->params->len; i++)
    {
      const CamVcardParam *param = g_ptr_array_index (item->params, i);

      check_text (param->name, FALSE);
      check_values (param->values);
    }
}

static void
check_card (CamVcard *card)
{
  g_autofree char *name = cam_vcard_dup_name (card);
  g_autoptr (CamVcard) copy = cam_vcard_new ();
  g_auto (GStrv) lines = cam_vcard_dup_extra (card, 0);

  check_text (name, FALSE);
  g_assert_cmpstr (name, !=, NULL);
  g_assert_cmpstr (name, !=, "");
  g_assert_cmpint (cam_vcard_get_kind (card), <=, CAM_VCARD_OTHER_KIND);
  for (guint i = 0; i < card->items->len; i++)
    {
      const CamVcardItem *item = g_ptr_array_index (card->items, i);
      g_autofree char *label = cam_vcard_dup_label (card, item);

      check_item (item);
      check_text (label, TRUE);
    }
  for (guint i = 0; card->problems[i] != NULL; i++)
    check_sentence (card->problems[i]);
  /* What a record keeps as lines is not changed by that. */
  cam_vcard_add_extra (copy, (const char *const *) lines);
  g_assert_true (cam_vcard_equal (card, copy));
}

static void
check_lines (GBytes *bytes)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  gsize at = 0;

  g_assert_true (g_utf8_validate (text, (gssize) length, NULL));
  while (at < length)
    {
      const char *end = memchr (text + at, '\n', length - at);

      g_assert_nonnull (end);
      g_assert_true (end > text + at && end[-1] == '\r');
      g_assert_cmpint (end - (text + at), <=, 76);
      g_assert_true (g_utf8_validate (text + at, end - (text + at), NULL));
      at = (gsize) (end - text) + 1;
    }
}

static CamVcardFile *
write_and_read (CamVcardFile    *file,
                CamVcardVersion  version)
{
  g_autoptr (GBytes) written = cam_vcard_write (file->cards, version);
  g_autoptr (GBytes) twice = cam_vcard_write (file->cards, version);
  g_autoptr (GError) error = NULL;
  CamVcardFile *read = NULL;

  g_assert_true (g_bytes_equal (written, twice));
  check_lines (written);
  if (file->cards->len == 0)
    return NULL;
  read = cam_vcard_read (written, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->refused->len, ==, 0);
  g_assert_cmpuint (read->cards->len, ==, file->cards->len);
  return read;
}

/* Version 4 holds everything; whatever version 3 does not hold is gone after the first time. */
static void
check_written (CamVcardFile *file)
{
  g_autoptr (CamVcardFile) read = write_and_read (file, CAM_VCARD_4_0);
  g_autoptr (CamVcardFile) old = write_and_read (file, CAM_VCARD_3_0);
  g_autoptr (CamVcardFile) again = NULL;

  if (file->cards->len == 0)
    return;
  again = write_and_read (old, CAM_VCARD_3_0);
  for (guint i = 0; i < file->cards->len; i++)
    {
      CamVcard *card = g_ptr_array_index (file->cards, i), *other = g_ptr_array_index (read->cards, i);
      g_autofree char *before = vcard_dup_lines (card);
      g_autofree char *after = vcard_dup_lines (other);
      gboolean named = FALSE;

      for (guint j = 0; j < card->items->len; j++)
        named = named || ((CamVcardItem *) g_ptr_array_index (card->items, j))->field == CAM_VCARD_FORMATTED_NAME;
      if (named)
        {
          g_assert_cmpstr (after, ==, before);
          g_assert_true (cam_vcard_equal (card, other));
        }
      g_assert_cmpint (cam_vcard_get_kind (card), ==, cam_vcard_get_kind (other));
      g_assert_true (cam_vcard_equal (g_ptr_array_index (old->cards, i), g_ptr_array_index (again->cards, i)));
    }
}

void
vcard_check_file (CamVcardFile *file)
{
  for (guint i = 0; i < file->cards->len; i++)
    check_card (g_ptr_array_index (file->cards, i));
  for (guint i = 0; i < file->refused->len; i++)
    check_sentence (((CamVcardRefused *) g_ptr_array_index (file->refused, i))->reason);
  check_written (file);
}

gboolean
vcard_check_bytes (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamVcardFile) file = cam_vcard_read (bytes, NULL, NULL, NULL, &error);

  g_assert_true ((file == NULL) == (error != NULL));
  if (file == NULL)
    {
      g_assert_true (error->domain == CAM_CONTACT_ERROR);
      check_sentence (error->message);
      return FALSE;
    }
  vcard_check_file (file);
  return TRUE;
}
