/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-coverage-view.h"

#include "cam-area.h"
#include "cam-format.h"
#include "cam-partner-coverage.h"
#include "cam-period.h"

#include <glib/gi18n.h>

struct _CamPartnerCoverageView
{
  AdwBin              parent_instance;

  GtkLabel           *count_label;
  GtkDropDown        *level_drop_down;
  GtkListView        *list_view;
  GtkNoSelection     *selection;
  GtkStack           *stack;

  CamStore           *store;
  GHashTable         *scope;      /* uuids of areas; NULL for everywhere */
  CamPartnerCoverage *coverage;
  GArray             *levels;     /* CamLevel, those that have areas */
  CamLevel            level;
  GCancellable       *cancellable;  /* of what is being read */
  guint               refresh_id;
  gboolean            is_following;
};

G_DEFINE_FINAL_TYPE (CamPartnerCoverageView, cam_partner_coverage_view, ADW_TYPE_BIN)

enum
{
  AREA_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* An item of the list says the number of the area by its text. */
static guint
get_area (gpointer item)
{
  return (guint) g_ascii_strtoull (gtk_string_object_get_string (item), NULL, 10);
}

static void
setup_cb (CamPartnerCoverageView *self,
          GtkListItem            *item)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3, "margin-top", 9,
                                 "margin-bottom", 9, "margin-start", 12, "margin-end", 12, NULL);
  static const char *const classes[][3] = { { "heading", NULL }, { NULL }, { "caption", "dim-label", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "wrap-mode",
                                                 PANGO_WRAP_WORD_CHAR, "css-classes", classes[i], NULL));
  gtk_list_item_set_child (item, box);
}

static char *
dup_numbers (CamPartnerCoverageView *self,
             guint                   area)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < cam_partner_coverage_get_n_sectors (self->coverage); i++)
    {
      CamPartnerCell cell = cam_partner_coverage_get_cell (self->coverage, area, i);
      const char *sector = cam_partner_coverage_get_sector (self->coverage, i);

      if (cell.n_here + cell.n_wider == 0)
        continue;
      g_string_append_printf (text, "%s%s %u", text->len > 0 ? " · " : "", *sector != '\0' ? sector : _("Without a sector"),
                              cell.n_here + cell.n_wider);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
bind_cb (CamPartnerCoverageView *self,
         GtkListItem            *item)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *sentence = gtk_widget_get_next_sibling (title);
  GtkWidget *numbers = gtk_widget_get_next_sibling (sentence);
  guint area = get_area (gtk_list_item_get_item (item));
  g_autofree char *said = cam_partner_coverage_format_area (self->coverage, area);
  g_autofree char *counted = dup_numbers (self, area);
  const char *name = cam_partner_coverage_get_area_name (self->coverage, area);

  gtk_label_set_label (GTK_LABEL (title), name);
  gtk_label_set_label (GTK_LABEL (sentence), said);
  gtk_label_set_label (GTK_LABEL (numbers), counted);
  gtk_widget_set_visible (numbers, *counted != '\0');
  gtk_list_item_set_accessible_label (item, name);
  gtk_list_item_set_accessible_description (item, said);
}

static void
activate_cb (CamPartnerCoverageView *self,
             guint                   position)
{
  g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL && self->coverage != NULL)
    g_signal_emit (self, signals[AREA_ACTIVATED], 0, cam_partner_coverage_get_area_uuid (self->coverage, get_area (item)));
}

static int
compare_gaps (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  CamPartnerCoverageView *self = user_data;
  guint one = *(const guint *) a;
  guint other = *(const guint *) b;
  guint gaps_of_one = cam_partner_coverage_count_gaps (self->coverage, one);
  guint gaps_of_other = cam_partner_coverage_count_gaps (self->coverage, other);

  if (gaps_of_one != gaps_of_other)
    return gaps_of_one > gaps_of_other ? -1 : 1;
  return one < other ? -1 : one > other;
}

