/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list that is shown while somebody types. */
#include "cam-person.h"
#include "cam-period.h"
#include "cam-search.h"
#include "partners-fixture.h"

typedef struct
{
  CamStore         *store;
  CamSearchList    *list;
  CamPartnerFilter *filter;
  guint             n_changes;
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  ((Fixture *) user_data)->n_changes++;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->store = test_open_store ();
  self->list = cam_search_list_new (self->store, CAM_TYPE_PERSON);
  self->filter = cam_partner_filter_new (CAM_PARTNER_PEOPLE);
  g_signal_connect (self->list, "items-changed", G_CALLBACK (items_changed_cb), self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  cam_partner_filter_free (self->filter);
  g_assert_finalize_object (self->list);
  close_store (self->store);
}

static void
type (Fixture    *self,
      const char *text)
{
  g_autoptr (GError) error = NULL;

  cam_partner_filter_set (self->filter, CAM_PARTNER_FILTER_TEXT, text);
  g_assert_true (cam_partner_filter_apply (self->filter, self->list, cam_day_from_text (TODAY), &error));
  g_assert_no_error (error);
}

static void
assert_shows (Fixture    *self,
              const char *text,
              const char *first,
              const char *all)
{
  g_autofree char *at_once = NULL;
  g_autofree char *then = NULL;

  type (self, text);
  at_once = name_list (self->list);
  g_assert_cmpstr (at_once, ==, first);
  wait_for_list (self->list);
  then = name_list (self->list);
  g_assert_cmpstr (then, ==, all);
}

/* What the words find in the person is there at once, what they find elsewhere follows. */
static void
test_first (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *ada = add_person (self->store, "Ada Finch");
  g_autofree char *ben = add_person (self->store, "Ben Adams");
  g_autofree char *cleo = add_person (self->store, "Cleo Reed");
  g_autofree char *body = add_organisation (self->store, "Adventure Trust", "Youth");

  assert_shows (self, NULL, "Ada Finch|Ben Adams|Cleo Reed", "Ada Finch|Ben Adams|Cleo Reed");
  set_text (self->store, "person", cleo, "organisation_uuid", body);
  assert_shows (self, "ad", "Ada Finch|Ben Adams", "Ada Finch|Ben Adams|Cleo Reed");
  assert_shows (self, "cleo advent", "", "Cleo Reed");
  assert_shows (self, "ben", "Ben Adams", "Ben Adams");
  assert_shows (self, "nobody", "", "");
  assert_shows (self, " ?! ", "Ada Finch|Ben Adams|Cleo Reed", "Ada Finch|Ben Adams|Cleo Reed");
}

static void
test_phones (Fixture       *self,
             gconstpointer  data)
{
  static const char *const typed[] = {
    "01223 123 456", "01223123456", "(01223) 123-456", "+44 1223 123456", "+44 (0)1223 123456", "0044 1223 123456",
    "441223123456", "1223 123 456", "01223 12", "0122312", "+44 1223 1",
  };
  static const char *const others[] = { "01223 123 457", "01224", "+44 1223 2", "0123 123 456", "+33 1223 123456", "223 123 456" };
  static const char *const held[] = { "+44 1223123456", "01223 123456", "+44 (0)1223 123456", "01223123456", "(01223) 123 456",
                                      "0044 1223 123 456", "home 01223-123-456, ask for Ada" };

  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    {
      g_autofree char *ada = add_person (self->store, "Ada Finch");

      /* In the person, or in what there is more of. */
      if (i % 2 == 0)
        set_text (self->store, "person", ada, "phone", held[i]);
      else
        ADD (self->store, "person_contact", { "person_uuid", cam_text (ada) }, { "kind", cam_text ("phone") },
             { "value", cam_text (held[i]) });
      for (guint j = 0; j < G_N_ELEMENTS (typed); j++)
        {
          g_test_message ("%s in %s", typed[j], held[i]);
          assert_shows (self, typed[j], i % 2 == 0 ? "Ada Finch" : "", "Ada Finch");
        }
      for (guint j = 0; j < G_N_ELEMENTS (others); j++)
        {
          g_test_message ("%s in %s", others[j], held[i]);
          assert_shows (self, others[j], "", "");
        }
      test_delete (self->store, "person", ada);
      wait_for_list (self->list);
    }
}

static void
test_phone_abroad (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *ada = add_person (self->store, "Ada Finch");
  g_autoptr (GPtrArray) hits = NULL;

  set_text (self->store, "person", ada, "phone", "+33 1 23 45 67 89");
  assert_shows (self, "0033 123 45", "Ada Finch", "Ada Finch");
  assert_shows (self, "+33123", "Ada Finch", "Ada Finch");
  /* The search over everything finds it as well. */
  hits = cam_search (self->store, "003312345", NULL, 5, NULL);
  g_assert_cmpuint (hits->len, ==, 1);
}

/* Names of which there are more than are looked for at once: the very word comes first, and nobody is missing. */
static void
test_many (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *ann = NULL;
  g_autoptr (CamRecord) first = NULL;
  guint position = 0;

  for (guint i = 0; i < 700; i++)
    {
      g_autofree char *name = g_strdup_printf ("Anna%03u Reed", i);

      g_free (add_person (self->store, name));
    }
  ann = add_person (self->store, "Zoe Ann");
  type (self, "ann");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), >=, 128);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), <, 701);
  g_assert_false (cam_search_list_is_complete (self->list));
  first = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  g_assert_cmpstr (cam_record_get_title (first), ==, "Zoe Ann");
  wait_for_list (self->list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 701);
  g_assert_true (cam_search_list_find (self->list, ann, &position));
  g_assert_cmpuint (position, ==, 0);
  /* In order where nothing was typed. */
  type (self, NULL);
  wait_for_list (self->list);
  g_assert_true (cam_search_list_find (self->list, ann, &position));
  g_assert_cmpuint (position, ==, 700);
}

