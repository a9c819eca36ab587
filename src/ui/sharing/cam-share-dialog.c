/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-share-dialog.h"

#include "cam-format.h"
#include "cam-my-areas-page.h"
#include "cam-passphrase-dialog.h"
#include "cam-passphrase.h"
#include "cam-share-words.h"
#include "cam-share.h"

#include <glib/gi18n.h>

#define PULSE_MS 100

struct _CamShareDialog
{
  AdwDialog          parent_instance;

  CamMyAreasPage    *areas_page;
  AdwActionRow      *contents_row;
  GtkCheckButton    *district_check;
  AdwComboRow       *district_row;
  AdwStatusPage     *done_page;
  GtkCheckButton    *everything_check;
  GtkCheckButton    *mine_check;
  AdwActionRow      *mine_row;
  AdwNavigationView *navigation_view;
  AdwSwitchRow      *passphrase_row;
  AdwSwitchRow      *personal_row;
  AdwStatusPage     *problem_page;
  GtkProgressBar    *progress_bar;
  GtkCheckButton    *public_check;
  GtkWidget         *save_button;
  AdwActionRow      *size_row;
  GtkStack          *stack;

  CamAtlas          *atlas;
  GCancellable      *count_cancellable;  /* of the count under way */
  GPtrArray         *districts;          /* (element-type utf8): uuids, as in the row */
  GFile             *file;               /* where the copy is saved */
  GCancellable      *save_cancellable;   /* of the copy that is being made; NULL where none is */
  GSettings         *settings;
  guint              pulse;
};

G_DEFINE_FINAL_TYPE (CamShareDialog, cam_share_dialog, ADW_TYPE_DIALOG)

static CamStore *
get_store (CamShareDialog *self)
{
  return self->atlas != NULL ? cam_atlas_get_store (self->atlas) : NULL;
}

static void
show_step (CamShareDialog *self,
           const char     *step)
{
  gtk_stack_set_visible_child_name (self->stack, step);
  gtk_widget_set_visible (self->save_button, g_str_equal (step, "what"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "share.save",
                                 g_str_equal (step, "what") && get_store (self) != NULL);
}

/* Those of the setting that there still are. */
static GPtrArray *
list_mine (CamShareDialog *self)
{
  g_autoptr(GPtrArray) mine = g_ptr_array_new ();
  g_auto(GStrv) uuids = self->settings != NULL ? g_settings_get_strv (self->settings, "my-areas") : NULL;

  for (guint i = 0; uuids != NULL && uuids[i] != NULL && self->atlas != NULL; i++)
    {
      const CamAtlasArea *area = cam_atlas_find (self->atlas, uuids[i]);

      if (area != NULL)
        g_ptr_array_add (mine, (gpointer) area);
    }
  return g_steal_pointer (&mine);
}

static CamShareScope *
new_scope_of_areas (GPtrArray *uuids,
                    gboolean   personal)
{
  g_ptr_array_add (uuids, NULL);
  return cam_share_scope_new (CAM_SHARE_AREAS, (const char *const *) uuids->pdata, personal);
}

static CamShareScope *
new_scope (CamShareDialog *self)
{
  gboolean personal = adw_switch_row_get_active (self->personal_row);
  guint district = adw_combo_row_get_selected (self->district_row);
  g_autoptr(GPtrArray) uuids = g_ptr_array_new ();

  if (gtk_check_button_get_active (self->public_check))
    return cam_share_scope_new (CAM_SHARE_PUBLIC, NULL, FALSE);
  if (gtk_check_button_get_active (self->mine_check))
    {
      g_autoptr(GPtrArray) mine = list_mine (self);

      for (guint i = 0; i < mine->len; i++)
        g_ptr_array_add (uuids, ((const CamAtlasArea *) g_ptr_array_index (mine, i))->uuid);
      return new_scope_of_areas (uuids, personal);
    }
  if (gtk_check_button_get_active (self->district_check) && district < self->districts->len)
    {
      g_ptr_array_add (uuids, g_ptr_array_index (self->districts, district));
      return new_scope_of_areas (uuids, personal);
    }
  return cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, personal);
}

static void
show_people (CamShareDialog   *self,
             CamOutgoingCount *count)
{
  g_autofree char *people = cam_share_describe_people (count);
  g_autofree char *names = cam_share_describe_names (count);
  g_autofree char *text = NULL;

  if (gtk_check_button_get_active (self->public_check))
    text = g_strdup (_("Never in a copy for the public"));
  else if (!adw_switch_row_get_active (self->personal_row))
    text = g_strdup (_("Left out: names, addresses and numbers of people, who wrote what, and what the history knows of them"));
  else if (people == NULL)
    text = g_strdup (_("There are none in this part"));
  else if (names == NULL)
    text = g_steal_pointer (&people);
  else
    /* Translators: %1$s is how many people and what of them, %2$s is their names */
    text = g_strdup_printf (_("%1$s: %2$s"), people, names);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->personal_row), text);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CamShareDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CamOutgoingCount) count = cam_outgoing_count_finish (CAM_STORE (source), result, &error);
  g_autofree char *contents = NULL;
  g_autofree char *size = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (count == NULL)
    {
      contents = cam_format_error (error);
      adw_action_row_set_subtitle (self->contents_row, contents);
      adw_action_row_set_subtitle (self->size_row, "");
      return;
    }
  contents = cam_share_describe_contents (count);
  size = cam_share_describe_size (count);
  adw_action_row_set_subtitle (self->contents_row, contents);
  adw_action_row_set_subtitle (self->size_row, size);
  show_people (self, count);
}

