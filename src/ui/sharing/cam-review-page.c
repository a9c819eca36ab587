/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-review-page.h"

#include "cam-conflict-card.h"
#include "cam-conflict-words.h"
#include "cam-duplicate-card.h"
#include "cam-duplicate-list.h"
#include "cam-duplicate.h"
#include "cam-format.h"
#include "cam-review-several.h"
#include "cam-write-dialog.h"

#include <glib/gi18n.h>

#define N_KEYS 9

struct _CamReviewPage
{
  AdwBin             parent_instance;

  GtkWidget         *busy_box;
  AdwBin            *card_bin;
  GtkLabel          *progress_label;
  CamReviewSeveral  *several;
  GtkWidget         *several_button;
  GtkStack          *stack;

  CamStore          *store;
  GListModel        *conflicts;
  CamDuplicateList  *pairs;
  GListModel        *items;      /* conflicts, then pairs */
  guint              position;
  gboolean           is_several;
  GObject           *shown;      /* the item that the card is about */
};

G_DEFINE_FINAL_TYPE (CamReviewPage, cam_review_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_COUNT = 1,
} CamReviewPageProperty;

static GParamSpec *properties[PROP_COUNT + 1];

static void
focus_card (CamReviewPage *self)
{
  GtkWidget *card = adw_bin_get_child (self->card_bin);

  if (card != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (card, GTK_DIR_TAB_FORWARD);
}

static void
show_progress (CamReviewPage *self,
               guint          n_items)
{
  g_autofree char *text = NULL;

  /* Translators: which of the things to settle is shown, and how many there are: "2 of 5" */
  text = g_strdup_printf (_("%1$u of %2$u"), self->position + 1, n_items);
  gtk_label_set_label (self->progress_label, text);
}

static void
show_card (CamReviewPage *self,
           GObject       *item)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->card_bin)) != NULL;
  GtkWidget *card = NULL;

  if (self->shown == item)
    return;
  g_set_object (&self->shown, item);
  if (CAM_IS_CONFLICT (item))
    card = cam_conflict_card_new (self->store, CAM_CONFLICT (item));
  else if (item != NULL)
    card = cam_duplicate_card_new (self->store, CAM_DUPLICATE_PAIR (item));
  adw_bin_set_child (self->card_bin, card);
  if (had_focus)
    focus_card (self);
}

/* Shows what there is now, where somebody looks. */
static void
refresh (CamReviewPage *self)
{
  guint n_items = cam_review_page_get_count (self);
  guint n_conflicts = self->conflicts != NULL ? g_list_model_get_n_items (self->conflicts) : 0;
  g_autoptr(GObject) item = NULL;

  gtk_widget_set_visible (self->several_button, n_conflicts > 1);
  self->is_several = self->is_several && n_conflicts > 1;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->position = n_items > 0 ? MIN (self->position, n_items - 1) : 0;
  if (n_items > 0 && !self->is_several)
    item = g_list_model_get_item (self->items, self->position);
  show_card (self, item);
  if (n_items > 0)
    show_progress (self, n_items);
  gtk_stack_set_visible_child_name (self->stack,
                                    n_items == 0 ? "empty" : self->is_several ? "several" : "card");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.previous", self->position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.next", self->position + 1 < n_items);
}

static void
items_changed_cb (CamReviewPage *self,
                  guint          position,
                  guint          removed,
                  guint          added)
{
  refresh (self);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
tell (CamReviewPage *self,
      const char    *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-message", "s", text);
}

static void
tell_error (CamReviewPage *self,
            const GError  *error)
{
  g_autofree char *sentence = NULL;

  g_debug ("%s", error->message);
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_BUSY) || g_error_matches (error, CAM_ERROR, CAM_ERROR_NOT_FOUND))
    sentence = g_strdup (_("This changed a moment ago. Please look at it again."));
  else if (g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID))
    sentence = g_strdup (_("This cannot be chosen any more, because what it names is no longer there."));
  else
    sentence = cam_format_error (error);
  tell (self, sentence);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CamReviewPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!cam_conflict_settle_finish (CAM_STORE (source), result, &error))
    tell_error (self, error);
}

/* What somebody said of a pair, until it is written. */
typedef struct
{
  CamReviewPage    *page;
  CamDuplicatePair *pair;
} Saying;

static Saying *
saying_new (CamReviewPage    *page,
            CamDuplicatePair *pair)
{
  Saying *self = g_new0 (Saying, 1);

  self->page = g_object_ref (page);
  self->pair = g_object_ref (pair);
  return self;
}