static void
show_coverage (CamPartnerCoverageView *self)
{
  g_autoptr(GtkStringList) items = gtk_string_list_new (NULL);
  g_autoptr(GArray) areas = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *text = NULL;
  guint n_gaps = 0;

  for (guint i = 0; self->coverage != NULL && i < cam_partner_coverage_get_n_areas (self->coverage); i++)
    if (self->scope == NULL || g_hash_table_contains (self->scope, cam_partner_coverage_get_area_uuid (self->coverage, i)))
      {
        g_array_append_val (areas, i);
        n_gaps += cam_partner_coverage_count_gaps (self->coverage, i) > 0 ? 1 : 0;
      }
  g_array_sort_with_data (areas, compare_gaps, self);
  for (guint i = 0; i < areas->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", g_array_index (areas, guint, i));

      gtk_string_list_append (items, number);
    }
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (items));
  /* Translators: how many areas lack partners of some sector, and how many areas there are */
  text = g_strdup_printf (_("%1$u of %2$u have gaps"), n_gaps, areas->len);
  gtk_label_set_label (self->count_label, areas->len > 0 ? text : "");
  gtk_stack_set_visible_child_name (self->stack, areas->len > 0 && cam_partner_coverage_get_n_sectors (self->coverage) > 0
                                                   ? "list" : "nothing");
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CamPartnerCoverageView) self = user_data;
  g_autoptr(GError) error = NULL;
  CamPartnerCoverage *coverage = cam_partner_coverage_load_finish (CAM_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (coverage == NULL)
    g_warning ("Could not read which areas have whom: %s", error->message);
  /* Rows on the screen read the former one until now. */
  gtk_no_selection_set_model (self->selection, NULL);
  g_clear_pointer (&self->coverage, cam_partner_coverage_free);
  self->coverage = coverage;
  show_coverage (self);
}

