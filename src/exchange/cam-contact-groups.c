/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-private.h"

#include <string.h>

/* Groups and tags as the categories of cards. What a card calls by the name of a group is a membership. The lines of the card
 * are kept as they are; which of their values are written again is told by who belongs to what then. */

#define MAX_NAME 80

struct _CamContactGroups
{
  GPtrArray  *groups;    /* (element-type CamContactGroup) */
  GHashTable *by_name;   /* folded → CamContactGroup */
  GHashTable *by_uuid;
};

static void
group_free (gpointer data)
{
  CamContactGroup *self = data;

  g_free (self->uuid);
  g_free (self->name);
  g_free (self);
}

CamContactGroups *
cam_contact_groups_new (void)
{
  CamContactGroups *self = g_new0 (CamContactGroups, 1);

  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
cam_contact_groups_free (CamContactGroups *self)
{
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_uuid);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

static char *
fold (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_strstrip (g_steal_pointer (&folded));
}

/* Of two that are called so the one with the lesser uuid, as everywhere. */
static void
name_group (CamContactGroups *self,
            CamContactGroup  *group,
            const char       *name)
{
  g_autofree char *folded = fold (name);
  const CamContactGroup *other = g_hash_table_lookup (self->by_name, folded);

  if (*folded == '\0' || (other != NULL && g_strcmp0 (other->uuid, group->uuid) <= 0))
    return;
  g_hash_table_replace (self->by_name, g_steal_pointer (&folded), group);
}

CamContactGroup *
cam_contact_groups_add (CamContactGroups *self,
                        const char       *uuid,
                        const char       *name,
                        const char       *short_name)
{
  CamContactGroup *group = g_new0 (CamContactGroup, 1);

  group->uuid = g_strdup (uuid);
  group->name = g_strdup (name);
  g_ptr_array_add (self->groups, group);
  if (uuid != NULL)
    g_hash_table_insert (self->by_uuid, group->uuid, group);
  name_group (self, group, name);
  if (short_name != NULL)
    name_group (self, group, short_name);
  return group;
}

CamContactGroup *
cam_contact_groups_get (CamContactGroups *self,
                        const char       *uuid)
{
  return uuid != NULL ? g_hash_table_lookup (self->by_uuid, uuid) : NULL;
}

CamContactGroup *
cam_contact_groups_find (CamContactGroups *self,
                         const char       *name)
{
  g_autofree char *folded = fold (name);

  return g_hash_table_lookup (self->by_name, folded);
}

gboolean
cam_contact_groups_may_make (const char *name)
{
  g_autofree char *folded = fold (name);

  return *folded != '\0' && g_utf8_strlen (name, -1) <= MAX_NAME && strpbrk (name, "\n\t") == NULL
         && g_ascii_strcasecmp (folded, CAM_CONTACT_DO_NOT_CONTACT) != 0;
}

/* Or was, or is to be. */
static const CamContactMembership *
find_membership (const CamContactEntry *entry,
                 const CamContactGroup *group)
{
  for (guint i = 0; entry->memberships != NULL && i < entry->memberships->len; i++)
    if (g_array_index (entry->memberships, CamContactMembership, i).group == group)
      return &g_array_index (entry->memberships, CamContactMembership, i);
  return NULL;
}

static gboolean
is_member_today (const CamContactEntry *entry,
                 const CamContactGroup *group)
{
  for (guint i = 0; entry->memberships != NULL && i < entry->memberships->len; i++)
    {
      const CamContactMembership *membership = &g_array_index (entry->memberships, CamContactMembership, i);

      if (membership->group == group && membership->holds)
        return TRUE;
    }
  return FALSE;
}

void
cam_contact_entry_add_membership (CamContactEntry *self,
                                  CamContactGroup *group,
                                  gboolean         holds)
{
  const CamContactMembership membership = { group, holds };

  if (self->memberships == NULL)
    self->memberships = g_array_new (FALSE, FALSE, sizeof (CamContactMembership));
  g_array_append_val (self->memberships, membership);
}

GPtrArray *
cam_contact_groups_list_joins (CamContactGroups      *self,
                               const CamContactEntry *entry,
                               const CamContactEntry *stored)
{
  g_autoptr (GPtrArray) joins = NULL;

  for (guint i = 0; entry->categories != NULL && i < entry->categories->len; i++)
    {
      CamContactGroup *group = cam_contact_groups_find (self, g_ptr_array_index (entry->categories, i));

      if (group == NULL || (stored != NULL && find_membership (stored, group) != NULL))
        continue;
      if (joins == NULL)
        joins = g_ptr_array_new ();
      if (!g_ptr_array_find (joins, group, NULL))
        g_ptr_array_add (joins, group);
    }
  return g_steal_pointer (&joins);
}

/* Behind the colon that ends the parameters of "CATEGORIES;A=\"b:c\":…"; NULL for any other line. */
static const char *
find_values (const char *line)
{
  gboolean quoted = FALSE;

  if (!g_str_has_prefix (line, "CATEGORIES") || (line[10] != ':' && line[10] != ';'))
    return NULL;
  for (const char *at = line + 10; *at != '\0'; at++)
    if (*at == '"')
      quoted = !quoted;
    else if (*at == ':' && !quoted)
      return at + 1;
  return NULL;
}

/* Up to a comma that parts values. */
static gsize
measure_value (const char *at)
{
  gsize length = 0;

  while (at[length] != '\0' && at[length] != ',')
    length += at[length] == '\\' && at[length + 1] != '\0' ? 2 : 1;
  return length;
}

static char *
unescape (const char *value,
          gsize       length)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    if (value[i] != '\\' || i + 1 == length)
      g_string_append_c (text, value[i]);
    else
      g_string_append_c (text, value[++i] == 'n' || value[i] == 'N' ? '\n' : value[i]);
  return g_string_free_and_steal (text);
}

