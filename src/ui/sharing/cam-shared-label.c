/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-shared-label.h"

#include <glib/gi18n.h>

static char *
describe_age (gint64 seconds)
{
  guint minutes = (guint) (MAX (seconds, 0) / 60);

  if (minutes < 1)
    return g_strdup (_("Shared just now"));
  if (minutes < 60)
    /* Translators: when the last exchange with the shared folder was; "min" is short for minutes */
    return g_strdup_printf (ngettext ("Shared %u min ago", "Shared %u min ago", minutes), minutes);
  if (minutes < 48 * 60)
    /* Translators: when the last exchange with the shared folder was; "h" is short for hours */
    return g_strdup_printf (ngettext ("Shared %u h ago", "Shared %u h ago", minutes / 60), minutes / 60);
  return g_strdup_printf (ngettext ("Shared %u day ago", "Shared %u days ago", minutes / (24 * 60)),
                          minutes / (24 * 60));
}

char *
cam_shared_label_state (CamSharedFolder *shared,
                        gint64           now)
{
  gint64 last = cam_shared_folder_get_last_exchange (shared);
  g_autofree char *age = last > 0 ? describe_age (now - last) : NULL;

  switch (cam_shared_folder_get_state (shared))
    {
    case CAM_SHARED_FOLDER_WAITING:
      return g_strdup (_("Not shared yet"));
    case CAM_SHARED_FOLDER_WORKING:
      return g_strdup (_("Exchanging…"));
    case CAM_SHARED_FOLDER_UP_TO_DATE:
      return g_strdup (age != NULL ? age : _("Not shared yet"));
    case CAM_SHARED_FOLDER_OFFLINE:
      /* Translators: the shared folder cannot be reached; %s is such as "Shared 2 h ago" */
      return age != NULL ? g_strdup_printf (_("Offline. %s"), age) : g_strdup (_("Offline"));
    case CAM_SHARED_FOLDER_PROBLEM:
      return g_strdup (_("Sharing does not work"));
    case CAM_SHARED_FOLDER_OFF:
    default:
      return g_strdup (_("Off"));
    }
}

/* How the rest of the sentence goes on: ", 1 of them to review". */
static void
append_rest (GString        *text,
             CamMergeReport *report)
{
  guint n_conflicts = cam_merge_report_get_conflicts (report);
  guint n_erased = cam_merge_report_count (report, CAM_MERGE_ERASED);

  if (n_conflicts > 0)
    {
      g_string_append (text, ", ");
      /* Translators: goes on from "3 changes from Anna Example’s copy" after a comma */
      g_string_append_printf (text, ngettext ("%u to review", "%u to review", n_conflicts), n_conflicts);
    }
  if (n_erased > 0)
    {
      g_string_append (text, ", ");
      /* Translators: goes on from "3 changes from Anna Example’s copy" after a comma */
      g_string_append_printf (text, ngettext ("%u erased for good", "%u erased for good", n_erased), n_erased);
    }
}

char *
cam_shared_label_merged (CamMergeReport *report,
                         const char     *who)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint kind = 0; kind < CAM_MERGE_N_KINDS; kind++)
    n += cam_merge_report_count (report, (CamMergeKind) kind);
  if (n == 0)
    return NULL;
  if (g_str_equal (who, "copy"))
    g_string_printf (text, ngettext ("%u change from a colleague’s copy", "%u changes from a colleague’s copy", n), n);
  else
    /* Translators: %2$s is the name of the person, or of the file */
    g_string_printf (text, ngettext ("%1$u change from %2$s’s copy", "%1$u changes from %2$s’s copy", n), n, who);
  append_rest (text, report);
  return g_string_free_and_steal (g_steal_pointer (&text));
}
