/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has SQLite take its memory from lists of free pieces instead of from malloc(). Linked into test programs that are
 * built with the address sanitizer, whose malloc() is slow and spreads what it gives: each connection parses the whole
 * schema, a million pieces for a handful of tests. What the sanitizer would find is still found: pieces that are free,
 * and the room between pieces, must not be touched, nothing is freed twice, and whatever is not freed at the end is told. */
#include <glib.h>
#include <sanitizer/asan_interface.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STEP 16
#define N_LISTS 513      /* up to 8 kB, in steps of 16 bytes: a page of a file, too */
#define CHUNK (1 << 20)
#define N_RESTING 1024   /* a piece that was freed is not given again before so many others */

#define IN_USE 0x757365u
#define IS_FREE 0x66726565u

/* Before each piece, so that it stays aligned; the room between two pieces. */
typedef struct _Header Header;
struct _Header
{
  guint32 size;
  guint32 state;
  Header *next;
};

static GMutex mutex;
static Header *lists[N_LISTS];
static Header *resting[N_RESTING];
static guint at_rest;
static guint8 *chunk;
static gsize chunk_left;
static GPtrArray *chunks;
static gint n_in_use;   /* atomic */

#define UNGUARDED __attribute__ ((no_sanitize ("address"), no_sanitize ("undefined")))

static int
round_up (int size)
{
  return (size + STEP - 1) / STEP * STEP;
}

static UNGUARDED Header *
take_from_chunk (gsize size)
{
  Header *header = NULL;

  if (chunk_left < size)
    {
      chunk = g_malloc (CHUNK);
      chunk_left = CHUNK;
      g_ptr_array_add (chunks, chunk);
      ASAN_POISON_MEMORY_REGION (chunk, CHUNK);
    }
  header = (gpointer) chunk;
  chunk += size;
  chunk_left -= size;
  return header;
}

static UNGUARDED Header *
take (guint32 size)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  Header *header = lists[size / STEP];

  if (header == NULL)
    return take_from_chunk (sizeof *header + size);
  lists[size / STEP] = header->next;
  return header;
}

static UNGUARDED void *
quick_malloc (int size)
{
  guint32 rounded = (guint32) round_up (size);
  gboolean is_small = rounded / STEP < N_LISTS;
  Header *header = is_small ? take (rounded) : g_malloc (sizeof *header + rounded);

  header->size = rounded;
  header->state = IN_USE;
  if (is_small)
    ASAN_UNPOISON_MEMORY_REGION (header + 1, rounded);
  g_atomic_int_inc (&n_in_use);
  return header + 1;
}

static UNGUARDED void
let_rest (Header *header)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  Header *rested = resting[at_rest];

  resting[at_rest] = header;
  at_rest = (at_rest + 1) % N_RESTING;
  if (rested == NULL)
    return;
  rested->next = lists[rested->size / STEP];
  lists[rested->size / STEP] = rested;
}

static UNGUARDED void
quick_free (void *memory)
{
  Header *header = (Header *) memory - 1;

  if (memory == NULL)
    return;
  if (header->state != IN_USE)
    g_error ("SQLite's memory at %p is freed twice, or was written over", memory);
  header->state = IS_FREE;
  g_atomic_int_add (&n_in_use, -1);
  if (header->size / STEP >= N_LISTS)
    {
      g_free (header);
      return;
    }
  ASAN_POISON_MEMORY_REGION (memory, header->size);
  let_rest (header);
}

static UNGUARDED int
quick_size (void *memory)
{
  return memory != NULL ? (int) ((Header *) memory - 1)->size : 0;
}

static void *
quick_realloc (void *memory,
               int   size)
{
  void *other = NULL;

  if (round_up (size) == quick_size (memory))
    return memory;
  other = quick_malloc (size);
  memcpy (other, memory, (gsize) MIN (size, quick_size (memory)));
  quick_free (memory);
  return other;
}

static int
quick_init (void *data)
{
  if (chunks == NULL)
    chunks = g_ptr_array_new ();
  return SQLITE_OK;
}

static void
quick_shutdown (void *data)
{
}

static gint n_to_begin_with;

/* The sanitizer's search for leaks sees chunks, not pieces. */
static void
check_leaks (void)
{
  gint n_left = g_atomic_int_get (&n_in_use) - n_to_begin_with;

  if (n_left == 0)
    return;
  g_printerr ("ERROR: %d pieces of SQLite's memory were not freed\n", n_left);
  _exit (23);
}

static __attribute__ ((constructor)) void
install (void)
{
  static const sqlite3_mem_methods methods = { quick_malloc, quick_free, quick_realloc, quick_size, round_up,
                                               quick_init, quick_shutdown, NULL };

  if (sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0) != SQLITE_OK
      || sqlite3_config (SQLITE_CONFIG_MALLOC, &methods) != SQLITE_OK || sqlite3_initialize () != SQLITE_OK)
    g_error ("SQLite takes no memory of ours");
  n_to_begin_with = n_in_use;
  atexit (check_leaks);
}
