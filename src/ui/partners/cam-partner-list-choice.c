/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-list-private.h"

#include "cam-area.h"
#include "cam-field-row.h"
#include "cam-name-dialog.h"
#include "cam-organisation.h"
#include "cam-partner-apply.h"
#include "cam-partner-group.h"
#include "cam-person.h"
#include "cam-pick-dialog.h"
#include "cam-query.h"
#include "cam-saved-filter.h"
#include "cam-tell.h"
#include "cam-ui.h"
#include "cam-words.h"

#include <glib/gi18n.h>

/* Of each kind of choice; whoever has more groups types the name of one. */
#define MAX_SHOWN 60u

/* What a row of the sidebar does. */
typedef struct
{
  CamPartnerField  field;
  char            *value;   /* NULL: asks for an area */
  char            *json;    /* of a saved choice */
  gboolean         contact;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->value);
  g_free (choice->json);
  g_free (choice);
}

static const char *
get_type_word (CamPartnerList *self)
{
  return cam_partner_type_to_word (self->organisations ? CAM_PARTNER_ORGANISATIONS : CAM_PARTNER_PEOPLE);
}

/* It stands above the row that comes next. A row of its own would keep the keyboard out of the list. */
static void
add_heading (CamPartnerList *self,
             const char     *title)
{
  g_set_str (&self->heading, title);
}

static void
choice_header_cb (GtkListBoxRow *row,
                  GtkListBoxRow *before,
                  gpointer       user_data)
{
  const char *title = g_object_get_data (G_OBJECT (row), "heading");
  GtkWidget *label = NULL;

  if (title == NULL || gtk_list_box_row_get_header (row) != NULL)
    return;
  label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0f, "margin-top", 12, "margin-bottom", 6, "margin-start",
                        12, "margin-end", 12, "css-classes", (const char *[]) { "heading", NULL }, NULL);
  gtk_list_box_row_set_header (row, label);
}

void
cam_partner_list_init_choices (CamPartnerList *self)
{
  gtk_list_box_set_header_func (self->choices_list, choice_header_cb, NULL, NULL);
}

static gboolean
is_chosen (CamPartnerList *self,
           const Choice   *choice)
{
  if (choice->contact)
    return cam_partner_filter_get_may_contact (self->filter);
  return choice->value != NULL && choice->json == NULL
         && g_strcmp0 (cam_partner_filter_get (self->filter, choice->field), choice->value) == 0;
}

static GtkWidget *
add_choice (CamPartnerList *self,
            const char     *title,
            Choice         *choice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", box, NULL);
  gboolean chosen = is_chosen (self, choice);

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0f, "hexpand", TRUE, "wrap", TRUE,
                                               "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL));
  if (chosen)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic", "accessible-role",
                                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, chosen ? _("Chosen") : "", -1);
  g_object_set_data_full (G_OBJECT (row), "choice", choice, choice_free);
  g_object_set_data_full (G_OBJECT (row), "heading", g_steal_pointer (&self->heading), g_free);
  gtk_list_box_append (self->choices_list, row);
  return box;
}

static Choice *
choice_new (CamPartnerField  field,
            const char      *value)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->field = field;
  choice->value = g_strdup (value);
  return choice;
}

static void
add_saved (CamPartnerList *self)
{
  const CamValue is[] = { cam_text (get_type_word (self)) };
  g_autoptr(CamQuery) query = cam_query_new (self->store, CAM_TYPE_SAVED_FILTER, "kind = ?1",
                                             "coalesce (position, 9223372036854775807), name", is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));

  if (n > 0)
    add_heading (self, _("Kept"));
  for (guint i = 0; i < MIN (n, MAX_SHOWN); i++)
    {
      g_autoptr(CamRecord) saved = g_list_model_get_item (G_LIST_MODEL (query), i);
      const char *json = cam_record_get_text (saved, CAM_SAVED_FILTER_CHOICE);
      Choice *choice = choice_new (CAM_PARTNER_FILTER_TEXT, NULL);
      GtkWidget *box = NULL;
      GtkWidget *button = NULL;

      choice->json = g_strdup (json != NULL ? json : "{}");
      box = add_choice (self, cam_record_get_title (saved), choice);
      button = g_object_new (GTK_TYPE_BUTTON, "icon-name", "list-remove-symbolic", "tooltip-text", _("Keep This Choice No More"),
                             "valign", GTK_ALIGN_CENTER, "css-classes", (const char *[]) { "flat", NULL }, NULL);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", cam_record_get_uuid (saved));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "partner-list.forget");
      gtk_box_append (GTK_BOX (box), button);
    }
}

static void
add_sectors (CamPartnerList *self)
{
  const char *columns[] = { "sector", NULL };
  g_autoptr(CamCursor) cursor = cam_store_select (self->store, "organisation", columns,
                                                  "WHERE deleted = 0 AND sector IS NOT NULL AND sector <> ''"
                                                  " GROUP BY sector ORDER BY sector LIMIT 60", NULL, 0, NULL);
  gboolean first = TRUE;

  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    {
      if (first)
        add_heading (self, _("Sector"));
      first = FALSE;
      add_choice (self, cam_cursor_get_text (cursor, 0), choice_new (CAM_PARTNER_FILTER_SECTOR, cam_cursor_get_text (cursor, 0)));
    }
}

