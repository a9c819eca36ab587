/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merge-world.h"

/* Somebody goes on with @base by the newest program, and merges files into it. */
static WorldFile *
join (World     *self,
      WorldFile *base,
      ...)
{
  WorldFile *file = world_copy (self, base);
  WorldFile *other = NULL;
  va_list args;

  file->program = WORLD_NEW;
  world_open (self, file);
  va_start (args, base);
  while ((other = va_arg (args, WorldFile *)) != NULL)
    world_merge (self, file, other);
  va_end (args);
  world_check (self, file);
  return file;
}

static void
check_same (World      *self,
            WorldFile  *one,
            WorldFile  *other,
            const char *law)
{
  g_autofree char *first = world_dump (self, one);
  g_autofree char *second = world_dump (self, other);

  if (g_str_equal (first, second))
    return;
  world_log (self, "%s", world_name (self, one));
  world_fail_different (self, first, second, law);
}

/* One that can be gone on with without adopting anything first, which would be a new action each time. */
static WorldFile *
pick (World *self)
{
  guint n = self->copies->len + self->sites->len;
  WorldFile *file = NULL;

  do
    {
      guint i = world_random (self, n);

      file = i < self->copies->len ? g_ptr_array_index (self->copies, i)
                                   : g_ptr_array_index (self->sites, i - self->copies->len);
    }
  while (file->outside->values->len > 0);
  return file;
}

void
world_check_laws (World *self)
{
  WorldFile *a = NULL, *b = NULL, *c = NULL;
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func ((GDestroyNotify) world_file_free);
  WorldFile *ab = NULL, *ba = NULL, *bc = NULL, *ab_c = NULL, *a_bc = NULL, *again = NULL;

  for (guint i = 0; i < self->sites->len; i++)
    world_adopt (self, g_ptr_array_index (self->sites, i));
  a = pick (self);
  b = pick (self);
  c = pick (self);
  world_log (self, "laws: a %s, b %s, c %s", world_name (self, a), world_name (self, b), world_name (self, c));
  g_ptr_array_add (made, ab = join (self, a, b, NULL));
  g_ptr_array_add (made, ba = join (self, b, a, NULL));
  check_same (self, ab, ba, "a ∪ b and b ∪ a");
  g_ptr_array_add (made, bc = join (self, b, c, NULL));
  g_ptr_array_add (made, ab_c = join (self, ab, c, NULL));
  g_ptr_array_add (made, a_bc = join (self, a, bc, NULL));
  check_same (self, ab_c, a_bc, "(a ∪ b) ∪ c and a ∪ (b ∪ c)");
  g_ptr_array_add (made, again = join (self, ab, a, b, ab, NULL));
  check_same (self, ab, again, "a ∪ b, and the same with a and b again");
}
