/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAME 80

/* The word is that of our own tables; the others are what mail programs, phones and public bodies call it, in small letters
 * and without what stands between them. */
static const struct
{
  const char *word;
  const char *label;
  const char *names;
} fields[CAM_CONTACT_N_FIELDS] = {
  [CAM_CONTACT_FIELD_NAME] = { "name", N_("Name"), "name|fullname|displayname|contactname|contact|person|who|fileas" },
  [CAM_CONTACT_FIELD_GIVEN] = { "given", N_("First name"), "given|firstname|givenname|forename|forenames|first" },
  [CAM_CONTACT_FIELD_FAMILY] = { "family", N_("Last name"), "family|lastname|familyname|surname|last" },
  [CAM_CONTACT_FIELD_ORGANISATION] = { "organisation", N_("Organisation"),
    "organisation|organization|company|companyname|organisationname|organizationname|organization1name|employer|body|group|charity|charityname" },
  [CAM_CONTACT_FIELD_KIND] = { "kind", N_("Person or organisation"), "kind|type|recordtype" },
  [CAM_CONTACT_FIELD_JOB_TITLE] = { "job_title", N_("Job title"), "jobtitle|title|role|position|job|organizationtitle|organization1title|occupation" },
  [CAM_CONTACT_FIELD_EMAIL] = { "email", N_("E-mail"),
    "email|emailaddress|email1value|mail|primaryemail|workemail|contactemail|charitycontactemail" },
  [CAM_CONTACT_FIELD_OTHER_EMAILS] = { "other_emails", N_("Further e-mails"),
    "otheremails|email2address|secondaryemail|email2value|email2|homeemail|personalemail" },
  [CAM_CONTACT_FIELD_PHONE] = { "phone", N_("Phone"),
    "phone|telephone|tel|phonenumber|telephonenumber|businessphone|workphone|phone1value|primaryphone|contactnumber|charitycontactphone|landline" },
  [CAM_CONTACT_FIELD_OTHER_PHONES] = { "other_phones", N_("Further phones"),
    "otherphones|mobile|mobilephone|mobilenumber|phone2value|phone2|cell|homephone" },
  [CAM_CONTACT_FIELD_ADDRESS] = { "address", N_("Address"),
    "address|street|businessstreet|homestreet|streetaddress|address1|addressline1|address1formatted|postaladdress|homeaddress|workaddress" },
  [CAM_CONTACT_FIELD_TOWN] = { "town", N_("Town"), "town|city|businesscity|homecity|towncity|address1city|posttown" },
  [CAM_CONTACT_FIELD_POSTCODE] = { "postcode", N_("Postcode"),
    "postcode|postalcode|businesspostalcode|homepostalcode|zip|zipcode|address1postalcode|charitycontactpostcode" },
  [CAM_CONTACT_FIELD_WEBSITE] = { "website", N_("Website"), "website|web|url|webpage|homepage|site|website1value|charitycontactweb" },
  [CAM_CONTACT_FIELD_SECTOR] = { "sector", N_("Sector"), "sector" },
  [CAM_CONTACT_FIELD_SHORT_NAME] = { "short_name", N_("Short name"), "shortname|acronym|abbreviation" },
  [CAM_CONTACT_FIELD_OTHER_NAMES] = { "other_names", N_("Other names"), "othernames|aliases|alsoknownas|aka" },
  [CAM_CONTACT_FIELD_OFFERS] = { "offers", N_("What they offer"), "offers|whattheyoffer|services|offer" },
  [CAM_CONTACT_FIELD_LANGUAGES] = { "languages", N_("Languages"), "languages|language|speaks" },
  [CAM_CONTACT_FIELD_NOTE] = { "note", N_("Note"), "note|notes|comments|comment|description|remarks" },
  [CAM_CONTACT_FIELD_DO_NOT_CONTACT] = { "do_not_contact", N_("Do not contact"), "donotcontact|optout|optedout|unsubscribed|nocontact" },
  [CAM_CONTACT_FIELD_UID] = { "uid", N_("Identity in contact files"), "uid|uuid" },
};

const char *
cam_contact_field_get_label (CamContactField field)
{
  g_return_val_if_fail (field < CAM_CONTACT_N_FIELDS, NULL);

  return _(fields[field].label);
}

