/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How data held on people stands: its words, and who is listed for what. */
#include "cam-partner-filter.h"
#include "cam-period.h"
#include "cam-person.h"
#include "cam-privacy.h"
#include "cam-query.h"
#include "test-store.h"

#define INSERT(store, table, ...)                                                            \
  test_insert (store, table, (const CamCell[]) { __VA_ARGS__ },                              \
               G_N_ELEMENTS (((const CamCell[]) { __VA_ARGS__ })))

#define TODAY "2026-11-27"

static char *
add_person (CamStore   *store,
            const char *basis,
            const char *review,
            const char *keep)
{
  return INSERT (store, "person", { "name", cam_text ("Ada Example") }, { "lawful_basis", cam_text (basis) },
                 { "review_on", cam_text (review) }, { "keep_until", cam_text (keep) });
}

static void
say (CamStore   *store,
     const char *person,
     const char *kind,
     const char *day)
{
  g_free (INSERT (store, "person_consent", { "person_uuid", cam_text (person) }, { "kind", cam_text (kind) },
                  { "said_on", cam_text (day) }));
}

static void
assert_state (CamStore           *store,
              const char         *uuid,
              CamPrivacyStanding  standing,
              const char         *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamRecord) person = cam_store_dup_record (store, CAM_TYPE_PERSON, uuid, &error);
  g_autoptr (CamPrivacyState) state = NULL;

  g_assert_no_error (error);
  state = cam_privacy_state (store, person, cam_day_from_text (TODAY));
  g_assert_cmpstr (state->words, ==, words);
  g_assert_cmpint (state->standing, ==, standing);
}

static void
test_bases (void)
{
  g_assert_cmpint (cam_lawful_basis_from_text (NULL), ==, CAM_BASIS_NONE);
  g_assert_cmpint (cam_lawful_basis_from_text (" "), ==, CAM_BASIS_NONE);
  g_assert_cmpint (cam_lawful_basis_from_text ("(e)"), ==, CAM_BASIS_OTHER);
  g_assert_cmpint (cam_lawful_basis_from_text ("public_task"), ==, CAM_BASIS_PUBLIC_TASK);
  g_assert_cmpint (cam_lawful_basis_from_text ("PUBLIC  TASK (Art. 6(1)(e))"), ==, CAM_BASIS_PUBLIC_TASK);
  g_assert_cmpint (cam_lawful_basis_from_text ("Legitimate interest"), ==, CAM_BASIS_LEGITIMATE_INTERESTS);
  g_assert_cmpint (cam_lawful_basis_from_text ("Because"), ==, CAM_BASIS_OTHER);
  for (CamLawfulBasis basis = CAM_BASIS_CONSENT; basis < CAM_BASIS_OTHER; basis++)
    {
      g_assert_cmpint (cam_lawful_basis_from_text (cam_lawful_basis_to_text (basis)), ==, basis);
      g_assert_cmpstr (cam_lawful_basis_explain (basis), !=, NULL);
    }
  g_assert_null (cam_lawful_basis_to_text (CAM_BASIS_NONE));
  g_assert_null (cam_lawful_basis_get_title (CAM_BASIS_OTHER));
}

static void
test_words (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *fine = add_person (store, "Public task", "2027-03-03", "2026-11-27");
  g_autofree char *due = add_person (store, "public task", TODAY, NULL);
  g_autofree char *none = add_person (store, NULL, NULL, NULL);
  g_autofree char *undated = add_person (store, "Because", NULL, NULL);
  g_autofree char *late = add_person (store, "Consent", "2027-03-03", "2026-04-30");

  assert_state (store, fine, CAM_PRIVACY_FINE, "Public task · review by 3 March 2027");
  assert_state (store, due, CAM_PRIVACY_TO_REVIEW, "Public task · review was due by 27 November 2026");
  assert_state (store, none, CAM_PRIVACY_NO_BASIS, "No lawful basis yet");
  assert_state (store, undated, CAM_PRIVACY_NO_DATE, "Because · no review date");
  assert_state (store, late, CAM_PRIVACY_TO_ERASE, "To be erased since 1 May 2026");
  test_update (store, "person", fine, (const CamCell[]) { { "do_not_contact", cam_integer (1) } }, 1);
  assert_state (store, fine, CAM_PRIVACY_FINE, "Public task · review by 3 March 2027 · do not contact");
  test_close_store (store);
}

/* What was said last holds. */
static void
test_objections (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *person = add_person (store, "Consent", "2027-03-03", NULL);

  say (store, person, "objected", NULL);
  assert_state (store, person, CAM_PRIVACY_OBJECTED, "Objected");
  say (store, person, "consented", "2026-01-02");
  assert_state (store, person, CAM_PRIVACY_FINE, "Consent · review by 3 March 2027");
  say (store, person, "withdrew", "2026-02-03");
  assert_state (store, person, CAM_PRIVACY_OBJECTED, "Took consent back on 3 February 2026");
  say (store, person, "objected", "2026-02-03");
  assert_state (store, person, CAM_PRIVACY_OBJECTED, "Objected on 3 February 2026");
  say (store, person, "consented", "2026-01-20");
  assert_state (store, person, CAM_PRIVACY_OBJECTED, "Objected on 3 February 2026");
  test_close_store (store);
}

