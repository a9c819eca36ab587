/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list that does not wait: what it shows at once, what follows, and what becomes of changes and of other choices. */
#include "cam-search-list.h"

#include "test-area-type.h"

/* What it shows at once where there is more. */
#define PAGE 128u

typedef struct
{
  CamStore      *store;
  CamSearchList *list;
  guint          n_changes;
  guint          n_notified;  /* "n-items" */
  guint          position, removed, added;  /* of the last change */
} Fixture;

static void
items_changed_cb (Fixture *self,
                  guint    position,
                  guint    removed,
                  guint    added)
{
  self->n_changes++;
  self->position = position;
  self->removed = removed;
  self->added = added;
}

static void
notify_cb (Fixture *self)
{
  self->n_notified++;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->store = test_store_new ();
  self->list = cam_search_list_new (self->store, TEST_TYPE_AREA);
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect_swapped (self->list, "notify::n-items", G_CALLBACK (notify_cb), self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->list);
  while (G_OBJECT (self->store)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  cam_store_close (self->store);
  g_assert_finalize_object (self->store);
}

static void
add (Fixture    *self,
     const char *level,
     const char *name)
{
  g_object_unref (test_area_new_saved (self->store, level, name));
}

static guint
get_n (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static void
wait_complete (Fixture *self)
{
  while (!cam_search_list_is_complete (self->list))
    g_main_context_iteration (NULL, TRUE);
}

/* The names, with "|" between them. */
static char *
dup_names (Fixture *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < get_n (self); i++)
    {
      g_autoptr (CamRecord) record = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      g_assert_true (TEST_IS_AREA (record));
      g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", cam_record_get_title (record));
    }
  return g_string_free_and_steal (g_steal_pointer (&names));
}

static void
assert_names (Fixture    *self,
              const char *names)
{
  g_autofree char *found = dup_names (self);

  g_assert_cmpstr (found, ==, names);
}

static void
assert_finds (Fixture               *self,
              const CamSearchChoice *choice,
              const char            *names)
{
  cam_search_list_set (self->list, choice);
  wait_complete (self);
  assert_names (self, names);
}

static void
test_choices (Fixture       *self,
              gconstpointer  data)
{
  const CamValue ward[] = { cam_text ("ward") };
  g_autoptr (CamRecord) beyond = NULL;

  g_assert_true (cam_search_list_is_complete (self->list));
  g_assert_cmpuint (get_n (self), ==, 0);
  g_assert_true (cam_search_list_get_store (self->list) == self->store);
  g_assert_cmpstr (cam_search_list_get_table (self->list), ==, "area");
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (self->list)) == TEST_TYPE_AREA);
  add (self, "ward", "Mill End");
  add (self, "parish", "Old Mill");
  add (self, "ward", "Church");
  g_assert_cmpuint (self->n_changes, ==, 0);
  assert_finds (self, &(CamSearchChoice) { NULL }, "Mill End|Old Mill|Church");
  assert_finds (self, &(CamSearchChoice) { .order = "name" }, "Church|Mill End|Old Mill");
  assert_finds (self, &(CamSearchChoice) { .where = "level = ?1", .order = "name DESC", .params = ward, .n_params = 1 },
                "Mill End|Church");
  assert_finds (self, &(CamSearchChoice) { .text = "mill", .where = "name LIKE '%mill%'", .order = "name" }, "Mill End|Old Mill");
  assert_finds (self, &(CamSearchChoice) { .text = "mill", .narrow = "level = ?1", .where = "level = ?1 AND name LIKE '%mill%'",
                                           .params = ward, .n_params = 1 }, "Mill End");
  beyond = g_list_model_get_item (G_LIST_MODEL (self->list), 1);
  g_assert_null (beyond);
}

/* Whatever is typed is only that. */
static void
test_typed (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *very_long = g_strnfill (100000, 'm');
  const char *const typed[] = { "", "  ", "\"", "'; DROP TABLE area; --", "mill OR aspen", "NEAR(mill)", "*", "name:mill", "\xff\xfe",
                                "^mill", "mill AND", "(", very_long };

  add (self, "ward", "Mill End");
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      cam_search_list_set (self->list, &(CamSearchChoice) { .text = typed[i] });
      wait_complete (self);
      /* Nothing but the text was asked for, so that all are there in the end. */
      assert_names (self, "Mill End");
    }
}

static void
test_many (Fixture       *self,
           gconstpointer  data)
{
  guint n = 2 * PAGE;
  g_autofree char *at_once = NULL;
  g_autofree char *then = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Area %03u", n - i);

      add (self, "ward", name);
    }
  cam_search_list_set (self->list, &(CamSearchChoice) { .order = "name" });
  g_assert_false (cam_search_list_is_complete (self->list));
  g_assert_cmpuint (get_n (self), ==, PAGE + 1);
  g_assert_cmpuint (self->n_changes, ==, 1);
  at_once = dup_names (self);
  wait_complete (self);
  then = dup_names (self);
  g_assert_true (g_str_has_prefix (then, at_once));
  g_assert_cmpuint (get_n (self), ==, n);
  /* The rest came in one, behind what was there. */
  g_assert_cmpuint (self->n_changes, ==, 2);
  g_assert_cmpuint (self->position, ==, PAGE + 1);
  g_assert_cmpuint (self->removed, ==, 0);
  g_assert_cmpuint (self->added, ==, n - PAGE - 1);
  g_assert_cmpuint (self->n_notified, ==, 2);
}

