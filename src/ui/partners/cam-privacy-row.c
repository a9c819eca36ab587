/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-privacy-row.h"

#include "cam-period.h"
#include "cam-person.h"
#include "cam-privacy.h"
#include "cam-query.h"

#include <glib/gi18n.h>

struct _CamPrivacyRow
{
  AdwActionRow  parent_instance;

  CamStore     *store;
  CamQuery     *erase;    /* NULL without a store */
  CamQuery     *review;
  guint32       today;
};

G_DEFINE_FINAL_TYPE (CamPrivacyRow, cam_privacy_row, ADW_TYPE_ACTION_ROW)

static void
follow (CamPrivacyRow *self)
{
  guint n = self->erase != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->erase))
                                    + g_list_model_get_n_items (G_LIST_MODEL (self->review)) : 0;
  g_autofree char *title = g_strdup_printf (ngettext ("%u person is due for review", "%u people are due for review", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
cam_privacy_row_dispose (GObject *object)
{
  CamPrivacyRow *self = CAM_PRIVACY_ROW (object);

  g_clear_object (&self->erase);
  g_clear_object (&self->review);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_privacy_row_parent_class)->dispose (object);
}

static void
cam_privacy_row_class_init (CamPrivacyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_privacy_row_dispose;
}

static void
cam_privacy_row_init (CamPrivacyRow *self)
{
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), gtk_image_new_from_icon_name ("system-users-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), gtk_image_new_from_icon_name ("go-next-symbolic"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _("Is what we hold on them still needed, and still right?"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.data-protection");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static CamQuery *
list (CamPrivacyRow  *self,
      CamPrivacyList  which)
{
  g_autofree char *day = cam_day_to_text (self->today);
  const CamValue params[] = { cam_text (day) };
  CamQuery *query = cam_query_new (self->store, CAM_TYPE_PERSON, cam_privacy_list_where (which),
                                   cam_privacy_list_order (which), params, 1);

  g_signal_connect_object (query, "notify::n-items", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  return query;
}

void
cam_privacy_row_set_store (CamPrivacyRow *self,
                           CamStore      *store)
{
  guint32 today = cam_day_today ();

  g_return_if_fail (CAM_IS_PRIVACY_ROW (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  if (self->store == store && self->today == today)
    return;
  g_clear_object (&self->erase);
  g_clear_object (&self->review);
  g_set_object (&self->store, store);
  self->today = today;
  if (store != NULL)
    {
      self->erase = list (self, CAM_PRIVACY_LIST_ERASE);
      self->review = list (self, CAM_PRIVACY_LIST_REVIEW);
    }
  follow (self);
}
