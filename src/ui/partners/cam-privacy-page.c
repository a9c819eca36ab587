/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-privacy-page.h"

#include "cam-format.h"
#include "cam-period.h"
#include "cam-person.h"
#include "cam-privacy-group.h"
#include "cam-privacy.h"
#include "cam-query.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

/* Rows of a list that are made at once; the next ones when somebody asks. */
#define STEP 20

typedef struct
{
  CamPrivacyList  list;
  const char     *title;
  const char     *description;
} Kind;

static const Kind kinds[] = {
  { CAM_PRIVACY_LIST_ERASE, N_("To Erase"), N_("Kept longer than was said. Erase it, or say until when it is needed.") },
  { CAM_PRIVACY_LIST_OBJECTED, N_("Objected"), N_("Objected or took consent back, and said nothing since.") },
  { CAM_PRIVACY_LIST_REVIEW, N_("To Review"), N_("Is it still needed, and still right?") },
  { CAM_PRIVACY_LIST_NO_BASIS, N_("Without a Lawful Basis"), N_("Nobody has said yet why this may be held.") },
};

typedef struct
{
  AdwPreferencesGroup *group;
  GPtrArray           *rows;    /* borrowed */
  CamQuery            *query;
  guint                n_shown;
} Part;

struct _CamPrivacyPage
{
  AdwBin     parent_instance;

  GtkStack  *stack;
  Part       parts[G_N_ELEMENTS (kinds)];
  CamStore  *store;
  guint      refresh_id;
};

G_DEFINE_FINAL_TYPE (CamPrivacyPage, cam_privacy_page, ADW_TYPE_BIN)

static void
reviewed_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  CamPrivacyPage *self = CAM_PRIVACY_PAGE (widget);
  g_autoptr(CamRecord) person = cam_store_dup_record (self->store, CAM_TYPE_PERSON, g_variant_get_string (parameter, NULL),
                                                      NULL);

  if (person != NULL && !cam_record_is_deleted (person))
    cam_privacy_mark_reviewed (widget, self->store, person);
}

static GtkWidget *
create_row (CamPrivacyPage *self,
            CamPrivacyList  list,
            CamRecord      *person)
{
  g_autoptr(CamPrivacyState) state = cam_privacy_state (self->store, person, cam_day_today ());
  GtkWidget *row = cam_ui_new_row (cam_record_get_title (person), state->words);
  GtkWidget *button = NULL;

  if (list == CAM_PRIVACY_LIST_REVIEW && !cam_store_get_read_only (self->store))
    {
      button = gtk_button_new_from_icon_name ("object-select-symbolic");
      gtk_widget_set_tooltip_text (button, _("Reviewed: Look Again in a Year"));
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", cam_record_get_uuid (person));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "privacy-page.reviewed");
      gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row, NULL, -1);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", cam_record_get_uuid (person));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-person");
  return row;
}

static void
add_row (Part      *part,
         GtkWidget *row)
{
  adw_preferences_group_add (part->group, row);
  g_ptr_array_add (part->rows, row);
}

static void
show_part (CamPrivacyPage *self,
           guint           which)
{
  Part *part = &self->parts[which];
  guint n = g_list_model_get_n_items (G_LIST_MODEL (part->query));
  g_autofree char *number = cam_format_integer (n);
  /* Translators: a kind of people on a list, and how many there are */
  g_autofree char *title = g_strdup_printf (_("%1$s · %2$s"), _(kinds[which].title), number);

  for (guint i = 0; i < part->rows->len; i++)
    adw_preferences_group_remove (part->group, g_ptr_array_index (part->rows, i));
  g_ptr_array_set_size (part->rows, 0);
  for (guint i = 0; i < MIN (n, part->n_shown); i++)
    {
      g_autoptr(CamRecord) person = g_list_model_get_item (G_LIST_MODEL (part->query), i);

      add_row (part, create_row (self, kinds[which].list, person));
    }
  if (n > part->n_shown)
    {
      GtkWidget *more = g_object_new (ADW_TYPE_BUTTON_ROW, "title", _("Show _More"), "use-underline", TRUE, NULL);

      gtk_actionable_set_action_target (GTK_ACTIONABLE (more), "u", which);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (more), "privacy-page.more");
      add_row (part, more);
    }
  adw_preferences_group_set_title (part->group, title);
  gtk_widget_set_visible (GTK_WIDGET (part->group), n > 0);
}

