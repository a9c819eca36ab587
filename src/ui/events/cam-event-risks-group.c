/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-risks-group.h"

#include "cam-event-risk.h"
#include "cam-field-row.h"
#include "cam-query.h"
#include "cam-record.h"

#include <glib/gi18n.h>

struct _CamEventRisksGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventRisksGroup, cam_event_risks_group, CAM_TYPE_PLAN_GROUP)

static const char *const likelihoods[] = { N_("Not said"), N_("1 – rare"), N_("2 – unlikely"), N_("3 – possible"),
                                           N_("4 – likely"), N_("5 – almost certain"), NULL };
static const char *const severities[] = { N_("Not said"), N_("1 – a scratch"), N_("2 – first aid"), N_("3 – a doctor"),
                                          N_("4 – hospital"), N_("5 – a life is lost"), NULL };

static void
typed_cb (CamPlanGroup *self,
          GtkWidget    *row)
{
  g_autoptr(CamEventRisk) risk = cam_event_risk_new ();
  g_autofree char *name = cam_plan_group_take_typed (row);

  if (name == NULL)
    return;
  cam_record_set_text (CAM_RECORD (risk), CAM_EVENT_RISK_EVENT_UUID, cam_plan_group_get_uuid (self));
  cam_record_set_text (CAM_RECORD (risk), CAM_EVENT_RISK_NAME, name);
  cam_field_save (GTK_WIDGET (self), cam_plan_group_get_store (self), CAM_RECORD (risk), _("Add risk"));
}

/* 0 where it is not said, or no number from 1 to 5. */
static guint
get_level (CamRecord *risk,
           guint      column)
{
  gint64 level = cam_record_get_integer (risk, column);

  return level >= 1 && level <= 5 ? (guint) level : 0;
}

static guint
get_column (GtkWidget *row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "column"));
}

static void
follow_level_cb (GtkWidget *row)
{
  CamRecord *risk = g_object_get_data (G_OBJECT (row), "risk");
  guint level = get_level (risk, get_column (row));

  if (adw_combo_row_get_selected (ADW_COMBO_ROW (row)) != level)
    adw_combo_row_set_selected (ADW_COMBO_ROW (row), level);
}

static void
level_chosen_cb (CamStore  *store,
                 GParamSpec *pspec,
                 GtkWidget  *row)
{
  CamRecord *risk = g_object_get_data (G_OBJECT (row), "risk");
  guint level = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

  if (cam_record_is_deleted (risk) || level > 5 || level == get_level (risk, get_column (row)))
    return;
  cam_record_set_integer (risk, get_column (row), level > 0 ? (gint64) level : CAM_INTEGER_NONE);
  cam_field_save (row, store, risk, _("Change risk"));
}

static GtkWidget *
make_level_row (CamPlanGroup      *self,
                CamRecord         *risk,
                guint              column,
                const char        *property,
                const char        *title,
                const char *const *words)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);
  CamStore *store = cam_plan_group_get_store (self);
  GtkWidget *row = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    gtk_string_list_append (names, _(words[i]));
  row = g_object_new (ADW_TYPE_COMBO_ROW, "title", title, "expression", expression, "model", names, NULL);
  g_object_set_data_full (G_OBJECT (row), "risk", g_object_ref (risk), g_object_unref);
  g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (column));
  follow_level_cb (row);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (level_chosen_cb), store, G_CONNECT_SWAPPED);
  g_signal_connect_object (risk, signal, G_CALLBACK (follow_level_cb), row, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (row, !cam_store_get_read_only (store));
  return row;
}

static void
opened_cb (CamRecord *risk,
           GtkWidget *row)
{
  static const char *const columns[] = { "control", "owner" };
  GtkWidget *widget = gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP);
  GtkWidget *dialog = gtk_widget_get_ancestor (row, CAM_TYPE_RECORD_DIALOG);
  CamPlanGroup *self = NULL;
  AdwPreferencesGroup *page = NULL;

  if (widget == NULL || dialog == NULL)
    return;
  self = CAM_PLAN_GROUP (widget);
  page = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_add (page, cam_field_row_new (cam_plan_group_get_store (self), risk, "name", _("Change risk"), NULL));
  adw_preferences_group_add (page, make_level_row (self, risk, CAM_EVENT_RISK_LIKELIHOOD, "likelihood", _("Likelihood"),
                                                   likelihoods));
  adw_preferences_group_add (page, make_level_row (self, risk, CAM_EVENT_RISK_SEVERITY, "severity", _("Severity"),
                                                   severities));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    adw_preferences_group_add (page, cam_field_row_new (cam_plan_group_get_store (self), risk, columns[i], _("Change risk"),
                                                        NULL));
  cam_record_dialog_push (CAM_RECORD_DIALOG (dialog), _("Risk"), page);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_plan_group_delete (CAM_PLAN_GROUP (widget), "event_risk", g_variant_get_string (parameter, NULL), _("Delete risk"),
                         _("Risk taken off"));
}

/* Product of both; 0 where one is not said. */
static guint
get_score (CamRecord *risk)
{
  return get_level (risk, CAM_EVENT_RISK_LIKELIHOOD) * get_level (risk, CAM_EVENT_RISK_SEVERITY);
}

static char *
dup_about (CamRecord *risk)
{
  const char *control = cam_record_get_text (risk, CAM_EVENT_RISK_CONTROL);
  g_autofree char *score = NULL;

  if (get_score (risk) == 0)
    score = g_strdup (_("Likelihood and severity are not said yet"));
  else
    /* Translators: how likely and how severe, 1 to 5 each, and their product */
    score = g_strdup_printf (_("Likelihood %1$u × severity %2$u = %3$u"), get_level (risk, CAM_EVENT_RISK_LIKELIHOOD),
                             get_level (risk, CAM_EVENT_RISK_SEVERITY), get_score (risk));
  return control != NULL && *control != '\0' ? g_strconcat (score, " · ", control, NULL) : g_steal_pointer (&score);
}

static void
cam_event_risks_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_EVENT_RISK, "event_uuid = ?1",
                                             "coalesce (likelihood * severity, 26) DESC", is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  guint highest = 0;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) risk = g_list_model_get_item (G_LIST_MODEL (query), i);
      g_autofree char *about = dup_about (risk);
      GtkWidget *row = cam_plan_group_add_words (self, cam_record_get_title (risk), about);

      highest = MAX (highest, get_score (risk));
      cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Risk Off"), "risks.remove",
                                 cam_record_get_uuid (risk));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), risk);
    }
  if (highest > 0)
    /* Translators: how many risks there are, and the largest product of likelihood and severity among them, at most 25 */
    summary = g_strdup_printf (ngettext ("%1$u risk, %2$u of 25", "%1$u risks, the highest %2$u of 25", n), n, highest);
  else
    summary = n > 0 ? g_strdup_printf (ngettext ("%u risk", "%u risks", n), n) : g_strdup (_("None yet"));
  cam_plan_group_set_summary (self, summary);
}

static void
cam_event_risks_group_class_init (CamEventRisksGroupClass *klass)
{
  static const char *const tables[] = { "event_risk", NULL };

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_event_risks_group_show;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "risks.remove", "s", remove_action);
}

static void
cam_event_risks_group_init (CamEventRisksGroup *self)
{
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("What may happen?"), G_CALLBACK (typed_cb));
}
