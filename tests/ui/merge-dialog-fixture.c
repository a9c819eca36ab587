/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merge-dialog-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

void
check (GError *error)
{
  g_assert_no_error (error);
}

char *
dup_path (Fixture    *fixture,
          const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);
  g_autoptr(GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  check (error);
}

void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *hers = NULL;
  g_autoptr(GError) error = NULL;

  fixture->mine = ui_test_new_store ();
  path = g_strdup (cam_store_get_path (fixture->mine));
  fixture->folder = g_dir_make_tmp ("cam-merge-XXXXXX", NULL);
  fixture->copy = dup_path (fixture, "from Anna & Co.gpkg");
  folder = g_dir_make_tmp ("cam-hers-XXXXXX", NULL);
  hers = g_build_filename (folder, "local.gpkg", NULL);
  cam_store_close (fixture->mine);
  g_clear_object (&fixture->mine);
  copy_file (path, hers);
  fixture->mine = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  check (error);
  fixture->hers = cam_store_open (hers, CAM_STORE_OPEN_DEFAULT, &error);
  check (error);
  cam_store_set_author (fixture->hers, "Anna Example");
  cam_store_set_author (fixture->mine, "Ben Example");

  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 800, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), g_object_new (ADW_TYPE_BIN, NULL));
  gtk_window_present (fixture->window);
}

void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ui_test_destroy (fixture->window);
  ui_test_free_store (fixture->mine);
  ui_test_free_store (fixture->hers);
  ui_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->copy);
  g_free (fixture->text);
  g_strfreev (fixture->labels);
}

typedef struct
{
  const char *name;
  const char *to;    /* NULL to delete */
} Rename;

static gboolean
rename_cb (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  const Rename *change = data;
  const char *columns[] = { "uuid", NULL };
  const CamValue name = cam_text (change->name);
  g_autoptr(CamCursor) cursor = cam_writer_select (writer, "area", columns, "WHERE name = ?1", &name, 1, error);
  g_autofree char *uuid = NULL;
  const CamCell cell = { change->to != NULL ? "name" : "deleted",
                         change->to != NULL ? cam_text (change->to) : cam_integer (1) };

  g_assert_true (cursor != NULL && cam_cursor_next (cursor, error));
  uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  g_clear_pointer (&cursor, cam_cursor_free);
  return cam_writer_update (writer, "area", uuid, &cell, 1, error);
}

static void
rename_area (CamStore   *store,
             const char *name,
             const char *to)
{
  Rename change = { name, to };
  g_autoptr(GError) error = NULL;

  cam_store_write (store, to != NULL ? "Rename area" : "Delete area", rename_cb, &change, &error);
  check (error);
}

static gboolean
add_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  const CamCell area[] = { { "name", cam_text (data) }, { "level", cam_text ("parish") } };
  g_autofree char *uuid = cam_writer_insert (writer, "area", area, G_N_ELEMENTS (area), error);
  const CamCell comment[] = { { "area_uuid", cam_text (uuid) }, { "body", cam_text ("Ask\nthe clerk") },
                              { "said_at", cam_text ("2026-11-26T09:00:00Z") } };
  g_autofree char *said = uuid != NULL ? cam_writer_insert (writer, "area_comment", comment, G_N_ELEMENTS (comment), error)
                                       : NULL;

  return said != NULL;
}

void
add_area (CamStore   *store,
          const char *name)
{
  g_autoptr(GError) error = NULL;

  cam_store_write (store, "Add area", add_cb, (gpointer) name, &error);
  check (error);
}

void
hand_over (Fixture    *fixture,
           const char *path)
{
  g_autoptr(CamShareScope) scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE);
  g_autoptr(GError) error = NULL;

  cam_outgoing_make (fixture->hers, path, scope, &error);
  check (error);
}

/* Two new records, one changed, one changed on both sides, one deleted. */
void
make_a_difference (Fixture *fixture)
{
  add_area (fixture->hers, "Dogwood");
  rename_area (fixture->hers, "Alder", "Alderney");
  rename_area (fixture->hers, "Birch", "Birchwood");
  rename_area (fixture->mine, "Birch", "Birch Fen");
  rename_area (fixture->hers, "Cedar", NULL);
  hand_over (fixture, fixture->copy);
}

static void
imported_cb (Fixture            *fixture,
             const char         *text,
             const char *const  *labels)
{
  fixture->n_imported++;
  g_set_str (&fixture->text, text);
  g_clear_pointer (&fixture->labels, g_strfreev);
  fixture->labels = g_strdupv ((GStrv) labels);
}

void
open_dialog (Fixture    *fixture,
             const char *first,
             const char *second,
             const char *third)
{
  const char *paths[] = { first, second, third, NULL };

  fixture->dialog = cam_merge_dialog_new (fixture->mine, NULL, paths);
  g_signal_connect_swapped (fixture->dialog, "imported", G_CALLBACK (imported_cb), fixture);
  adw_dialog_present (fixture->dialog, GTK_WIDGET (fixture->window));
  cam_merge_dialog_start (CAM_MERGE_DIALOG (fixture->dialog));
}

const char *
get_step (Fixture *fixture)
{
  return cam_merge_dialog_get_step (CAM_MERGE_DIALOG (fixture->dialog));
}

gboolean
has_waited (gpointer data)
{
  return !g_str_equal (get_step (data), "wait");
}

gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), CAM_TYPE_MERGE_DIALOG, name);
}

gpointer
get_changes_child (Fixture    *fixture,
                   const char *name)
{
  return gtk_widget_get_template_child (get_child (fixture, "changes"), CAM_TYPE_MERGE_CHANGES, name);
}

GListModel *
list_lines (Fixture *fixture)
{
  return cam_merge_changes_list_lines (get_child (fixture, "changes"));
}

void
assert_line (Fixture    *fixture,
             guint       position,
             const char *property,
             const char *expected)
{
  g_autoptr(CamMergeLine) line = g_list_model_get_item (list_lines (fixture), position);
  g_autofree char *text = NULL;

  g_assert_nonnull (line);
  g_object_get (line, property, &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

void
choose (Fixture    *fixture,
        const char *drop_down,
        const char *word)
{
  GtkDropDown *widget = get_changes_child (fixture, drop_down);
  GListModel *model = gtk_drop_down_get_model (widget);

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (widget)));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), i), word) == 0)
      {
        gtk_drop_down_set_selected (widget, i);
        return;
      }
  g_error ("There is no choice “%s”", word);
}

gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

guint
count_private_files (void)
{
  g_autofree char *root = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", "incoming", NULL);
  g_autoptr(GDir) dir = g_dir_open (root, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

void
protect (Fixture    *fixture,
         const char *path)
{
  g_autoptr(GError) error = NULL;

  make_a_difference (fixture);
  cam_age_encrypt_file (fixture->copy, path, PASSPHRASE, 2, NULL, NULL, NULL, &error);
  check (error);
}

/* The question over whatever else is shown; NULL where there is none. */
GtkWidget *
get_question (GtkWidget *window)
{
  return ui_test_find_type (window, CAM_TYPE_PASSPHRASE_DIALOG);
}

void
answer (GtkWidget *question)
{
  GObject *row = gtk_widget_get_template_child (question, CAM_TYPE_PASSPHRASE_DIALOG, "passphrase_row");

  gtk_editable_set_text (GTK_EDITABLE (row), PASSPHRASE);
  gtk_widget_activate_action (question, "passphrase.accept", NULL);
}
