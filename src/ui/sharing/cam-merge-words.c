/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-words.h"

#include "cam-error.h"
#include "cam-format.h"

#include <glib/gi18n.h>

const char *
cam_merge_words_for_kind (CamMergeKind kind)
{
  switch (kind)
    {
    case CAM_MERGE_NEW:
      return _("New");
    case CAM_MERGE_CHANGED:
      return _("Changed");
    case CAM_MERGE_BOTH:
      return _("Changed on Both Sides");
    case CAM_MERGE_DELETED:
      return _("Deleted");
    case CAM_MERGE_ERASED:
      return _("Erased for Good");
    default:
      return "";
    }
}

const char *
cam_merge_words_icon_for_kind (CamMergeKind kind)
{
  static const char *const icons[CAM_MERGE_N_KINDS] = {
    [CAM_MERGE_NEW] = "list-add-symbolic",
    [CAM_MERGE_CHANGED] = "document-edit-symbolic",
    [CAM_MERGE_BOTH] = "dialog-question-symbolic",
    [CAM_MERGE_DELETED] = "user-trash-symbolic",
    [CAM_MERGE_ERASED] = "edit-clear-all-symbolic",
  };

  g_return_val_if_fail ((guint) kind < CAM_MERGE_N_KINDS, NULL);

  return icons[kind];
}

static char *
dup_count (CamMergeKind kind,
           guint        n)
{
  switch (kind)
    {
    case CAM_MERGE_NEW:
      return g_strdup_printf (ngettext ("%u new", "%u new", n), n);
    case CAM_MERGE_CHANGED:
      return g_strdup_printf (ngettext ("%u changed", "%u changed", n), n);
    case CAM_MERGE_BOTH:
      return g_strdup_printf (ngettext ("%u changed on both sides", "%u changed on both sides", n), n);
    case CAM_MERGE_DELETED:
      return g_strdup_printf (ngettext ("%u deleted", "%u deleted", n), n);
    case CAM_MERGE_ERASED:
    default:
      /* Translators: records of persons that somebody erased for good */
      return g_strdup_printf (ngettext ("%u person erased", "%u people erased", n), n);
    }
}

char *
cam_merge_words_dup_counts (CamMergeReport *report)
{
  g_autoptr(GStrvBuilder) counts = g_strv_builder_new ();
  g_auto(GStrv) all = NULL;

  g_return_val_if_fail (CAM_IS_MERGE_REPORT (report), NULL);

  for (guint kind = 0; kind < CAM_MERGE_N_KINDS; kind++)
    if (cam_merge_report_count (report, kind) > 0)
      g_strv_builder_take (counts, dup_count (kind, cam_merge_report_count (report, kind)));
  all = g_strv_builder_end (counts);
  if (all[0] != NULL)
    /* Translators: between the parts of "12 new, 3 changed" */
    return g_strjoinv (_(", "), all);
  if (cam_merge_report_is_empty (report))
    return g_strdup (_("Nothing new"));
  return g_strdup (_("Only the history of changes is added to"));
}

char *
cam_merge_words_dup_conflicts (guint n)
{
  return g_strdup_printf (ngettext ("%u thing to settle", "%u things to settle", n), n);
}

static const char *
find_lacking (CamMergeReport *report)
{
  if (cam_merge_report_lacks_areas (report) && cam_merge_report_lacks_personal (report))
    return _("The copy holds only some areas, and nothing about people.");
  if (cam_merge_report_lacks_areas (report))
    return _("The copy holds only some areas. Everything else stays as it is.");
  if (cam_merge_report_lacks_personal (report))
    return _("The copy holds nothing about people. What you have about them stays as it is.");
  return _("The copy holds only part of the file. Everything else stays as it is.");
}

char *
cam_merge_words_dup_notes (CamMergeReport *report)
{
  g_autoptr(GStrvBuilder) notes = g_strv_builder_new ();
  g_auto(GStrv) all = NULL;
  guint n = 0;

  g_return_val_if_fail (CAM_IS_MERGE_REPORT (report), NULL);

  if (cam_merge_report_is_partial (report))
    g_strv_builder_add (notes, find_lacking (report));
  n = cam_merge_report_get_conflicts (report);
  if (n > 0)
    g_strv_builder_take (notes, g_strdup_printf (
      ngettext ("%u field holds two different values. Both are kept until you choose.",
                "%u fields hold two different values. Both are kept until you choose.", n), n));
  n = cam_merge_report_get_dangling (report);
  if (n > 0)
    g_strv_builder_take (notes, g_strdup_printf (
      ngettext ("%u link leads to something that is not there, and becomes empty.",
                "%u links lead to something that is not there, and become empty.", n), n));
  all = g_strv_builder_end (notes);
  return all[0] != NULL ? g_strjoinv ("\n", all) : NULL;
}

/* Whose changes they are; NULL where it is several people, or not known. */
static const char *
find_only_author (CamMergeReport *report)
{
  GListModel *items = cam_merge_report_get_items (report);
  const char *author = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(CamMergeItem) item = g_list_model_get_item (items, i);
      const char *one = cam_merge_item_get_author (item);

      if (one == NULL || *one == '\0' || (author != NULL && !g_str_equal (one, author)))
        return NULL;
      author = one;
    }
  return author;
}

char *
cam_merge_words_dup_label (CamMergeReport *report,
                           const char     *name)
{
  const char *author = NULL;

  g_return_val_if_fail (CAM_IS_MERGE_REPORT (report), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  author = find_only_author (report);
  if (author != NULL)
    /* Translators: what can be undone; %s is the name of a person */
    return g_strdup_printf (_("Import changes by %s"), author);
  /* Translators: what can be undone; %s is the name of a file */
  return g_strdup_printf (_("Import “%s”"), name);
}

char *
cam_merge_words_dup_refusal (const GError *error)
{
  if (error == NULL || error->domain != CAM_ERROR)
    return cam_format_error (error);
  switch ((CamError) error->code)
    {
    case CAM_ERROR_CORRUPT:
      return g_strdup (_("The copy is damaged, or was changed in a way that nobody can follow. Nothing was taken "
                         "from it. Please ask for a new copy."));
    case CAM_ERROR_FROM_THE_FUTURE:
      return g_strdup (_("The copy comes from a newer version of the program. Please update the program, then "
                         "import it again."));
    case CAM_ERROR_UNSUPPORTED:
      return g_strdup (_("This is no copy from Cambridgeshire Local, or another program has changed it. Please ask "
                         "the person who gave it to you to open it in Cambridgeshire Local and to share it again."));
    case CAM_ERROR_INVALID:
      return g_strdup (_("The copy holds something that has no place in your file. Nothing was taken from it."));
    case CAM_ERROR_BUSY:
      return g_strdup (_("Another program is just now using the copy. Please close it there and try again."));
    case CAM_ERROR_NOT_FOUND:
      return g_strdup (_("The copy is no longer there. Was the stick taken out, or the file moved?"));
    case CAM_ERROR_TOO_BIG:
    case CAM_ERROR_READ_ONLY:
    case CAM_ERROR_NO_SPACE:
    case CAM_ERROR_MISSING_TOOL:
    case CAM_ERROR_TIMED_OUT:
    case CAM_ERROR_FAILED:
    default:
      return cam_format_error (error);
    }
}
