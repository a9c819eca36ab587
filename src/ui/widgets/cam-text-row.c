/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-text-row.h"

struct _CamTextRow
{
  AdwPreferencesRow  parent_instance;

  GtkWidget         *apply_button;
  GtkTextBuffer     *buffer;
  GtkWidget         *placeholder_label;
  GtkTextView       *text_view;
  GtkLabel          *title_label;

  char              *kept;
  gboolean           is_following;   /* the text is being set by the program */
};

G_DEFINE_FINAL_TYPE (CamTextRow, cam_text_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  SIGNAL_APPLY,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_state (CamTextRow *self)
{
  gtk_widget_set_visible (self->placeholder_label, gtk_text_buffer_get_char_count (self->buffer) == 0);
  gtk_widget_set_visible (self->apply_button, cam_text_row_is_changed (self));
}

static void
buffer_changed_cb (CamTextRow *self)
{
  if (self->is_following)
    return;
  show_state (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Beside the text as well. */
static void
clicked_cb (CamTextRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  cam_text_row_apply (CAM_TEXT_ROW (widget));
}

static gboolean
cam_text_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CAM_TEXT_ROW (widget)->text_view));
}

static void
cam_text_row_unmap (GtkWidget *widget)
{
  cam_text_row_apply (CAM_TEXT_ROW (widget));

  GTK_WIDGET_CLASS (cam_text_row_parent_class)->unmap (widget);
}

static void
cam_text_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CAM_TYPE_TEXT_ROW);

  G_OBJECT_CLASS (cam_text_row_parent_class)->dispose (object);
}

static void
cam_text_row_finalize (GObject *object)
{
  g_free (CAM_TEXT_ROW (object)->kept);

  G_OBJECT_CLASS (cam_text_row_parent_class)->finalize (object);
}

static void
cam_text_row_class_init (CamTextRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_text_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_text_row_finalize;
  widget_class->grab_focus = cam_text_row_grab_focus;
  widget_class->unmap = cam_text_row_unmap;
  signals[SIGNAL_APPLY] = g_signal_new ("apply", CAM_TYPE_TEXT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CAM_TYPE_TEXT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                          0);
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CamTextRow, apply_button);
  gtk_widget_class_bind_template_child (widget_class, CamTextRow, buffer);
  gtk_widget_class_bind_template_child (widget_class, CamTextRow, placeholder_label);
  gtk_widget_class_bind_template_child (widget_class, CamTextRow, text_view);
  gtk_widget_class_bind_template_child (widget_class, CamTextRow, title_label);
  gtk_widget_class_bind_template_callback (widget_class, buffer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cam_text_row_apply);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_install_action (widget_class, "text-row.apply", NULL, apply_action);
}

static void
cam_text_row_init (CamTextRow *self)
{
  self->kept = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cam_text_row_new (const char *title)
{
  return g_object_new (CAM_TYPE_TEXT_ROW, "title", title, NULL);
}

void
cam_text_row_set_text (CamTextRow *self,
                       const char *text)
{
  g_autofree char *now = NULL;

  g_return_if_fail (CAM_IS_TEXT_ROW (self));

  g_set_str (&self->kept, text != NULL ? text : "");
  now = cam_text_row_dup_text (self);
  /* The same text leaves the cursor where it is, and what can be undone. */
  if (!g_str_equal (now, self->kept))
    {
      self->is_following = TRUE;
      gtk_text_buffer_begin_irreversible_action (self->buffer);
      gtk_text_buffer_set_text (self->buffer, self->kept, -1);
      gtk_text_buffer_end_irreversible_action (self->buffer);
      self->is_following = FALSE;
    }
  show_state (self);
}

char *
cam_text_row_dup_text (CamTextRow *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (CAM_IS_TEXT_ROW (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

gboolean
cam_text_row_is_changed (CamTextRow *self)
{
  g_autofree char *now = cam_text_row_dup_text (self);

  return !g_str_equal (now, self->kept);
}

void
cam_text_row_apply (CamTextRow *self)
{
  g_return_if_fail (CAM_IS_TEXT_ROW (self));

  if (cam_text_row_is_changed (self))
    g_signal_emit (self, signals[SIGNAL_APPLY], 0);
}
