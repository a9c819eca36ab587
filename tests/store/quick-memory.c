/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quick-memory.h"

#include <sqlite3.h>
#include <string.h>

#define STEP 16
#define N_LISTS 257      /* up to 4 kB, in steps of 16 bytes */
#define CHUNK (1 << 20)

/* Before each piece, so that it stays aligned. */
typedef struct
{
  gsize size;
  gsize unused;
} Header;

typedef struct _Piece Piece;
struct _Piece
{
  Piece *next;
};

/* A merge keeps its backup from a thread of its own. */
static GMutex mutex;
static Piece *lists[N_LISTS];
static guint8 *chunk;
static gsize chunk_left;
static GPtrArray *chunks;

static int
round_up (int size)
{
  return (size + STEP - 1) / STEP * STEP;
}

static void *
take_from_chunk (gsize size)
{
  guint8 *piece = NULL;

  if (chunk_left < size)
    {
      chunk = g_malloc (CHUNK);
      chunk_left = CHUNK;
      g_ptr_array_add (chunks, chunk);
    }
  piece = chunk;
  chunk += size;
  chunk_left -= size;
  return piece;
}

static void *
quick_malloc (int size)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  gsize rounded = (gsize) round_up (size);
  gsize list = rounded / STEP;
  Header *header = NULL;

  if (list < N_LISTS && lists[list] != NULL)
    {
      Piece *piece = lists[list];

      lists[list] = piece->next;
      return piece;
    }
  header = list < N_LISTS ? take_from_chunk (sizeof *header + rounded) : g_malloc (sizeof *header + rounded);
  header->size = rounded;
  return header + 1;
}

static void
quick_free (void *memory)
{
  Header *header = (Header *) memory - 1;
  gsize list;

  if (memory == NULL)
    return;
  list = header->size / STEP;
  if (list < N_LISTS)
    {
      g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
      Piece *piece = memory;

      piece->next = lists[list];
      lists[list] = piece;
    }
  else
    {
      g_free (header);
    }
}

static int
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
  chunks = g_ptr_array_new_with_free_func (g_free);
  return SQLITE_OK;
}

static void
quick_shutdown (void *data)
{
  memset (lists, 0, sizeof lists);
  chunk_left = 0;
  g_clear_pointer (&chunks, g_ptr_array_unref);
}

void
quick_memory_install (void)
{
  static const sqlite3_mem_methods methods = { quick_malloc, quick_free, quick_realloc, quick_size, round_up,
                                               quick_init, quick_shutdown, NULL };

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods), ==, SQLITE_OK);
}
