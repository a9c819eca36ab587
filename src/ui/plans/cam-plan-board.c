/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-plan-board.h"

#include "cam-activity-row.h"
#include "cam-activity-work.h"
#include "cam-activity.h"
#include "cam-field-row.h"
#include "cam-join-priorities.h"
#include "cam-measure-card.h"
#include "cam-measure.h"
#include "cam-name-dialog.h"
#include "cam-outcome.h"
#include "cam-period.h"
#include "cam-pick-dialog.h"
#include "cam-plan-dialogs.h"
#include "cam-query.h"
#include "cam-tell.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

/* The board shows this many; those that are due first. */
#define MAX_ACTIVITIES 50u
/* And so many measures of an outcome at first. */
#define MAX_CARDS 12u

struct _CamPlanBoard
{
  AdwBin             parent_instance;

  GtkListBox        *activities_list;
  GtkLabel          *more_label;
  GtkLabel          *name_label;
  GtkLabel          *purpose_label;
  GtkBox            *outcomes_box;

  CamStore          *store;
  CamPriority       *priority;
  GHashTable        *unfolded;   /* uuids of outcomes whose measures are all shown; "" for those of none */
};

G_DEFINE_FINAL_TYPE (CamPlanBoard, cam_plan_board, ADW_TYPE_BIN)

static const char *
get_priority_uuid (CamPlanBoard *self)
{
  return cam_record_get_uuid (CAM_RECORD (self->priority));
}

static void
insert (CamPlanBoard *self,
        CamRecord    *record,
        const char   *label)
{
  cam_field_save (GTK_WIDGET (self), self->store, record, label);
}

static void
outcome_named_cb (GtkWidget  *owner,
                  const char *name,
                  gpointer    data)
{
  CamPlanBoard *self = CAM_PLAN_BOARD (owner);
  g_autoptr(CamOutcome) outcome = cam_outcome_new ();

  if (self->priority == NULL)
    return;
  cam_record_set_text (CAM_RECORD (outcome), CAM_OUTCOME_NAME, name);
  cam_record_set_text (CAM_RECORD (outcome), CAM_OUTCOME_PRIORITY_UUID, get_priority_uuid (self));
  insert (self, CAM_RECORD (outcome), _("Add outcome"));
}

/* @data is the outcome's uuid, or NULL. */
static void
measure_named_cb (GtkWidget  *owner,
                  const char *name,
                  gpointer    data)
{
  CamPlanBoard *self = CAM_PLAN_BOARD (owner);
  g_autoptr(CamMeasure) measure = cam_measure_new ();

  if (self->priority == NULL)
    return;
  cam_record_set_text (CAM_RECORD (measure), CAM_MEASURE_NAME, name);
  cam_record_set_text (CAM_RECORD (measure), CAM_MEASURE_PRIORITY_UUID, get_priority_uuid (self));
  cam_record_set_text (CAM_RECORD (measure), CAM_MEASURE_OUTCOME_UUID, data);
  cam_record_set_text (CAM_RECORD (measure), CAM_MEASURE_KIND, data != NULL ? "outcome" : "output");
  cam_record_set_text (CAM_RECORD (measure), CAM_MEASURE_OWNER, cam_store_get_author (self->store));
  insert (self, CAM_RECORD (measure), _("Add measure"));
}

static void
activity_named_cb (GtkWidget  *owner,
                   const char *name,
                   gpointer    data)
{
  CamPlanBoard *self = CAM_PLAN_BOARD (owner);
  g_autoptr(CamActivity) activity = cam_activity_new ();

  if (self->priority == NULL)
    return;
  cam_record_set_text (CAM_RECORD (activity), CAM_ACTIVITY_NAME, name);
  cam_record_set_text (CAM_RECORD (activity), CAM_ACTIVITY_PRIORITY_UUID, get_priority_uuid (self));
  cam_record_set_text (CAM_RECORD (activity), CAM_ACTIVITY_OWNER, cam_store_get_author (self->store));
  insert (self, CAM_RECORD (activity), _("Add activity"));
}

static void
add_outcome_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  cam_name_dialog_ask (widget, _("New Outcome"), _("What is to change"), outcome_named_cb, NULL, NULL);
}

static void
add_activity_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  cam_name_dialog_ask (widget, _("New Activity"), _("What is to be done"), activity_named_cb, NULL, NULL);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *made = NULL;

  if (!cam_activity_change_apply_finish (CAM_STORE (source), result, &made, &error))
    cam_tell_failure (widget, error);
  else if (made != NULL && gtk_widget_get_root (widget) != NULL && CAM_PLAN_BOARD (widget)->store == CAM_STORE (source))
    cam_plan_open (widget, CAM_STORE (source), "activity", made);
}

