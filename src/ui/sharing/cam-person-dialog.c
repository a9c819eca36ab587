/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-person-dialog.h"

#include "cam-contacts-group.h"
#include "cam-field-row.h"
#include "cam-format.h"
#include "cam-memberships-group.h"
#include "cam-organisation.h"
#include "cam-partner-links-group.h"
#include "cam-picture-group.h"
#include "cam-privacy-group.h"
#include "cam-reach.h"
#include "cam-reference-row.h"
#include "cam-roles-group.h"
#include "cam-sensitive-hint.h"
#include "cam-timeline-group.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

/* A field that is an entry: its row in the template and what changing it is called. */
typedef struct
{
  const char      *row;
  CamPersonColumn  column;
  const char      *property;
  const char      *label;
} Field;

static const Field fields[] = {
  { "name_row", CAM_PERSON_NAME, "name", N_("Rename person") },
  { "job_title_row", CAM_PERSON_JOB_TITLE, "job-title", N_("Change job title of person") },
  { "phone_row", CAM_PERSON_PHONE, "phone", N_("Change phone number of person") },
  { "email_row", CAM_PERSON_EMAIL, "email", N_("Change e-mail address of person") },
  { "address_row", CAM_PERSON_ADDRESS, "address", N_("Change address of person") },
  { "postcode_row", CAM_PERSON_POSTCODE, "postcode", N_("Change postcode of person") },
};

struct _CamPersonDialog
{
  AdwDialog       parent_instance;

  AdwEntryRow         *rows[G_N_ELEMENTS (fields)];
  AdwNavigationView   *navigation_view;
  AdwPreferencesGroup *note_group;
  GtkTextView         *note_view;
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *reach_group;
  AdwPreferencesGroup *who_group;

  GtkWidget           *phone_button;
  GtkWidget           *email_button;

  CamAtlas            *atlas;
  CamPerson           *person;
};

G_DEFINE_FINAL_TYPE (CamPersonDialog, cam_person_dialog, ADW_TYPE_DIALOG)

/* A save is never cancelled: what a person typed is kept even when the dialog is gone. */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CamPersonDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (cam_store_save_finish (CAM_STORE (source), result, &error))
    return;
  sentence = cam_format_error (error);
  g_debug ("Saving failed: %s", error->message);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-message", "s", sentence);
}

static gboolean
can_edit (CamPersonDialog *self)
{
  return self->person != NULL && !cam_record_is_deleted (CAM_RECORD (self->person)) &&
         !cam_store_get_read_only (cam_atlas_get_store (self->atlas));
}

static void
save_text (CamPersonDialog *self,
           CamPersonColumn  column,
           const char      *text,
           const char      *label)
{
  CamRecord *records[] = { CAM_RECORD (self->person) };
  const char *kept = cam_record_get_text (records[0], column);

  if (g_strcmp0 (kept != NULL ? kept : "", text != NULL ? text : "") == 0)
    return;
  cam_record_set_text (records[0], column, text);
  cam_store_save_async (cam_atlas_get_store (self->atlas), label, records, 1, NULL, saved_cb,
                        g_object_ref (self));
}

static gboolean
accepts (CamPersonColumn  column,
         const char      *text)
{
  g_autoptr(CamRecordClass) klass = g_type_class_ref (CAM_TYPE_PERSON);

  /* Without a name nobody would find the person again. */
  return column == CAM_PERSON_NAME ? text != NULL : cam_column_accepts_text (&klass->columns[column], text);
}

static void
applied_cb (CamPersonDialog *self,
            AdwEntryRow     *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  const char *value = *text != '\0' ? text : NULL;
  guint i = 0;

  while (self->rows[i] != row)
    i++;
  if (!can_edit (self))
    return;
  if (!accepts (fields[i].column, value))
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_widget_grab_focus (GTK_WIDGET (row));
      return;
    }
  save_text (self, fields[i].column, value, _(fields[i].label));
}

/* A mistake stays marked until somebody types on. */
static void
typed_cb (AdwEntryRow *row)
{
  gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
}