static void
add_groups (CamPartnerList  *self,
            CamPartnerField  field,
            const char      *title,
            const char      *where)
{
  g_autoptr(CamQuery) query = cam_query_new (self->store, CAM_TYPE_PARTNER_GROUP, where,
                                             "coalesce (position, 9223372036854775807), name", NULL, 0);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));

  if (n > 0)
    add_heading (self, title);
  for (guint i = 0; i < MIN (n, MAX_SHOWN); i++)
    {
      g_autoptr(CamRecord) group = g_list_model_get_item (G_LIST_MODEL (query), i);

      add_choice (self, cam_record_get_title (group), choice_new (field, cam_record_get_uuid (group)));
    }
}

static void
add_words (CamPartnerList *self,
           GType           type,
           guint           column,
           CamPartnerField field,
           const char     *title)
{
  g_autoptr(CamRecordClass) klass = g_type_class_ref (type);
  g_auto(GStrv) words = g_strsplit (klass->columns[column].words, "|", -1);

  add_heading (self, title);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *name = cam_words_dup_value (klass->columns[column].name, words[i]);

      add_choice (self, name, choice_new (field, words[i]));
    }
}

void
cam_partner_list_show_choices (CamPartnerList *self)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->choices_list));
  int at = focused != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focused)) : -1;
  GtkListBoxRow *row = NULL;
  Choice *contact = NULL;

  cam_ui_remove_rows (self->choices_list);
  if (self->store == NULL)
    return;
  add_saved (self);
  add_heading (self, _("Area"));
  add_choice (self, _("Choose an Area…"), choice_new (CAM_PARTNER_FILTER_AREA, NULL));
  add_sectors (self);
  add_groups (self, CAM_PARTNER_FILTER_GROUP, _("Group"), "kind <> 'tag'");
  add_groups (self, CAM_PARTNER_FILTER_TAG, _("Tag"), "kind = 'tag'");
  if (self->organisations)
    {
      add_words (self, CAM_TYPE_ORGANISATION, CAM_ORGANISATION_KIND, CAM_PARTNER_FILTER_KIND, _("Kind"));
    }
  else
    {
      add_words (self, CAM_TYPE_PERSON, CAM_PERSON_TEAM_ROLE, CAM_PARTNER_FILTER_TEAM_ROLE, _("Role in the Team"));
      add_heading (self, _("Contact"));
      contact = choice_new (CAM_PARTNER_FILTER_TEXT, NULL);
      contact->contact = TRUE;
      add_choice (self, _("May be contacted"), contact);
    }
  row = at >= 0 ? gtk_list_box_get_row_at_index (self->choices_list, at) : NULL;
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
choices_cb (gpointer user_data)
{
  CamPartnerList *self = user_data;

  self->choices_id = 0;
  cam_partner_list_show_choices (self);
  cam_partner_list_show_chips (self);
  return G_SOURCE_REMOVE;
}

void
cam_partner_list_queue_choices (CamPartnerList *self)
{
  if (self->choices_id == 0)
    self->choices_id = g_idle_add (choices_cb, self);
}

static void
area_chosen_cb (GtkWidget  *owner,
                CamRecord  *record,
                const char *name)
{
  CamPartnerList *self = CAM_PARTNER_LIST (owner);

  if (record == NULL)
    return;
  cam_partner_filter_set (self->filter, CAM_PARTNER_FILTER_AREA, cam_record_get_uuid (record));
  cam_partner_list_apply (self);
}

static void
take_saved (CamPartnerList *self,
            const char     *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CamPartnerFilter) filter = NULL;

  filter = cam_partner_filter_new_from_json (self->organisations ? CAM_PARTNER_ORGANISATIONS : CAM_PARTNER_PEOPLE, json, &error);
  if (filter == NULL)
    cam_tell (GTK_WIDGET (self), error->message);
  else
    cam_partner_list_set_filter (self, filter);
}

void
cam_partner_list_choice_cb (CamPartnerList *self,
                            GtkListBoxRow  *row)
{
  const Choice *choice = g_object_get_data (G_OBJECT (row), "choice");

  if (choice == NULL || self->store == NULL)
    return;
  if (choice->json != NULL)
    {
      take_saved (self, choice->json);
    }
  else if (choice->contact)
    {
      cam_partner_filter_set_may_contact (self->filter, !cam_partner_filter_get_may_contact (self->filter));
      cam_partner_list_apply (self);
    }
  else if (choice->value == NULL)
    {
      cam_pick_dialog_choose (GTK_WIDGET (self), self->store, CAM_TYPE_AREA, _("Which Area?"), "status <> 'ended'", NULL,
                              cam_partner_describe, FALSE, area_chosen_cb);
    }
  else
    {
      cam_partner_filter_set (self->filter, choice->field, is_chosen (self, choice) ? NULL : choice->value);
      cam_partner_list_apply (self);
    }
  if (adw_overlay_split_view_get_collapsed (self->split_view))
    adw_overlay_split_view_set_show_sidebar (self->split_view, FALSE);
}

