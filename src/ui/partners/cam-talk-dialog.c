/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-talk-dialog.h"

#include "cam-area.h"
#include "cam-error.h"
#include "cam-event.h"
#include "cam-field-row.h"
#include "cam-format.h"
#include "cam-interaction.h"
#include "cam-organisation.h"
#include "cam-partner-apply.h"
#include "cam-period.h"
#include "cam-person.h"
#include "cam-reference-row.h"
#include "cam-sensitive-hint.h"
#include "cam-text-row.h"
#include "cam-ui.h"
#include "cam-words.h"

#include <glib/gi18n.h>

/* As many people as anybody meets at once. */
#define MAX_PEOPLE 100u

struct _CamTalkDialog
{
  AdwDialog            parent_instance;

  GtkLabel            *refusal_label;
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *who_group;
  GtkWidget           *save_button;
  GtkWidget           *kind_row;
  GtkWidget           *day_row;
  GtkWidget           *name_row;
  GtkWidget           *body_row;
  GtkWidget           *follow_up_row;
  GtkWidget           *follow_up_on_row;
  GtkWidget           *owner_row;
  GtkWidget           *add_row;

  CamStore            *store;
  CamRecord           *draft;       /* what the rows that refer to something are about; never saved itself */
  GPtrArray           *people;      /* (element-type CamRecord) */
  GPtrArray           *people_rows;
};

G_DEFINE_FINAL_TYPE (CamTalkDialog, cam_talk_dialog, ADW_TYPE_DIALOG)

static const char *const kinds[] = { "call", "meeting", "email", "visit", "note" };

static void
refuse (CamTalkDialog *self,
        const char    *sentence)
{
  gtk_label_set_label (self->refusal_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal_label), sentence != NULL);
  if (sentence != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
mark (GtkWidget *row)
{
  gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_widget_grab_focus (row);
}

static void
typed_cb (GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
}

static char *
dup_typed (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* FALSE where it is no day: the row is marked. NULL for nothing. */
static gboolean
read_day (GtkWidget  *row,
          gboolean    is_past,
          char      **day)
{
  g_autofree char *typed = dup_typed (row);
  guint32 julian = 0;

  *day = NULL;
  if (*typed == '\0')
    return TRUE;
  *day = cam_field_dup_date (typed, NULL, is_past);
  julian = cam_day_from_text (*day);
  if (julian != 0)
    return TRUE;
  g_clear_pointer (day, g_free);
  mark (row);
  return FALSE;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CamTalkDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *label = NULL;

  if (!cam_partner_work_apply_finish (CAM_STORE (source), result, NULL, &error))
    {
      gtk_widget_set_sensitive (self->save_button, TRUE);
      sentence = g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID) ? g_strdup (error->message) : cam_format_error (error);
      refuse (self, sentence);
      return;
    }
  label = cam_store_get_undo_label (CAM_STORE (source));
  if (root != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-done", "(ss)", _("Written down"), label != NULL ? label : "");
  adw_dialog_force_close (ADW_DIALOG (self));
}

static const char *
get_kind (CamTalkDialog *self)
{
  return kinds[MIN (adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind_row)), G_N_ELEMENTS (kinds) - 1)];
}

/* Somebody, some body or some place: without one nobody would find it again. */
static gboolean
is_about_somebody (CamTalkDialog *self)
{
  return self->people->len > 0 || !cam_record_is_null (self->draft, CAM_INTERACTION_ORGANISATION_UUID)
         || !cam_record_is_null (self->draft, CAM_INTERACTION_AREA_UUID);
}

static void
save (CamTalkDialog *self)
{
  g_autoptr(GPtrArray) others = g_ptr_array_new ();
  g_autofree char *day = NULL;
  g_autofree char *follow_up_on = NULL;
  g_autofree char *name = dup_typed (self->name_row);
  g_autofree char *body = g_strstrip (cam_text_row_dup_text (CAM_TEXT_ROW (self->body_row)));
  g_autofree char *follow_up = dup_typed (self->follow_up_row);
  g_autofree char *owner = dup_typed (self->owner_row);
  CamPartnerTalk talk = { NULL };

  refuse (self, NULL);
  if (!read_day (self->day_row, TRUE, &day) || !read_day (self->follow_up_on_row, FALSE, &follow_up_on))
    return;
  if (!is_about_somebody (self))
    {
      refuse (self, _("Say who it was with: a person, an organisation or an area."));
      return;
    }
  if (*follow_up != '\0' && follow_up_on == NULL)
    {
      refuse (self, _("Say by when it is to be done, so that it comes up on Today."));
      mark (self->follow_up_on_row);
      return;
    }
  for (guint i = 1; i < self->people->len; i++)
    g_ptr_array_add (others, (gpointer) cam_record_get_uuid (g_ptr_array_index (self->people, i)));
  g_ptr_array_add (others, NULL);
  talk.name = *name != '\0' ? name : NULL;
  talk.kind = get_kind (self);
  talk.happened_on = day;
  talk.body = *body != '\0' ? body : NULL;
  talk.author = cam_store_get_author (self->store);
  talk.person = self->people->len > 0 ? cam_record_get_uuid (g_ptr_array_index (self->people, 0)) : NULL;
  talk.others = (const char *const *) others->pdata;
  talk.organisation = cam_record_get_text (self->draft, CAM_INTERACTION_ORGANISATION_UUID);
  talk.area = cam_record_get_text (self->draft, CAM_INTERACTION_AREA_UUID);
  talk.event = cam_record_get_text (self->draft, CAM_INTERACTION_EVENT_UUID);
  talk.follow_up = *follow_up != '\0' ? follow_up : NULL;
  talk.follow_up_on = follow_up_on;
  talk.follow_up_owner = follow_up_on != NULL && *owner != '\0' ? owner : NULL;
  gtk_widget_set_sensitive (self->save_button, FALSE);
  cam_partner_work_apply_async (cam_partner_work_new_interaction (&talk), self->store, NULL, saved_cb, g_object_ref (self));
}

