/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-attendance-group.h"

#include "cam-event-attendance.h"
#include "cam-event-dialog-apply.h"
#include "cam-field-row.h"
#include "cam-period.h"
#include "cam-query.h"
#include "cam-record.h"

#include <glib/gi18n.h>

#include <math.h>
#include <string.h>

struct _CamEventAttendanceGroup
{
  CamPlanGroup       parent_instance;

  CamEventWhenGroup *when_group;   /* of the same form */
};

G_DEFINE_FINAL_TYPE (CamEventAttendanceGroup, cam_event_attendance_group, CAM_TYPE_PLAN_GROUP)

/* What is asked for of every event; only what has a number is kept. */
static const char *const usual[] = { N_("Residents"), N_("Partners"), N_("Members and officers"), N_("Community Champions") };

static char *
dup_day (CamEventAttendanceGroup *self)
{
  return cam_day_to_text (self->when_group != NULL ? cam_event_when_group_get_day (self->when_group) : 0);
}

static void
count (CamEventAttendanceGroup *self,
       const char              *group,
       gint64                   n)
{
  g_autofree char *day = dup_day (self);

  cam_event_apply (GTK_WIDGET (self), cam_plan_group_get_store (CAM_PLAN_GROUP (self)),
                   cam_event_work_new_count (cam_plan_group_get_uuid (CAM_PLAN_GROUP (self)), day, group, n), NULL, NULL);
}

static void
mark_wrong (GtkWidget *row)
{
  gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_widget_grab_focus (row);
}

/* CAM_INTEGER_NONE for an empty one; FALSE for what is no number of people. */
static gboolean
read_number (const char *text,
             gint64     *number)
{
  gboolean empty = FALSE;
  double real = cam_field_parse_number (text, &empty);

  *number = CAM_INTEGER_NONE;
  if (empty)
    return TRUE;
  if (isnan (real) || real < 0 || real > 1e7 || real != floor (real))
    return FALSE;
  *number = (gint64) real;
  return TRUE;
}

static void
applied_cb (CamEventAttendanceGroup *self,
            GtkWidget               *row)
{
  gint64 n = 0;

  if (read_number (gtk_editable_get_text (GTK_EDITABLE (row)), &n))
    count (self, g_object_get_data (G_OBJECT (row), "group"), n);
  else
    mark_wrong (row);
}

static void
changed_cb (GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
}

/* "Young people 12". */
static void
typed_cb (CamPlanGroup *self,
          GtkWidget    *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  char *number = strrchr (text, ' ');
  gint64 n = 0;

  if (*text == '\0')
    return;
  if (number == NULL || !read_number (number + 1, &n) || n == CAM_INTEGER_NONE)
    {
      mark_wrong (row);
      return;
    }
  *number = '\0';
  g_strchomp (text);
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  count (CAM_EVENT_ATTENDANCE_GROUP (self), text, n);
}

/* Who they were: only where somebody wants that. */
static void
names_cb (CamRecord *counted,
          GtkWidget *button)
{
  static const char *const columns[] = { "names", NULL };
  GtkWidget *group = gtk_widget_get_ancestor (button, CAM_TYPE_PLAN_GROUP);

  if (group != NULL && !cam_record_is_deleted (counted))
    cam_plan_group_edit (CAM_PLAN_GROUP (group), counted, cam_record_get_text (counted, CAM_EVENT_ATTENDANCE_GROUP_NAME),
                         _("Change who came"), columns);
}

static GtkWidget *
make_names_button (CamRecord *counted)
{
  const char *names = cam_record_get_text (counted, CAM_EVENT_ATTENDANCE_NAMES);
  gboolean has_names = names != NULL && *names != '\0';
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name",
                                    has_names ? "system-users-symbolic" : "list-add-symbolic", "tooltip-text",
                                    has_names ? _("Names") : _("Add Names, Only Where They Are Needed"), "valign",
                                    GTK_ALIGN_CENTER, "css-classes", (const char *[]) { "flat", NULL }, NULL);

  cam_plan_group_connect (button, "clicked", G_CALLBACK (names_cb), counted);
  return button;
}

