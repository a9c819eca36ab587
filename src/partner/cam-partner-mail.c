/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-mail.h"

#include "cam-email.h"
#include "cam-track-rows.h"

typedef struct
{
  CamPartnerMail *mail;
  GHashTable     *seen;     /* addresses, folded */
  GPtrArray      *lacking;  /* uuids of those without an address of their own, in order */
  GArray         *places;   /* guint: how many addresses stand before each of them */
} Reader;

void
cam_partner_mail_free (CamPartnerMail *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->addresses, g_ptr_array_unref);
  g_free (self);
}

static void
take_partner (CamCursor *cursor,
              gpointer   user_data)
{
  Reader *self = user_data;
  const char *text = cam_cursor_get_text (cursor, 1);
  g_autofree char *address = text != NULL ? cam_email_find (text) : NULL;

  if (address != NULL)
    g_ptr_array_add (self->mail->addresses, g_steal_pointer (&address));
  else
    {
      g_ptr_array_add (self->lacking, g_strdup (cam_cursor_get_text (cursor, 0)));
      g_array_append_val (self->places, self->mail->addresses->len);
    }
}

static void
take_contact (CamCursor *cursor,
              gpointer   user_data)
{
  char **address = user_data;
  const char *text = cam_cursor_get_text (cursor, 0);

  if (*address == NULL && text != NULL)
    *address = cam_email_find (text);
}

/* Those without an address in their own row may have one among what there is more of. */
static gboolean
add_further (Reader      *self,
             CamStore    *store,
             gboolean     organisations,
             GError     **error)
{
  const char *columns[] = { "value", NULL };
  guint n_added = 0;

  for (guint i = 0; i < self->lacking->len; i++)
    {
      const CamValue is[] = { cam_text (g_ptr_array_index (self->lacking, i)) };
      char *address = NULL;

      if (!cam_track_foreach_row (store, organisations ? "organisation_contact" : "person_contact", columns,
                                  organisations
                                  ? "WHERE organisation_uuid = ?1 AND kind = 'email' AND deleted = 0 ORDER BY position, fid"
                                  : "WHERE person_uuid = ?1 AND kind = 'email' AND deleted = 0 ORDER BY position, fid",
                                  is, 1, take_contact, &address, error))
        {
          g_free (address);
          return FALSE;
        }
      if (address != NULL)
        g_ptr_array_insert (self->mail->addresses, (int) (g_array_index (self->places, guint, i) + n_added++), address);
      else
        self->mail->n_without++;
    }
  return TRUE;
}

static void
drop_repeated (Reader *self)
{
  GPtrArray *addresses = self->mail->addresses;

  for (guint i = 0; i < addresses->len;)
    if (g_hash_table_add (self->seen, cam_email_fold (g_ptr_array_index (addresses, i))))
      i++;
    else
      g_ptr_array_remove_index (addresses, i);
}

static gboolean
read_addresses (Reader                  *self,
                CamStore                *store,
                const CamPartnerFilter  *filter,
                guint32                  day,
                GError                 **error)
{
  gboolean organisations = cam_partner_filter_get_partner_type (filter) == CAM_PARTNER_ORGANISATIONS;
  const char *columns[] = { "uuid", "email", NULL };
  g_auto (CamPartnerClause) clause = { 0 };
  g_autofree char *where = NULL;

  if (!cam_partner_filter_make_clause (filter, store, day, &clause, error))
    return FALSE;
  where = g_strdup_printf ("WHERE deleted = 0 AND uuid IS NOT NULL AND (%s) ORDER BY name, fid",
                           clause.where != NULL ? clause.where : "1");
  return cam_track_foreach_row (store, organisations ? "organisation" : "person", columns, where,
                                (CamValue *) (void *) clause.params->data, clause.params->len, take_partner, self, error)
         && add_further (self, store, organisations, error);
}

CamPartnerMail *
cam_partner_mail_load (CamStore                *store,
                       const CamPartnerFilter  *filter,
                       guint32                  day,
                       GError                 **error)
{
  g_autoptr (CamPartnerMail) self = g_new0 (CamPartnerMail, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) lacking = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (CamPartnerFilter) allowed = NULL;
  g_autoptr (GPtrArray) all = NULL;
  Reader reader = { self, seen, lacking, places };
  guint n_chosen = 0;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  self->addresses = g_ptr_array_new_with_free_func (g_free);
  allowed = cam_partner_filter_copy (filter);
  cam_partner_filter_set_may_contact (allowed, TRUE);
  all = cam_partner_filter_list (filter, store, day, error);
  if (all == NULL || !read_addresses (&reader, store, allowed, day, error))
    return NULL;
  n_chosen = self->addresses->len + self->n_without;
  self->n_refused = all->len > n_chosen ? all->len - n_chosen : 0;
  drop_repeated (&reader);
  return g_steal_pointer (&self);
}

char **
cam_partner_mail_dup_links (const CamPartnerMail *self,
                            const char           *subject)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();
  g_auto (GStrv) refused = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  g_ptr_array_extend (addresses, self->addresses, NULL, NULL);
  g_ptr_array_add (addresses, NULL);
  return cam_mailto_new ((const char *const *) addresses->pdata, subject, &refused);
}
