/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-forum-dialog.h"

#include "cam-forum-areas-group.h"
#include "cam-forum-times-group.h"
#include "cam-name-dialog.h"
#include "cam-record-dialog.h"
#include "cam-tell.h"

#include <glib/gi18n.h>

/* A new one on its way into the file. */
typedef struct
{
  GtkWidget *parent;
  CamStore  *store;
  char      *area;
  char      *name;
  char      *made;   /* its uuid */
} Addition;

static void
addition_free (gpointer data)
{
  Addition *addition = data;

  g_clear_weak_pointer (&addition->parent);
  g_object_unref (addition->store);
  g_free (addition->area);
  g_free (addition->name);
  g_free (addition->made);
  g_free (addition);
}

void
cam_forum_dialog_open (GtkWidget *parent,
                       CamStore  *store,
                       CamForum  *forum)
{
  static const char *const what[] = { "name", "kind", "description", "organiser", "organisation_uuid", NULL };
  static const char *const how[] = { "venue_uuid", "how_to_join", "website", "note", NULL };
  CamRecordDialog *dialog = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (CAM_IS_FORUM (forum));

  dialog = g_object_new (CAM_TYPE_RECORD_DIALOG, NULL);
  cam_record_dialog_set_record (dialog, store, CAM_RECORD (forum), _("Change forum"), _("Delete forum"));
  cam_record_dialog_add_fields (dialog, _("Forum or Network"), what);
  cam_record_dialog_add_group (dialog, ADW_PREFERENCES_GROUP (cam_forum_times_group_new (store, forum)));
  cam_record_dialog_add_fields (dialog, _("How to Join"), how);
  cam_plan_group_add_to (dialog, _("Areas"), CAM_TYPE_FORUM_AREAS_GROUP);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

static gboolean
add_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  Addition *addition = data;
  const CamCell cells[] = { { "name", cam_text (addition->name) } };
  g_autofree char *link = NULL;

  addition->made = cam_writer_insert (writer, "forum", cells, G_N_ELEMENTS (cells), error);
  if (addition->made != NULL)
    {
      const CamCell links[] = { { "forum_uuid", cam_text (addition->made) }, { "area_uuid", cam_text (addition->area) } };

      link = cam_writer_insert (writer, "forum_area", links, G_N_ELEMENTS (links), error);
    }
  return link != NULL;
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Addition *addition = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CamRecord) forum = NULL;

  if (!cam_store_write_finish (CAM_STORE (source), result, &error))
    {
      if (addition->parent != NULL)
        cam_tell_failure (addition->parent, error);
    }
  else if (addition->parent != NULL && gtk_widget_get_root (addition->parent) != NULL)
    {
      forum = cam_store_dup_record (addition->store, CAM_TYPE_FORUM, addition->made, NULL);
      if (forum != NULL)
        cam_forum_dialog_open (addition->parent, addition->store, CAM_FORUM (forum));
    }
  addition_free (addition);
}

static void
named_cb (GtkWidget  *owner,
          const char *name,
          gpointer    data)
{
  const Addition *asked = data;
  Addition *addition = g_new0 (Addition, 1);

  g_set_weak_pointer (&addition->parent, owner);
  addition->store = g_object_ref (asked->store);
  addition->area = g_strdup (asked->area);
  addition->name = g_strdup (name);
  /* Read by the writer until the callback comes, which frees it. */
  cam_store_write_async (addition->store, _("Add forum"), add_cb, addition, NULL, NULL, added_cb, addition);
}

void
cam_forum_dialog_add (GtkWidget  *parent,
                      CamStore   *store,
                      const char *area_uuid)
{
  Addition *asked = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (area_uuid != NULL);

  asked = g_new0 (Addition, 1);
  asked->store = g_object_ref (store);
  asked->area = g_strdup (area_uuid);
  cam_name_dialog_ask (parent, _("New Forum or Network"), _("What it is called"), named_cb, asked, addition_free);
}
