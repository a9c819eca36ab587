/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-plan-group.h"

#include "cam-field-row.h"
#include "cam-tell.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

typedef struct
{
  CamStore  *store;
  CamRecord *record;
  GPtrArray *rows;        /* borrowed: what show() made */
  GPtrArray *writing;     /* borrowed: what is off where nothing can be written */
  char      *summary;
  guint      refresh_id;
} CamPlanGroupPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CamPlanGroup, cam_plan_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_SUMMARY = 1,
};

static GParamSpec *properties[PROP_SUMMARY + 1];

static CamPlanGroupPrivate *
get_private (CamPlanGroup *self)
{
  return cam_plan_group_get_instance_private (self);
}

static guint
find_focused (CamPlanGroup *self)
{
  CamPlanGroupPrivate *priv = get_private (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < priv->rows->len; i++)
    if (focus == g_ptr_array_index (priv->rows, i) || gtk_widget_is_ancestor (focus, g_ptr_array_index (priv->rows, i)))
      return i;
  return G_MAXUINT;
}

/* Whoever works with the keyboard stays where they were, though the row there is another one now. */
static void
show (CamPlanGroup *self)
{
  CamPlanGroupPrivate *priv = get_private (self);
  guint focused = find_focused (self);

  /* Where a row goes with the focus in it, GTK takes the focus away once more with the next frame. */
  if (focused != G_MAXUINT)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  for (guint i = 0; i < priv->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (priv->rows, i));
  g_ptr_array_set_size (priv->rows, 0);
  if (cam_record_is_deleted (priv->record))
    return;
  CAM_PLAN_GROUP_GET_CLASS (self)->show (self);
  if (focused != G_MAXUINT && priv->rows->len > 0)
    gtk_widget_child_focus (g_ptr_array_index (priv->rows, MIN (focused, priv->rows->len - 1)), GTK_DIR_TAB_FORWARD);
}

static gboolean
refresh_cb (gpointer user_data)
{
  CamPlanGroup *self = user_data;

  get_private (self)->refresh_id = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CamPlanGroup *self,
            CamChanges   *changes)
{
  CamPlanGroupPrivate *priv = get_private (self);
  const char *const *tables = CAM_PLAN_GROUP_GET_CLASS (self)->tables;

  for (guint i = 0; tables[i] != NULL && priv->refresh_id == 0; i++)
    if (cam_changes_has_table (changes, tables[i]))
      priv->refresh_id = g_idle_add (refresh_cb, self);
}

static void
cam_plan_group_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_SUMMARY:
      g_value_set_string (value, get_private (CAM_PLAN_GROUP (object))->summary);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_plan_group_dispose (GObject *object)
{
  CamPlanGroupPrivate *priv = get_private (CAM_PLAN_GROUP (object));

  g_clear_handle_id (&priv->refresh_id, g_source_remove);
  g_clear_object (&priv->record);
  g_clear_object (&priv->store);

  G_OBJECT_CLASS (cam_plan_group_parent_class)->dispose (object);
}

static void
cam_plan_group_finalize (GObject *object)
{
  CamPlanGroupPrivate *priv = get_private (CAM_PLAN_GROUP (object));

  g_ptr_array_unref (priv->rows);
  g_ptr_array_unref (priv->writing);
  g_free (priv->summary);

  G_OBJECT_CLASS (cam_plan_group_parent_class)->finalize (object);
}