/* It starts today where the template says how long things take; its form opens, for the rest. */
static void
template_chosen_cb (GtkWidget  *owner,
                    CamRecord  *record,
                    const char *name)
{
  CamPlanBoard *self = CAM_PLAN_BOARD (owner);
  g_autofree char *today = cam_day_to_text (cam_day_today ());
  gboolean has_start = record != NULL && cam_record_get_text (record, CAM_ACTIVITY_STARTS_ON) != NULL;
  CamActivityChange *change = NULL;

  if (record == NULL || self->priority == NULL)
    return;
  change = cam_activity_change_new_make (cam_record_get_uuid (record), NULL, has_start ? today : NULL, NULL, NULL);
  cam_activity_change_set_priority (change, get_priority_uuid (self));
  cam_activity_change_apply_async (change, self->store, NULL, made_cb, g_object_ref (self));
}

static void
add_from_template_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  CamPlanBoard *self = CAM_PLAN_BOARD (widget);

  if (self->store != NULL)
    cam_plan_choose_template (widget, self->store, template_chosen_cb);
}

static void
add_measure_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  const char *outcome = g_variant_get_string (parameter, NULL);

  cam_name_dialog_ask (widget, _("New Measure"), _("What is counted or measured"), measure_named_cb,
                       *outcome != '\0' ? g_strdup (outcome) : NULL, g_free);
}

static void
edit_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamPlanBoard *self = CAM_PLAN_BOARD (widget);

  if (self->priority != NULL)
    cam_plan_edit_priority (widget, self->store, self->priority);
}

static void
join_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamPlanBoard *self = CAM_PLAN_BOARD (widget);

  if (self->priority != NULL)
    cam_join_priorities_ask (widget, self->store, get_priority_uuid (self));
}

static void
edit_outcome_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  CamPlanBoard *self = CAM_PLAN_BOARD (widget);
  g_autoptr(CamRecord) outcome = NULL;

  outcome = cam_store_dup_record (self->store, CAM_TYPE_OUTCOME, g_variant_get_string (parameter, NULL), NULL);
  if (outcome != NULL)
    cam_plan_edit_outcome (widget, self->store, CAM_OUTCOME (outcome));
}

static void
card_clicked_cb (CamPlanBoard   *self,
                 CamMeasureCard *card)
{
  const char *uuid = cam_measure_state_get_uuid (cam_measure_card_get_state (card));

  cam_plan_open_measure (GTK_WIDGET (self), self->store, uuid);
}

static void
activity_activated_cb (CamPlanBoard   *self,
                       CamActivityRow *row)
{
  cam_plan_open_activity (GTK_WIDGET (self), self->store, CAM_ACTIVITY (cam_activity_row_get_activity (row)));
}

static GtkWidget *
make_heading (const char *title,
              const char *outcome)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0f, "hexpand", TRUE, "wrap", TRUE,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "css-classes", (const char *[]) { "title-4", NULL }, NULL);
  GtkWidget *add = g_object_new (GTK_TYPE_BUTTON, "icon-name", "list-add-symbolic", "tooltip-text", _("Add a Measure"),
                                 "valign", GTK_ALIGN_CENTER, "css-classes", (const char *[]) { "flat", NULL }, NULL);

  gtk_box_append (GTK_BOX (box), label);
  if (outcome != NULL)
    {
      GtkWidget *edit = g_object_new (GTK_TYPE_BUTTON, "icon-name", "document-edit-symbolic", "tooltip-text",
                                      _("Edit This Outcome"), "valign", GTK_ALIGN_CENTER, "css-classes",
                                      (const char *[]) { "flat", NULL }, NULL);

      gtk_actionable_set_action_target (GTK_ACTIONABLE (edit), "s", outcome);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "plan.edit-outcome");
      gtk_box_append (GTK_BOX (box), edit);
    }
  gtk_actionable_set_action_target (GTK_ACTIONABLE (add), "s", outcome != NULL ? outcome : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "plan.add-measure");
  gtk_box_append (GTK_BOX (box), add);
  return box;
}

