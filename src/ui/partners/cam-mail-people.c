/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-mail-people.h"

#include "cam-email.h"
#include "cam-partner-mail.h"
#include "cam-period.h"
#include "cam-reach.h"
#include "cam-tell.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *parent;    /* weak */
  char     **parts;     /* what is opened one after the other */
  char      *left_out;  /* words; NULL for nobody */
  guint      n_people;
  guint      part;      /* the next one */
} Mail;

static void
mail_free (Mail *mail)
{
  g_clear_weak_pointer (&mail->parent);
  g_strfreev (mail->parts);
  g_free (mail->left_out);
  g_free (mail);
}

static void ask (Mail *mail);

static void
response_cb (AdwAlertDialog *dialog,
             const char     *response,
             gpointer        user_data)
{
  Mail *mail = user_data;

  if (!g_str_equal (response, "open") || mail->parent == NULL)
    {
      mail_free (mail);
      return;
    }
  cam_reach_launch (mail->parent, mail->parts[mail->part++]);
  if (mail->parts[mail->part] != NULL)
    ask (mail);
  else
    mail_free (mail);
}

static void
ask (Mail *mail)
{
  guint n_parts = g_strv_length (mail->parts);
  g_autofree char *heading = g_strdup_printf (ngettext ("Write to %u Address?", "Write to %u Addresses?", mail->n_people),
                                              mail->n_people);
  g_autofree char *body = NULL;
  g_autofree char *open = NULL;
  AdwAlertDialog *dialog = NULL;

  if (n_parts > 1)
    {
      g_free (heading);
      /* Translators: which of several mails, as in "Part 1 of 3" */
      heading = g_strdup_printf (_("Part %1$u of %2$u"), mail->part + 1, n_parts);
      /* Translators: %u is a number of e-mail addresses */
      body = g_strdup_printf (_("A mail program does not take %u addresses at once. Each part opens one mail; send it, then "
                                "go on with the next."), mail->n_people);
      open = g_strdup_printf (_("_Open Part %u"), mail->part + 1);
    }
  else
    {
      body = g_strdup (_("The mail program opens with all of them in Bcc: nobody sees the others’ addresses."));
      open = g_strdup (_("_Open the Mail"));
    }
  if (mail->left_out != NULL && mail->part == 0)
    {
      char *more = g_strconcat (body, "\n\n", mail->left_out, NULL);

      g_free (body);
      body = more;
    }
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "open", open, NULL);
  adw_alert_dialog_set_response_appearance (dialog, "open", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "open");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), mail);
  adw_dialog_present (ADW_DIALOG (dialog), mail->parent);
}

static char *
describe_left_out (guint n_without,
                   guint n_refused)
{
  g_autofree char *without = g_strdup_printf (ngettext ("%u has no e-mail address.", "%u have no e-mail address.", n_without),
                                              n_without);
  g_autofree char *refused = g_strdup_printf (ngettext ("%u is not to be contacted.", "%u are not to be contacted.", n_refused),
                                              n_refused);

  if (n_without == 0 && n_refused == 0)
    return NULL;
  return g_strconcat (_("Left out:"), n_without > 0 ? " " : "", n_without > 0 ? without : "", n_refused > 0 ? " " : "",
                      n_refused > 0 ? refused : "", NULL);
}

void
cam_mail_people (GtkWidget              *parent,
                 CamStore               *store,
                 const CamPartnerFilter *filter)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CamPartnerMail) found = NULL;
  g_auto(GStrv) refused = NULL;
  Mail *mail = NULL;
  guint n_refused = 0;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (filter != NULL);

  found = cam_partner_mail_load (store, filter, cam_day_today (), &error);
  if (found == NULL)
    {
      cam_tell_failure (parent, error);
      return;
    }
  mail = g_new0 (Mail, 1);
  g_ptr_array_add (found->addresses, NULL);
  mail->parts = cam_mailto_new ((const char *const *) found->addresses->pdata, NULL, &refused);
  n_refused = refused != NULL ? g_strv_length (refused) : 0;
  mail->n_people = found->addresses->len - 1 - n_refused;
  mail->left_out = describe_left_out (found->n_without + n_refused, found->n_refused);
  if (mail->n_people == 0 || mail->parts == NULL || mail->parts[0] == NULL)
    {
      cam_tell (parent, _("None of them has an e-mail address that may be written to."));
      mail_free (mail);
      return;
    }
  g_set_weak_pointer (&mail->parent, parent);
  ask (mail);
}