static void
cam_plan_group_class_init (CamPlanGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cam_plan_group_get_property;
  object_class->dispose = cam_plan_group_dispose;
  object_class->finalize = cam_plan_group_finalize;
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_plan_group_init (CamPlanGroup *self)
{
  get_private (self)->rows = g_ptr_array_new ();
  get_private (self)->writing = g_ptr_array_new ();
}

void
cam_plan_group_set_record (CamPlanGroup *self,
                           CamStore     *store,
                           CamRecord    *record)
{
  CamPlanGroupPrivate *priv = get_private (self);

  g_return_if_fail (CAM_IS_PLAN_GROUP (self));
  g_return_if_fail (CAM_IS_STORE (store) && CAM_IS_RECORD (record) && priv->record == NULL);

  priv->store = g_object_ref (store);
  priv->record = g_object_ref (record);
  for (guint i = 0; i < priv->writing->len; i++)
    gtk_widget_set_sensitive (g_ptr_array_index (priv->writing, i), !cam_store_get_read_only (store));
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show (self);
}

void
cam_plan_group_add_to (CamRecordDialog *dialog,
                       const char      *title,
                       GType            type)
{
  CamPlanGroup *self = g_object_new (type, NULL);
  GtkWidget *row = cam_record_dialog_add_page (dialog, title, ADW_PREFERENCES_GROUP (self));

  g_object_bind_property (self, "summary", row, "subtitle", G_BINDING_SYNC_CREATE);
  cam_plan_group_set_record (self, cam_record_dialog_get_store (dialog), cam_record_dialog_get_record (dialog));
}

CamStore *
cam_plan_group_get_store (CamPlanGroup *self)
{
  g_return_val_if_fail (CAM_IS_PLAN_GROUP (self), NULL);

  return get_private (self)->store;
}

CamRecord *
cam_plan_group_get_record (CamPlanGroup *self)
{
  g_return_val_if_fail (CAM_IS_PLAN_GROUP (self), NULL);

  return get_private (self)->record;
}

const char *
cam_plan_group_get_uuid (CamPlanGroup *self)
{
  return cam_record_get_uuid (cam_plan_group_get_record (self));
}

void
cam_plan_group_add_row (CamPlanGroup *self,
                        GtkWidget    *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (get_private (self)->rows, row);
}

GtkWidget *
cam_plan_group_add_words (CamPlanGroup *self,
                          const char   *title,
                          const char   *subtitle)
{
  GtkWidget *row = cam_ui_new_row (title, subtitle);

  cam_plan_group_add_row (self, row);
  return row;
}

static void
record_unref (gpointer  data,
              GClosure *closure)
{
  g_object_unref (data);
}

void
cam_plan_group_connect (GtkWidget  *row,
                        const char *signal,
                        GCallback   callback,
                        CamRecord  *record)
{
  g_signal_connect_data (row, signal, callback, g_object_ref (record), record_unref, G_CONNECT_SWAPPED);
}

void
cam_plan_group_add_button (CamPlanGroup *self,
                           GtkWidget    *row,
                           const char   *icon,
                           const char   *tooltip,
                           const char   *action,
                           const char   *target)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", icon, "tooltip-text", tooltip, "valign",
                                    GTK_ALIGN_CENTER, "css-classes", (const char *[]) { "flat", NULL }, NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_sensitive (button, !cam_store_get_read_only (get_private (self)->store));
  /* Which one of the rows it is about, for who does not see it. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row, NULL, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

void
cam_plan_group_edit (CamPlanGroup      *self,
                     CamRecord         *record,
                     const char        *title,
                     const char        *label,
                     const char *const *columns)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), CAM_TYPE_RECORD_DIALOG);
  AdwPreferencesGroup *group = NULL;

  if (dialog == NULL)
    return;
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  for (guint i = 0; columns[i] != NULL; i++)
    adw_preferences_group_add (group, cam_field_row_new (get_private (self)->store, record, columns[i], label, NULL));
  cam_record_dialog_push (CAM_RECORD_DIALOG (dialog), title, group);
}

void
cam_plan_group_push (GtkWidget           *widget,
                     const char          *title,
                     AdwPreferencesGroup *group,
                     ...)
{
  GtkWidget *view = gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_VIEW);
  g_autoptr(GtkWidget) bar = g_object_ref_sink (adw_toolbar_view_new ());
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  va_list more;

  va_start (more, group);
  for (AdwPreferencesGroup *each = group; each != NULL; each = va_arg (more, AdwPreferencesGroup *))
    adw_preferences_page_add (page, each);
  va_end (more);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bar), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bar), GTK_WIDGET (page));
  if (view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), adw_navigation_page_new (bar, title));
}

typedef struct
{
  CamPlanGroup *group;
  CamRecord    *record;
  CamPlanAdded  added;
} Addition;

static void
addition_free (Addition *addition)
{
  g_object_unref (addition->group);
  g_object_unref (addition->record);
  g_free (addition);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Addition, addition_free)

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Addition) addition = user_data;
  g_autoptr(GError) error = NULL;

  if (!cam_store_save_finish (CAM_STORE (source), result, &error))
    cam_tell_failure (GTK_WIDGET (addition->group), error);
  else if (get_private (addition->group)->store != NULL)
    addition->added (addition->group, addition->record);
}

void
cam_plan_group_add (CamPlanGroup *self,
                    CamRecord    *record,
                    const char   *label,
                    CamPlanAdded  added)
{
  Addition *addition = g_new0 (Addition, 1);

  addition->group = g_object_ref (self);
  addition->record = g_object_ref (record);
  addition->added = added;
  cam_store_save_async (get_private (self)->store, label, &addition->record, 1, NULL, added_cb, addition);
}

void
cam_plan_group_add_command (CamPlanGroup *self,
                            const char   *title,
                            const char   *action)
{
  GtkWidget *row = g_object_new (ADW_TYPE_BUTTON_ROW, "title", title, "use-underline", TRUE, "action-name", action, NULL);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (get_private (self)->writing, row);
}

GtkWidget *
cam_plan_group_add_entry (CamPlanGroup *self,
                          const char   *title,
                          GCallback     applied)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "show-apply-button", TRUE, NULL);

  g_signal_connect_object (row, "apply", applied, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (get_private (self)->writing, row);
  return row;
}

char *
cam_plan_group_take_typed (GtkWidget *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  gtk_editable_set_text (GTK_EDITABLE (row), "");
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

void
cam_plan_group_set_summary (CamPlanGroup *self,
                            const char   *summary)
{
  if (g_set_str (&get_private (self)->summary, summary))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

/* A refusal is longer than a toast; it stands until the next thing is done. NULL takes it away. */
static void
set_refusal (CamPlanGroup *self,
             const char   *sentence)
{
  g_autofree char *escaped = sentence != NULL ? g_markup_escape_text (sentence, -1) : NULL;

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), escaped);
  if (sentence != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
tell (CamPlanGroup *self,
      const GError *error)
{
  gboolean shown = gtk_widget_get_root (GTK_WIDGET (self)) != NULL;

  /* What an action refuses it refuses with a sentence for people: who waits for whom. */
  if (!g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID))
    cam_tell_failure (GTK_WIDGET (self), error);
  else if (shown)
    set_refusal (self, error->message);
  else
    cam_tell (GTK_WIDGET (self), error->message);
}

