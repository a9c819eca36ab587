/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-follow-ups-list.h"

#include "cam-follow-ups.h"
#include "cam-interaction.h"
#include "cam-organisation.h"
#include "cam-partner-apply.h"
#include "cam-period.h"
#include "cam-person.h"
#include "cam-query.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

#define MAX_SHOWN 100u
#define DAYS_AHEAD 7u

struct _CamFollowUpsList
{
  AdwBin      parent_instance;

  GtkListBox *list;
  GtkLabel   *more_label;

  CamStore   *store;
  guint       n;
  guint       refresh_id;
  gboolean    due_only;
};

G_DEFINE_FINAL_TYPE (CamFollowUpsList, cam_follow_ups_list, ADW_TYPE_BIN)

typedef enum { PROP_DUE_ONLY = 1, PROP_N } CamFollowUpsListProperty;
static GParamSpec *properties[PROP_N + 1];

static void
ticked_cb (CamFollowUpsList *self,
           GtkCheckButton   *check)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (check), GTK_TYPE_LIST_BOX_ROW);
  CamRecord *interaction = g_object_get_data (G_OBJECT (row), "record");
  g_autofree char *today = cam_partner_dup_today ();

  if (!gtk_check_button_get_active (check) || self->store == NULL)
    return;
  cam_partner_apply (GTK_WIDGET (self), self->store,
                     cam_partner_work_new_follow_up (cam_record_get_uuid (interaction), today), _("Done"), NULL);
}

static void
append (GString    *text,
        const char *words)
{
  if (words != NULL && *words != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

/* With whom it was, as far as the file knows. */
static void
append_with (CamFollowUpsList *self,
             GString          *text,
             CamRecord        *interaction)
{
  const char *person = cam_record_get_text (interaction, CAM_INTERACTION_PERSON_UUID);
  const char *organisation = cam_record_get_text (interaction, CAM_INTERACTION_ORGANISATION_UUID);
  g_autoptr(CamRecord) record = NULL;

  if (person != NULL)
    record = cam_store_dup_record (self->store, CAM_TYPE_PERSON, person, NULL);
  else if (organisation != NULL)
    record = cam_store_dup_record (self->store, CAM_TYPE_ORGANISATION, organisation, NULL);
  if (record != NULL && !cam_record_is_deleted (record))
    append (text, cam_record_get_title (record));
}

static char *
describe_day (const char *day)
{
  g_autofree char *shown = cam_partner_dup_day (day);
  guint32 julian = cam_day_from_text (day);

  if (shown == NULL)
    return NULL;
  if (julian == cam_day_today ())
    return g_strdup (_("Due today"));
  /* Translators: %s is a date */
  return g_strdup_printf (julian < cam_day_today () ? _("Was due on %s") : _("Due on %s"), shown);
}

static GtkWidget *
make_row (CamFollowUpsList *self,
          CamRecord        *interaction)
{
  const char *what = cam_record_get_text (interaction, CAM_INTERACTION_FOLLOW_UP);
  const char *title = what != NULL && *what != '\0' ? what : cam_record_get_title (interaction);
  g_autofree char *day = describe_day (cam_record_get_text (interaction, CAM_INTERACTION_FOLLOW_UP_ON));
  g_autoptr(GString) about = g_string_new (NULL);
  GtkWidget *row = NULL;
  GtkWidget *check = gtk_check_button_new ();

  append (about, day);
  append_with (self, about, interaction);
  append (about, cam_record_get_text (interaction, CAM_INTERACTION_FOLLOW_UP_OWNER));
  row = cam_ui_new_row (*title != '\0' ? title : _("Follow-up"), about->str);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (check, _("Done"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Done"), -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row, NULL, -1);
  gtk_widget_set_sensitive (check, !cam_store_get_read_only (self->store));
  g_object_set_data_full (G_OBJECT (row), "record", g_object_ref (interaction), g_object_unref);
  g_signal_connect_object (check, "toggled", G_CALLBACK (ticked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
row_activated_cb (CamFollowUpsList *self,
                  GtkListBoxRow    *row)
{
  CamRecord *interaction = g_object_get_data (G_OBJECT (row), "record");

  if (interaction != NULL)
    cam_partner_open (GTK_WIDGET (self), "interaction", cam_record_get_uuid (interaction));
}

static CamQuery *
make_query (CamFollowUpsList *self)
{
  const char *author = cam_store_get_author (self->store);
  g_autofree char *day = self->due_only ? cam_day_to_text (cam_day_today () + DAYS_AHEAD) : g_strdup ("9999-12-31");
  const CamValue is[] = { cam_text (day), cam_text (author != NULL ? author : "") };
  gboolean mine = self->due_only && author != NULL && *author != '\0';

  return cam_query_new (self->store, CAM_TYPE_INTERACTION,
                        mine ? CAM_FOLLOW_UPS_BY_DAY " AND coalesce (follow_up_owner, '') IN ('', ?2)" : CAM_FOLLOW_UPS_BY_DAY,
                        "follow_up_on", is, mine ? 2 : 1);
}

void
cam_follow_ups_list_refresh (CamFollowUpsList *self)
{
  g_autoptr(CamQuery) query = self->store != NULL ? make_query (self) : NULL;
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  int at = focused != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focused)) : -1;
  g_autofree char *more = NULL;

  self->n = query != NULL ? g_list_model_get_n_items (G_LIST_MODEL (query)) : 0;
  cam_ui_remove_rows (self->list);
  for (guint i = 0; i < MIN (self->n, MAX_SHOWN); i++)
    {
      g_autoptr(CamRecord) interaction = g_list_model_get_item (G_LIST_MODEL (query), i);

      gtk_list_box_append (self->list, make_row (self, interaction));
    }
  /* Translators: how many are shown, and how many there are */
  more = g_strdup_printf (_("The first %1$u of %2$u."), MAX_SHOWN, self->n);
  gtk_label_set_label (self->more_label, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), self->n > MAX_SHOWN);
  if (at >= 0 && self->n > 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, MIN (at, (int) MIN (self->n, MAX_SHOWN) - 1))));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N]);
}

