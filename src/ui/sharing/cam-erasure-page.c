/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-erasure-page.h"

#include "cam-erase.h"
#include "cam-format.h"
#include "cam-place-search.h"

#include <glib/gi18n.h>

#define MAX_HITS 50

struct _CamErasurePage
{
  AdwBin          parent_instance;

  GtkWidget      *close_button;
  GtkListBox     *hit_list;
  GtkWidget      *hits_box;
  GtkLabel       *hits_label;
  GtkListBox     *leftover_list;
  GtkWidget      *leftovers_box;
  AdwStatusPage  *problem_page;
  GtkProgressBar *progress_bar;
  GtkLabel       *result_label;
  GtkStack       *stack;

  CamAtlas       *atlas;     /* weak: libadwaita may keep what was in a dialog longer than the dialog */
  GListModel     *hits;      /* CamPlaceHit; NULL before the end */
  char           *name;      /* of the person, for as long as this is open */
  GPtrArray      *reached;   /* char: their e-mail addresses and phone numbers, as long */
};

G_DEFINE_FINAL_TYPE (CamErasurePage, cam_erasure_page, ADW_TYPE_BIN)

enum
{
  DONE,
  HIT_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
progress_cb (CamErasurePage *self,
             double          fraction)
{
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress_bar, fraction);
}

static void
add_sentence (GString    *text,
              const char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
}

static void
add_count (GString    *text,
           const char *format,
           guint       n)
{
  g_autoptr(GString) sentence = g_string_new (format);
  g_autofree char *number = g_strdup_printf ("%'u", n);

  g_string_replace (sentence, "%u", number, 1);
  add_sentence (text, sentence->str);
}

static char *
describe (const CamErasure *erasure)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (erasure->n_records > 0)
    add_count (text, ngettext ("%u record was erased, with its history.", "%u records were erased, with their history.",
                               erasure->n_records), erasure->n_records);
  if (erasure->n_backups > 0)
    add_count (text, ngettext ("%u automatic backup was cleaned.", "%u automatic backups were cleaned.",
                               erasure->n_backups), erasure->n_backups);
  if (erasure->deleted_backups->len > 0)
    add_count (text, ngettext ("%u backup could not be read and was deleted.",
                               "%u backups could not be read and were deleted.", erasure->deleted_backups->len),
               erasure->deleted_backups->len);
  if (erasure->pending)
    add_sentence (text, _("Something could not be finished just now. The next start of the program goes on with it."));
  add_sentence (text, _("Other laptops follow when you next exchange copies."));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GtkWidget *
create_leftover_row (gpointer item,
                     gpointer user_data)
{
  g_autofree char *shown = g_filename_display_name (gtk_string_object_get_string (item));
  g_autofree char *name = g_path_get_basename (shown);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  return row;
}

static void
show_leftovers (CamErasurePage *self)
{
  g_autoptr(GPtrArray) paths = cam_erase_list_leftovers (cam_atlas_get_store (self->atlas), NULL);
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    gtk_string_list_append (list, g_ptr_array_index (paths, i));
  gtk_list_box_bind_model (self->leftover_list, G_LIST_MODEL (list), create_leftover_row, NULL, NULL);
  gtk_widget_set_visible (self->leftovers_box, g_list_model_get_n_items (G_LIST_MODEL (list)) > 0);
}

static GtkWidget *
create_hit_row (gpointer item,
                gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cam_place_hit_get_title (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), cam_place_hit_get_subtitle (item));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static gboolean
