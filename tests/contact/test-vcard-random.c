/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vcard-fixture.h"

#include <string.h>

/* Cards of anything that a card may hold are the same once they were written and read, whichever way a program folds. */

#define N_FILES 150
#define N_CARDS 6

static const char *const pieces[] = {
  "a", "B", "é", "ł", "日本", "😀", ",", ";", ":", "\\", "\\n", "\n", "\"", "'", "^", "^n", "=", " ", "-", "100%", "geo:", "tel", "\t", "x",
};

static char *
random_text (GRand    *rand,
             gboolean  line_ends)
{
  GString *text = g_string_new ("w");

  for (int i = g_rand_int_range (rand, 0, 40); i > 0; i--)
    {
      const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];

      if (line_ends || *piece != '\n')
        g_string_append (text, piece);
    }
  g_string_append_c (text, 'z');
  return g_string_free_and_steal (text);
}

static CamVcardItem *
add_listed (GRand         *rand,
            CamVcard      *card,
            CamVcardField  field,
            gboolean       whole)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (int i = g_rand_int_range (rand, 1, 8); i > 0; i--)
    g_strv_builder_take (builder, g_rand_int_range (rand, 0, 4) == 0 && whole ? g_strdup ("") : random_text (rand, TRUE));
  texts = g_strv_builder_end (builder);
  return whole ? cam_vcard_add_parts (card, field, (const char *const *) texts)
               : cam_vcard_add_list (card, field, (const char *const *) texts);
}

static CamVcardItem *
add_random (GRand    *rand,
            CamVcard *card)
{
  CamVcardField field = (CamVcardField) g_rand_int_range (rand, 0, CAM_VCARD_OTHER);
  g_autofree char *text = random_text (rand, TRUE);
  g_autoptr (GBytes) bytes = NULL;
  CamVcardItem *item = NULL;

  switch ((int) field)
    {
    case CAM_VCARD_NAME:
    case CAM_VCARD_ORG:
    case CAM_VCARD_ADR:
    case CAM_VCARD_GENDER:
      return add_listed (rand, card, field, TRUE);
    case CAM_VCARD_NICKNAME:
    case CAM_VCARD_CATEGORIES:
      return add_listed (rand, card, field, FALSE);
    case CAM_VCARD_PHOTO:
    case CAM_VCARD_LOGO:
    case CAM_VCARD_SOUND:
    case CAM_VCARD_KEY:
      if (g_rand_boolean (rand))
        break;
      bytes = g_bytes_new (text, strlen (text));
      return cam_vcard_add_bytes (card, field, bytes, g_rand_boolean (rand) ? "image/jpeg" : "application/x-y");
    case CAM_VCARD_TEL:
      if (g_rand_boolean (rand))
        break;
      item = cam_vcard_add (card, field, g_rand_boolean (rand) ? "+44-1223-123456" : "+441223000000 ext. 12");
      cam_vcard_item_set_param (item, "VALUE", "uri");
      return item;
    case CAM_VCARD_BDAY:
    case CAM_VCARD_REV:
      return cam_vcard_add (card, field, g_rand_boolean (rand) ? "1996-04-15" : "1996-04-15T10:11:12Z");
    case CAM_VCARD_GEO:
      return cam_vcard_add (card, field, "geo:52.123456,-0.12");
    case CAM_VCARD_KIND:
      return cam_vcard_add (card, field, "org");
    default:
      break;
    }
  return cam_vcard_add (card, field, text);
}

static void
add_details (GRand        *rand,
             CamVcardItem *item,
             gboolean      old)
{
  static const char *const types[] = { "home", "work", "cell", "x-one two", "x;y:z" };

  for (int i = g_rand_int_range (rand, 0, 4); i > 0; i--)
    cam_vcard_item_add_type (item, types[g_rand_int_range (rand, 0, G_N_ELEMENTS (types))]);
  item->pref = (guint) (g_rand_boolean (rand) ? 0 : old ? 1 : g_rand_int_range (rand, 1, 101));
  if (g_rand_int_range (rand, 0, 3) == 0)
    item->group = g_strdup_printf ("item%d", g_rand_int_range (rand, 1, 9));
  for (int i = g_rand_int_range (rand, 0, 3); i > 0; i--)
    {
      g_autofree char *value = random_text (rand, TRUE);
      g_autofree char *name = g_strdup_printf ("X-P%d", i);

      cam_vcard_item_set_param (item, name, value);
    }
}