/* A later choice ends the search for the former. */
static void
test_later_choice (Fixture       *self,
                   gconstpointer  data)
{
  for (guint i = 0; i < PAGE + 10; i++)
    add (self, i % 2 == 0 ? "ward" : "parish", "Somewhere");
  for (guint i = 0; i < 30; i++)
    cam_search_list_set (self->list, &(CamSearchChoice) { .where = i % 2 == 0 ? NULL : "level = 'ward'" });
  wait_complete (self);
  g_assert_cmpuint (get_n (self), ==, (PAGE + 10) / 2);
  while (G_OBJECT (self->store)->ref_count > 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (get_n (self), ==, (PAGE + 10) / 2);
}

static gboolean
has_followed (gpointer data)
{
  Fixture *self = data;

  return self->n_changes > 0 && cam_search_list_is_complete (self->list);
}

static void
test_changes (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (CamRecord) priority = g_object_new (TEST_TYPE_PRIORITY, "name", "Warm homes", NULL);
  guint position = 9;
  g_autoptr (CamRecord) aspen = NULL;

  add (self, "ward", "Alder");
  add (self, "ward", "Cedar");
  assert_finds (self, &(CamSearchChoice) { .where = "name < 'B' OR EXISTS (SELECT 1 FROM priority WHERE deleted = 0)",
                                           .order = "name" }, "Alder");
  self->n_changes = 0;
  aspen = test_area_new_saved (self->store, "ward", "Aspen");
  while (!has_followed (self))
    g_main_context_iteration (NULL, TRUE);
  assert_names (self, "Alder|Aspen");
  g_assert_cmpuint (self->position, ==, 1);
  g_assert_cmpuint (self->removed, ==, 0);
  g_assert_cmpuint (self->added, ==, 1);
  g_assert_true (cam_search_list_find (self->list, cam_record_get_uuid (aspen), &position));
  g_assert_cmpuint (position, ==, 1);
  g_assert_false (cam_search_list_find (self->list, "no-such-uuid", &position));
  /* Of another table only what it was told to follow. */
  cam_search_list_watch_table (self->list, "priority");
  cam_search_list_watch_table (self->list, "priority");
  self->n_changes = 0;
  test_save (self->store, priority, "Add");
  while (!has_followed (self))
    g_main_context_iteration (NULL, TRUE);
  assert_names (self, "Alder|Aspen|Cedar");
  self->n_changes = 0;
  test_undo (self->store);
  while (!has_followed (self))
    g_main_context_iteration (NULL, TRUE);
  assert_names (self, "Alder|Aspen");
}

static guint n_warnings;

/* A warning is expected there, which would end the program. */
static GLogWriterOutput
log_cb (GLogLevelFlags   level,
        const GLogField *fields,
        gsize            n_fields,
        gpointer         data)
{
  if (level != G_LOG_LEVEL_WARNING)
    return g_log_writer_default (level, fields, n_fields, data);
  n_warnings++;
  return G_LOG_WRITER_HANDLED;
}

static void
test_broken (Fixture       *self,
             gconstpointer  data)
{
  add (self, "ward", "Alder");
  g_assert_cmpuint (n_warnings, ==, 0);
  cam_search_list_set (self->list, &(CamSearchChoice) { .where = "no such thing" });
  wait_complete (self);
  g_assert_cmpuint (n_warnings, ==, 1);
  g_assert_cmpuint (get_n (self), ==, 0);
  assert_finds (self, &(CamSearchChoice) { NULL }, "Alder");
  g_assert_cmpuint (n_warnings, ==, 1);
}

/* It may go in the middle, and its store may be closed. */
static void
test_gone (Fixture       *self,
           gconstpointer  data)
{
  CamSearchList *other = cam_search_list_new (self->store, TEST_TYPE_AREA);

  for (guint i = 0; i < PAGE + 10; i++)
    add (self, "ward", "Somewhere");
  cam_search_list_set (other, &(CamSearchChoice) { NULL });
  g_assert_false (cam_search_list_is_complete (other));
  g_assert_finalize_object (other);
  cam_search_list_set (self->list, &(CamSearchChoice) { NULL });
  cam_store_close (self->store);
  wait_complete (self);
  cam_search_list_set (self->list, &(CamSearchChoice) { .text = "some" });
  wait_complete (self);
  g_assert_cmpuint (get_n (self), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_log_set_writer_func (log_cb, NULL, NULL);
#define TEST(name, func) g_test_add ("/search-list/" name, Fixture, NULL, set_up, func, tear_down)
  TEST ("choices", test_choices);
  TEST ("typed", test_typed);
  TEST ("many", test_many);
  TEST ("later-choice", test_later_choice);
  TEST ("changes", test_changes);
  TEST ("broken", test_broken);
  TEST ("gone", test_gone);
  return g_test_run ();
}
