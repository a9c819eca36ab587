/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-person-dialog.h"

#include "cam-backup.h"
#include "cam-erasure-page.h"
#include "cam-format.h"
#include "cam-place-search.h"

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
  { "basis_row", CAM_PERSON_LAWFUL_BASIS, "lawful-basis", N_("Change lawful basis for person") },
  { "source_row", CAM_PERSON_SOURCE, "source", N_("Change source of person") },
  { "review_row", CAM_PERSON_REVIEW_ON, "review-on", N_("Change review date of person") },
};

struct _CamPersonDialog
{
  AdwDialog       parent_instance;

  AdwEntryRow    *rows[G_N_ELEMENTS (fields)];
  CamErasurePage *erasure_page;
  GtkTextView    *note_view;
  AdwComboRow    *organisation_row;
  GtkStack       *stack;
  AdwActionRow   *state_row;

  CamAtlas       *atlas;
  GPtrArray      *organisations;  /* (element-type utf8): uuids, "" first */
  CamPerson      *person;
  gboolean        is_following;   /* widgets are being set by the program */
};

G_DEFINE_FINAL_TYPE (CamPersonDialog, cam_person_dialog, ADW_TYPE_DIALOG)

enum
{
  HIT_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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

static void
organisation_selected_cb (CamPersonDialog *self)
{
  guint position = adw_combo_row_get_selected (self->organisation_row);
  const char *uuid = NULL;

  if (self->is_following || !can_edit (self) || position >= self->organisations->len)
    return;
  uuid = g_ptr_array_index (self->organisations, position);
  save_text (self, CAM_PERSON_ORGANISATION_UUID, *uuid != '\0' ? uuid : NULL,
             _("Change organisation of person"));
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

static char *
describe_review (const char *date)
{
  g_autoptr(GDateTime) day = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%F");
  g_autofree char *noon = g_strdup_printf ("%sT12:00:00Z", date != NULL ? date : "");
  g_autofree char *shown = NULL;

  day = g_date_time_new_from_iso8601 (noon, NULL);
  if (day == NULL)
    return g_strdup (_("no review date"));
  /* Translators: a date as in "3 March 2027" */
  shown = g_date_time_format (day, _("%-e %B %Y"));
  /* Translators: %s is a date */
  return g_strdup_printf (strcmp (date, today) < 0 ? _("review was due by %s") : _("review by %s"), shown);
}

/* "Public task · review by 3 March 2027" */
static void
follow_state (CamPersonDialog *self)
{
  const char *basis = cam_record_get_text (CAM_RECORD (self->person), CAM_PERSON_LAWFUL_BASIS);
  g_autofree char *review = describe_review (cam_record_get_text (CAM_RECORD (self->person), CAM_PERSON_REVIEW_ON));
  g_autofree char *state = NULL;

  state = g_strdup_printf ("%s · %s", basis != NULL ? basis : _("No lawful basis is written down"), review);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_row), state);
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

static void
follow_organisation (CamPersonDialog *self)
{
  const char *uuid = cam_record_get_text (CAM_RECORD (self->person), CAM_PERSON_ORGANISATION_UUID);
  guint position = 0;

  for (guint i = 1; i < self->organisations->len && uuid != NULL; i++)
    if (g_str_equal (g_ptr_array_index (self->organisations, i), uuid))
      position = i;
  self->is_following = TRUE;
  adw_combo_row_set_selected (self->organisation_row, position);
  self->is_following = FALSE;
}

/* Only what changed, since another field may be half typed. */
static void
person_changed_cb (CamPersonDialog *self,
                   GParamSpec      *pspec)
{
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "erasure"))
    return;
  if (cam_record_is_deleted (CAM_RECORD (self->person)))
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (pspec->name, fields[i].property))
      follow_field (self, i);
  if (g_str_equal (pspec->name, "note"))
    follow_note (self);
  else if (g_str_equal (pspec->name, "organisation-uuid"))
    follow_organisation (self);
  else if (g_str_equal (pspec->name, "lawful-basis") || g_str_equal (pspec->name, "review-on"))
    follow_state (self);
  else if (g_str_equal (pspec->name, "name"))
    adw_dialog_set_title (ADW_DIALOG (self), cam_record_get_title (CAM_RECORD (self->person)));
}

static void
fill_organisations (CamPersonDialog *self)
{
  static const char *columns[] = { "uuid", "name", NULL };
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(CamCursor) cursor = NULL;

  gtk_string_list_append (names, _("None"));
  g_ptr_array_add (self->organisations, g_strdup (""));
  cursor = cam_store_select (cam_atlas_get_store (self->atlas), "organisation", columns,
                             "WHERE deleted = 0 ORDER BY name, fid", NULL, 0, NULL);
  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    {
      const char *name = cam_cursor_get_text (cursor, 1);

      g_ptr_array_add (self->organisations, g_strdup (cam_cursor_get_text (cursor, 0)));
      gtk_string_list_append (names, name != NULL ? name : "");
    }
  self->is_following = TRUE;
  adw_combo_row_set_model (self->organisation_row, G_LIST_MODEL (names));
  self->is_following = FALSE;
}

