/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-shove.h"

#include "cam-event-chip.h"
#include "cam-event-row.h"
#include "cam-event-scope.h"
#include "cam-tell.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *parent;    /* owned */
  CamStore  *store;
  char      *uuid;
  char      *original;
  char      *starts_at;
  char      *ends_at;
  char      *done;      /* what is said afterwards */
  CamWallTime starts;
  CamEventShoved shoved;
  gboolean   all_day;
} Shove;

static void
shove_free (Shove *self)
{
  g_object_unref (self->parent);
  g_object_unref (self->store);
  g_free (self->uuid);
  g_free (self->original);
  g_free (self->starts_at);
  g_free (self->ends_at);
  g_free (self->done);
  g_free (self);
}

static void
shove_closure_free (gpointer  data,
                    GClosure *closure)
{
  shove_free (data);
}

/* What is left of it while it is written. */
typedef struct
{
  GtkWidget     *parent;
  char          *uuid;
  char          *done;
  CamWallTime    starts;
  CamEventShoved shoved;
} Told;

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Told *told = user_data;
  g_autofree char *made = NULL;
  g_autoptr(GError) error = NULL;

  if (!cam_event_work_apply_finish (CAM_STORE (source), result, &made, &error))
    cam_tell_failure (told->parent, error);
  else if (gtk_widget_get_root (told->parent) != NULL)
    {
      gtk_widget_activate_action (told->parent, "win.show-done", "(ss)", told->done,
                                  cam_store_get_undo_label (CAM_STORE (source)));
      if (told->shoved != NULL)
        told->shoved (told->parent, made != NULL ? made : told->uuid, told->starts);
    }
  g_object_unref (told->parent);
  g_free (told->uuid);
  g_free (told->done);
  g_free (told);
}

static void
apply (Shove         *self,
       CamEventScope  scope)
{
  Told *told = g_new0 (Told, 1);

  told->parent = g_object_ref (self->parent);
  told->uuid = g_strdup (self->uuid);
  told->done = g_strdup (self->done);
  told->starts = self->starts;
  told->shoved = self->shoved;
  cam_event_work_apply_async (cam_event_work_new_move (self->uuid, self->original, scope, self->starts_at, self->ends_at,
                                                       self->all_day),
                              self->store, NULL, applied_cb, told);
}

static void
response_cb (AdwAlertDialog *alert,
             const char     *response,
             Shove          *self)
{
  CamEventScope scope = CAM_EVENT_SCOPE_ONE;

  if (cam_event_scope_from_response (response, &scope))
    apply (self, scope);
}

/* What is said afterwards: the day where it went to another one, else its times. */
static char *
dup_done (const CamEventInstance *instance,
          CamWallTime             starts,
          CamWallTime             ends)
{
  const char *name = instance->event->name != NULL ? instance->event->name : "";
  g_autofree char *day = cam_event_row_dup_day (cam_wall_time_get_day (starts));
  g_autofree char *span = cam_wall_time_format_span (starts, ends, instance->event->all_day);

  if (cam_wall_time_get_day (starts) != cam_wall_time_get_day (instance->starts))
    /* Translators: the first is what the event is called, the second a weekday with a day */
    return g_strdup_printf (_("“%s” moved to %s"), name, day);
  /* Translators: the first is what the event is called, the second as in "10:00 to 12:00" */
  return g_strdup_printf (_("“%s” is now %s"), name, span);
}

void
cam_event_shove (GtkWidget              *parent,
                 CamStore               *store,
                 const CamEventInstance *instance,
                 CamWallTime             starts,
                 CamWallTime             ends,
                 CamEventShoved          shoved)
{
  Shove *self = NULL;
  AdwDialog *alert = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (CAM_IS_STORE (store));

  self = g_new0 (Shove, 1);
  self->parent = g_object_ref (parent);
  self->store = g_object_ref (store);
  self->uuid = g_strdup (instance->event->uuid);
  self->original = cam_event_chip_dup_original (instance);
  self->all_day = instance->event->all_day;
  self->starts = starts;
  self->shoved = shoved;
  self->starts_at = cam_wall_time_to_text (starts, self->all_day);
  /* In the file the end of what lasts all day is its last day. */
  self->ends_at = cam_wall_time_to_text (self->all_day ? ends - CAM_WALL_TIME_DAY : ends, self->all_day);
  self->done = dup_done (instance, starts, ends);
  if (self->original == NULL)
    {
      apply (self, CAM_EVENT_SCOPE_ALL);
      shove_free (self);
      return;
    }
  alert = cam_event_scope_dialog_new (TRUE, instance->original == instance->event->starts);
  g_signal_connect_data (alert, "response", G_CALLBACK (response_cb), self, shove_closure_free, 0);
  adw_dialog_present (alert, parent);
}