/* "E-mail 1 - Value" is "email1value". */
static char *
simplify (const char *name)
{
  GString *simple = g_string_new (NULL);

  for (const char *at = name; *at != '\0' && *at != '(' && simple->len < MAX_NAME; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (simple, g_ascii_tolower (*at));
  return g_string_free_and_steal (simple);
}

static guint
count_columns (const CamCsv *csv)
{
  return cam_csv_get_n_rows (csv) > 0 ? cam_csv_get_n_columns (csv, 0) : 0;
}

static gboolean
is_taken (const CamContactColumns *self,
          int                      column)
{
  for (guint i = 0; i < CAM_CONTACT_N_FIELDS; i++)
    if (self->column[i] == column)
      return TRUE;
  return FALSE;
}

static int
find_named (const CamContactColumns *self,
            GStrv                    simple,
            const char              *names)
{
  g_auto (GStrv) words = g_strsplit (names, "|", -1);

  for (guint i = 0; words[i] != NULL; i++)
    for (guint j = 0; simple[j] != NULL; j++)
      if (g_str_equal (words[i], simple[j]) && !is_taken (self, (int) j))
        return (int) j;
  return -1;
}

void
cam_contact_columns_guess (CamContactColumns *self,
                           const CamCsv      *csv)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) simple = NULL;

  for (guint i = 0; i < count_columns (csv); i++)
    g_strv_builder_take (builder, simplify (cam_csv_get (csv, 0, i)));
  simple = g_strv_builder_end (builder);
  for (guint i = 0; i < CAM_CONTACT_N_FIELDS; i++)
    self->column[i] = -1;
  for (guint i = 0; i < CAM_CONTACT_N_FIELDS; i++)
    self->column[i] = find_named (self, simple, fields[i].names);
  /* "Title" beside the parts of a name is "Dr". */
  if (self->column[CAM_CONTACT_FIELD_GIVEN] >= 0 && self->column[CAM_CONTACT_FIELD_JOB_TITLE] >= 0
      && g_str_equal (simple[self->column[CAM_CONTACT_FIELD_JOB_TITLE]], "title"))
    self->column[CAM_CONTACT_FIELD_JOB_TITLE] = -1;
}

gboolean
cam_contact_columns_are_enough (const CamContactColumns *self)
{
  return self->column[CAM_CONTACT_FIELD_NAME] >= 0 || self->column[CAM_CONTACT_FIELD_FAMILY] >= 0
         || self->column[CAM_CONTACT_FIELD_GIVEN] >= 0 || self->column[CAM_CONTACT_FIELD_ORGANISATION] >= 0;
}

GStrv
cam_contact_columns_dup_names (const CamCsv *csv)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < count_columns (csv); i++)
    {
      g_autofree char *name = g_strstrip (g_strdelimit (g_strdup (cam_csv_get (csv, 0, i)), "\n\r\t", ' '));

      if (g_utf8_strlen (name, -1) > MAX_NAME)
        *g_utf8_offset_to_pointer (name, MAX_NAME) = '\0';
      if (*name != '\0')
        g_strv_builder_add (names, name);
      else
        /* Translators: a column of a table that has no name; %u is its number */
        g_strv_builder_take (names, g_strdup_printf (_("Column %u"), i + 1));
    }
  return g_strv_builder_end (names);
}

char *
cam_contact_columns_to_text (const CamContactColumns *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < CAM_CONTACT_N_FIELDS; i++)
    if (self->column[i] >= 0)
      g_string_append_printf (text, "%s%s=%d", text->len > 0 ? " " : "", fields[i].word, self->column[i]);
  return g_string_free_and_steal (text);
}

static int
find_field (const char *word)
{
  for (guint i = 0; i < CAM_CONTACT_N_FIELDS; i++)
    if (g_str_equal (fields[i].word, word))
      return (int) i;
  return -1;
}

gboolean
cam_contact_columns_from_text (CamContactColumns *self,
                               const char        *text,
                               guint              n_columns)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  for (guint i = 0; i < CAM_CONTACT_N_FIELDS; i++)
    self->column[i] = -1;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      guint64 column = 0;
      int field = -1;

      if (equals == NULL || n_columns == 0 || !g_ascii_string_to_unsigned (equals + 1, 10, 0, n_columns - 1, &column, NULL))
        return FALSE;
      *equals = '\0';
      field = find_field (parts[i]);
      if (field < 0)
        return FALSE;
      self->column[field] = (int) column;
    }
  return TRUE;
}