/* Who took part. */

static void show_people (CamTalkDialog *self);

static void
remove_cb (CamTalkDialog *self,
           GtkWidget     *button)
{
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "position"));

  if (position < self->people->len)
    g_ptr_array_remove_index (self->people, position);
  gtk_widget_grab_focus (self->add_row);
  show_people (self);
}

static void
show_people (CamTalkDialog *self)
{
  for (guint i = 0; i < self->people_rows->len; i++)
    adw_preferences_group_remove (self->who_group, g_ptr_array_index (self->people_rows, i));
  g_ptr_array_set_size (self->people_rows, 0);
  g_object_ref (self->add_row);
  adw_preferences_group_remove (self->who_group, self->add_row);
  for (guint i = 0; i < self->people->len; i++)
    {
      CamRecord *person = g_ptr_array_index (self->people, i);
      GtkWidget *row = cam_ui_new_row (cam_record_get_title (person), cam_record_get_text (person, CAM_PERSON_JOB_TITLE));
      GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", "list-remove-symbolic", "tooltip-text",
                                        _("Take This Person Off"), "valign", GTK_ALIGN_CENTER, "css-classes",
                                        (const char *[]) { "flat", NULL }, NULL);

      g_object_set_data (G_OBJECT (button), "position", GUINT_TO_POINTER (i));
      gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row, NULL, -1);
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      adw_preferences_group_add (self->who_group, row);
      g_ptr_array_add (self->people_rows, row);
    }
  adw_preferences_group_add (self->who_group, self->add_row);
  g_object_unref (self->add_row);
}

static void
add_person (CamTalkDialog *self,
            CamRecord     *person)
{
  for (guint i = 0; i < self->people->len; i++)
    if (g_ptr_array_index (self->people, i) == person)
      return;
  if (self->people->len >= MAX_PEOPLE)
    return;
  g_ptr_array_add (self->people, g_object_ref (person));
  /* Whoever somebody talks to most often talks for their organisation. */
  if (cam_record_is_null (self->draft, CAM_INTERACTION_ORGANISATION_UUID))
    cam_record_set_text (self->draft, CAM_INTERACTION_ORGANISATION_UUID,
                         cam_record_get_text (person, CAM_PERSON_ORGANISATION_UUID));
  show_people (self);
}

static void
person_made_cb (GtkWidget  *widget,
                const char *made)
{
  CamTalkDialog *self = CAM_TALK_DIALOG (widget);
  g_autoptr(CamRecord) person = made != NULL ? cam_store_dup_record (self->store, CAM_TYPE_PERSON, made, NULL) : NULL;

  if (person != NULL)
    add_person (self, person);
}

static void
person_chosen_cb (GtkWidget  *owner,
                  CamRecord  *record,
                  const char *name)
{
  CamTalkDialog *self = CAM_TALK_DIALOG (owner);
  g_autofree char *today = cam_partner_dup_today ();
  const CamPartnerPerson person = {
    .name = name,
    .organisation = cam_record_get_text (self->draft, CAM_INTERACTION_ORGANISATION_UUID),
    .collected_on = today,
  };

  if (record != NULL)
    add_person (self, record);
  else
    cam_partner_apply (owner, self->store, cam_partner_work_new_person (&person), NULL, person_made_cb);
}

static void
add_person_cb (CamTalkDialog *self)
{
  cam_pick_dialog_choose (GTK_WIDGET (self), self->store, CAM_TYPE_PERSON, _("Who Took Part?"), NULL, NULL,
                          cam_partner_describe, TRUE, person_chosen_cb);
}

/* The form. */

static GtkWidget *
make_entry (const char *title,
            const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  g_signal_connect (row, "changed", G_CALLBACK (typed_cb), NULL);
  return row;
}

static AdwPreferencesGroup *
add_group (CamTalkDialog *self,
           const char    *title)
{
  AdwPreferencesGroup *group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", title, NULL);

  adw_preferences_page_add (self->page, group);
  return group;
}