static void
joined_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Saying *saying = user_data;
  g_autoptr(CamReviewPage) self = saying->page;
  g_autoptr(CamDuplicatePair) pair = saying->pair;
  g_autoptr(GError) error = NULL;

  if (!cam_duplicate_finish (CAM_STORE (source), result, &error))
    tell_error (self, error);
  else if (self->store == CAM_STORE (source))
    cam_duplicate_list_forget (self->pairs, pair);
}

static void
written_cb (CamReviewPage *self,
            const char    *text)
{
  CamConflict *conflict = CAM_IS_CONFLICT (self->shown) ? CAM_CONFLICT (self->shown) : NULL;
  g_autofree char *label = NULL;
  g_autoptr(GError) error = NULL;
  CamValue value = cam_null ();

  if (conflict == NULL || !cam_conflict_parse (conflict, self->store, text, &value, &error))
    return;
  label = cam_conflict_words_label (conflict);
  cam_conflict_settle_with_async (self->store, conflict, value, label, NULL, settled_cb, g_object_ref (self));
  cam_value_clear (&value);
}

static void
write_another (CamReviewPage *self,
               CamConflict   *conflict)
{
  AdwDialog *dialog = cam_write_dialog_new (self->store, conflict);

  g_signal_connect_object (dialog, "written", G_CALLBACK (written_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
choose_value (CamReviewPage *self,
              CamConflict   *conflict,
              guint          place)
{
  guint n_values = cam_conflict_get_n_values (conflict);
  g_autofree char *label = cam_conflict_words_label (conflict);
  guint index = 0;

  if (place == n_values && cam_conflict_get_kind (conflict) == CAM_CONFLICT_PLAIN)
    write_another (self, conflict);
  if (place >= n_values)
    return;
  index = cam_conflict_words_at (conflict, place);
  if (!cam_conflict_value_is_available (cam_conflict_get_value (conflict, index)))
    return;
  cam_conflict_settle_async (self->store, conflict, index, label, NULL, settled_cb, g_object_ref (self));
}

/* The label stays in the history of others when somebody is erased, so it names nobody. */
static char *
dup_likeness_label (CamDuplicatePair *pair,
                    const char       *of_people,
                    const char       *format)
{
  g_auto(GStrv) parts = g_strsplit (format, "%s", 2);

  if (g_str_equal (cam_duplicate_pair_get_table (pair), "person"))
    return g_strdup (of_people);
  return g_strjoinv (cam_duplicate_pair_get_one_title (pair), parts);
}

static void
choose_likeness (CamReviewPage    *self,
                 CamDuplicatePair *pair,
                 guint             place)
{
  CamDuplicateCard *card = CAM_DUPLICATE_CARD (adw_bin_get_child (self->card_bin));
  const char *table = cam_duplicate_pair_get_table (pair);
  const char *one = cam_duplicate_pair_get_one_uuid (pair);
  const char *other = cam_duplicate_pair_get_other_uuid (pair);
  g_auto(GStrv) from_former = NULL;
  g_autofree char *label = NULL;

  if (place == 0)
    {
      /* Translators: %s is what the record is called */
      label = dup_likeness_label (pair, _("Join two records of one person"), _("Join two records of “%s”"));
      from_former = cam_duplicate_card_dup_from_former (card);
      cam_duplicate_join_async (self->store, table, one, other, (const char *const *) from_former, label, NULL,
                                joined_cb, saying_new (self, pair));
    }
  else if (place == 1)
    {
      /* Translators: %s is what two records are called */
      label = dup_likeness_label (pair, _("Two different people"), _("Two different records: “%s”"));
      cam_duplicate_part_async (self->store, table, one, other, label, NULL, joined_cb, saying_new (self, pair));
    }
}

static void
busy_cb (CamReviewPage *self)
{
  gboolean busy = self->pairs != NULL && cam_duplicate_list_is_busy (self->pairs);

  if (busy && !gtk_widget_get_visible (self->busy_box) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), _("Looking for what was typed twice…"),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  gtk_widget_set_visible (self->busy_box, busy);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  CamReviewPage *self = CAM_REVIEW_PAGE (widget);
  guint place = g_variant_get_uint32 (parameter);

  if (self->store == NULL || self->shown == NULL || self->is_several)
    return;
  if (cam_store_get_read_only (self->store))
    {
      tell (self, _("Your file is open for reading only."));
      return;
    }
  if (CAM_IS_CONFLICT (self->shown))
    choose_value (self, CAM_CONFLICT (self->shown), place);
  else
    choose_likeness (self, CAM_DUPLICATE_PAIR (self->shown), place);
}

static void
settle_several_cb (CamReviewPage   *self,
                   CamConflictSide  side)
{
  g_autoptr(GPtrArray) conflicts = cam_review_several_dup_selected (self->several);
  g_autofree char *label = NULL;

  if (self->store == NULL || cam_store_get_read_only (self->store))
    return;
  label = g_strdup_printf (ngettext ("Settle %u conflict", "Settle %u conflicts", conflicts->len), conflicts->len);
  cam_conflict_settle_many_async (self->store, conflicts, side, label, NULL, settled_cb, g_object_ref (self));
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CamReviewPage *self = CAM_REVIEW_PAGE (widget);

  self->position++;
  refresh (self);
}

static void
previous_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  CamReviewPage *self = CAM_REVIEW_PAGE (widget);

  self->position -= self->position > 0;
  refresh (self);
}

static void
several_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  CamReviewPage *self = CAM_REVIEW_PAGE (widget);

  self->is_several = !self->is_several;
  refresh (self);
}

static void
cam_review_page_map (GtkWidget *widget)
{
  CamReviewPage *self = CAM_REVIEW_PAGE (widget);

  GTK_WIDGET_CLASS (cam_review_page_parent_class)->map (widget);
  refresh (self);
  focus_card (self);
}

static void
cam_review_page_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (id == PROP_COUNT)
    g_value_set_uint (value, cam_review_page_get_count (CAM_REVIEW_PAGE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
forget_items (CamReviewPage *self)
{
  if (self->items != NULL)
    g_signal_handlers_disconnect_by_data (self->items, self);
  if (self->pairs != NULL)
    g_signal_handlers_disconnect_by_data (self->pairs, self);
  g_clear_object (&self->items);
  g_clear_object (&self->pairs);
  g_clear_object (&self->conflicts);
  g_clear_object (&self->store);
}

static void
cam_review_page_dispose (GObject *object)
{
  CamReviewPage *self = CAM_REVIEW_PAGE (object);

  forget_items (self);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (cam_review_page_parent_class)->dispose (object);
}

/* The keys 1 to 9 are the buttons in their order. */
static void
add_keys (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < N_KEYS; i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, 0, "review.choose", "u", i);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + i, 0, "review.choose", "u", i);
    }
}

