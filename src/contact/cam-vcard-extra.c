/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-vcard-private.h"

#include <string.h>

/* What a record has no column for, as lines that it keeps. */

char **
cam_vcard_dup_extra (const CamVcard *self,
                     guint64         fields)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < self->items->len; i++)
    {
      const CamVcardItem *item = g_ptr_array_index (self->items, i);
      GString *line = NULL;

      if ((fields >> item->field & 1) != 0)
        continue;
      line = g_string_new (NULL);
      cam_vcard_out_item (line, item, CAM_VCARD_4_0);
      g_strv_builder_take (lines, g_string_free_and_steal (line));
    }
  return g_strv_builder_end (lines);
}

void
cam_vcard_add_extra (CamVcard          *self,
                     const char *const *lines)
{
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      CamVcardHead head = { 0 };
      g_autofree char *line = g_utf8_validate (lines[i], -1, NULL) ? cam_vcard_clean (lines[i], FALSE) : NULL;

      /* BEGIN, END and VERSION are no properties. */
      if (line == NULL || !cam_vcard_line_parse (line, CAM_VCARD_4_0, &head))
        continue;
      if (cam_vcard_decode (&head, CAM_VCARD_4_0) == NULL || head.item->text != NULL || head.item->bytes != NULL || head.item->parts != NULL)
        g_ptr_array_add (self->items, g_steal_pointer (&head.item));
      cam_vcard_head_clear (&head);
    }
}
