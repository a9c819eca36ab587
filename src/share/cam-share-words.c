/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-share-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* In the order in which they are told. Tables that are not named here are no thing of their own to people:
 * which area is a member of which goes without saying. */
typedef enum
{
  KIND_COUNTY,
  KIND_DISTRICT,
  KIND_SDA,
  KIND_DIVISION,
  KIND_WARD,
  KIND_PARISH,
  KIND_LSOA,
  KIND_NEIGHBOURHOOD,
  KIND_AREA_COMMENT,
  KIND_AREA_FIGURE,
  KIND_VENUE,
  KIND_ORGANISATION,
  KIND_PRIORITY,
  KIND_OUTCOME,
  KIND_ACTIVITY,
  KIND_MEASURE,
  KIND_READING,
  KIND_ASSESSMENT,
  KIND_POSTCODE,
} Kind;

static const struct
{
  const char *table;
  const char *level;
} kinds[] = {
  [KIND_COUNTY] = { "area", "county" },
  [KIND_DISTRICT] = { "area", "district" },
  [KIND_SDA] = { "area", "sda" },
  [KIND_DIVISION] = { "area", "division" },
  [KIND_WARD] = { "area", "ward" },
  [KIND_PARISH] = { "area", "parish" },
  [KIND_LSOA] = { "area", "lsoa" },
  [KIND_NEIGHBOURHOOD] = { "area", "neighbourhood" },
  [KIND_AREA_COMMENT] = { "area_comment", NULL },
  [KIND_AREA_FIGURE] = { "area_figure", NULL },
  [KIND_VENUE] = { "venue", NULL },
  [KIND_ORGANISATION] = { "organisation", NULL },
  [KIND_PRIORITY] = { "priority", NULL },
  [KIND_OUTCOME] = { "outcome", NULL },
  [KIND_ACTIVITY] = { "activity", NULL },
  [KIND_MEASURE] = { "measure", NULL },
  [KIND_READING] = { "reading", NULL },
  [KIND_ASSESSMENT] = { "assessment", NULL },
  [KIND_POSTCODE] = { "postcode", NULL },
};

static char *
format_kind (Kind   kind,
             gint64 n)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, n);
  gulong count = (gulong) n;

  switch (kind)
    {
    case KIND_COUNTY:
      return g_strdup_printf (ngettext ("%s county", "%s counties", count), number);
    case KIND_DISTRICT:
      return g_strdup_printf (ngettext ("%s district", "%s districts", count), number);
    case KIND_SDA:
      return g_strdup_printf (ngettext ("%s service delivery area", "%s service delivery areas", count), number);
    case KIND_DIVISION:
      return g_strdup_printf (ngettext ("%s division", "%s divisions", count), number);
    case KIND_WARD:
      return g_strdup_printf (ngettext ("%s ward", "%s wards", count), number);
    case KIND_PARISH:
      return g_strdup_printf (ngettext ("%s parish", "%s parishes", count), number);
    case KIND_LSOA:
      return g_strdup_printf (ngettext ("%s LSOA", "%s LSOAs", count), number);
    case KIND_NEIGHBOURHOOD:
      return g_strdup_printf (ngettext ("%s neighbourhood", "%s neighbourhoods", count), number);
    case KIND_AREA_COMMENT:
      return g_strdup_printf (ngettext ("%s comment", "%s comments", count), number);
    case KIND_AREA_FIGURE:
      return g_strdup_printf (ngettext ("%s figure", "%s figures", count), number);
    case KIND_VENUE:
      return g_strdup_printf (ngettext ("%s venue", "%s venues", count), number);
    case KIND_ORGANISATION:
      return g_strdup_printf (ngettext ("%s partner", "%s partners", count), number);
    case KIND_PRIORITY:
      return g_strdup_printf (ngettext ("%s priority", "%s priorities", count), number);
    case KIND_OUTCOME:
      return g_strdup_printf (ngettext ("%s outcome", "%s outcomes", count), number);
    case KIND_ACTIVITY:
      return g_strdup_printf (ngettext ("%s activity", "%s activities", count), number);
    case KIND_MEASURE:
      return g_strdup_printf (ngettext ("%s measure", "%s measures", count), number);
    case KIND_READING:
      return g_strdup_printf (ngettext ("%s reading", "%s readings", count), number);
    case KIND_ASSESSMENT:
      return g_strdup_printf (ngettext ("%s impact assessment", "%s impact assessments", count), number);
    case KIND_POSTCODE:
      return g_strdup_printf (ngettext ("%s postcode", "%s postcodes", count), number);
    default:
      g_return_val_if_reached (NULL);
    }
}

