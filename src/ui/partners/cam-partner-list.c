/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-list-private.h"

#include "cam-contacts-export-dialog.h"
#include "cam-format.h"
#include "cam-mail-people.h"
#include "cam-name-dialog.h"
#include "cam-new-person.h"
#include "cam-organisation.h"
#include "cam-partner-apply.h"
#include "cam-partner-row.h"
#include "cam-period.h"
#include "cam-person.h"
#include "cam-saved-filter.h"
#include "cam-tell.h"
#include "cam-words.h"

#include <glib/gi18n.h>

#define MAX_NAMES 4096u

G_DEFINE_FINAL_TYPE (CamPartnerList, cam_partner_list, ADW_TYPE_BIN)

typedef enum { PROP_ORGANISATIONS = 1 } CamPartnerListProperty;
static GParamSpec *properties[PROP_ORGANISATIONS + 1];

/* Rows. */

static void
append (GString    *text,
        const char *words)
{
  if (words != NULL && *words != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

/* "" where it is gone. Many people are of one organisation. */
static const char *
find_name (CamPartnerList *self,
           const char     *uuid)
{
  const char *name = g_hash_table_lookup (self->names, uuid);
  g_autoptr(CamRecord) organisation = NULL;

  if (name != NULL)
    return name;
  if (g_hash_table_size (self->names) >= MAX_NAMES)
    g_hash_table_remove_all (self->names);
  organisation = cam_store_dup_record (self->store, CAM_TYPE_ORGANISATION, uuid, NULL);
  name = organisation != NULL && !cam_record_is_deleted (organisation) ? cam_record_get_title (organisation) : "";
  g_hash_table_insert (self->names, g_strdup (uuid), g_strdup (name));
  return g_hash_table_lookup (self->names, uuid);
}

static char *
describe (CamPartnerList *self,
          CamRecord      *record)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *uuid = NULL;
  const char *word = NULL;

  if (self->organisations)
    {
      word = cam_record_get_text (record, CAM_ORGANISATION_KIND);
      append (text, cam_record_get_text (record, CAM_ORGANISATION_SECTOR));
      append (text, word != NULL ? cam_words_find_plan_word ("kind", word) : NULL);
      return g_string_free (g_steal_pointer (&text), FALSE);
    }
  uuid = cam_record_get_text (record, CAM_PERSON_ORGANISATION_UUID);
  word = cam_record_get_text (record, CAM_PERSON_TEAM_ROLE);
  append (text, cam_record_get_text (record, CAM_PERSON_JOB_TITLE));
  append (text, word != NULL ? cam_words_find_plan_word ("team_role", word) : NULL);
  append (text, uuid != NULL ? find_name (self, uuid) : NULL);
  if (cam_record_get_boolean (record, CAM_PERSON_DO_NOT_CONTACT))
    append (text, _("not to be contacted"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Asked for when a row is drawn. */
static char *
describe_item (GtkListItem *item,
               gpointer     user_data)
{
  CamPartnerList *self = user_data;
  CamRecord *record = gtk_list_item_get_item (item);
  char *words = self->store != NULL && record != NULL ? describe (self, record) : g_strdup ("");

  gtk_list_item_set_accessible_description (item, words);
  return words;
}

static void
setup_cb (CamPartnerList *self,
          GtkListItem    *item)
{
  gtk_list_item_set_child (item, cam_partner_row_new (item, describe_item, self));
}

static void
show_item (CamPartnerList *self,
           GtkListItem    *item)
{
  const char *name = cam_record_get_title (gtk_list_item_get_item (item));

  cam_partner_row_set_name (CAM_PARTNER_ROW (gtk_list_item_get_child (item)), *name != '\0' ? name : _("Without a name"));
  gtk_list_item_set_accessible_label (item, name);
}

static void
bind_cb (CamPartnerList *self,
         GtkListItem    *item)
{
  g_ptr_array_add (self->bound, item);
  show_item (self, item);
}

static void
unbind_cb (CamPartnerList *self,
           GtkListItem    *item)
{
  if (self->bound != NULL)
    g_ptr_array_remove_fast (self->bound, item);
}

static void
activate_cb (CamPartnerList *self,
             guint           position)
{
  g_autoptr(CamRecord) record = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (record != NULL)
    cam_partner_open (GTK_WIDGET (self), CAM_RECORD_GET_CLASS (record)->table, cam_record_get_uuid (record));
}

/* What is listed. */

static void
show_count (CamPartnerList *self)
{
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  gboolean complete = self->list == NULL || cam_search_list_is_complete (self->list);
  gboolean nothing = n == 0 && complete;
  g_autofree char *number = cam_format_integer (n);
  g_autofree char *text = NULL;

  if (self->organisations)
    /* Translators: %s is a number */
    text = g_strdup_printf (ngettext ("%s organisation", "%s organisations", n), number);
  else
    /* Translators: %s is a number */
    text = g_strdup_printf (ngettext ("%s person", "%s people", n), number);
  gtk_label_set_label (self->count_label, complete ? text : _("Looking…"));
  if (!nothing)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (cam_partner_filter_is_empty (self->filter) && self->store != NULL
           && cam_store_count (self->store, self->organisations ? "organisation" : "person") == 0)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else
    gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
list (CamPartnerList *self)
{
  g_autoptr(GError) error = NULL;

  if (self->list == NULL)
    return;
  if (!cam_partner_filter_apply (self->filter, self->list, cam_day_today (), &error))
    g_warning ("Could not read the partners: %s", error->message);
  show_count (self);
}

void
cam_partner_list_apply (CamPartnerList *self)
{
  const char *text = cam_partner_filter_get (self->filter, CAM_PARTNER_FILTER_TEXT);

  self->is_following = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), text != NULL ? text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text != NULL ? text : "");
  self->is_following = FALSE;
  list (self);
  cam_partner_list_show_chips (self);
  cam_partner_list_queue_choices (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "partner-list.save", self->store != NULL
                                   && !cam_store_get_read_only (self->store) && !cam_partner_filter_is_empty (self->filter));
}

static void
search_changed_cb (CamPartnerList *self)
{
  if (self->is_following)
    return;
  cam_partner_filter_set (self->filter, CAM_PARTNER_FILTER_TEXT, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  list (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "partner-list.save", self->store != NULL
                                   && !cam_store_get_read_only (self->store) && !cam_partner_filter_is_empty (self->filter));
}

static void
search_activated_cb (CamPartnerList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    activate_cb (self, 0);
}

static gboolean
search_key_cb (CamPartnerList  *self,
               guint            keyval,
               guint            keycode,
               GdkModifierType  state)
{
  if (keyval != GDK_KEY_Down || g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
  return GDK_EVENT_STOP;
}

static void
changed_cb (CamPartnerList *self,
            CamChanges     *changes)
{
  static const char *const tables[] = { "partner_group", "saved_filter", "organisation", "area" };

  if (cam_changes_has_table (changes, "organisation"))
    g_hash_table_remove_all (self->names);
  for (guint i = 0; i < self->bound->len; i++)
    show_item (self, g_ptr_array_index (self->bound, i));
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (cam_changes_has_table (changes, tables[i]) && gtk_widget_get_mapped (GTK_WIDGET (self)))
      cam_partner_list_queue_choices (self);
}

static void
cam_partner_list_map (GtkWidget *widget)
{
  CamPartnerList *self = CAM_PARTNER_LIST (widget);

  GTK_WIDGET_CLASS (cam_partner_list_parent_class)->map (widget);
  if (self->store != NULL)
    cam_partner_list_apply (self);
}

/* Actions. */

static void
organisation_added_cb (GtkWidget  *widget,
                       const char *made)
{
  if (made != NULL)
    cam_partner_open (widget, "organisation", made);
}

static void
organisation_named_cb (GtkWidget  *owner,
                       const char *name,
                       gpointer    data)
{
  CamPartnerList *self = CAM_PARTNER_LIST (owner);

  if (self->store != NULL)
    cam_partner_apply (owner, self->store,
                       cam_partner_work_new_organisation (name, cam_partner_filter_get (self->filter, CAM_PARTNER_FILTER_SECTOR),
                                                          cam_partner_filter_get (self->filter, CAM_PARTNER_FILTER_KIND)),
                       NULL, organisation_added_cb);
}

static void
add_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  CamPartnerList *self = CAM_PARTNER_LIST (widget);

  if (self->store == NULL)
    return;
  if (self->organisations)
    cam_name_dialog_ask (widget, _("New Organisation"), _("What it is called"), organisation_named_cb, NULL, NULL);
  else
    cam_new_person_ask (widget, self->store, cam_partner_filter_get (self->filter, CAM_PARTNER_FILTER_ORGANISATION));
}

static void
mail_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamPartnerList *self = CAM_PARTNER_LIST (widget);

  if (self->store != NULL)
    cam_mail_people (widget, self->store, self->filter);
}

static void
export_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPartnerList *self = CAM_PARTNER_LIST (widget);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) uuids = NULL;

  if (self->store == NULL)
    return;
  /* With all of them listed there is more to choose: both kinds, and any group. */
  if (self->list != NULL && cam_search_list_is_complete (self->list)
      && g_list_model_get_n_items (G_LIST_MODEL (self->list))
           == cam_store_count (self->store, self->organisations ? "organisation" : "person"))
    {
      cam_contacts_export_present (widget, self->store, NULL);
      return;
    }
  uuids = cam_partner_filter_list (self->filter, self->store, cam_day_today (), &error);
  if (uuids == NULL)
    {
      cam_tell_failure (widget, error);
      return;
    }
  g_ptr_array_add (uuids, NULL);
  cam_contacts_export_present (widget, self->store, (const char *const *) uuids->pdata);
}

static void
clear_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  CamPartnerList *self = CAM_PARTNER_LIST (widget);
  g_autoptr(CamPartnerFilter) none = cam_partner_filter_new (cam_partner_filter_get_partner_type (self->filter));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  cam_partner_list_set_filter (self, none);
}