/* After each choice: says again what would go in. */
static void
recount (CamShareDialog *self)
{
  g_autoptr(CamShareScope) scope = NULL;

  g_cancellable_cancel (self->count_cancellable);
  g_clear_object (&self->count_cancellable);
  if (get_store (self) == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->personal_row), !gtk_check_button_get_active (self->public_check));
  self->count_cancellable = g_cancellable_new ();
  scope = new_scope (self);
  cam_outgoing_count_async (get_store (self), scope, self->count_cancellable, counted_cb, g_object_ref (self));
}

static void
who_toggled_cb (CamShareDialog *self,
                GtkCheckButton *check)
{
  if (gtk_check_button_get_active (check))
    recount (self);
}

static void
district_selected_cb (CamShareDialog *self)
{
  if (gtk_check_button_get_active (self->district_check))
    recount (self);
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_check_button_set_active (self->district_check, TRUE);
}

static char *
join_names (GPtrArray *areas)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < areas->len; i++)
    g_ptr_array_add (names, ((const CamAtlasArea *) g_ptr_array_index (areas, i))->name);
  g_ptr_array_add (names, NULL);
  /* Translators: between the names of areas */
  return g_strjoinv (_(", "), (char **) names->pdata);
}

static void
show_mine (CamShareDialog *self)
{
  g_autoptr(GPtrArray) mine = list_mine (self);
  g_autofree char *names = join_names (mine);

  adw_action_row_set_subtitle (self->mine_row, names);
  gtk_widget_set_visible (GTK_WIDGET (self->mine_row), mine->len > 0);
  if (mine->len == 0 && gtk_check_button_get_active (self->mine_check))
    gtk_check_button_set_active (self->everything_check, TRUE);
  else if (gtk_check_button_get_active (self->mine_check))
    recount (self);
}

static void
show_districts (CamShareDialog *self)
{
  GPtrArray *areas = self->atlas != NULL ? cam_atlas_get_level (self->atlas, CAM_LEVEL_DISTRICT) : NULL;
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->districts, 0);
  for (guint i = 0; areas != NULL && i < areas->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (areas, i);

      g_ptr_array_add (self->districts, g_strdup (area->uuid));
      gtk_string_list_append (names, area->name);
    }
  adw_combo_row_set_model (self->district_row, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->district_row), self->districts->len > 0);
  if (self->districts->len == 0 && gtk_check_button_get_active (self->district_check))
    gtk_check_button_set_active (self->everything_check, TRUE);
}

static void
atlas_changed_cb (CamShareDialog *self)
{
  show_districts (self);
  show_mine (self);
  cam_my_areas_page_set (self->areas_page, self->atlas, self->settings);
  recount (self);
}

static void
choose_areas_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  adw_navigation_view_push_by_tag (CAM_SHARE_DIALOG (widget)->navigation_view, "areas");
}

/* What was just ticked is meant. */
static void
areas_hidden_cb (CamShareDialog *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->mine_row)))
    gtk_check_button_set_active (self->mine_check, TRUE);
}