static gint64
count_kind (CamOutgoingCount *count,
            Kind              kind)
{
  gint64 n = 0;

  for (guint i = 0; i < count->items->len; i++)
    {
      const CamOutgoingItem *item = g_ptr_array_index (count->items, i);

      if (strcmp (item->table, kinds[kind].table) == 0 && g_strcmp0 (item->level, kinds[kind].level) == 0)
        n += item->n;
    }
  return n;
}

static char *
join (GPtrArray *parts)
{
  g_ptr_array_add (parts, NULL);
  /* Translators: between the parts of a list such as "5 districts, 235 parishes" */
  return g_strjoinv (_(", "), (char **) parts->pdata);
}

char *
cam_share_describe_contents (CamOutgoingCount *count)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (count != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gint64 n = count_kind (count, (Kind) i);

      if (n > 0)
        g_ptr_array_add (parts, format_kind ((Kind) i, n));
    }
  return parts->len > 0 ? join (parts) : g_strdup (_("Nothing yet"));
}

static const char *
get_field_word (const char *column)
{
  static const struct
  {
    const char *column;
    const char *word;
  } words[] = {
    { "name", N_("name") },
    { "organisation_uuid", N_("partner") },
    { "job_title", N_("job title") },
    { "phone", N_("phone") },
    { "email", N_("e-mail") },
    { "address", N_("address") },
    { "postcode", N_("postcode") },
    { "note", N_("note") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].column, column) == 0)
      return _(words[i].word);
  return NULL;
}

/* "name, phone, e-mail": what the file knows of people; why it may know it is nothing to tell. */
static char *
describe_fields (CamOutgoingCount *count)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < count->fields->len; i++)
    {
      const CamOutgoingField *field = g_ptr_array_index (count->fields, i);
      const char *word = strcmp (field->table, "person") == 0 ? get_field_word (field->column) : NULL;

      if (word != NULL)
        g_ptr_array_add (parts, g_strdup (word));
    }
  return parts->len > 0 ? join (parts) : g_strdup (_("name"));
}

static gint64
count_field (CamOutgoingCount *count,
             const char       *table,
             const char       *column)
{
  for (guint i = 0; i < count->fields->len; i++)
    {
      const CamOutgoingField *field = g_ptr_array_index (count->fields, i);

      if (strcmp (field->table, table) == 0 && strcmp (field->column, column) == 0)
        return field->n;
    }
  return 0;
}

static void
add_persons (CamOutgoingCount *count,
             GPtrArray        *parts)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, count->persons);
  g_autofree char *fields = describe_fields (count);

  if (count->persons > 0)
    g_ptr_array_add (parts,
                     /* Translators: %1$s is a number, %2$s is a list such as "name, phone, e-mail" */
                     g_strdup_printf (ngettext ("%1$s person (%2$s)", "%1$s people (%2$s)", (gulong) count->persons),
                                      number, fields));
}

char *
cam_share_describe_people (CamOutgoingCount *count)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  gint64 n_contacts = 0;
  gint64 n_comments = 0;

  g_return_val_if_fail (count != NULL, NULL);

  add_persons (count, parts);
  n_contacts = count_field (count, "venue", "contact");
  n_comments = count_field (count, "area_comment", "author");
  if (n_contacts > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("whom to ask at %u venue", "whom to ask at %u venues",
                                                       (gulong) n_contacts), (guint) n_contacts));
  if (n_comments > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("who wrote %u comment", "who wrote %u comments",
                                                       (gulong) n_comments), (guint) n_comments));
  if (count->authors > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u name in the history", "%u names in the history",
                                                       (gulong) count->authors), (guint) count->authors));
  return parts->len > 0 ? join (parts) : NULL;
}

char *
cam_share_describe_names (CamOutgoingCount *count)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *names = NULL;
  gint64 more = 0;

  g_return_val_if_fail (count != NULL, NULL);

  for (guint i = 0; i < count->names->len; i++)
    g_ptr_array_add (parts, g_strdup (g_ptr_array_index (count->names, i)));
  if (parts->len == 0)
    return NULL;
  more = count->persons - parts->len;
  names = join (parts);
  if (more <= 0)
    return g_steal_pointer (&names);
  /* Translators: %1$s is a list of names of people; %2$u is how many people more there are */
  return g_strdup_printf (ngettext ("%1$s and %2$u more", "%1$s and %2$u more", (gulong) more), names,
                          (guint) more);
}

char *
cam_share_describe_size (CamOutgoingCount *count)
{
  g_autofree char *size = NULL;

  g_return_val_if_fail (count != NULL, NULL);

  size = g_format_size ((guint64) MAX (count->size, 0));
  /* Translators: %s is the size of a file, such as "2.1 MB" */
  return g_strdup_printf (_("About %s"), size);
}