static void
append_card (CamPlanBoard    *self,
             AdwWrapBox      *cards,
             CamMeasureState *state)
{
  GtkWidget *card = cam_measure_card_new (state);

  g_signal_connect_object (card, "clicked", G_CALLBACK (card_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (cards, card);
}

/* The measures that are not shown yet come in the place of the button. */
static void
show_rest_cb (CamPlanBoard *self,
              GtkButton    *button)
{
  g_autoptr(GPtrArray) rest = g_object_steal_data (G_OBJECT (button), "rest");
  g_autofree char *outcome = g_object_steal_data (G_OBJECT (button), "outcome");
  AdwWrapBox *cards = ADW_WRAP_BOX (gtk_widget_get_parent (GTK_WIDGET (button)));
  GtkWidget *first = gtk_widget_get_prev_sibling (GTK_WIDGET (button));

  adw_wrap_box_remove (cards, GTK_WIDGET (button));
  for (guint i = 0; i < rest->len; i++)
    append_card (self, cards, g_ptr_array_index (rest, i));
  g_hash_table_add (self->unfolded, g_steal_pointer (&outcome));
  if (first != NULL && gtk_widget_get_next_sibling (first) != NULL)
    gtk_widget_grab_focus (gtk_widget_get_next_sibling (first));
}

static GtkWidget *
make_rest_button (CamPlanBoard *self,
                  GPtrArray    *rest,
                  const char   *outcome)
{
  g_autofree char *label = g_strdup_printf (ngettext ("Show %u More", "Show %u More", rest->len), rest->len);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "rest", g_ptr_array_ref (rest), (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (button), "outcome", g_strdup (outcome), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_rest_cb), self, G_CONNECT_SWAPPED);
  return button;
}

/* Of the measures of one outcome (NULL: of none). Each card is a dozen widgets, so that hundreds of them come when
 * somebody asks. */
static GtkWidget *
make_cards (CamPlanBoard *self,
            GPtrArray    *states,
            const char   *outcome)
{
  GtkWidget *cards = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 12, "line-spacing", 12, "justify",
                                   ADW_JUSTIFY_FILL, "line-homogeneous", TRUE, NULL);
  const char *key = outcome != NULL ? outcome : "";
  gboolean all = g_hash_table_contains (self->unfolded, key);
  g_autoptr(GPtrArray) rest = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_shown = 0;

  for (guint i = 0; i < states->len; i++)
    {
      CamMeasureState *state = g_ptr_array_index (states, i);

      if (g_strcmp0 (cam_measure_state_get_outcome (state), outcome) != 0)
        continue;
      if (!all && n_shown >= MAX_CARDS)
        g_ptr_array_add (rest, g_object_ref (state));
      else
        append_card (self, ADW_WRAP_BOX (cards), state);
      n_shown++;
    }
  if (rest->len > 0)
    adw_wrap_box_append (ADW_WRAP_BOX (cards), make_rest_button (self, rest, key));
  return cards;
}

static void
append_section (CamPlanBoard *self,
                GPtrArray    *states,
                const char   *title,
                const char   *outcome)
{
  g_autoptr(GtkWidget) cards = g_object_ref_sink (make_cards (self, states, outcome));

  gtk_box_append (self->outcomes_box, make_heading (title, outcome));
  if (gtk_widget_get_first_child (cards) == NULL)
    gtk_box_append (self->outcomes_box, g_object_new (GTK_TYPE_LABEL, "label", _("Nothing measures this yet."), "xalign",
                                                      0.0f, "css-classes", (const char *[]) { "dim-label", NULL }, NULL));
  else
    gtk_box_append (self->outcomes_box, cards);
}

/* Of all states those of this priority. (element-type CamMeasureState) (transfer container) */
static GPtrArray *
list_own (CamPlanBoard *self,
          GPtrArray    *states,
          CamPlanNames *names)
{
  GPtrArray *own = g_ptr_array_new ();

  for (guint i = 0; i < states->len; i++)
    {
      CamMeasureState *state = g_ptr_array_index (states, i);
      const char *priority = cam_plan_names_find_priority (names, cam_measure_state_get_priority (state),
                                                           cam_measure_state_get_outcome (state),
                                                           cam_measure_state_get_activity (state));

      if (g_strcmp0 (priority, get_priority_uuid (self)) == 0)
        g_ptr_array_add (own, state);
    }
  return own;
}

static gboolean
has_without_outcome (GPtrArray *states)
{
  for (guint i = 0; i < states->len; i++)
    if (cam_measure_state_get_outcome (g_ptr_array_index (states, i)) == NULL)
      return TRUE;
  return FALSE;
}

static void
show_outcomes (CamPlanBoard *self,
               GPtrArray    *states,
               CamPlanNames *names)
{
  const CamValue is[] = { cam_text (get_priority_uuid (self)) };
  g_autoptr(CamQuery) query = cam_query_new (self->store, CAM_TYPE_OUTCOME, "priority_uuid = ?1",
                                             "coalesce (position, 9223372036854775807), name", is, 1);
  g_autoptr(GPtrArray) own = list_own (self, states, names);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));

  cam_ui_empty_box (self->outcomes_box);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) outcome = g_list_model_get_item (G_LIST_MODEL (query), i);

      append_section (self, own, cam_record_get_title (outcome), cam_record_get_uuid (outcome));
    }
  if (has_without_outcome (own) || n == 0)
    append_section (self, own, n > 0 ? _("Measures of no outcome") : _("Measures"), NULL);
}