/* What the value of a field is called. */
static char *
dup_name (CamPartnerList  *self,
          CamPartnerField  field,
          const char      *value)
{
  g_autoptr(CamRecord) record = NULL;

  switch (field)
    {
    case CAM_PARTNER_FILTER_GROUP:
    case CAM_PARTNER_FILTER_TAG:
      record = cam_store_dup_record (self->store, CAM_TYPE_PARTNER_GROUP, value, NULL);
      break;
    case CAM_PARTNER_FILTER_AREA:
      record = cam_store_dup_record (self->store, CAM_TYPE_AREA, value, NULL);
      break;
    case CAM_PARTNER_FILTER_ORGANISATION:
      record = cam_store_dup_record (self->store, CAM_TYPE_ORGANISATION, value, NULL);
      break;
    case CAM_PARTNER_FILTER_KIND:
      return cam_words_dup_value ("kind", value);
    case CAM_PARTNER_FILTER_TEAM_ROLE:
      return cam_words_dup_value ("team_role", value);
    case CAM_PARTNER_FILTER_DATA:
      return g_strdup (g_str_equal (value, "due")        ? _("Due for review")
                       : g_str_equal (value, "no_basis") ? _("Without a lawful basis")
                                                         : _("Kept for longer than was said"));
    case CAM_PARTNER_FILTER_TEXT:
    case CAM_PARTNER_FILTER_SECTOR:
    case CAM_PARTNER_FILTER_N_FIELDS:
    default:
      return g_strdup (value);
    }
  return g_strdup (record != NULL && !cam_record_is_deleted (record) ? cam_record_get_title (record)
                                                                     : _("No longer in this file"));
}

static void
chip_cb (CamPartnerList *self,
         GtkWidget      *button)
{
  guint field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "field"));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  if (field == CAM_PARTNER_FILTER_N_FIELDS)
    cam_partner_filter_set_may_contact (self->filter, FALSE);
  else
    cam_partner_filter_set (self->filter, (CamPartnerField) field, NULL);
  cam_partner_list_apply (self);
}

static void
add_chip (CamPartnerList *self,
          guint           field,
          const char     *name)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "child", content, "tooltip-text", _("Choose by This No More"),
                                    "css-classes", (const char *[]) { "chip", NULL }, NULL);

  gtk_box_append (GTK_BOX (content), g_object_new (GTK_TYPE_LABEL, "label", name, "ellipsize", PANGO_ELLIPSIZE_END,
                                                   "max-width-chars", 28, NULL));
  gtk_box_append (GTK_BOX (content), g_object_new (GTK_TYPE_IMAGE, "icon-name", "window-close-symbolic", "accessible-role",
                                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "field", GUINT_TO_POINTER (field));
  g_signal_connect_object (button, "clicked", G_CALLBACK (chip_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->chips_box, button);
}

void
cam_partner_list_show_chips (CamPartnerList *self)
{
  GtkWidget *child = NULL;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips_box))) != NULL)
    adw_wrap_box_remove (self->chips_box, child);
  for (guint field = 0; self->store != NULL && field < CAM_PARTNER_FILTER_N_FIELDS; field++)
    {
      const char *value = field != CAM_PARTNER_FILTER_TEXT ? cam_partner_filter_get (self->filter, field) : NULL;
      g_autofree char *name = value != NULL ? dup_name (self, field, value) : NULL;

      if (name == NULL)
        continue;
      add_chip (self, field, name);
      n++;
    }
  if (self->store != NULL && cam_partner_filter_get_may_contact (self->filter))
    {
      add_chip (self, CAM_PARTNER_FILTER_N_FIELDS, _("May be contacted"));
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chips_box), n > 0);
}

static void
named_cb (GtkWidget  *owner,
          const char *name,
          gpointer    data)
{
  CamPartnerList *self = CAM_PARTNER_LIST (owner);
  g_autoptr(CamRecord) saved = CAM_RECORD (cam_saved_filter_new ());
  g_autofree char *json = cam_partner_filter_to_json (self->filter);

  if (self->store == NULL)
    return;
  cam_record_set_text (saved, CAM_SAVED_FILTER_NAME, name);
  cam_record_set_text (saved, CAM_SAVED_FILTER_KIND, get_type_word (self));
  cam_record_set_text (saved, CAM_SAVED_FILTER_CHOICE, json);
  cam_field_save (owner, self->store, saved, _("Keep choice of partners"));
}

void
cam_partner_list_save_action (GtkWidget  *widget,
                              const char *action_name,
                              GVariant   *parameter)
{
  cam_name_dialog_ask (widget, _("Keep This Choice"), _("What it is called"), named_cb, NULL, NULL);
}