static gboolean
refresh_cb (gpointer user_data)
{
  CamFollowUpsList *self = user_data;

  self->refresh_id = 0;
  cam_follow_ups_list_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CamFollowUpsList *self,
            CamChanges       *changes)
{
  if (self->refresh_id == 0 && (self->due_only || gtk_widget_get_mapped (GTK_WIDGET (self)))
      && (cam_changes_has_table (changes, "interaction") || cam_changes_has_table (changes, "person")
          || cam_changes_has_table (changes, "organisation")))
    self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
cam_follow_ups_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cam_follow_ups_list_parent_class)->map (widget);
  cam_follow_ups_list_refresh (CAM_FOLLOW_UPS_LIST (widget));
}

static void
cam_follow_ups_list_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  CamFollowUpsList *self = CAM_FOLLOW_UPS_LIST (object);

  switch ((CamFollowUpsListProperty) prop_id)
    {
    case PROP_DUE_ONLY:
      g_value_set_boolean (value, self->due_only);
      break;
    case PROP_N:
      g_value_set_uint (value, self->n);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cam_follow_ups_list_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch ((CamFollowUpsListProperty) prop_id)
    {
    case PROP_DUE_ONLY:
      CAM_FOLLOW_UPS_LIST (object)->due_only = g_value_get_boolean (value);
      break;
    case PROP_N:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cam_follow_ups_list_dispose (GObject *object)
{
  CamFollowUpsList *self = CAM_FOLLOW_UPS_LIST (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_follow_ups_list_parent_class)->dispose (object);
}

static void
cam_follow_ups_list_class_init (CamFollowUpsListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cam_follow_ups_list_get_property;
  object_class->set_property = cam_follow_ups_list_set_property;
  object_class->dispose = cam_follow_ups_list_dispose;
  GTK_WIDGET_CLASS (klass)->map = cam_follow_ups_list_map;
  properties[PROP_DUE_ONLY] = g_param_spec_boolean ("due-only", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_N] = g_param_spec_uint ("n", NULL, NULL, 0, G_MAXUINT, 0,
                                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_follow_ups_list_init (CamFollowUpsList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *empty = g_object_new (GTK_TYPE_LABEL, "label", _("Nothing is to be followed up."), "wrap", TRUE, "margin-top", 18,
                                   "margin-bottom", 18, "css-classes", (const char *[]) { "dim-label", NULL }, NULL);

  self->list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, "css-classes",
                             (const char *[]) { "boxed-list", NULL }, NULL);
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Follow-ups"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  self->more_label = g_object_new (GTK_TYPE_LABEL, "visible", FALSE, "css-classes",
                                   (const char *[]) { "dim-label", "caption", NULL }, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->more_label));
  adw_bin_set_child (ADW_BIN (self), box);
}

void
cam_follow_ups_list_set_store (CamFollowUpsList *self,
                               CamStore         *store)
{
  g_return_if_fail (CAM_IS_FOLLOW_UPS_LIST (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  if (self->store == store)
    return;
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (store == NULL || gtk_widget_get_mapped (GTK_WIDGET (self)))
    cam_follow_ups_list_refresh (self);
}

guint
cam_follow_ups_list_get_n (CamFollowUpsList *self)
{
  g_return_val_if_fail (CAM_IS_FOLLOW_UPS_LIST (self), 0);

  return self->n;
}