static void
add_group (CamEventAttendanceGroup *self,
           const char              *group,
           gint64                   n,
           CamRecord               *counted)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *text = n != CAM_INTEGER_NONE ? g_strdup_printf ("%" G_GINT64_FORMAT, n) : g_strdup ("");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), group);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_DIGITS);
  g_object_set_data_full (G_OBJECT (row), "group", g_strdup (group), g_free);
  g_signal_connect_object (row, "apply", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (row, "changed", G_CALLBACK (changed_cb), NULL);
  if (counted != NULL)
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), make_names_button (counted));
  gtk_widget_set_sensitive (row, !cam_store_get_read_only (cam_plan_group_get_store (CAM_PLAN_GROUP (self))));
  cam_plan_group_add_row (CAM_PLAN_GROUP (self), row);
}

static void
set_summary (CamEventAttendanceGroup *self,
             guint                    n_rows,
             gint64                   sum,
             guint32                  day)
{
  guint n = (guint) MIN (sum, 100000000);
  g_autofree char *date = cam_day_format (day, cam_day_today ());
  g_autofree char *people = g_strdup_printf (ngettext ("%u person", "%u people", n), n);
  /* Translators: how many people came, and on which day */
  g_autofree char *summary = n_rows > 0 ? g_strdup_printf (_("%1$s on %2$s"), people, date) : g_strdup (_("None counted"));

  cam_plan_group_set_summary (CAM_PLAN_GROUP (self), summary);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), date);
}

static void
cam_event_attendance_group_show (CamPlanGroup *group)
{
  CamEventAttendanceGroup *self = CAM_EVENT_ATTENDANCE_GROUP (group);
  g_autofree char *day = dup_day (self);
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (group)), cam_text (day) };
  g_autoptr(CamQuery) query = NULL;
  gboolean is_shown[G_N_ELEMENTS (usual)] = { FALSE };
  guint n = 0;
  gint64 sum = 0;

  if (day == NULL)
    {
      cam_plan_group_set_summary (group, _("No date yet"));
      return;
    }
  query = cam_query_new (cam_plan_group_get_store (group), CAM_TYPE_EVENT_ATTENDANCE,
                         "event_uuid = ?1 AND occurred_on = ?2", NULL, is, G_N_ELEMENTS (is));
  n = g_list_model_get_n_items (G_LIST_MODEL (query));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) row = g_list_model_get_item (G_LIST_MODEL (query), i);
      const char *name = cam_record_get_text (row, CAM_EVENT_ATTENDANCE_GROUP_NAME);
      gint64 people = cam_record_get_integer (row, CAM_EVENT_ATTENDANCE_COUNT);

      for (guint j = 0; j < G_N_ELEMENTS (usual); j++)
        is_shown[j] = is_shown[j] || g_strcmp0 (name, _(usual[j])) == 0;
      sum += people != CAM_INTEGER_NONE ? CLAMP (people, 0, 10000000) : 0;
      add_group (self, name != NULL ? name : "", people, row);
    }
  for (guint j = 0; j < G_N_ELEMENTS (usual); j++)
    if (!is_shown[j])
      add_group (self, _(usual[j]), CAM_INTEGER_NONE, NULL);
  set_summary (self, n, sum, cam_day_from_text (day));
}

static void
cam_event_attendance_group_dispose (GObject *object)
{
  g_clear_object (&CAM_EVENT_ATTENDANCE_GROUP (object)->when_group);

  G_OBJECT_CLASS (cam_event_attendance_group_parent_class)->dispose (object);
}

static void
cam_event_attendance_group_class_init (CamEventAttendanceGroupClass *klass)
{
  static const char *const tables[] = { "event_attendance", "event", "event_date", NULL };

  G_OBJECT_CLASS (klass)->dispose = cam_event_attendance_group_dispose;
  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_event_attendance_group_show;
}

static void
cam_event_attendance_group_init (CamEventAttendanceGroup *self)
{
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("Another group, as in: Young people 12"), G_CALLBACK (typed_cb));
}

void
cam_event_attendance_group_set_when (CamEventAttendanceGroup *self,
                                     CamEventWhenGroup       *when_group)
{
  g_return_if_fail (CAM_IS_EVENT_ATTENDANCE_GROUP (self));

  g_set_object (&self->when_group, when_group);
}
