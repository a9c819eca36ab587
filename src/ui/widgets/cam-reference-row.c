/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-reference-row.h"

#include "cam-field-row.h"
#include "cam-tell.h"
#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamReferenceRow
{
  AdwActionRow     parent_instance;

  GtkWidget       *clear_button;

  CamStore        *store;
  CamRecord       *record;
  CamRecord       *shown;      /* what it refers to; NULL for none */
  guint            column;
  GType            target;
  char            *question;
  char            *label;      /* NULL: nothing is saved */
  char            *add_label;  /* NULL: nothing is added */
  CamPickDescribe  describe;
};

G_DEFINE_FINAL_TYPE (CamReferenceRow, cam_reference_row, ADW_TYPE_ACTION_ROW)

static gboolean
can_edit (CamReferenceRow *self)
{
  return self->record != NULL && !cam_record_is_deleted (self->record) && !cam_store_get_read_only (self->store);
}

static void
set_target (CamReferenceRow *self,
            const char      *uuid)
{
  if (!can_edit (self))
    return;
  cam_record_set_text (self->record, self->column, uuid);
  if (self->label != NULL)
    cam_field_save (GTK_WIDGET (self), self->store, self->record, self->label);
}

typedef struct
{
  CamReferenceRow *row;
  CamRecord       *added;
} Addition;

static void
addition_free (Addition *addition)
{
  g_object_unref (addition->row);
  g_object_unref (addition->added);
  g_free (addition);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Addition, addition_free)

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Addition) addition = user_data;
  g_autoptr(GError) error = NULL;

  if (!cam_store_save_finish (CAM_STORE (source), result, &error))
    cam_tell_failure (GTK_WIDGET (addition->row), error);
  else
    set_target (addition->row, cam_record_get_uuid (addition->added));
}

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  CamReferenceRow *self = CAM_REFERENCE_ROW (owner);
  Addition *addition = NULL;

  if (record != NULL)
    {
      set_target (self, cam_record_get_uuid (record));
      return;
    }
  if (!can_edit (self))
    return;
  addition = g_new0 (Addition, 1);
  addition->row = g_object_ref (self);
  addition->added = g_object_new (self->target, "name", name, NULL);
  cam_store_save_async (self->store, self->add_label, &addition->added, 1, NULL, added_cb, addition);
}

static void
activated_cb (CamReferenceRow *self)
{
  if (can_edit (self))
    cam_pick_dialog_choose (GTK_WIDGET (self), self->store, self->target, self->question, NULL, NULL, self->describe,
                            self->add_label != NULL, chosen_cb);
}

static void
clear_cb (CamReferenceRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  set_target (self, NULL);
}

static void
show_title (CamReferenceRow *self)
{
  gboolean is_there = self->shown != NULL && !cam_record_is_deleted (self->shown);
  const char *uuid = cam_record_get_text (self->record, self->column);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), is_there       ? cam_record_get_title (self->shown)
                                                      : uuid != NULL ? _("No longer in this file")
                                                                     : _("None"));
  gtk_widget_set_visible (self->clear_button, uuid != NULL && can_edit (self));
}

static void
follow (CamReferenceRow *self)
{
  const char *uuid = cam_record_get_text (self->record, self->column);
  g_autoptr(CamRecord) shown = uuid != NULL ? cam_store_dup_record (self->store, self->target, uuid, NULL) : NULL;

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_set_object (&self->shown, shown);
  if (shown != NULL)
    g_signal_connect_object (shown, "notify", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  show_title (self);
}

static void
cam_reference_row_dispose (GObject *object)
{
  CamReferenceRow *self = CAM_REFERENCE_ROW (object);

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_object (&self->shown);
  g_clear_object (&self->record);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_reference_row_parent_class)->dispose (object);
}

static void
cam_reference_row_finalize (GObject *object)
{
  CamReferenceRow *self = CAM_REFERENCE_ROW (object);

  g_free (self->question);
  g_free (self->label);
  g_free (self->add_label);

  G_OBJECT_CLASS (cam_reference_row_parent_class)->finalize (object);
}

static void
cam_reference_row_class_init (CamReferenceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_reference_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_reference_row_finalize;
}

static void
cam_reference_row_init (CamReferenceRow *self)
{
  self->clear_button = g_object_new (GTK_TYPE_BUTTON, "icon-name", "edit-clear-symbolic", "tooltip-text",
                                     _("Take It Away"), "valign", GTK_ALIGN_CENTER, "css-classes",
                                     (const char *[]) { "flat", NULL }, NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->clear_button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self, NULL,
                                  -1);
  g_signal_connect_object (self->clear_button, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "activated", G_CALLBACK (activated_cb), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->clear_button);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "property");
}

GtkWidget *
cam_reference_row_new (CamStore        *store,
                       CamRecord       *record,
                       const char      *column,
                       GType            target,
                       const char      *question,
                       CamPickDescribe  describe,
                       const char      *label)
{
  CamReferenceRow *self = g_object_new (CAM_TYPE_REFERENCE_ROW, NULL);
  g_autofree char *property = g_strdelimit (g_strdup (column), "_", '-');
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  self->store = g_object_ref (store);
  self->record = g_object_ref (record);
  self->column = (guint) cam_record_class_find_column (CAM_RECORD_GET_CLASS (record), column);
  self->target = target;
  self->question = g_strdup (question);
  self->describe = describe;
  self->label = g_strdup (label);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 cam_words_for_column (CAM_RECORD_GET_CLASS (record)->table, column));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), !cam_store_get_read_only (store));
  g_signal_connect_object (record, signal, G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  follow (self);
  return GTK_WIDGET (self);
}

void
cam_reference_row_set_add (CamReferenceRow *self,
                           const char      *label)
{
  g_return_if_fail (CAM_IS_REFERENCE_ROW (self));

  g_set_str (&self->add_label, label);
}