static char *
dup_typed_note (CamPersonDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
note_left_cb (CamPersonDialog *self)
{
  g_autofree char *note = NULL;

  if (!can_edit (self))
    return;
  note = dup_typed_note (self);
  save_text (self, CAM_PERSON_NOTE, *note != '\0' ? note : NULL, _("Change note on person"));
}

static void
follow_field (CamPersonDialog *self,
              guint            i)
{
  const char *text = cam_record_get_text (CAM_RECORD (self->person), fields[i].column);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->rows[i])), text != NULL ? text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->rows[i]), text != NULL ? text : "");
}

static void
follow_note (CamPersonDialog *self)
{
  const char *note = cam_record_get_text (CAM_RECORD (self->person), CAM_PERSON_NOTE);
  g_autofree char *typed = dup_typed_note (self);

  if (g_strcmp0 (typed, note != NULL ? note : "") != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note_view), note != NULL ? note : "", -1);
}

/* Whoever does not want to be asked is not asked from here. */
static void
follow_reach (CamPersonDialog *self)
{
  CamRecord *person = CAM_RECORD (self->person);
  gboolean refuses = cam_record_get_boolean (person, CAM_PERSON_DO_NOT_CONTACT);

  cam_reach_set (self->phone_button, refuses ? NULL : cam_record_get_text (person, CAM_PERSON_PHONE));
  cam_reach_set (self->email_button, refuses ? NULL : cam_record_get_text (person, CAM_PERSON_EMAIL));
}

/* A page without a title is none; somebody without a name may have come from outside. */
static void
show_title (CamPersonDialog *self)
{
  const char *name = cam_record_get_title (CAM_RECORD (self->person));

  adw_dialog_set_title (ADW_DIALOG (self), *name != '\0' ? name : _("Person"));
}

/* Only what changed, since another field may be half typed. */
static void
person_changed_cb (CamPersonDialog *self,
                   GParamSpec      *pspec)
{
  if (cam_record_is_deleted (CAM_RECORD (self->person)))
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (pspec->name, fields[i].property))
      follow_field (self, i);
  follow_reach (self);
  if (g_str_equal (pspec->name, "note"))
    follow_note (self);
  else if (g_str_equal (pspec->name, "name"))
    show_title (self);
}

static void
cam_person_dialog_closed (AdwDialog *dialog)
{
  CamPersonDialog *self = CAM_PERSON_DIALOG (dialog);

  note_left_cb (self);
  cam_ui_leave_dialog (dialog);
}

