/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-lines-private.h"

#include "cam-csv-writer.h"
#include "cam-email.h"
#include "cam-phone.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LINES 200000
#define MAX_NAME 300
/* Of one cell. */
#define MAX_VALUES 20

/* Without what keeps a spreadsheet from running it. */
static char *
dup_cell (const CamCsv            *csv,
          guint                    line,
          const CamContactColumns *columns,
          CamContactField          field)
{
  if (columns->column[field] < 0)
    return g_strdup ("");
  return cam_contact_clean (cam_csv_unprotect (cam_csv_get (csv, line, (guint) columns->column[field])));
}

static void
set_cell (CamContactEntry         *entry,
          CamContactText           text,
          const CamCsv            *csv,
          guint                    line,
          const CamContactColumns *columns,
          CamContactField          field)
{
  g_autofree char *value = dup_cell (csv, line, columns, field);

  cam_contact_entry_set (entry, text, value);
}

static char *
dup_name (const CamCsv            *csv,
          guint                    line,
          const CamContactColumns *columns)
{
  g_autofree char *name = dup_cell (csv, line, columns, CAM_CONTACT_FIELD_NAME);
  g_autofree char *given = dup_cell (csv, line, columns, CAM_CONTACT_FIELD_GIVEN);
  g_autofree char *family = dup_cell (csv, line, columns, CAM_CONTACT_FIELD_FAMILY);

  if (*name == '\0')
    {
      g_free (name);
      name = g_strjoin (*given != '\0' && *family != '\0' ? " " : "", given, family, NULL);
    }
  g_strdelimit (name, "\r\n\t", ' ');
  if (g_utf8_strlen (name, -1) > MAX_NAME)
    *g_utf8_offset_to_pointer (name, MAX_NAME) = '\0';
  return g_steal_pointer (&name);
}

static gboolean
is_yes (const char *text)
{
  static const char *const words[] = { "yes", "y", "true", "1", "x", "do not contact", NULL };
  g_autofree char *small = g_ascii_strdown (text, -1);

  return g_strv_contains (words, small);
}

static gboolean
is_organisation (const char *kind,
                 const char *name)
{
  static const char *const words[] = { "organisation", "organization", "org", "company", "body", "charity", "group", NULL };
  static const char *const people[] = { "person", "individual", "people", NULL };
  g_autofree char *small = g_ascii_strdown (kind, -1);

  if (g_strv_contains (words, small))
    return TRUE;
  return *name == '\0' && !g_strv_contains (people, small);
}

static void
add_values (CamContactEntry *entry,
            const char      *kind,
            const char      *cell)
{
  g_auto (GStrv) values = g_strsplit_set (cell, ";\n", MAX_VALUES);

  for (guint i = 0; values[i] != NULL; i++)
    cam_contact_entry_add (entry, kind, NULL, values[i], NULL);
}

/* The first of an organisation is its own. */
static void
read_websites (CamContactEntry         *entry,
               const CamCsv            *csv,
               guint                    line,
               const CamContactColumns *columns)
{
  g_autofree char *cell = dup_cell (csv, line, columns, CAM_CONTACT_FIELD_WEBSITE);
  g_auto (GStrv) values = g_strsplit (cell, "; ", MAX_VALUES);

  for (guint i = 0; values[i] != NULL; i++)
    if (i == 0 && entry->table == CAM_CONTACT_ORGANISATION)
      cam_contact_entry_set (entry, CAM_CONTACT_WEBSITE, values[i]);
    else
      cam_contact_entry_add (entry, "website", NULL, values[i], NULL);
}

static void
read_address (CamContactEntry         *entry,
              const CamCsv            *csv,
              guint                    line,
              const CamContactColumns *columns)
{
  g_autofree char *street = dup_cell (csv, line, columns, CAM_CONTACT_FIELD_ADDRESS);
  g_autofree char *town = dup_cell (csv, line, columns, CAM_CONTACT_FIELD_TOWN);
  g_autofree char *postcode = dup_cell (csv, line, columns, CAM_CONTACT_FIELD_POSTCODE);
  g_autofree char *address = g_strjoin (*street != '\0' && *town != '\0' ? ", " : "", street, town, NULL);

  if (entry->table == CAM_CONTACT_PERSON)
    {
      cam_contact_entry_set (entry, CAM_CONTACT_ADDRESS, address);
      cam_contact_entry_set (entry, CAM_CONTACT_POSTCODE, postcode);
    }
  else if (*address != '\0')
    cam_contact_entry_add (entry, "address", NULL, address, postcode);
  else
    cam_contact_entry_add (entry, "address", NULL, postcode, NULL);
}

/* What is no phone or address is kept, and said. */
static void
check_contacts (CamContactEntry *entry)
{
  g_autofree char *phone = entry->text[CAM_CONTACT_PHONE] != NULL ? cam_phone_fold (entry->text[CAM_CONTACT_PHONE]) : NULL;
  g_autofree char *email = entry->text[CAM_CONTACT_EMAIL] != NULL ? cam_email_fold (entry->text[CAM_CONTACT_EMAIL]) : NULL;

  if (entry->text[CAM_CONTACT_PHONE] != NULL && phone == NULL)
    cam_contact_entry_add_odd (entry, _("Its phone is not one number."));
  if (entry->text[CAM_CONTACT_EMAIL] != NULL && email == NULL)
    cam_contact_entry_add_odd (entry, _("Its e-mail is not one address."));
}