static gboolean
pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (CAM_SHARE_DIALOG (data)->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
show_done (CamShareDialog *self)
{
  g_autofree char *name = g_file_get_parse_name (self->file);
  g_autoptr(GFileInfo) info = g_file_query_info (self->file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                 G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autofree char *size = g_format_size (info != NULL ? (guint64) g_file_info_get_size (info) : 0);
  /* Translators: %1$s is where a file is, %2$s is its size, such as "2.1 MB" */
  g_autofree char *text = g_strdup_printf (_("%1$s\n%2$s"), name, size);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->done_page, escaped);
  show_step (self, "done");
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CamShareDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean done = cam_share_make_finish (CAM_STORE (source), result, &error);

  g_clear_object (&self->save_cancellable);
  g_clear_handle_id (&self->pulse, g_source_remove);
  if (done)
    show_done (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_step (self, "what");
  else
    {
      g_debug ("Share: %s", error->message);
      sentence = cam_format_error (error);
      adw_status_page_set_description (self->problem_page, sentence);
      show_step (self, "problem");
    }
}

void
cam_share_dialog_save (CamShareDialog *self,
                       GFile          *file,
                       const char     *passphrase)
{
  g_autoptr(CamShareScope) scope = NULL;

  g_return_if_fail (CAM_IS_SHARE_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  if (get_store (self) == NULL || self->save_cancellable != NULL)
    return;
  g_set_object (&self->file, file);
  if (g_file_peek_path (file) == NULL)
    {
      adw_status_page_set_description (self->problem_page, _("Please choose a folder on this computer."));
      show_step (self, "problem");
      return;
    }
  scope = new_scope (self);
  self->save_cancellable = g_cancellable_new ();
  self->pulse = g_timeout_add (PULSE_MS, pulse_cb, self);
  show_step (self, "wait");
  cam_share_make_async (get_store (self), g_file_peek_path (file), scope, passphrase, self->save_cancellable,
                        saved_cb, g_object_ref (self));
}

static void
passphrase_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(CamShareDialog) self = user_data;
  char *passphrase = cam_passphrase_dialog_choose_finish (result, NULL);

  if (passphrase != NULL)
    cam_share_dialog_save (self, self->file, passphrase);
  cam_passphrase_free (passphrase);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(CamShareDialog) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *name = NULL;

  if (file == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  g_set_object (&self->file, file);
  name = g_file_get_basename (file);
  if (adw_switch_row_get_active (self->passphrase_row))
    cam_passphrase_dialog_choose_new_async (GTK_WIDGET (self), name, NULL, passphrase_cb, g_object_ref (self));
  else
    cam_share_dialog_save (self, file, NULL);
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamShareDialog *self = CAM_SHARE_DIALOG (widget);
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autofree char *name = cam_share_suggest_name (get_store (self),
                                                  adw_switch_row_get_active (self->passphrase_row));

  gtk_file_dialog_set_title (chooser, _("Save Copy"));
  gtk_file_dialog_set_initial_name (chooser, name);
  gtk_file_dialog_save (chooser, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, file_chosen_cb,
                        g_object_ref (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_cancellable_cancel (CAM_SHARE_DIALOG (widget)->save_cancellable);
}

static void
back_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  show_step (CAM_SHARE_DIALOG (widget), "what");
}

static void
show_in_files_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  CamShareDialog *self = CAM_SHARE_DIALOG (widget);
  g_autoptr(GtkFileLauncher) launcher = gtk_file_launcher_new (self->file);

  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, NULL, NULL);
}

static void
cam_share_dialog_closed (AdwDialog *dialog)
{
  CamShareDialog *self = CAM_SHARE_DIALOG (dialog);

  g_cancellable_cancel (self->count_cancellable);
  g_cancellable_cancel (self->save_cancellable);
}

static void
cam_share_dialog_dispose (GObject *object)
{
  CamShareDialog *self = CAM_SHARE_DIALOG (object);

  g_clear_handle_id (&self->pulse, g_source_remove);
  if (self->atlas != NULL)
    g_signal_handlers_disconnect_by_data (self->atlas, self);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->atlas);
  g_clear_object (&self->count_cancellable);
  g_clear_pointer (&self->districts, g_ptr_array_unref);
  g_clear_object (&self->file);
  g_clear_object (&self->save_cancellable);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (cam_share_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, areas_page);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, contents_row);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, district_check);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, district_row);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, done_page);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, everything_check);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, mine_check);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, mine_row);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, navigation_view);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, personal_row);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, public_check);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, size_row);
  gtk_widget_class_bind_template_child (widget_class, CamShareDialog, stack);
}

static void
cam_share_dialog_class_init (CamShareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_share_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = cam_share_dialog_closed;
  g_type_ensure (CAM_TYPE_MY_AREAS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-share-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, areas_hidden_cb);
  gtk_widget_class_bind_template_callback (widget_class, district_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, recount);
  gtk_widget_class_bind_template_callback (widget_class, who_toggled_cb);
  gtk_widget_class_install_action (widget_class, "share.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "share.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "share.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "share.choose-areas", NULL, choose_areas_action);
  gtk_widget_class_install_action (widget_class, "share.show-in-files", NULL, show_in_files_action);
}

static void
cam_share_dialog_init (CamShareDialog *self)
{
  self->districts = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  show_step (self, "what");
}

AdwDialog *
cam_share_dialog_new (CamAtlas  *atlas,
                      GSettings *settings)
{
  CamShareDialog *self = g_object_new (CAM_TYPE_SHARE_DIALOG, NULL);

  g_set_object (&self->atlas, atlas);
  g_set_object (&self->settings, settings);
  if (atlas != NULL)
    g_signal_connect_object (atlas, "changed", G_CALLBACK (atlas_changed_cb), self, G_CONNECT_SWAPPED);
  if (settings != NULL)
    g_signal_connect_object (settings, "changed::my-areas", G_CALLBACK (show_mine), self, G_CONNECT_SWAPPED);
  atlas_changed_cb (self);
  show_step (self, "what");
  return ADW_DIALOG (self);
}

const char *
cam_share_dialog_get_step (CamShareDialog *self)
{
  g_return_val_if_fail (CAM_IS_SHARE_DIALOG (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}
