/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "cam-contact-lines-private.h"
#include "cam-picture.h"
#include "cam-vcard-write.h"

#include <string.h>

/* A table or a contact file: it is refused with a sentence, or each of its entries is a contact with a name or is refused with
 * a sentence. What a contact is written as is the same contact when it is read. */

static void
check_entry (const CamContactEntry *entry)
{
  g_assert_cmpuint (entry->line, >, 0);
  if (entry->reason != NULL)
    {
      g_assert_true (g_str_has_suffix (entry->reason, "."));
      return;
    }
  g_assert_nonnull (entry->text[CAM_CONTACT_NAME]);
  for (guint i = 0; i < CAM_CONTACT_N_TEXTS; i++)
    g_assert_true (entry->text[i] == NULL || (*entry->text[i] != '\0' && g_utf8_validate (entry->text[i], -1, NULL)));
  g_assert_true (entry->picture == NULL || g_bytes_get_size (entry->picture) <= CAM_PICTURE_MAX_BYTES);
}

/* Through a card, and through its bytes. */
static void
check_written (const CamContactEntry *entry)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_vcard_free);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CamContactFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gint thousandths = 0;
  const CamContactEntry *back = NULL;

  g_ptr_array_add (cards, cam_contact_entry_to_card (entry));
  bytes = cam_vcard_write (cards, CAM_VCARD_4_0);
  file = cam_contact_file_new_cards (bytes, &thousandths, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (file->entries->len, ==, 1);
  back = g_ptr_array_index (file->entries, 0);
  g_assert_cmpstr (back->reason, ==, NULL);
  g_assert_cmpint (back->table, ==, entry->table);
}

static void
check_file (CamContactFile *file,
            GError         *error)
{
  if (file == NULL)
    {
      g_assert_true (error->domain == CAM_ERROR && *error->message != '\0');
      return;
    }
  for (guint i = 0; i < file->entries->len; i++)
    {
      const CamContactEntry *entry = g_ptr_array_index (file->entries, i);

      check_entry (entry);
      if (entry->reason == NULL && i < 20)
        check_written (entry);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other_error = NULL;
  gint thousandths = 0;
  CamContactFile *table = cam_contact_file_new_table (bytes, NULL, NULL, &error);
  CamContactFile *cards = cam_contact_file_new_cards (bytes, &thousandths, NULL, &other_error);

  check_file (table, error);
  check_file (cards, other_error);
  g_clear_pointer (&table, cam_contact_file_unref);
  g_clear_pointer (&cards, cam_contact_file_unref);
  return 0;
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
  static const char *const texts[] = {
    "kind,name,organisation,job_title,email,other_emails,phone,other_phones,address,postcode,website,do_not_contact,uid\n"
    "person,Jane Example,Trust,Lead,jane@example.org,a@b.org; c@d.org,01223 000000,07700 900123,1 High Street,PE15 0AA,https://a.b,yes,u\n"
    "organisation,Trust,,,,,'+44 1223 0,,\"1\nHigh Street\",PE15 0AA,a; b,,\n",
    "First Name;Last Name;Company;Mobile\nJane;Example;Trust;=1+1\n;;Trust;\n;;;x\n",
    "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:1\nFN:Jane Example\nN:Example;Jane;Q;Dr;MBE\nORG:Trust;Unit\nTEL;TYPE=cell,voice;PREF=1:07700\n"
    "TEL;X-COLUMN=1:07700\nADR;LABEL=x:;;1;M;C;P;U\nURL:a\nURL:b\nNOTE:a \nNOTE:b \nPHOTO:data:image/png;base64,aGVsbG8=\n"
    "CATEGORIES:Do not contact\nitem1.X-ABLABEL:Met\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91;;;;\nORG:A\nORG:A\nX-ABSHOWAS:COMPANY\nEND:VCARD\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (seeds, g_bytes_new (texts[i], strlen (texts[i])));
}
