/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-pick-dialog.h"

#include "cam-query.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

struct _CamPickDialog
{
  AdwDialog        parent_instance;

  GtkButton       *add_button;
  GtkToggleButton *edit_button;
  AdwStatusPage   *empty_page;
  GtkListView     *list;
  GtkNoSelection  *selection;
  GtkSearchEntry  *search_entry;
  GtkStack        *stack;

  GtkWidget       *owner;      /* weak */
  CamStore        *store;
  CamQuery        *query;
  char            *where;
  char            *uuid;
  CamPickDescribe  describe;
  CamPickFunc      done;
  gboolean         can_add;
  CamPickEdit      edit;
  GPtrArray       *bound;      /* of GtkListItem, borrowed: what is on the screen */
  char            *title;      /* while choosing, and while editing */
  char            *edit_title;
  char            *hint;
};

G_DEFINE_FINAL_TYPE (CamPickDialog, cam_pick_dialog, ADW_TYPE_DIALOG)

static char *
dup_typed (CamPickDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
}

static void
show_stack (CamPickDialog *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->query)) == 0;

  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "list");
}

static void
search (CamPickDialog *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autofree char *pattern = cam_ui_dup_pattern (typed);
  g_autofree char *where = g_strdup_printf ("name LIKE ?1 ESCAPE '\\' AND ?2 IS ?2 AND (%s)",
                                            self->where != NULL ? self->where : "1");
  const CamValue params[] = { cam_text (pattern), cam_text (self->uuid) };
  g_autofree char *label = NULL;

  cam_query_set_where (self->query, where, params, G_N_ELEMENTS (params));
  show_stack (self);
  adw_status_page_set_description (self->empty_page, *typed == '\0' ? self->hint : NULL);
  adw_status_page_set_title (self->empty_page, *typed != '\0' ? _("Not Found") : _("There Are None Yet"));
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), self->can_add && *typed != '\0');
  /* Translators: %s is the name that was typed, of something new */
  label = g_strdup_printf (_("Add “%s”"), typed);
  gtk_button_set_label (self->add_button, label);
}

static void
finish (CamPickDialog *self,
        CamRecord     *record,
        const char    *name)
{
  GtkWidget *owner = self->owner;
  CamPickFunc done = self->done;

  self->done = NULL;
  adw_dialog_close (ADW_DIALOG (self));
  if (owner != NULL && done != NULL)
    done (owner, record, name);
}

static void
choose (CamPickDialog *self,
        guint          position)
{
  g_autoptr(CamRecord) record = g_list_model_get_item (G_LIST_MODEL (self->query), position);
  g_autoptr(CamPickDialog) kept = g_object_ref (self);

  if (record == NULL || cam_record_is_deleted (record))
    return;
  if (gtk_toggle_button_get_active (self->edit_button))
    self->edit (GTK_WIDGET (self), self->store, record);
  else
    finish (kept, record, NULL);
}

static void
edit_toggled_cb (CamPickDialog *self)
{
  gboolean is_editing = gtk_toggle_button_get_active (self->edit_button);

  adw_dialog_set_title (ADW_DIALOG (self), is_editing ? self->edit_title : self->title);
}

static void
row_activated_cb (CamPickDialog *self,
                  guint          position)
{
  choose (self, position);
}

static void
search_activated_cb (CamPickDialog *self)
{
  g_autofree char *typed = dup_typed (self);

  search (self);
  if (*typed != '\0')
    choose (self, 0);
}

static void
add_cb (CamPickDialog *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autoptr(CamPickDialog) kept = g_object_ref (self);

  if (*typed != '\0')
    finish (kept, NULL, typed);
}

static void
setup_cb (CamPickDialog *self,
          GtkListItem   *item)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3, "margin-top", 8,
                                 "margin-bottom", 8, "margin-start", 6, "margin-end", 6, NULL);

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "wrap-mode",
                                               PANGO_WRAP_WORD_CHAR, NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_END,
                                               "css-classes", (const char *[]) { "dim-label", "caption", NULL }, NULL));
  gtk_list_item_set_child (item, box);
}