typedef struct
{
  CamPlanGroup *group;
  char         *done;
  char         *table;
  char         *uuid;
} Job;

static Job *
job_new (CamPlanGroup *self,
         const char   *done)
{
  Job *job = g_new0 (Job, 1);

  job->group = g_object_ref (self);
  job->done = g_strdup (done);
  return job;
}

static void
job_free (Job *job)
{
  g_object_unref (job->group);
  g_free (job->done);
  g_free (job->table);
  g_free (job->uuid);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
say_done (Job *job)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (job->group), CAM_TYPE_RECORD_DIALOG);

  if (job->done != NULL && dialog != NULL)
    cam_record_dialog_show_message (CAM_RECORD_DIALOG (dialog), job->done, TRUE);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;

  if (cam_activity_change_apply_finish (CAM_STORE (source), result, NULL, &error))
    say_done (job);
  else
    tell (job->group, error);
}

void
cam_plan_group_apply (CamPlanGroup      *self,
                      CamActivityChange *change,
                      const char        *done)
{
  set_refusal (self, NULL);
  cam_activity_change_apply_async (change, get_private (self)->store, NULL, applied_cb, job_new (self, done));
}

static gboolean
delete_row (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  const Job *job = data;

  return cam_writer_delete (writer, job->table, job->uuid, error);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;

  if (cam_store_write_finish (CAM_STORE (source), result, &error))
    say_done (job);
  else
    tell (job->group, error);
}

void
cam_plan_group_delete (CamPlanGroup *self,
                       const char   *table,
                       const char   *uuid,
                       const char   *label,
                       const char   *done)
{
  Job *job = job_new (self, done);

  job->table = g_strdup (table);
  job->uuid = g_strdup (uuid);
  /* The job is read by the writer until the callback comes, which frees it. */
  cam_store_write_async (get_private (self)->store, label, delete_row, job, NULL, NULL, deleted_cb, job);
}
