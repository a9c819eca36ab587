/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-privacy-group.h"

#include "cam-basis-row.h"
#include "cam-field-row.h"
#include "cam-period.h"
#include "cam-person-consent.h"
#include "cam-person.h"
#include "cam-privacy.h"
#include "cam-query.h"
#include "cam-sensitive-hint.h"
#include "cam-subject-access-save.h"
#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamPrivacyGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamPrivacyGroup, cam_privacy_group, CAM_TYPE_PLAN_GROUP)

void
cam_privacy_mark_reviewed (GtkWidget *widget,
                           CamStore  *store,
                           CamRecord *person)
{
  g_autofree char *next = NULL;
  GDate date;

  g_return_if_fail (GTK_IS_WIDGET (widget) && CAM_IS_STORE (store) && CAM_IS_PERSON (person));

  g_date_clear (&date, 1);
  g_date_set_julian (&date, cam_day_today ());
  g_date_add_years (&date, 1);
  next = cam_day_to_text (g_date_get_julian (&date));
  cam_record_set_text (person, CAM_PERSON_REVIEW_ON, next);
  cam_field_save (widget, store, person, _("Review data on person"));
}

/* A field, and below one for words a hint where they tell too much. */
static void
add_field (CamPlanGroup        *self,
           AdwPreferencesGroup *group,
           CamRecord           *record,
           const char          *column,
           const char          *label)
{
  GtkWidget *row = cam_field_row_new (cam_plan_group_get_store (self), record, column, label, NULL);

  adw_preferences_group_add (group, row);
  if (g_str_has_suffix (column, "note"))
    adw_preferences_group_add (group, cam_sensitive_hint_new (row));
}

static AdwPreferencesGroup *
create_fields (CamPlanGroup      *self,
               CamRecord         *record,
               const char        *title,
               const char        *label,
               const char *const *columns)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; columns[i] != NULL; i++)
    add_field (self, ADW_PREFERENCES_GROUP (group), record, columns[i], label);
  return ADW_PREFERENCES_GROUP (group);
}

static void
details_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  static const char *const from[] = { "source", "collected_on", NULL };
  static const char *const until[] = { "review_on", "keep_until", NULL };
  static const char *const use[] = { "visibility", "do_not_contact", NULL };
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);
  CamRecord *person = cam_plan_group_get_record (self);
  const char *label = _("Change data protection of person");
  AdwPreferencesGroup *bases = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *basis = cam_basis_row_new (cam_plan_group_get_store (self), person);

  adw_preferences_group_set_title (bases, _("Why It May Be Held"));
  adw_preferences_group_add (bases, basis);
  g_object_bind_property (basis, "explanation", bases, "description", G_BINDING_SYNC_CREATE);
  add_field (self, bases, person, "lawful_basis_note", label);
  cam_plan_group_push (widget, _("Data Protection"), bases, create_fields (self, person, _("Where It Is From"), label, from),
                       create_fields (self, person, _("How Long"), label, until),
                       create_fields (self, person, _("How It Is Used"), label, use), NULL);
}

static void
show_consent (CamPlanGroup *self,
              CamRecord    *consent)
{
  static const char *const columns[] = { "kind", "said_on", "about", "how", "note", NULL };

  cam_plan_group_push (GTK_WIDGET (self), _("Consent or Objection"),
                       create_fields (self, consent, NULL, _("Change what person said about their data"), columns), NULL);
}

void
cam_privacy_group_record (CamPrivacyGroup *self,
                          const char      *kind)
{
  g_autoptr(CamPersonConsent) consent = NULL;
  g_autofree char *today = cam_day_to_text (cam_day_today ());

  g_return_if_fail (CAM_IS_PRIVACY_GROUP (self));

  consent = cam_person_consent_new ();
  cam_record_set_text (CAM_RECORD (consent), CAM_PERSON_CONSENT_PERSON_UUID, cam_plan_group_get_uuid (CAM_PLAN_GROUP (self)));
  cam_record_set_text (CAM_RECORD (consent), CAM_PERSON_CONSENT_KIND, kind);
  cam_record_set_text (CAM_RECORD (consent), CAM_PERSON_CONSENT_SAID_ON, today);
  cam_plan_group_add (CAM_PLAN_GROUP (self), CAM_RECORD (consent), _("Record what person said about their data"), show_consent);
}

static void
said_cb (CamPrivacyGroup *self,
         const char      *response)
{
  if (!g_str_equal (response, "cancel") && cam_plan_group_get_record (CAM_PLAN_GROUP (self)) != NULL)
    cam_privacy_group_record (self, response);
}

static void
record_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("What Did They Say?"),
                                                                   _("It is written down with today’s date.")));

  /* They stand one below the other, the last one at the top. */
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "objected", _("I _Object"), "withdrew",
                                  _("I _Take My Consent Back"), "consented", _("_Yes, I Agree"), NULL);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (said_cb), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
reviewed_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  cam_privacy_mark_reviewed (widget, cam_plan_group_get_store (CAM_PLAN_GROUP (widget)),
                             cam_plan_group_get_record (CAM_PLAN_GROUP (widget)));
}

static void
everything_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  cam_subject_access_save (widget, cam_plan_group_get_store (CAM_PLAN_GROUP (widget)),
                           cam_plan_group_get_uuid (CAM_PLAN_GROUP (widget)));
}