static gboolean
show_cb (gpointer user_data)
{
  CamPrivacyPage *self = user_data;
  guint n = 0;

  self->refresh_id = 0;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      show_part (self, i);
      n += g_list_model_get_n_items (G_LIST_MODEL (self->parts[i].query));
    }
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "lists" : "empty");
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CamPrivacyPage *self,
            CamChanges     *changes)
{
  if (self->refresh_id == 0 && (cam_changes_has_table (changes, "person") || cam_changes_has_table (changes, "person_consent")))
    self->refresh_id = g_idle_add (show_cb, self);
}

static void
more_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamPrivacyPage *self = CAM_PRIVACY_PAGE (widget);
  guint which = g_variant_get_uint32 (parameter);
  guint first = 0;

  g_return_if_fail (which < G_N_ELEMENTS (kinds));

  first = self->parts[which].n_shown;
  self->parts[which].n_shown += STEP;
  show_part (self, which);
  if (first < self->parts[which].rows->len)
    gtk_widget_grab_focus (g_ptr_array_index (self->parts[which].rows, first));
}

static void
cam_privacy_page_dispose (GObject *object)
{
  CamPrivacyPage *self = CAM_PRIVACY_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_clear_object (&self->parts[i].query);
      g_clear_pointer (&self->parts[i].rows, g_ptr_array_unref);
    }
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_privacy_page_parent_class)->dispose (object);
}

static void
cam_privacy_page_class_init (CamPrivacyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_privacy_page_dispose;
  gtk_widget_class_install_action (widget_class, "privacy-page.more", "u", more_action);
  gtk_widget_class_install_action (widget_class, "privacy-page.reviewed", "s", reviewed_action);
}

static void
cam_privacy_page_init (CamPrivacyPage *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  GtkWidget *empty = g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "object-select-symbolic", "title", _("All Is Well"),
                                   "description", _("Nobody’s data waits for a review or for erasure, nobody objected, and of "
                                                    "everybody it is said why they may be held."), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      self->parts[i].group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_description (self->parts[i].group, _(kinds[i].description));
      self->parts[i].rows = g_ptr_array_new ();
      self->parts[i].n_shown = STEP;
      adw_preferences_page_add (page, self->parts[i].group);
    }
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (page), "lists");
  gtk_stack_add_named (self->stack, empty, "empty");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
cam_privacy_page_new (CamStore *store)
{
  CamPrivacyPage *self = NULL;
  g_autofree char *today = cam_day_to_text (cam_day_today ());
  const CamValue params[] = { cam_text (today) };

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  self = g_object_new (CAM_TYPE_PRIVACY_PAGE, NULL);
  self->store = g_object_ref (store);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      self->parts[i].query = cam_query_new (store, CAM_TYPE_PERSON, cam_privacy_list_where (kinds[i].list),
                                            cam_privacy_list_order (kinds[i].list), params, 1);
      if (kinds[i].list == CAM_PRIVACY_LIST_OBJECTED)
        cam_query_watch_table (self->parts[i].query, "person_consent");
    }
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show_cb (self);
  return GTK_WIDGET (self);
}

void
cam_privacy_page_present (GtkWidget *parent,
                          CamStore  *store)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *bar = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bar), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bar), cam_privacy_page_new (store));
  adw_dialog_set_child (dialog, bar);
  adw_dialog_set_title (dialog, _("Data Protection"));
  adw_dialog_set_content_width (dialog, 560);
  adw_dialog_set_content_height (dialog, 720);
  adw_dialog_present (dialog, parent);
}