static guint
count (CamStore       *store,
       CamPrivacyList  list)
{
  const CamValue params[] = { cam_text (TODAY) };
  g_autoptr (CamQuery) query = cam_query_new (store, CAM_TYPE_PERSON, cam_privacy_list_where (list),
                                              cam_privacy_list_order (list), params, 1);

  return g_list_model_get_n_items (G_LIST_MODEL (query));
}

/* The lists and the words say the same of everybody. */
static void
test_lists (void)
{
  static const char *const dates[] = { NULL, "2026-11-26", TODAY, "2026-11-28" };
  static const CamPrivacyList lists[] = { CAM_PRIVACY_LIST_ERASE, CAM_PRIVACY_LIST_OBJECTED };
  CamStore *store = test_open_store ();
  guint n_objected = 0;

  for (guint i = 0; i < 32; i++)
    {
      g_autofree char *uuid = add_person (store, i & 16 ? "Public task" : i & 8 ? NULL : "", dates[i & 3], dates[i >> 2 & 3]);

      if (i % 5 == 0)
        {
          say (store, uuid, "objected", "2026-01-01");
          if (i % 2 == 0)
            say (store, uuid, "consented", "2026-01-02");
          else
            n_objected++;
        }
    }
  /* keep_until only of the 26th is past; review_on of the 26th and of today is due. */
  g_assert_cmpuint (count (store, CAM_PRIVACY_LIST_ERASE), ==, 8);
  g_assert_cmpuint (count (store, CAM_PRIVACY_LIST_REVIEW), ==, 12);
  g_assert_cmpuint (count (store, CAM_PRIVACY_LIST_NO_BASIS), ==, 16);
  g_assert_cmpuint (count (store, CAM_PRIVACY_LIST_OBJECTED), ==, n_objected);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const CamValue params[] = { cam_text (TODAY) };
      g_autoptr (CamQuery) query = cam_query_new (store, CAM_TYPE_PERSON, cam_privacy_list_where (lists[i]),
                                                  cam_privacy_list_order (lists[i]), params, 1);

      for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (query)); n++)
        {
          g_autoptr (CamRecord) person = g_list_model_get_item (G_LIST_MODEL (query), n);
          g_autoptr (CamPrivacyState) state = cam_privacy_state (store, person, cam_day_from_text (TODAY));

          g_assert_true (state->standing == CAM_PRIVACY_TO_ERASE
                         || (lists[i] == CAM_PRIVACY_LIST_OBJECTED && state->standing == CAM_PRIVACY_OBJECTED));
        }
    }
  test_close_store (store);
}

/* Whoever said no is not contacted until they say yes on a later day; nor is somebody with the mark, whatever they said. */
static void
test_may_contact (void)
{
  CamStore *store = test_open_store ();
  const CamCell mark = { "do_not_contact", cam_integer (1) };
  const CamCell gone = { "deleted", cam_integer (1) };
  g_autofree char *silent = add_person (store, NULL, NULL, NULL);
  g_autofree char *person = add_person (store, NULL, NULL, NULL);
  g_autofree char *dayless = add_person (store, NULL, NULL, NULL);
  g_autofree char *taken_back = INSERT (store, "person_consent", { "person_uuid", cam_text (silent) }, { "kind", cam_text ("objected") });

  g_assert_false (cam_partner_may_contact (store, silent));
  test_update (store, "person_consent", taken_back, &gone, 1);
  g_assert_true (cam_partner_may_contact (store, silent));
  g_assert_true (cam_partner_may_contact (store, "nobody"));
  say (store, person, "consented", "2026-01-02");
  g_assert_true (cam_partner_may_contact (store, person));
  say (store, person, "withdrew", "2026-01-02");
  g_assert_false (cam_partner_may_contact (store, person));
  say (store, person, "consented", "2026-01-03");
  g_assert_true (cam_partner_may_contact (store, person));
  say (store, person, "objected", "2026-02-01");
  g_assert_false (cam_partner_may_contact (store, person));
  say (store, person, "consented", "2026-02-02");
  test_update (store, "person", person, &mark, 1);
  g_assert_false (cam_partner_may_contact (store, person));
  test_update (store, "person", person, &gone, 1);
  g_assert_true (cam_partner_may_contact (store, person));
  say (store, dayless, "objected", NULL);
  say (store, dayless, "consented", "2026-02-02");
  g_assert_false (cam_partner_may_contact (store, dayless));
  test_close_store (store);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/privacy/bases", test_bases);
  g_test_add_func ("/privacy/words", test_words);
  g_test_add_func ("/privacy/objections", test_objections);
  g_test_add_func ("/privacy/may-contact", test_may_contact);
  g_test_add_func ("/privacy/lists", test_lists);
  return g_test_run ();
}