static void
erase_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.erase-person", "s", cam_plan_group_get_uuid (CAM_PLAN_GROUP (widget)));
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_plan_group_delete (CAM_PLAN_GROUP (widget), "person_consent", g_variant_get_string (parameter, NULL),
                         _("Delete what person said about their data"), _("Taken off"));
}

static void
opened_cb (CamRecord *consent,
           GtkWidget *row)
{
  GtkWidget *group = gtk_widget_get_ancestor (row, CAM_TYPE_PRIVACY_GROUP);

  if (group != NULL)
    show_consent (CAM_PLAN_GROUP (group), consent);
}

static char *
format_day (const char *text)
{
  g_autofree char *noon = g_strdup_printf ("%sT12:00:00Z", text != NULL ? text : "");
  g_autoptr(GDateTime) day = g_date_time_new_from_iso8601 (noon, NULL);

  /* Translators: a date as in "3 March 2027" */
  return day != NULL ? g_date_time_format (day, _("%-e %B %Y")) : NULL;
}

/* Texts that are there, with a dot between. */
static char *
join (const char *const *texts,
      guint              n)
{
  g_autoptr(GString) joined = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (texts[i] != NULL && *texts[i] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " · " : "", texts[i]);
  return joined->len > 0 ? g_string_free_and_steal (g_steal_pointer (&joined)) : NULL;
}

static void
add_state (CamPlanGroup *self)
{
  CamRecord *person = cam_plan_group_get_record (self);
  g_autoptr(CamPrivacyState) state = cam_privacy_state (cam_plan_group_get_store (self), person, cam_day_today ());
  g_autofree char *day = format_day (cam_record_get_text (person, CAM_PERSON_COLLECTED_ON));
  const char *texts[] = { cam_record_get_text (person, CAM_PERSON_SOURCE), day };
  g_autofree char *from = join (texts, G_N_ELEMENTS (texts));
  gboolean fine = state->standing == CAM_PRIVACY_FINE || state->standing == CAM_PRIVACY_NO_DATE;
  GtkWidget *row = cam_plan_group_add_words (self, state->words,
                                             from != NULL ? from : _("Nobody has said yet where this is from"));
  GtkWidget *image = gtk_image_new_from_icon_name (fine ? "object-select-symbolic" : "dialog-warning-symbolic");

  if (!fine)
    gtk_widget_add_css_class (image, "warning");
  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "privacy.details");
  cam_plan_group_set_summary (self, state->words);
}

static void
add_consent (CamPlanGroup *self,
             CamRecord    *consent)
{
  g_autofree char *kind = cam_words_dup_value ("kind", cam_record_get_text (consent, CAM_PERSON_CONSENT_KIND));
  g_autofree char *day = format_day (cam_record_get_text (consent, CAM_PERSON_CONSENT_SAID_ON));
  const char *title[] = { kind, day };
  const char *more[] = { cam_record_get_text (consent, CAM_PERSON_CONSENT_ABOUT),
                         cam_record_get_text (consent, CAM_PERSON_CONSENT_HOW),
                         cam_record_get_text (consent, CAM_PERSON_CONSENT_NOTE) };
  g_autofree char *heading = join (title, G_N_ELEMENTS (title));
  g_autofree char *about = join (more, G_N_ELEMENTS (more));
  GtkWidget *row = cam_plan_group_add_words (self, heading, about);

  cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Off"), "privacy.remove",
                             cam_record_get_uuid (consent));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), consent);
}

static void
add_button (CamPlanGroup *self,
            const char   *title,
            const char   *action,
            gboolean      writes)
{
  GtkWidget *row = g_object_new (ADW_TYPE_BUTTON_ROW, "title", title, "use-underline", TRUE, "action-name", action, NULL);

  gtk_widget_set_sensitive (row, !writes || !cam_store_get_read_only (cam_plan_group_get_store (self)));
  if (g_str_equal (action, "privacy.erase"))
    gtk_widget_add_css_class (row, "destructive-action");
  cam_plan_group_add_row (self, row);
}

static void
cam_privacy_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_PERSON_CONSENT, "person_uuid = ?1",
                                             "said_on", is, 1);

  add_state (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (query)); i++)
    {
      g_autoptr(CamRecord) consent = g_list_model_get_item (G_LIST_MODEL (query), i);

      add_consent (self, consent);
    }
  add_button (self, _("Record _Consent or Objection…"), "privacy.record", TRUE);
  add_button (self, _("_Reviewed: Look Again in a Year"), "privacy.reviewed", TRUE);
  add_button (self, _("E_verything About This Person…"), "privacy.everything", FALSE);
  add_button (self, _("E_rase…"), "privacy.erase", TRUE);
}

static void
cam_privacy_group_class_init (CamPrivacyGroupClass *klass)
{
  static const char *const tables[] = { "person", "person_consent", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_privacy_group_show;
  gtk_widget_class_install_action (widget_class, "privacy.details", NULL, details_action);
  gtk_widget_class_install_action (widget_class, "privacy.erase", NULL, erase_action);
  gtk_widget_class_install_action (widget_class, "privacy.everything", NULL, everything_action);
  gtk_widget_class_install_action (widget_class, "privacy.record", NULL, record_action);
  gtk_widget_class_install_action (widget_class, "privacy.remove", "s", remove_action);
  gtk_widget_class_install_action (widget_class, "privacy.reviewed", NULL, reviewed_action);
}

static void
cam_privacy_group_init (CamPrivacyGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Data Protection"));
}