static void
show_activities (CamPlanBoard *self)
{
  const CamValue is[] = { cam_text (get_priority_uuid (self)) };
  g_autoptr(CamQuery) query = NULL;
  guint n = 0;

  query = cam_query_new (self->store, CAM_TYPE_ACTIVITY, "priority_uuid = ?1 AND is_template = 0",
                         "status IN ('done', 'stopped'), coalesce (due_on, '9999'), name", is, 1);
  n = g_list_model_get_n_items (G_LIST_MODEL (query));
  cam_ui_remove_rows (self->activities_list);
  for (guint i = 0; i < MIN (n, MAX_ACTIVITIES); i++)
    {
      g_autoptr(CamRecord) activity = g_list_model_get_item (G_LIST_MODEL (query), i);

      gtk_list_box_append (self->activities_list, cam_activity_row_new (self->store, CAM_ACTIVITY (activity)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), n > MAX_ACTIVITIES);
  if (n > MAX_ACTIVITIES)
    {
      /* Translators: how many activities of a priority are shown, and how many there are */
      g_autofree char *text = g_strdup_printf (_("The first %1$u of %2$u."),
                                               MAX_ACTIVITIES, n);

      gtk_label_set_label (self->more_label, text);
    }
}

static void
show_purpose (CamPlanBoard *self)
{
  CamRecord *record = CAM_RECORD (self->priority);
  const char *rationale = cam_record_get_text (record, CAM_PRIORITY_RATIONALE);
  const char *outcome = cam_record_get_text (record, CAM_PRIORITY_PRIMARY_OUTCOME);
  const char *text = outcome != NULL ? outcome : rationale;

  gtk_label_set_label (self->name_label, cam_record_get_title (record));
  gtk_label_set_label (self->purpose_label, text != NULL ? text : _("What is it for? Write it down with the pencil."));
}

void
cam_plan_board_show (CamPlanBoard *self,
                     CamStore     *store,
                     CamPriority  *priority,
                     GPtrArray    *states,
                     CamPlanNames *names)
{
  g_return_if_fail (CAM_IS_PLAN_BOARD (self));

  g_set_object (&self->store, store);
  g_set_object (&self->priority, priority);
  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self)), priority != NULL);
  if (priority == NULL)
    return;
  show_purpose (self);
  show_outcomes (self, states, names);
  show_activities (self);
}

CamPriority *
cam_plan_board_get_priority (CamPlanBoard *self)
{
  g_return_val_if_fail (CAM_IS_PLAN_BOARD (self), NULL);

  return self->priority;
}

static void
cam_plan_board_dispose (GObject *object)
{
  CamPlanBoard *self = CAM_PLAN_BOARD (object);

  g_clear_object (&self->priority);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_plan_board_parent_class)->dispose (object);
}

static void
cam_plan_board_finalize (GObject *object)
{
  g_hash_table_unref (CAM_PLAN_BOARD (object)->unfolded);

  G_OBJECT_CLASS (cam_plan_board_parent_class)->finalize (object);
}

static void
cam_plan_board_class_init (CamPlanBoardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_plan_board_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_plan_board_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-plan-board.ui");
  gtk_widget_class_bind_template_child (widget_class, CamPlanBoard, activities_list);
  gtk_widget_class_bind_template_child (widget_class, CamPlanBoard, more_label);
  gtk_widget_class_bind_template_child (widget_class, CamPlanBoard, name_label);
  gtk_widget_class_bind_template_child (widget_class, CamPlanBoard, outcomes_box);
  gtk_widget_class_bind_template_child (widget_class, CamPlanBoard, purpose_label);
  gtk_widget_class_bind_template_callback (widget_class, activity_activated_cb);
  gtk_widget_class_install_action (widget_class, "plan.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "plan.join", NULL, join_action);
  gtk_widget_class_install_action (widget_class, "plan.edit-outcome", "s", edit_outcome_action);
  gtk_widget_class_install_action (widget_class, "plan.add-outcome", NULL, add_outcome_action);
  gtk_widget_class_install_action (widget_class, "plan.add-measure", "s", add_measure_action);
  gtk_widget_class_install_action (widget_class, "plan.add-activity", NULL, add_activity_action);
  gtk_widget_class_install_action (widget_class, "plan.add-from-template", NULL, add_from_template_action);
}

static void
cam_plan_board_init (CamPlanBoard *self)
{
  self->unfolded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}
