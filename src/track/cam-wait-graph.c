/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-wait-graph.h"

#include <glib/gi18n-lib.h>

/* More names than these say no more. */
#define MAX_NAMES 8
/* In a larger tangle no circle is looked for: a file may hold anything. */
#define MAX_TANGLE 64

#define NONE G_MAXUINT

typedef struct
{
  char   *uuid;
  char   *title;
  GArray *waits_for;  /* guint; NULL where it waits for nothing */
  guint   tangle;     /* the tangle (strongly connected component) it belongs to; NONE before it is known */
  guint   number;     /* of Tarjan's walk; 0 before it came by */
  guint   low;
  guint   next;       /* how many of @waits_for the walk has taken */
} Node;

struct _CamWaitGraph
{
  GArray     *nodes;    /* Node */
  GHashTable *by_uuid;  /* uuid → number of its node + 1 */
  GArray     *sizes;    /* guint for each tangle; NULL before they are known */
};

static void
clear_node (gpointer data)
{
  Node *node = data;

  g_free (node->uuid);
  g_free (node->title);
  g_clear_pointer (&node->waits_for, g_array_unref);
}

CamWaitGraph *
cam_wait_graph_new (void)
{
  CamWaitGraph *self = g_new0 (CamWaitGraph, 1);

  self->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_array_set_clear_func (self->nodes, clear_node);
  self->by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
cam_wait_graph_free (CamWaitGraph *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_uuid);
  g_array_unref (self->nodes);
  g_clear_pointer (&self->sizes, g_array_unref);
  g_free (self);
}

static Node *
get_node (CamWaitGraph *self,
          guint         number)
{
  return &g_array_index (self->nodes, Node, number);
}

static guint
find_node (CamWaitGraph *self,
           const char   *uuid)
{
  guint number = uuid != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->by_uuid, uuid)) : 0;

  return number > 0 ? number - 1 : NONE;
}

void
cam_wait_graph_add_activity (CamWaitGraph *self,
                             const char   *uuid,
                             const char   *title)
{
  Node node = { .tangle = NONE };

  g_return_if_fail (self != NULL && uuid != NULL);

  if (find_node (self, uuid) != NONE)
    return;
  node.uuid = g_strdup (uuid);
  node.title = g_strdup (title != NULL ? title : "");
  g_array_append_val (self->nodes, node);
  g_hash_table_insert (self->by_uuid, node.uuid, GUINT_TO_POINTER (self->nodes->len));
  g_clear_pointer (&self->sizes, g_array_unref);
}

void
cam_wait_graph_add_wait (CamWaitGraph *self,
                         const char   *waiting,
                         const char   *blocker)
{
  guint from = NONE;
  guint to = NONE;

  g_return_if_fail (self != NULL);

  from = find_node (self, waiting);
  to = find_node (self, blocker);
  if (from == NONE || to == NONE)
    return;
  if (get_node (self, from)->waits_for == NULL)
    get_node (self, from)->waits_for = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (get_node (self, from)->waits_for, to);
  g_clear_pointer (&self->sizes, g_array_unref);
}

static guint
get_n_waits (CamWaitGraph *self,
             guint         number)
{
  GArray *waits_for = get_node (self, number)->waits_for;

  return waits_for != NULL ? waits_for->len : 0;
}

static guint
get_wait (CamWaitGraph *self,
          guint         number,
          guint         at)
{
  return g_array_index (get_node (self, number)->waits_for, guint, at);
}

/* The shortest way along what waits for what, both ends included; within one tangle where @tangle is not NONE.
 * (transfer full) (nullable) */
static GArray *
find_way (CamWaitGraph *self,
          guint         from,
          guint         to,
          guint         tangle)
{
  g_autofree guint *before = g_new (guint, self->nodes->len);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->nodes->len; i++)
    before[i] = NONE;
  before[from] = from;
  g_array_append_val (queue, from);
  for (guint i = 0; i < queue->len && before[to] == NONE; i++)
    {
      guint at = g_array_index (queue, guint, i);

      for (guint j = 0; j < get_n_waits (self, at); j++)
        {
          guint next = get_wait (self, at, j);

          if (before[next] != NONE || (tangle != NONE && get_node (self, next)->tangle != tangle))
            continue;
          before[next] = at;
          g_array_append_val (queue, next);
        }
    }
  if (before[to] == NONE)
    return NULL;
  for (guint at = to; at != from; at = before[at])
    g_array_prepend_val (way, at);
  g_array_prepend_val (way, from);
  return g_steal_pointer (&way);
}