static gboolean
delete_saved (CamWriter  *writer,
              gpointer    data,
              GError    **error)
{
  return cam_writer_delete (writer, "saved_filter", data, error);
}

static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (!cam_store_write_finish (CAM_STORE (source), result, &error))
    cam_tell_failure (widget, error);
}

static void
forget_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPartnerList *self = CAM_PARTNER_LIST (widget);

  if (self->store != NULL)
    cam_store_write_async (self->store, _("Keep choice of partners no more"), delete_saved, g_variant_dup_string (parameter, NULL),
                           g_free, NULL, forgotten_cb, g_object_ref (widget));
}

static void
cam_partner_list_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch ((CamPartnerListProperty) prop_id)
    {
    case PROP_ORGANISATIONS:
      CAM_PARTNER_LIST (object)->organisations = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cam_partner_list_constructed (GObject *object)
{
  CamPartnerList *self = CAM_PARTNER_LIST (object);
  const char *hint = self->organisations ? _("Search organisations") : _("Search people");

  G_OBJECT_CLASS (cam_partner_list_parent_class)->constructed (object);
  self->filter = cam_partner_filter_new (self->organisations ? CAM_PARTNER_ORGANISATIONS : CAM_PARTNER_PEOPLE);
  cam_partner_list_init_choices (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->organisations ? _("Organisations") : _("People"), -1);
  gtk_widget_set_tooltip_text (self->add_button, self->organisations ? _("Add an Organisation") : _("Add a Person"));
  gtk_search_entry_set_placeholder_text (self->search_entry, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, hint, -1);
  if (!self->organisations)
    return;
  adw_status_page_set_title (self->empty_page, _("No Organisations Yet"));
  adw_status_page_set_icon_name (self->empty_page, "x-office-address-book-symbolic");
  adw_status_page_set_description (self->empty_page, _("Charities, councils, groups: whoever the team works with."));
  gtk_button_set_label (GTK_BUTTON (self->empty_button), _("Add an _Organisation…"));
}

static void
cam_partner_list_dispose (GObject *object)
{
  CamPartnerList *self = CAM_PARTNER_LIST (object);

  g_clear_handle_id (&self->choices_id, g_source_remove);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_pointer (&self->bound, g_ptr_array_unref);
  g_clear_object (&self->list);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_partner_list_parent_class)->dispose (object);
}

