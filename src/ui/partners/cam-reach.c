/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-reach.h"

#include "cam-email.h"
#include "cam-evidence-group.h"
#include "cam-phone.h"
#include "cam-tell.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *kind;
  const char *icon;
  const char *tooltip;
} Way;

static const Way ways[] = {
  { "phone", "call-start-symbolic", N_("Call") },
  { "email", "mail-unread-symbolic", N_("Write an E-mail") },
  { "website", "web-browser-symbolic", N_("Open the Website") },
};

static const Way *
find_way (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_strcmp0 (ways[i].kind, kind) == 0)
      return &ways[i];
  return NULL;
}

static char *
dup_web_uri (const char *value)
{
  g_autofree char *text = g_strstrip (g_strdup (value));
  g_autofree char *whole = NULL;

  if (*text == '\0' || strpbrk (text, " \t\r\n") != NULL)
    return NULL;
  whole = strstr (text, "://") != NULL ? g_strdup (text) : g_strconcat ("https://", text, NULL);
  return cam_evidence_is_web_link (whole) && strchr (whole, '.') != NULL ? g_steal_pointer (&whole) : NULL;
}

char *
cam_reach_dup_uri (const char *kind,
                   const char *value)
{
  g_autofree char *address = NULL;
  g_autofree char *escaped = NULL;

  if (value == NULL)
    return NULL;
  if (g_strcmp0 (kind, "phone") == 0)
    return cam_phone_to_uri (value);
  if (g_strcmp0 (kind, "website") == 0)
    return dup_web_uri (value);
  address = g_strcmp0 (kind, "email") == 0 ? cam_email_find (value) : NULL;
  if (address == NULL)
    return NULL;
  escaped = g_uri_escape_string (address, "@!$'*+-=", FALSE);
  return g_strconcat ("mailto:", escaped, NULL);
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  cam_tell (widget, _("No program on this computer could open it."));
}

void
cam_reach_launch (GtkWidget  *widget,
                  const char *uri)
{
  g_autoptr(GtkUriLauncher) launcher = NULL;
  GtkRoot *root = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (uri != NULL);

  launcher = gtk_uri_launcher_new (uri);
  root = gtk_widget_get_root (widget);
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, launched_cb,
                           g_object_ref (widget));
}

static void
clicked_cb (GtkWidget *button)
{
  const char *uri = g_object_get_data (G_OBJECT (button), "cam-uri");

  if (uri != NULL)
    cam_reach_launch (button, uri);
}

GtkWidget *
cam_reach_button_new (const char *kind)
{
  const Way *way = find_way (kind);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", way != NULL ? way->icon : "", "tooltip-text",
                                    way != NULL ? _(way->tooltip) : "", "valign", GTK_ALIGN_CENTER, "visible", FALSE,
                                    "css-classes", (const char *[]) { "flat", NULL }, NULL);

  g_object_set_data (G_OBJECT (button), "cam-kind", (gpointer) (way != NULL ? way->kind : NULL));
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), NULL);
  return button;
}

void
cam_reach_set (GtkWidget  *button,
               const char *value)
{
  char *uri = cam_reach_dup_uri (g_object_get_data (G_OBJECT (button), "cam-kind"), value);

  g_object_set_data_full (G_OBJECT (button), "cam-uri", uri, g_free);
  gtk_widget_set_visible (button, uri != NULL);
}