static GPtrArray *
make_cards (GRand    *rand,
            gboolean  old)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_vcard_free);
  static const char *const extra[] = { "X-RAW;A=\"b;c\":any\\, thing;\\\\n here", "item9.X-ABLABEL:_$!<Other>!$_", "X-BIN;ENCODING=b:AAAA", NULL };

  for (guint i = 0; i < N_CARDS; i++)
    {
      CamVcard *card = cam_vcard_new ();
      static const char *const name[] = { "Example", "Jane", NULL };

      cam_vcard_add (card, CAM_VCARD_FORMATTED_NAME, "Jane");
      cam_vcard_add_parts (card, CAM_VCARD_NAME, name);
      for (int j = g_rand_int_range (rand, 0, 25); j > 0; j--)
        add_details (rand, add_random (rand, card), old);
      cam_vcard_add_extra (card, extra);
      g_ptr_array_add (cards, card);
    }
  return cards;
}

/* The same lines, folded anywhere, also within letters. */
static GBytes *
fold_otherwise (GRand  *rand,
                GBytes *bytes)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  GString *folded = g_string_sized_new (length * 2);
  const char *start = text;

  for (const char *at = text; at < text + length; at++)
    {
      if (strncmp (at, "\r\n ", 3) == 0)
        {
          at += 2;
          continue;
        }
      if (*at == '\n')
        start = at + 1;
      /* The first byte has to be there. */
      if (at > start + 2 && *at != '\r' && *at != '\n' && g_rand_int_range (rand, 0, 9) == 0)
        g_string_append (folded, g_rand_boolean (rand) ? "\r\n " : "\r\n\t");
      g_string_append_c (folded, *at);
    }
  return g_string_free_to_bytes (folded);
}

static void
assert_read (GBytes    *bytes,
             GPtrArray *cards)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamVcardFile) file = cam_vcard_read (bytes, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (file->refused->len, ==, 0);
  g_assert_cmpuint (file->cards->len, ==, cards->len);
  for (guint i = 0; i < cards->len; i++)
    {
      CamVcard *card = g_ptr_array_index (file->cards, i);
      g_autofree char *before = vcard_dup_lines (g_ptr_array_index (cards, i));
      g_autofree char *after = vcard_dup_lines (card);

      g_assert_cmpstr (after, ==, before);
      g_assert_true (cam_vcard_equal (card, g_ptr_array_index (cards, i)));
      g_assert_cmpstr (card->problems[0], ==, NULL);
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261127);

  for (guint i = 0; i < N_FILES; i++)
    {
      gboolean old = i % 3 == 2;
      g_autoptr (GPtrArray) cards = make_cards (rand, old);
      g_autoptr (GBytes) bytes = cam_vcard_write (cards, old ? CAM_VCARD_3_0 : CAM_VCARD_4_0);
      g_autoptr (GBytes) folded = fold_otherwise (rand, bytes);

      if (old)
        {
          /* Version 3 does not know addresses of phones. */
          for (guint j = 0; j < cards->len; j++)
            {
              CamVcard *card = g_ptr_array_index (cards, j);

              for (guint k = 0; k < card->items->len; k++)
                {
                  CamVcardItem *item = g_ptr_array_index (card->items, k);

                  if (item->field == CAM_VCARD_TEL)
                    cam_vcard_item_set_param (item, "VALUE", NULL);
                }
            }
        }
      assert_read (bytes, cards);
      assert_read (folded, cards);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/vcard-random/written-and-read", test_random);
  return g_test_run ();
}