static void
cam_review_page_class_init (CamReviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_REVIEW_SEVERAL);
  object_class->get_property = cam_review_page_get_property;
  object_class->dispose = cam_review_page_dispose;
  widget_class->map = cam_review_page_map;
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CamReviewPage, busy_box);
  gtk_widget_class_bind_template_child (widget_class, CamReviewPage, card_bin);
  gtk_widget_class_bind_template_child (widget_class, CamReviewPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, CamReviewPage, several);
  gtk_widget_class_bind_template_child (widget_class, CamReviewPage, several_button);
  gtk_widget_class_bind_template_child (widget_class, CamReviewPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, settle_several_cb);
  gtk_widget_class_install_action (widget_class, "review.choose", "u", choose_action);
  gtk_widget_class_install_action (widget_class, "review.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "review.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "review.several", NULL, several_action);
  add_keys (widget_class);
}

static void
cam_review_page_init (CamReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  refresh (self);
}

void
cam_review_page_set_store (CamReviewPage *self,
                           CamStore      *store)
{
  g_return_if_fail (CAM_IS_REVIEW_PAGE (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  if (self->store == store)
    return;
  cam_review_several_set_conflicts (self->several, NULL);
  show_card (self, NULL);
  forget_items (self);
  self->position = 0;
  if (store != NULL)
    {
      GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);

      self->store = g_object_ref (store);
      self->conflicts = G_LIST_MODEL (cam_conflict_list_new (store));
      cam_review_several_set_conflicts (self->several, self->conflicts);
      g_list_store_append (models, self->conflicts);
      self->pairs = cam_duplicate_list_new (store);
      g_signal_connect_object (self->pairs, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
      g_list_store_append (models, self->pairs);
      self->items = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (models)));
      g_signal_connect_object (self->items, "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  busy_cb (self);
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

guint
cam_review_page_get_count (CamReviewPage *self)
{
  g_return_val_if_fail (CAM_IS_REVIEW_PAGE (self), 0);

  return self->items != NULL ? g_list_model_get_n_items (self->items) : 0;
}