static void
show_item (CamPickDialog *self,
           GtkListItem   *item)
{
  CamRecord *record = gtk_list_item_get_item (item);
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *about = gtk_widget_get_next_sibling (title);
  g_autofree char *text = self->describe != NULL ? self->describe (record) : NULL;

  gtk_label_set_label (GTK_LABEL (title), cam_record_get_title (record));
  gtk_label_set_label (GTK_LABEL (about), text != NULL ? text : "");
  gtk_widget_set_visible (about, text != NULL && *text != '\0');
  gtk_list_item_set_accessible_label (item, cam_record_get_title (record));
  gtk_list_item_set_accessible_description (item, text != NULL ? text : "");
}

static void
bind_cb (CamPickDialog *self,
         GtkListItem   *item)
{
  g_ptr_array_add (self->bound, item);
  show_item (self, item);
}

/* What is shown may be renamed meanwhile. */
static void
changed_cb (CamPickDialog *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_item (self, g_ptr_array_index (self->bound, i));
}

static void
unbind_cb (CamPickDialog *self,
           GtkListItem   *item)
{
  if (self->bound != NULL)
    g_ptr_array_remove_fast (self->bound, item);
}

static void
cam_pick_dialog_dispose (GObject *object)
{
  CamPickDialog *self = CAM_PICK_DIALOG (object);

  g_clear_weak_pointer (&self->owner);
  g_clear_pointer (&self->bound, g_ptr_array_unref);
  g_clear_object (&self->query);
  g_clear_object (&self->store);
  g_clear_pointer (&self->where, g_free);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->edit_title, g_free);
  g_clear_pointer (&self->hint, g_free);

  G_OBJECT_CLASS (cam_pick_dialog_parent_class)->dispose (object);
}

static void
cam_pick_dialog_class_init (CamPickDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_pick_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = cam_ui_leave_dialog;
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-pick-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamPickDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, CamPickDialog, edit_button);
  gtk_widget_class_bind_template_child (widget_class, CamPickDialog, empty_page);
  gtk_widget_class_bind_template_child (widget_class, CamPickDialog, list);
  gtk_widget_class_bind_template_child (widget_class, CamPickDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CamPickDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, CamPickDialog, stack);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
cam_pick_dialog_init (CamPickDialog *self)
{
  self->bound = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

CamPickDialog *
cam_pick_dialog_choose (GtkWidget       *owner,
                        CamStore        *store,
                        GType            type,
                        const char      *title,
                        const char      *where,
                        const char      *uuid,
                        CamPickDescribe  describe,
                        gboolean         can_add,
                        CamPickFunc      done)
{
  CamPickDialog *self = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (owner), NULL);
  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  self = g_object_new (CAM_TYPE_PICK_DIALOG, "title", title, NULL);
  g_set_weak_pointer (&self->owner, owner);
  self->store = g_object_ref (store);
  self->where = g_strdup (where);
  self->uuid = g_strdup (uuid);
  self->describe = describe;
  self->done = done;
  self->can_add = can_add;
  self->query = cam_query_new (store, type, "0", "name", NULL, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  search (self);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->query));
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->query, "notify::n-items", G_CALLBACK (show_stack), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (self), owner);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  return self;
}

void
cam_pick_dialog_set_edit (CamPickDialog *self,
                          const char    *tooltip,
                          const char    *title,
                          CamPickEdit    edit)
{
  g_return_if_fail (CAM_IS_PICK_DIALOG (self));
  g_return_if_fail (edit != NULL);

  self->edit = edit;
  g_set_str (&self->title, adw_dialog_get_title (ADW_DIALOG (self)));
  g_set_str (&self->edit_title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->edit_button), tooltip);
  gtk_widget_set_visible (GTK_WIDGET (self->edit_button), TRUE);
}

void
cam_pick_dialog_set_hint (CamPickDialog *self,
                          const char    *hint)
{
  g_return_if_fail (CAM_IS_PICK_DIALOG (self));

  g_set_str (&self->hint, hint);
  search (self);
}