static char *
describe_erasure (CamPersonDialog *self)
{
  CamStore *store = cam_atlas_get_store (self->atlas);
  g_autoptr(GPtrArray) backups = cam_backup_list (cam_store_get_path (store), NULL);
  guint n = backups != NULL ? backups->len : 0;
  /* Translators: %s is a person's name */
  g_autofree char *who = g_strdup_printf (_("All that is kept about %s is taken away: the record, its history "
                                            "and what search knows of it."),
                                          cam_record_get_title (CAM_RECORD (self->person)));
  /* Translators: %u is a number of automatic backups */
  g_autofree char *taken = g_strdup_printf (ngettext ("%u automatic backup is cleaned as well.",
                                                      "%u automatic backups are cleaned as well.", n), n);

  return g_strconcat (who, n > 0 ? " " : "", n > 0 ? taken : "", " ", _("This cannot be undone."), "\n\n",
                      _("Other laptops erase it too when you next exchange copies. Copies that were given away "
                        "on USB sticks are not reached."), NULL);
}

static void
erase_response_cb (CamPersonDialog *self,
                   const char      *response)
{
  if (g_str_equal (response, "erase"))
    cam_person_dialog_erase (self);
}

static void
erase_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  CamPersonDialog *self = CAM_PERSON_DIALOG (widget);
  AdwAlertDialog *dialog = NULL;
  g_autofree char *body = NULL;

  if (!can_edit (self))
    return;
  body = describe_erasure (self);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Erase Personal Data?"), body));
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "erase", _("_Erase"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "erase", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (erase_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
erased_cb (CamPersonDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
}

static void
hit_activated_cb (CamPersonDialog *self,
                  CamPlaceHit     *hit)
{
  g_signal_emit (self, signals[HIT_ACTIVATED], 0, hit);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cam_person_dialog_closed (AdwDialog *dialog)
{
  CamPersonDialog *self = CAM_PERSON_DIALOG (dialog);

  if (!g_str_equal (gtk_stack_get_visible_child_name (self->stack), "erasure"))
    note_left_cb (self);
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
cam_person_dialog_finalize (GObject *object)
{
  g_clear_pointer (&CAM_PERSON_DIALOG (object)->organisations, g_ptr_array_unref);

  G_OBJECT_CLASS (cam_person_dialog_parent_class)->finalize (object);
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
  gtk_widget_class_bind_template_child (widget_class, CamPersonDialog, erasure_page);
  gtk_widget_class_bind_template_child (widget_class, CamPersonDialog, note_view);
  gtk_widget_class_bind_template_child (widget_class, CamPersonDialog, organisation_row);
  gtk_widget_class_bind_template_child (widget_class, CamPersonDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CamPersonDialog, state_row);
  gtk_widget_class_bind_template_callback (widget_class, applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, erased_cb);
  gtk_widget_class_bind_template_callback (widget_class, hit_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, organisation_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_install_action (widget_class, "person.erase", NULL, erase_action);
}

static void
cam_person_dialog_class_init (CamPersonDialogClass *klass)
{
  g_type_ensure (CAM_TYPE_ERASURE_PAGE);
  G_OBJECT_CLASS (klass)->dispose = cam_person_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_person_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cam_person_dialog_closed;

  signals[HIT_ACTIVATED] = g_signal_new ("hit-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, CAM_TYPE_PLACE_HIT);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cam_person_dialog_init (CamPersonDialog *self)
{
  self->organisations = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_person (CamPersonDialog *self)
{
  gboolean is_editable = can_edit (self);

  fill_organisations (self);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      follow_field (self, i);
      gtk_editable_set_editable (GTK_EDITABLE (self->rows[i]), is_editable);
    }
  follow_note (self);
  follow_organisation (self);
  follow_state (self);
  gtk_text_view_set_editable (self->note_view, is_editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->organisation_row), is_editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.erase", is_editable);
  adw_dialog_set_title (ADW_DIALOG (self), cam_record_get_title (CAM_RECORD (self->person)));
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

void
cam_person_dialog_erase (CamPersonDialog *self)
{
  g_return_if_fail (CAM_IS_PERSON_DIALOG (self));

  if (!can_edit (self))
    return;
  gtk_stack_set_visible_child_name (self->stack, "erasure");
  /* The name goes from the title, too. */
  adw_dialog_set_title (ADW_DIALOG (self), _("Erase Personal Data"));
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  cam_erasure_page_start (self->erasure_page, self->atlas, self->person);
}