static void
test_changes (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *ada = add_person (self->store, "Ada Finch");
  g_autofree char *tag = INSERT (self->store, "partner_group", { "name", cam_text ("Volunteers") }, { "kind", cam_text ("tag") });
  g_autofree char *shown = NULL;
  g_autofree char *none = NULL;

  type (self, "volunt");
  wait_for_list (self->list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 0);
  ADD (self->store, "group_person", { "group_uuid", cam_text (tag) }, { "person_uuid", cam_text (ada) });
  while (self->n_changes == 0 || !cam_search_list_is_complete (self->list))
    g_main_context_iteration (NULL, TRUE);
  shown = name_list (self->list);
  g_assert_cmpstr (shown, ==, "Ada Finch");
  self->n_changes = 0;
  test_delete (self->store, "person", ada);
  while (self->n_changes == 0 || !cam_search_list_is_complete (self->list))
    g_main_context_iteration (NULL, TRUE);
  none = name_list (self->list);
  g_assert_cmpstr (none, ==, "");
}

/* A list may go while it is looked for, and its store may be closed. */
static void
test_gone (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (CamSearchList) other = cam_search_list_new (self->store, CAM_TYPE_PERSON);
  g_autofree char *ada = add_person (self->store, "Ada Finch");

  for (guint i = 0; i < 20; i++)
    type (self, i % 2 == 0 ? "ada" : "a");
  g_assert_true (cam_partner_filter_apply (self->filter, other, cam_day_from_text (TODAY), NULL));
  g_assert_finalize_object (g_steal_pointer (&other));
  wait_for_list (self->list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, func) g_test_add ("/partner-search/" path, Fixture, NULL, set_up, func, tear_down)
  add ("first", test_first);
  add ("phones", test_phones);
  add ("phone-abroad", test_phone_abroad);
  add ("many", test_many);
  add ("changes", test_changes);
  add ("gone", test_gone);
#undef add
  return g_test_run ();
}