static void
cam_person_dialog_dispose (GObject *object)
{
  CamPersonDialog *self = CAM_PERSON_DIALOG (object);

  g_clear_object (&self->person);
  g_clear_object (&self->atlas);

  G_OBJECT_CLASS (cam_person_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-person-dialog.ui");
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_widget_class_bind_template_child_full (widget_class, fields[i].row, FALSE,
                                               (gssize) (G_STRUCT_OFFSET (CamPersonDialog, rows)
                                                         + i * sizeof (AdwEntryRow *)));
  gtk_widget_class_bind_template_child (widget_class, CamPersonDialog, navigation_view);
  gtk_widget_class_bind_template_child (widget_class, CamPersonDialog, note_group);
  gtk_widget_class_bind_template_child (widget_class, CamPersonDialog, note_view);
  gtk_widget_class_bind_template_child (widget_class, CamPersonDialog, page);
  gtk_widget_class_bind_template_child (widget_class, CamPersonDialog, reach_group);
  gtk_widget_class_bind_template_child (widget_class, CamPersonDialog, who_group);
  gtk_widget_class_bind_template_callback (widget_class, applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
cam_person_dialog_class_init (CamPersonDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_person_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = cam_person_dialog_closed;
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cam_person_dialog_init (CamPersonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
add_row (CamPersonDialog     *self,
         AdwPreferencesGroup *group,
         const char          *column)
{
  GtkWidget *row = cam_field_row_new (cam_atlas_get_store (self->atlas), CAM_RECORD (self->person), column,
                                      _("Change person"), NULL);

  adw_preferences_group_add (group, row);
  return row;
}

static void
add_page (CamPersonDialog     *self,
          AdwPreferencesGroup *group,
          const char          *title,
          gpointer             page)
{
  cam_partner_add_page (self->navigation_view, group, title, page, cam_atlas_get_store (self->atlas),
                        CAM_RECORD (self->person));
}

static void
add_who (CamPersonDialog *self)
{
  static const char *const columns[] = { "team_role", "role_since", "role_until" };
  GtkWidget *organisation = cam_reference_row_new (cam_atlas_get_store (self->atlas), CAM_RECORD (self->person),
                                                   "organisation_uuid", CAM_TYPE_ORGANISATION, _("In Which Organisation?"),
                                                   cam_partner_describe, _("Change organisation of person"));

  cam_reference_row_set_add (CAM_REFERENCE_ROW (organisation), _("Add organisation"));
  adw_preferences_group_add (self->who_group, organisation);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_row (self, self->who_group, columns[i]);
  add_page (self, self->who_group, _("Other and Earlier Roles"), g_object_new (CAM_TYPE_ROLES_GROUP, NULL));
}

/* The row of an entry in the template gets the button that uses what stands in it. */
static GtkWidget *
add_reached (CamPersonDialog *self,
             CamPersonColumn  column,
             const char      *kind)
{
  GtkWidget *button = cam_reach_button_new (kind);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].column == column)
      adw_entry_row_add_suffix (self->rows[i], button);
  return button;
}

static void
add_groups (CamPersonDialog *self)
{
  AdwPreferencesGroup *group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", _("About Them"), NULL);
  AdwPreferencesGroup *needs = g_object_new (ADW_TYPE_PREFERENCES_GROUP, NULL);
  AdwPreferencesGroup *privacy = g_object_new (CAM_TYPE_PRIVACY_GROUP, NULL);
  GtkWidget *access = NULL;

  add_who (self);
  self->phone_button = add_reached (self, CAM_PERSON_PHONE, "phone");
  self->email_button = add_reached (self, CAM_PERSON_EMAIL, "email");
  add_row (self, self->reach_group, "preferred_channel");
  add_page (self, self->reach_group, _("More Phones, E-mails and Websites"), g_object_new (CAM_TYPE_CONTACTS_GROUP, NULL));
  add_page (self, group, _("Areas"), cam_partner_links_group_new (CAM_PARTNER_LINK_PERSON_AREA));
  add_page (self, group, _("Groups and Tags"), g_object_new (CAM_TYPE_MEMBERSHIPS_GROUP, NULL));
  add_page (self, group, _("Photo"), g_object_new (CAM_TYPE_PICTURE_GROUP, NULL));
  add_row (self, group, "languages");
  adw_preferences_page_add (self->page, group);
  /* What somebody needs tells of their health: nobody asks for it here. */
  adw_preferences_group_set_description (needs, _("Only where they said so themselves."));
  access = add_row (self, needs, "access_needs");
  adw_preferences_group_add (needs, cam_sensitive_hint_new (access));
  adw_preferences_page_add (self->page, needs);
  adw_preferences_page_add (self->page, cam_timeline_group_new (cam_atlas_get_store (self->atlas), CAM_TIMELINE_PERSON,
                                                                cam_record_get_uuid (CAM_RECORD (self->person))));
  adw_preferences_page_add (self->page, privacy);
  cam_plan_group_set_record (CAM_PLAN_GROUP (privacy), cam_atlas_get_store (self->atlas), CAM_RECORD (self->person));
}

static void
show_person (CamPersonDialog *self)
{
  gboolean is_editable = can_edit (self);

  add_groups (self);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      follow_field (self, i);
      gtk_editable_set_editable (GTK_EDITABLE (self->rows[i]), is_editable);
    }
  follow_note (self);
  adw_preferences_group_add (self->note_group, cam_sensitive_hint_new (GTK_WIDGET (self->note_view)));
  follow_reach (self);
  gtk_text_view_set_editable (self->note_view, is_editable);
  show_title (self);
  g_signal_connect_object (self->person, "notify", G_CALLBACK (person_changed_cb), self, G_CONNECT_SWAPPED);
}

AdwDialog *
cam_person_dialog_new (CamAtlas  *atlas,
                       CamPerson *person)
{
  CamPersonDialog *self = g_object_new (CAM_TYPE_PERSON_DIALOG, NULL);

  g_return_val_if_fail (atlas == NULL || CAM_IS_ATLAS (atlas), ADW_DIALOG (self));
  g_return_val_if_fail ((atlas == NULL) == (person == NULL), ADW_DIALOG (self));

  if (person == NULL)
    return ADW_DIALOG (self);
  self->atlas = g_object_ref (atlas);
  self->person = g_object_ref (person);
  show_person (self);
  return ADW_DIALOG (self);
}