/* The values that stay, as they stand there: who names no group, and of @member those of today. */
static void
append_kept (CamContactGroups      *self,
             const CamContactEntry *member,
             GHashTable            *named,
             GString               *text,
             const char            *line,
             const char            *values)
{
  g_autoptr (GString) kept = g_string_new (NULL);

  while (TRUE)
    {
      gsize length = measure_value (values);
      g_autofree char *name = unescape (values, length);
      CamContactGroup *group = cam_contact_groups_find (self, name);

      if (group == NULL || (member != NULL && is_member_today (member, group)))
        {
          if (kept->len > 0)
            g_string_append_c (kept, ',');
          g_string_append_len (kept, values, (gssize) length);
          if (group != NULL)
            g_hash_table_add (named, group);
        }
      if (values[length] == '\0')
        break;
      values += length + 1;
    }
  if (kept->len == 0)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append_len (text, line, find_values (line) - line);
  g_string_append_len (text, kept->str, (gssize) kept->len);
}

/* @named gets the groups that are named in what stays. */
static char *
filter (CamContactGroups      *self,
        const CamContactEntry *member,
        GHashTable            *named,
        const char            *extra)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) text = NULL;

  if (extra == NULL || g_hash_table_size (self->by_name) == 0 || strstr (extra, "CATEGORIES") == NULL)
    return g_strdup (extra);
  lines = g_strsplit (extra, "\n", -1);
  text = g_string_new (NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *values = find_values (lines[i]);

      if (values != NULL)
        append_kept (self, member, named, text, lines[i], values);
      else
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", lines[i]);
    }
  return text->len > 0 ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}

char *
cam_contact_groups_filter_extra (CamContactGroups *self,
                                 const char       *extra)
{
  return filter (self, NULL, NULL, extra);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

void
cam_contact_groups_name (CamContactGroups *self,
                         CamContactEntry  *entry)
{
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);
  char *extra = filter (self, entry, named, entry->text[CAM_CONTACT_EXTRA]);

  g_free (entry->text[CAM_CONTACT_EXTRA]);
  entry->text[CAM_CONTACT_EXTRA] = extra;
  for (guint i = 0; entry->memberships != NULL && i < entry->memberships->len; i++)
    {
      const CamContactMembership *membership = &g_array_index (entry->memberships, CamContactMembership, i);

      /* One of that name would come back as something else. */
      if (membership->holds && !g_hash_table_contains (named, membership->group)
          && g_ascii_strcasecmp (membership->group->name, CAM_CONTACT_DO_NOT_CONTACT) != 0)
        cam_contact_entry_add_category (entry, membership->group->name);
    }
  if (entry->categories != NULL)
    g_ptr_array_sort (entry->categories, compare_names);
}