static void
cam_partner_list_finalize (GObject *object)
{
  CamPartnerList *self = CAM_PARTNER_LIST (object);

  g_clear_pointer (&self->filter, cam_partner_filter_free);
  g_free (self->heading);
  g_hash_table_unref (self->names);

  G_OBJECT_CLASS (cam_partner_list_parent_class)->finalize (object);
}

static void
cam_partner_list_class_init (CamPartnerListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = cam_partner_list_set_property;
  object_class->constructed = cam_partner_list_constructed;
  object_class->dispose = cam_partner_list_dispose;
  object_class->finalize = cam_partner_list_finalize;
  widget_class->map = cam_partner_list_map;
  properties[PROP_ORGANISATIONS] = g_param_spec_boolean ("organisations", NULL, NULL, FALSE,
                                                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-partner-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CamPartnerList, add_button);
  gtk_widget_class_bind_template_child (widget_class, CamPartnerList, chips_box);
  gtk_widget_class_bind_template_child (widget_class, CamPartnerList, choices_list);
  gtk_widget_class_bind_template_child (widget_class, CamPartnerList, count_label);
  gtk_widget_class_bind_template_child (widget_class, CamPartnerList, empty_button);
  gtk_widget_class_bind_template_child (widget_class, CamPartnerList, empty_page);
  gtk_widget_class_bind_template_child (widget_class, CamPartnerList, list_view);
  gtk_widget_class_bind_template_child (widget_class, CamPartnerList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CamPartnerList, selection);
  gtk_widget_class_bind_template_child (widget_class, CamPartnerList, split_view);
  gtk_widget_class_bind_template_child (widget_class, CamPartnerList, stack);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, cam_partner_list_choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_install_action (widget_class, "partner-list.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "partner-list.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "partner-list.forget", "s", forget_action);
  gtk_widget_class_install_action (widget_class, "partner-list.mail", NULL, mail_action);
  gtk_widget_class_install_action (widget_class, "partner-list.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "partner-list.save", NULL, cam_partner_list_save_action);
}

static void
cam_partner_list_init (CamPartnerList *self)
{
  self->bound = g_ptr_array_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cam_partner_list_set_store (CamPartnerList *self,
                            CamStore       *store)
{
  gboolean can_write = store != NULL && !cam_store_get_read_only (store);

  g_return_if_fail (CAM_IS_PARTNER_LIST (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  if (self->store == store)
    return;
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  gtk_no_selection_set_model (self->selection, NULL);
  g_hash_table_remove_all (self->names);
  g_clear_object (&self->list);
  g_set_object (&self->store, store);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "partner-list.add", can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "partner-list.forget", can_write);
  if (store == NULL)
    {
      cam_partner_list_show_choices (self);
      return;
    }
  self->list = cam_search_list_new (store, self->organisations ? CAM_TYPE_ORGANISATION : CAM_TYPE_PERSON);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->list));
  g_signal_connect_object (self->list, "notify", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    cam_partner_list_apply (self);
}

void
cam_partner_list_set_areas (CamPartnerList *self,
                            GPtrArray      *areas)
{
  g_autoptr(GPtrArray) uuids = NULL;

  g_return_if_fail (CAM_IS_PARTNER_LIST (self));

  if (areas != NULL)
    {
      uuids = g_ptr_array_new ();
      for (guint i = 0; i < areas->len; i++)
        g_ptr_array_add (uuids, g_ptr_array_index (areas, i));
      g_ptr_array_add (uuids, NULL);
    }
  cam_partner_filter_set_scope (self->filter, uuids != NULL ? (const char *const *) uuids->pdata : NULL);
  if (self->store != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    list (self);
}

void
cam_partner_list_set_filter (CamPartnerList         *self,
                             const CamPartnerFilter *filter)
{
  g_return_if_fail (CAM_IS_PARTNER_LIST (self));
  g_return_if_fail (filter != NULL);

  for (guint field = 0; field < CAM_PARTNER_FILTER_N_FIELDS; field++)
    cam_partner_filter_set (self->filter, field, cam_partner_filter_get (filter, field));
  cam_partner_filter_set_may_contact (self->filter, cam_partner_filter_get_may_contact (filter));
  cam_partner_list_apply (self);
}

const CamPartnerFilter *
cam_partner_list_get_filter (CamPartnerList *self)
{
  g_return_val_if_fail (CAM_IS_PARTNER_LIST (self), NULL);

  return self->filter;
}

GListModel *
cam_partner_list_get_model (CamPartnerList *self)
{
  g_return_val_if_fail (CAM_IS_PARTNER_LIST (self), NULL);

  return self->list != NULL ? G_LIST_MODEL (self->list) : NULL;
}