static CamContactEntry *
read_line (const CamCsv            *csv,
           guint                    line,
           const CamContactColumns *columns)
{
  static const struct
  {
    CamContactField field;
    CamContactText  text;
  } cells[] = {
    { CAM_CONTACT_FIELD_JOB_TITLE, CAM_CONTACT_JOB_TITLE }, { CAM_CONTACT_FIELD_EMAIL, CAM_CONTACT_EMAIL },
    { CAM_CONTACT_FIELD_PHONE, CAM_CONTACT_PHONE }, { CAM_CONTACT_FIELD_NOTE, CAM_CONTACT_NOTE },
    { CAM_CONTACT_FIELD_LANGUAGES, CAM_CONTACT_LANGUAGES }, { CAM_CONTACT_FIELD_SECTOR, CAM_CONTACT_SECTOR },
    { CAM_CONTACT_FIELD_SHORT_NAME, CAM_CONTACT_SHORT_NAME }, { CAM_CONTACT_FIELD_OTHER_NAMES, CAM_CONTACT_OTHER_NAMES },
    { CAM_CONTACT_FIELD_OFFERS, CAM_CONTACT_OFFERS }, { CAM_CONTACT_FIELD_UID, CAM_CONTACT_UID },
  };
  g_autofree char *name = dup_name (csv, line, columns);
  g_autofree char *kind = dup_cell (csv, line, columns, CAM_CONTACT_FIELD_KIND);
  g_autofree char *organisation = dup_cell (csv, line, columns, CAM_CONTACT_FIELD_ORGANISATION);
  g_autofree char *emails = dup_cell (csv, line, columns, CAM_CONTACT_FIELD_OTHER_EMAILS);
  g_autofree char *phones = dup_cell (csv, line, columns, CAM_CONTACT_FIELD_OTHER_PHONES);
  g_autofree char *mark = dup_cell (csv, line, columns, CAM_CONTACT_FIELD_DO_NOT_CONTACT);
  CamContactTable table = is_organisation (kind, name) ? CAM_CONTACT_ORGANISATION : CAM_CONTACT_PERSON;
  CamContactEntry *entry = cam_contact_entry_new (table);

  entry->line = line + 1;
  entry->replaces = TRUE;
  if (g_utf8_strlen (organisation, -1) > MAX_NAME)
    *g_utf8_offset_to_pointer (organisation, MAX_NAME) = '\0';
  cam_contact_entry_set (entry, CAM_CONTACT_NAME, *name != '\0' ? name : organisation);
  if (entry->text[CAM_CONTACT_NAME] == NULL)
    entry->reason = g_strdup (_("This line has no name."));
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    if (cam_contact_text_get_column (cells[i].text, table) != NULL)
      set_cell (entry, cells[i].text, csv, line, columns, cells[i].field);
  if (table == CAM_CONTACT_PERSON && *organisation != '\0')
    entry->organisation = g_strstrip (g_strdelimit (g_steal_pointer (&organisation), "\r\n\t", ' '));
  entry->do_not_contact = table == CAM_CONTACT_PERSON && is_yes (mark);
  add_values (entry, "email", emails);
  add_values (entry, "phone", phones);
  read_websites (entry, csv, line, columns);
  read_address (entry, csv, line, columns);
  check_contacts (entry);
  return entry;
}

static gboolean
is_empty (const CamCsv *csv,
          guint         line)
{
  for (guint i = 0; i < cam_csv_get_n_columns (csv, line); i++)
    if (*cam_csv_get (csv, line, i) != '\0')
      return FALSE;
  return TRUE;
}

CamContactFile *
cam_contact_file_new_table (GBytes                  *bytes,
                            const CamContactColumns *columns,
                            GCancellable            *cancellable,
                            GError                 **error)
{
  g_autoptr (CamCsv) csv = cam_csv_new (bytes, error);
  g_autoptr (CamContactFile) self = NULL;

  if (csv == NULL)
    return NULL;
  if (cam_csv_get_n_rows (csv) > MAX_LINES)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG, _("The table has more than 200,000 lines."));
      return NULL;
    }
  self = cam_contact_file_new ();
  self->names = cam_contact_columns_dup_names (csv);
  if (columns != NULL)
    self->columns = *columns;
  else
    cam_contact_columns_guess (&self->columns, csv);
  if (!cam_contact_columns_are_enough (&self->columns))
    return g_steal_pointer (&self);
  for (guint i = 1; i < cam_csv_get_n_rows (csv); i++)
    {
      if (i % 500 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!is_empty (csv, i))
        g_ptr_array_add (self->entries, read_line (csv, i, &self->columns));
    }
  return g_steal_pointer (&self);
}