static void
add_what (CamTalkDialog *self)
{
  AdwPreferencesGroup *group = add_group (self, "");
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *today = cam_partner_dup_today ();
  g_autofree char *shown = cam_field_dup_shown_date (today);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (names, cam_words_find_plan_word ("kind", kinds[i]));
  self->kind_row = g_object_new (ADW_TYPE_COMBO_ROW, "title", _("Kind"), "model", names, NULL);
  self->day_row = make_entry (_("Date"), shown);
  self->name_row = make_entry (_("What it was about"), NULL);
  self->body_row = cam_text_row_new (_("What was said"));
  adw_preferences_group_add (group, self->kind_row);
  adw_preferences_group_add (group, self->day_row);
  adw_preferences_group_add (group, self->name_row);
  adw_preferences_group_add (group, self->body_row);
  adw_preferences_group_add (group, cam_sensitive_hint_new (self->body_row));
}

static void
add_who (CamTalkDialog *self)
{
  AdwPreferencesGroup *group = NULL;
  GtkWidget *organisation = NULL;

  self->who_group = add_group (self, _("With Whom"));
  self->add_row = g_object_new (ADW_TYPE_BUTTON_ROW, "title", _("Add a _Person…"), "use-underline", TRUE, NULL);
  g_signal_connect_object (self->add_row, "activated", G_CALLBACK (add_person_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->who_group, self->add_row);
  group = add_group (self, "");
  organisation = cam_reference_row_new (self->store, self->draft, "organisation_uuid", CAM_TYPE_ORGANISATION,
                                        _("Which Organisation?"), cam_partner_describe, NULL);
  cam_reference_row_set_add (CAM_REFERENCE_ROW (organisation), _("Add organisation"));
  adw_preferences_group_add (group, organisation);
  adw_preferences_group_add (group, cam_reference_row_new (self->store, self->draft, "area_uuid", CAM_TYPE_AREA,
                                                           _("About Which Area?"), cam_partner_describe, NULL));
  adw_preferences_group_add (group, cam_reference_row_new (self->store, self->draft, "event_uuid", CAM_TYPE_EVENT,
                                                           _("At Which Event?"), cam_partner_describe, NULL));
}

static void
add_follow_up (CamTalkDialog *self)
{
  AdwPreferencesGroup *group = add_group (self, _("What Follows"));

  adw_preferences_group_set_description (group, _("It comes up on Today until it is ticked."));
  self->follow_up_row = make_entry (_("What is to be done"), NULL);
  self->follow_up_on_row = make_entry (_("By, as in 31/3/2027"), NULL);
  self->owner_row = make_entry (_("Who does it"), cam_store_get_author (self->store));
  adw_preferences_group_add (group, self->follow_up_row);
  adw_preferences_group_add (group, self->follow_up_on_row);
  adw_preferences_group_add (group, self->owner_row);
}

static void
cam_talk_dialog_dispose (GObject *object)
{
  CamTalkDialog *self = CAM_TALK_DIALOG (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_talk_dialog_parent_class)->dispose (object);
}

static void
cam_talk_dialog_finalize (GObject *object)
{
  CamTalkDialog *self = CAM_TALK_DIALOG (object);

  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->people_rows);

  G_OBJECT_CLASS (cam_talk_dialog_parent_class)->finalize (object);
}

static void
cam_talk_dialog_class_init (CamTalkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_talk_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_talk_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cam_ui_leave_dialog;
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-talk-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamTalkDialog, page);
  gtk_widget_class_bind_template_child (widget_class, CamTalkDialog, refusal_label);
  gtk_widget_class_bind_template_child (widget_class, CamTalkDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, save);
}

static void
cam_talk_dialog_init (CamTalkDialog *self)
{
  self->people = g_ptr_array_new_with_free_func (g_object_unref);
  self->people_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

CamTalkDialog *
cam_talk_dialog_present (GtkWidget          *parent,
                         CamStore           *store,
                         const CamTalkStart *start)
{
  CamTalkDialog *self = g_object_new (CAM_TYPE_TALK_DIALOG, NULL);
  g_autoptr(CamRecord) person = NULL;

  self->store = g_object_ref (store);
  self->draft = CAM_RECORD (cam_interaction_new ());
  cam_record_set_text (self->draft, CAM_INTERACTION_ORGANISATION_UUID, start->organisation);
  cam_record_set_text (self->draft, CAM_INTERACTION_AREA_UUID, start->area);
  cam_record_set_text (self->draft, CAM_INTERACTION_EVENT_UUID, start->event);
  add_what (self);
  add_who (self);
  add_follow_up (self);
  if (start->person != NULL)
    person = cam_store_dup_record (store, CAM_TYPE_PERSON, start->person, NULL);
  if (person != NULL && !cam_record_is_deleted (person))
    add_person (self, person);
  adw_dialog_set_focus (ADW_DIALOG (self), self->name_row);
  adw_dialog_present (ADW_DIALOG (self), parent);
  return self;
}
