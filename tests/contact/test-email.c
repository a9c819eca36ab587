/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-email.h"

#include <string.h>

/* E-mail addresses, and mail to many. */

static void
test_find (void)
{
  static const char *const texts[][2] = {
    { "jane@example.org", "jane@example.org" }, { " Jane@Example.ORG ", "Jane@Example.ORG" }, { "mailto:jane@example.org", "jane@example.org" },
    { "Jane Example <jane@example.org>", "jane@example.org" }, { "\"Example, Jane\" <jane@example.org>", "jane@example.org" },
    { "o'neil+crg@sub.example.co.uk", "o'neil+crg@sub.example.co.uk" }, { "zoë@exämple.org", "zoë@exämple.org" },
    { "a&b?c=d@example.org", "a&b?c=d@example.org" },
    { "", NULL }, { "jane", NULL }, { "@example.org", NULL }, { "jane@", NULL }, { "jane@example", NULL }, { "a@b.1", NULL },
    { "a@b@c.org", NULL }, { "a b@c.org", NULL }, { "a@b.org, c@d.org", NULL }, { "a@b.org;c@d.org", NULL }, { "a@b.org\nBcc: c@d.org", NULL },
    { ".a@b.org", NULL }, { "a..b@c.org", NULL }, { "a.@c.org", NULL }, { "a@-b.org", NULL }, { "a@b..org", NULL }, { "a@b.org?cc=c@d.org", NULL },
    { "x@y.org <a@b.org>", NULL }, { "<a@b.org> x", NULL }, { "a@b.org>", NULL }, { "\"a b\"@c.org", NULL }, { "a@[127.0.0.1]", NULL },
    { "a%0abcc:x@c.org@d.org", NULL }, { "\377@b.org", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *found = cam_email_find (texts[i][0]);
      g_autofree char *folded = cam_email_fold (texts[i][0]);

      g_assert_cmpstr (found, ==, texts[i][1]);
      g_assert_true ((folded == NULL) == (found == NULL));
    }
}

static void
test_fold (void)
{
  g_autofree char *one = cam_email_fold ("Jane <JANE@Example.org>");
  g_autofree char *two = cam_email_fold ("mailto:jane@example.ORG");

  g_assert_cmpstr (one, ==, "jane@example.org");
  g_assert_cmpstr (one, ==, two);
}

static void
test_mailto (void)
{
  static const char *const addresses[] = {
    "a+b@example.org", "Jane <a&b?c=d@example.org>", "A+B@example.org", "x@y.org?bcc=z@y.org", "zoë@example.org", NULL };
  static const char *const none[] = { "nothing", NULL };
  g_auto (GStrv) refused = NULL;
  g_auto (GStrv) parts = cam_mailto_new (addresses, "Tea & cake\r\nBcc: x", &refused);
  g_auto (GStrv) empty = cam_mailto_new (none, NULL, NULL);
  g_auto (GStrv) plain = cam_mailto_new (addresses + 4, NULL, NULL);

  g_assert_cmpuint (g_strv_length (parts), ==, 1);
  g_assert_cmpstr (parts[0], ==, "mailto:?bcc=a%2Bb@example.org,a%26b%3Fc%3Dd@example.org,zo%C3%AB@example.org"
                                 "&subject=Tea%20%26%20cake%20%20Bcc%3A%20x");
  g_assert_cmpuint (g_strv_length (refused), ==, 1);
  g_assert_cmpstr (refused[0], ==, "x@y.org?bcc=z@y.org");
  g_assert_cmpuint (g_strv_length (empty), ==, 0);
  g_assert_cmpstr (plain[0], ==, "mailto:?bcc=zo%C3%AB@example.org");
}

/* Everyone is in one part, no part is longer than it may be, and each is a sound address. */
static void
test_parts (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *subject = g_strnfill (5000, 'x');
  g_auto (GStrv) addresses = NULL;
  g_auto (GStrv) parts = NULL;
  g_auto (GStrv) refused = NULL;

  for (guint i = 0; i < 1000; i++)
    g_strv_builder_take (builder, g_strdup_printf ("person.number.%u+%u@example.org", i, i % 7));
  addresses = g_strv_builder_end (builder);
  parts = cam_mailto_new ((const char *const *) addresses, subject, &refused);
  g_assert_cmpuint (g_strv_length (refused), ==, 0);
  g_assert_cmpuint (g_strv_length (parts), >, 10);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (GUri) uri = g_uri_parse (parts[i], G_URI_FLAGS_NONE, NULL);
      g_autoptr (GHashTable) query = NULL;
      g_auto (GStrv) list = NULL;

      g_assert_nonnull (uri);
      g_assert_cmpuint (strlen (parts[i]), <=, CAM_MAILTO_MAX_LENGTH);
      query = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
      g_assert_cmpuint (strlen (g_hash_table_lookup (query, "subject")), ==, 100);
      list = g_strsplit (g_hash_table_lookup (query, "bcc"), ",", -1);
      for (guint j = 0; list[j] != NULL; j++)
        g_assert_true (g_hash_table_add (seen, g_strdup (list[j])));
    }
  for (guint i = 0; addresses[i] != NULL; i++)
    g_assert_true (g_hash_table_contains (seen, addresses[i]));
  g_assert_cmpuint (g_hash_table_size (seen), ==, 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/email/find", test_find);
  g_test_add_func ("/email/fold", test_fold);
  g_test_add_func ("/email/mailto", test_mailto);
  g_test_add_func ("/email/parts", test_parts);
  return g_test_run ();
}
