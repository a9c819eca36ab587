/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-vcard-write.h"

#include "cam-vcard-private.h"

/* Version 3 has the envelope of an address in a line of its own. */
static void
out_label (GString            *out,
           const CamVcardItem *address)
{
  const char *text = cam_vcard_item_get_param (address, "LABEL");
  g_autoptr (CamVcardItem) label = cam_vcard_item_new (CAM_VCARD_OTHER, CAM_VCARD_SHAPE_TEXT);
  g_autoptr (GString) line = g_string_new (NULL);

  if (text == NULL)
    return;
  label->name = g_strdup ("LABEL");
  label->text = g_strdup (text);
  label->types = g_strdupv (address->types);
  cam_vcard_out_item (line, label, CAM_VCARD_3_0);
  cam_lines_fold (out, line->str);
}

/* Every card must have a name to be shown by, in version 3 also one in parts. */
static void
out_names (GString        *out,
           const CamVcard *card,
           CamVcardVersion version)
{
  gboolean has_name = FALSE, has_parts = FALSE;

  for (guint i = 0; i < card->items->len; i++)
    {
      const CamVcardItem *item = g_ptr_array_index (card->items, i);

      has_name = has_name || item->field == CAM_VCARD_FORMATTED_NAME;
      has_parts = has_parts || item->field == CAM_VCARD_NAME;
    }
  if (!has_name)
    {
      g_autofree char *name = cam_vcard_dup_name (card);
      g_autoptr (GString) line = g_string_new ("FN:");

      cam_lines_escape (line, name != NULL ? name : "");
      cam_lines_fold (out, line->str);
    }
  if (!has_parts && version == CAM_VCARD_3_0)
    cam_lines_fold (out, "N:;;;;");
}

GBytes *
cam_vcard_write (GPtrArray       *cards,
                 CamVcardVersion  version)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GString) line = g_string_new (NULL);

  g_return_val_if_fail (cards != NULL, NULL);
  g_return_val_if_fail (version == CAM_VCARD_3_0 || version == CAM_VCARD_4_0, NULL);

  for (guint i = 0; i < cards->len; i++)
    {
      const CamVcard *card = g_ptr_array_index (cards, i);

      cam_lines_fold (out, "BEGIN:VCARD");
      cam_lines_fold (out, version == CAM_VCARD_3_0 ? "VERSION:3.0" : "VERSION:4.0");
      out_names (out, card, version);
      for (guint j = 0; j < card->items->len; j++)
        {
          const CamVcardItem *item = g_ptr_array_index (card->items, j);

          g_string_truncate (line, 0);
          cam_vcard_out_item (line, item, version);
          cam_lines_fold (out, line->str);
          if (version == CAM_VCARD_3_0 && item->field == CAM_VCARD_ADR)
            out_label (out, item);
        }
      cam_lines_fold (out, "END:VCARD");
    }
  return g_string_free_to_bytes (out);
}