static void
stop (CamPartnerCoverageView *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (CamPartnerCoverageView *self)
{
  stop (self);
  if (self->store == NULL || self->levels->len == 0)
    {
      show_coverage (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  cam_partner_coverage_load_async (self->store, cam_level_to_word (self->level), cam_day_today (), self->cancellable,
                                   loaded_cb, g_object_ref (self));
}

/* Service delivery areas first: they are what the team works by. */
static void
read_levels (CamPartnerCoverageView *self)
{
  const char *columns[] = { "level", NULL };
  g_autoptr(CamCursor) cursor = NULL;
  gboolean found[CAM_N_LEVELS] = { FALSE };
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  if (self->store != NULL)
    cursor = cam_store_select (self->store, "area", columns, "WHERE deleted = 0 GROUP BY level", NULL, 0, NULL);
  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    {
      CamLevel level = CAM_LEVEL_SDA;

      if (cam_level_from_word (cam_cursor_get_text (cursor, 0), &level))
        found[level] = TRUE;
    }
  g_array_set_size (self->levels, 0);
  if (found[CAM_LEVEL_SDA])
    g_array_append_val (self->levels, (CamLevel) { CAM_LEVEL_SDA });
  for (CamLevel level = 0; level < CAM_N_LEVELS; level++)
    if (found[level] && level != CAM_LEVEL_SDA)
      g_array_append_val (self->levels, level);
  for (guint i = 0; i < self->levels->len; i++)
    {
      gtk_string_list_append (names, cam_format_level_plural (g_array_index (self->levels, CamLevel, i)));
      if (g_array_index (self->levels, CamLevel, i) == self->level)
        selected = i;
    }
  self->is_following = TRUE;
  gtk_drop_down_set_model (self->level_drop_down, G_LIST_MODEL (names));
  if (self->levels->len > 0)
    {
      gtk_drop_down_set_selected (self->level_drop_down, selected);
      self->level = g_array_index (self->levels, CamLevel, selected);
    }
  self->is_following = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->level_drop_down), self->levels->len > 0);
}

static void
level_selected_cb (CamPartnerCoverageView *self)
{
  guint position = gtk_drop_down_get_selected (self->level_drop_down);

  if (self->is_following || position >= self->levels->len)
    return;
  self->level = g_array_index (self->levels, CamLevel, position);
  load (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  CamPartnerCoverageView *self = user_data;

  self->refresh_id = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CamPartnerCoverageView *self,
            CamChanges             *changes)
{
  static const char *const tables[] = { "area", "area_member", "organisation", "organisation_area" };

  for (guint i = 0; i < G_N_ELEMENTS (tables) && self->refresh_id == 0; i++)
    if (cam_changes_has_table (changes, tables[i]) && gtk_widget_get_mapped (GTK_WIDGET (self)))
      self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
cam_partner_coverage_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cam_partner_coverage_view_parent_class)->map (widget);
  read_levels (CAM_PARTNER_COVERAGE_VIEW (widget));
  load (CAM_PARTNER_COVERAGE_VIEW (widget));
}

static void
cam_partner_coverage_view_unmap (GtkWidget *widget)
{
  stop (CAM_PARTNER_COVERAGE_VIEW (widget));

  GTK_WIDGET_CLASS (cam_partner_coverage_view_parent_class)->unmap (widget);
}

static void
cam_partner_coverage_view_dispose (GObject *object)
{
  CamPartnerCoverageView *self = CAM_PARTNER_COVERAGE_VIEW (object);

  stop (self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_partner_coverage_view_parent_class)->dispose (object);
}

static void
cam_partner_coverage_view_finalize (GObject *object)
{
  CamPartnerCoverageView *self = CAM_PARTNER_COVERAGE_VIEW (object);

  g_clear_pointer (&self->coverage, cam_partner_coverage_free);
  g_clear_pointer (&self->scope, g_hash_table_unref);
  g_array_unref (self->levels);

  G_OBJECT_CLASS (cam_partner_coverage_view_parent_class)->finalize (object);
}

static void
cam_partner_coverage_view_class_init (CamPartnerCoverageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_partner_coverage_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_partner_coverage_view_finalize;
  widget_class->map = cam_partner_coverage_view_map;
  widget_class->unmap = cam_partner_coverage_view_unmap;
  signals[AREA_ACTIVATED] = g_signal_new ("area-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-partner-coverage-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CamPartnerCoverageView, count_label);
  gtk_widget_class_bind_template_child (widget_class, CamPartnerCoverageView, level_drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamPartnerCoverageView, list_view);
  gtk_widget_class_bind_template_child (widget_class, CamPartnerCoverageView, selection);
  gtk_widget_class_bind_template_child (widget_class, CamPartnerCoverageView, stack);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, level_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
}

static void
cam_partner_coverage_view_init (CamPartnerCoverageView *self)
{
  self->levels = g_array_new (FALSE, FALSE, sizeof (CamLevel));
  self->level = CAM_LEVEL_SDA;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cam_partner_coverage_view_set_store (CamPartnerCoverageView *self,
                                     CamStore               *store)
{
  g_return_if_fail (CAM_IS_PARTNER_COVERAGE_VIEW (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  if (self->store == store)
    return;
  stop (self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  gtk_no_selection_set_model (self->selection, NULL);
  g_clear_pointer (&self->coverage, cam_partner_coverage_free);
  g_set_object (&self->store, store);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  read_levels (self);
  load (self);
}

void
cam_partner_coverage_view_set_areas (CamPartnerCoverageView *self,
                                     GPtrArray              *areas)
{
  g_return_if_fail (CAM_IS_PARTNER_COVERAGE_VIEW (self));

  g_clear_pointer (&self->scope, g_hash_table_unref);
  if (areas != NULL)
    self->scope = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; areas != NULL && i < areas->len; i++)
    g_hash_table_add (self->scope, g_strdup (g_ptr_array_index (areas, i)));
  if (self->coverage != NULL)
    show_coverage (self);
}

gboolean
cam_partner_coverage_view_is_loading (CamPartnerCoverageView *self)
{
  g_return_val_if_fail (CAM_IS_PARTNER_COVERAGE_VIEW (self), FALSE);

  return self->cancellable != NULL || self->refresh_id != 0;
}