/* @way leads from what @waiting waits for back to it. */
static char *
describe (CamWaitGraph *self,
          guint         waiting,
          GArray       *way)
{
  const char *title = get_node (self, waiting)->title;
  g_autoptr (GString) text = g_string_new (NULL);

  if (way->len == 1)
    /* Translators: %s is the name of an activity */
    return g_strdup_printf (_("“%s” waits for itself."), title);
  /* Translators: names of activities; further ones follow: "…, which waits for “C”" */
  g_string_append_printf (text, _("“%1$s” waits for “%2$s”"), title,
                          get_node (self, g_array_index (way, guint, 0))->title);
  for (guint i = 1; i < way->len; i++)
    {
      if (i == MAX_NAMES - 2 && way->len > MAX_NAMES)
        {
          guint n_left = way->len - MAX_NAMES + 1;

          /* Translators: in a chain of activities that wait for each other: this many names are left out */
          g_string_append_printf (text, ngettext (", through %u other", ", through %u others", n_left), n_left);
          i += n_left - 1;
          continue;
        }
      /* Translators: goes on with "“A” waits for “B”" */
      g_string_append_printf (text, _(", which waits for “%s”"), get_node (self, g_array_index (way, guint, i))->title);
    }
  g_string_append (text, ".");
  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
cam_wait_graph_dup_new_circle (CamWaitGraph *self,
                               const char   *waiting,
                               const char   *blocker)
{
  g_autoptr (GArray) way = NULL;
  guint from = NONE;
  guint to = NONE;

  g_return_val_if_fail (self != NULL, NULL);

  from = find_node (self, blocker);
  to = find_node (self, waiting);
  if (from == NONE || to == NONE)
    return NULL;
  way = find_way (self, from, to, NONE);
  return way != NULL ? describe (self, to, way) : NULL;
}

/* Everything on @stack down to @node waits for each other. */
static void
close_tangle (CamWaitGraph *self,
              GArray       *stack,
              guint         node)
{
  guint tangle = self->sizes->len;
  guint size = 0;
  guint at = NONE;

  do
    {
      at = g_array_index (stack, guint, stack->len - 1);
      g_array_set_size (stack, stack->len - 1);
      get_node (self, at)->tangle = tangle;
      size++;
    }
  while (at != node);
  g_array_append_val (self->sizes, size);
}

/* Tarjan's walk from @start, with a stack of its own: a chain may be as long as the file is large. */
static void
walk (CamWaitGraph *self,
      guint         start,
      guint        *count,
      GArray       *stack,
      GArray       *path)
{
  g_array_append_val (path, start);
  while (path->len > 0)
    {
      guint at = g_array_index (path, guint, path->len - 1);
      Node *node = get_node (self, at);

      if (node->number == 0)
        {
          node->number = node->low = ++*count;
          g_array_append_val (stack, at);
        }
      if (node->next < get_n_waits (self, at))
        {
          guint next = get_wait (self, at, node->next++);
          Node *other = get_node (self, next);

          if (other->number == 0)
            g_array_append_val (path, next);
          else if (other->tangle == NONE)
            node->low = MIN (node->low, other->number);
          continue;
        }
      if (node->low == node->number)
        close_tangle (self, stack, at);
      g_array_set_size (path, path->len - 1);
      if (path->len > 0)
        {
          Node *parent = get_node (self, g_array_index (path, guint, path->len - 1));

          parent->low = MIN (parent->low, node->low);
        }
    }
}

static void
find_tangles (CamWaitGraph *self)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));
  guint count = 0;

  if (self->sizes != NULL)
    return;
  self->sizes = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->nodes->len; i++)
    {
      get_node (self, i)->tangle = NONE;
      get_node (self, i)->number = get_node (self, i)->next = 0;
    }
  for (guint i = 0; i < self->nodes->len; i++)
    if (get_node (self, i)->number == 0)
      walk (self, i, &count, stack, path);
}

/* The shortest way from something that @node waits for back to it. */
static GArray *
find_way_back (CamWaitGraph *self,
               guint         node)
{
  g_autoptr (GArray) best = NULL;

  for (guint i = 0; i < get_n_waits (self, node); i++)
    {
      guint next = get_wait (self, node, i);
      g_autoptr (GArray) way = NULL;

      if (get_node (self, next)->tangle != get_node (self, node)->tangle)
        continue;
      way = find_way (self, next, node, get_node (self, node)->tangle);
      if (way != NULL && (best == NULL || way->len < best->len))
        {
          g_clear_pointer (&best, g_array_unref);
          best = g_steal_pointer (&way);
        }
    }
  return g_steal_pointer (&best);
}

static gboolean
waits_for_itself (CamWaitGraph *self,
                  guint         node)
{
  for (guint i = 0; i < get_n_waits (self, node); i++)
    if (get_wait (self, node, i) == node)
      return TRUE;
  return FALSE;
}

static gboolean
is_in_circle (CamWaitGraph *self,
              guint         node)
{
  return g_array_index (self->sizes, guint, get_node (self, node)->tangle) > 1 || waits_for_itself (self, node);
}

GPtrArray *
cam_wait_graph_list_circular (CamWaitGraph *self)
{
  g_autoptr (GPtrArray) uuids = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, NULL);

  find_tangles (self);
  for (guint i = 0; i < self->nodes->len; i++)
    if (is_in_circle (self, i))
      g_ptr_array_add (uuids, get_node (self, i)->uuid);
  return g_steal_pointer (&uuids);
}

char *
cam_wait_graph_dup_circle (CamWaitGraph *self,
                           const char   *uuid)
{
  g_autoptr (GArray) way = NULL;
  guint node = NONE;
  guint size = 0;

  g_return_val_if_fail (self != NULL, NULL);

  node = find_node (self, uuid);
  if (node == NONE)
    return NULL;
  find_tangles (self);
  size = g_array_index (self->sizes, guint, get_node (self, node)->tangle);
  if (!is_in_circle (self, node))
    return NULL;
  if (size > MAX_TANGLE)
    /* Translators: %1$s is an activity, which is among those %2$u */
    return g_strdup_printf (ngettext ("“%1$s” is one of %2$u activity that waits for itself.",
                                      "“%1$s” is one of %2$u activities that wait for each other.", size),
                            get_node (self, node)->title, size);
  way = find_way_back (self, node);
  return way != NULL ? describe (self, node, way) : NULL;
}