has_hit (GListModel  *hits,
         CamPlaceHit *hit)
{
  for (guint i = 0; i < g_list_model_get_n_items (hits); i++)
    {
      g_autoptr(CamPlaceHit) other = g_list_model_get_item (hits, i);

      if (g_strcmp0 (cam_place_hit_get_uuid (hit), cam_place_hit_get_uuid (other)) == 0
          && g_strcmp0 (cam_place_hit_get_title (hit), cam_place_hit_get_title (other)) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A phone number looks like a grid reference, too: of it and of an address only records count. */
static void
find_words (CamErasurePage *self,
            GListStore     *found,
            const char     *words,
            gboolean        is_name)
{
  g_autoptr(GListModel) hits = cam_place_search (self->atlas, words, MAX_HITS, NULL);

  for (guint i = 0; hits != NULL && i < g_list_model_get_n_items (hits); i++)
    {
      g_autoptr(CamPlaceHit) hit = g_list_model_get_item (hits, i);

      if ((is_name || cam_place_hit_get_kind (hit) == CAM_PLACE_RECORD) && !has_hit (G_LIST_MODEL (found), hit))
        g_list_store_append (found, hit);
    }
}

static void
show_hits (CamErasurePage *self)
{
  g_autoptr(GListStore) found = g_list_store_new (CAM_TYPE_PLACE_HIT);
  g_autofree char *heading = NULL;
  guint n_named = 0;

  if (*self->name != '\0')
    find_words (self, found, self->name, TRUE);
  n_named = g_list_model_get_n_items (G_LIST_MODEL (found));
  for (guint i = 0; i < self->reached->len; i++)
    find_words (self, found, g_ptr_array_index (self->reached, i), FALSE);
  if (g_list_model_get_n_items (G_LIST_MODEL (found)) == n_named)
    /* Translators: %s is a person's name */
    heading = g_strdup_printf (_("“%s” Still Stands In"), self->name);
  else
    /* Translators: %s is a person's name */
    heading = g_strdup_printf (_("“%s”, an E-Mail Address or a Phone Number Still Stands In"), self->name);
  gtk_label_set_label (self->hits_label, heading);
  gtk_list_box_bind_model (self->hit_list, G_LIST_MODEL (found), create_hit_row, NULL, NULL);
  gtk_widget_set_visible (self->hits_box, g_list_model_get_n_items (G_LIST_MODEL (found)) > 0);
  g_set_object (&self->hits, G_LIST_MODEL (found));
}

static void
hit_row_activated_cb (CamErasurePage *self,
                      GtkListBoxRow  *row)
{
  g_autoptr(CamPlaceHit) hit = NULL;

  hit = g_list_model_get_item (self->hits, (guint) gtk_list_box_row_get_index (row));
  g_signal_emit (self, signals[HIT_ACTIVATED], 0, hit);
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CamErasurePage) self = user_data;
  g_autoptr(CamErasure) erasure = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  erasure = cam_erase_finish (CAM_STORE (source), result, &error);
  if (self->atlas == NULL)
    return;
  if (erasure != NULL)
    {
      text = describe (erasure);
      gtk_label_set_label (self->result_label, text);
      show_leftovers (self);
      show_hits (self);
      gtk_stack_set_visible_child_name (self->stack, "done");
      gtk_widget_grab_focus (self->close_button);
    }
  else
    {
      g_debug ("Erasing: %s", error->message);
      text = cam_format_error (error);
      adw_status_page_set_description (self->problem_page, text);
      gtk_stack_set_visible_child_name (self->stack, "problem");
    }
  g_signal_emit (self, signals[DONE], 0);
}

static void
delete_leftovers_action (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  CamErasurePage *self = CAM_ERASURE_PAGE (widget);
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (self->atlas == NULL)
    return;
  if (!cam_erase_delete_leftovers (cam_atlas_get_store (self->atlas), &error))
    {
      g_debug ("Deleting leftovers: %s", error->message);
      sentence = cam_format_error (error);
      gtk_widget_activate_action (widget, "win.show-message", "s", sentence);
    }
  show_leftovers (self);
  gtk_widget_grab_focus (self->close_button);
}

static void
cam_erasure_page_dispose (GObject *object)
{
  CamErasurePage *self = CAM_ERASURE_PAGE (object);

  g_clear_weak_pointer (&self->atlas);
  g_clear_object (&self->hits);

  G_OBJECT_CLASS (cam_erasure_page_parent_class)->dispose (object);
}

static void
cam_erasure_page_finalize (GObject *object)
{
  g_clear_pointer (&CAM_ERASURE_PAGE (object)->name, g_free);
  g_clear_pointer (&CAM_ERASURE_PAGE (object)->reached, g_ptr_array_unref);

  G_OBJECT_CLASS (cam_erasure_page_parent_class)->finalize (object);
}

static void
cam_erasure_page_class_init (CamErasurePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_erasure_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_erasure_page_finalize;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[HIT_ACTIVATED] = g_signal_new ("hit-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, CAM_TYPE_PLACE_HIT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-erasure-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CamErasurePage, close_button);
  gtk_widget_class_bind_template_child (widget_class, CamErasurePage, hit_list);
  gtk_widget_class_bind_template_child (widget_class, CamErasurePage, hits_box);
  gtk_widget_class_bind_template_child (widget_class, CamErasurePage, hits_label);
  gtk_widget_class_bind_template_child (widget_class, CamErasurePage, leftover_list);
  gtk_widget_class_bind_template_child (widget_class, CamErasurePage, leftovers_box);
  gtk_widget_class_bind_template_child (widget_class, CamErasurePage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, CamErasurePage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, CamErasurePage, result_label);
  gtk_widget_class_bind_template_child (widget_class, CamErasurePage, stack);
  gtk_widget_class_bind_template_callback (widget_class, hit_row_activated_cb);
  gtk_widget_class_install_action (widget_class, "erasure.delete-leftovers", NULL, delete_leftovers_action);
}

static void
cam_erasure_page_init (CamErasurePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_reached (CamErasurePage *self,
             const char     *text)
{
  if (text != NULL && *text != '\0')
    g_ptr_array_add (self->reached, g_strdup (text));
}

/* Before they are gone. */
static void
note_reached (CamErasurePage *self,
              CamStore       *store,
              CamRecord      *person)
{
  const char *columns[] = { "value", NULL };
  const CamValue params[] = { cam_text (cam_record_get_uuid (person)) };
  g_autoptr(CamCursor) cursor = cam_store_select (store, "person_contact", columns,
                                                  "WHERE person_uuid = ?1 AND deleted = 0 AND kind IN ('phone', 'email')",
                                                  params, 1, NULL);

  self->reached = g_ptr_array_new_with_free_func (g_free);
  add_reached (self, cam_record_get_text (person, CAM_PERSON_EMAIL));
  add_reached (self, cam_record_get_text (person, CAM_PERSON_PHONE));
  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    add_reached (self, cam_cursor_get_text (cursor, 0));
}

void
cam_erasure_page_start (CamErasurePage *self,
                        CamAtlas       *atlas,
                        CamPerson      *person)
{
  CamStore *store = NULL;

  g_return_if_fail (CAM_IS_ERASURE_PAGE (self));
  g_return_if_fail (CAM_IS_ATLAS (atlas));
  g_return_if_fail (CAM_IS_PERSON (person));
  g_return_if_fail (self->atlas == NULL);

  store = cam_atlas_get_store (atlas);
  g_set_weak_pointer (&self->atlas, atlas);
  self->name = g_strdup (cam_record_get_title (CAM_RECORD (person)));
  note_reached (self, store, CAM_RECORD (person));
  g_signal_connect_object (store, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  /* Never cancelled: what was begun is finished even when nobody looks any more. */
  cam_erase_async (store, cam_record_get_uuid (CAM_RECORD (person)), NULL, erased_cb, g_object_ref (self));
}

const char *
cam_erasure_page_get_step (CamErasurePage *self)
{
  g_return_val_if_fail (CAM_IS_ERASURE_PAGE (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}
