/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-label-placement.h"

#include <math.h>

/* The side of a cell of the grid in which placed boxes are looked up. */
#define CELL 96.0

typedef struct
{
  GPtrArray  **cells;   /* of CamLabelBox; a box is in every cell it touches */
  int          columns, rows;
  double       width, height;
  double       gap;
} Grid;

static int
compare_weight (gconstpointer a,
                gconstpointer b)
{
  const CamLabelBox *first = *(const CamLabelBox *const *) a;
  const CamLabelBox *second = *(const CamLabelBox *const *) b;

  if (first->weight < second->weight || first->weight > second->weight)
    return first->weight > second->weight ? -1 : 1;
  /* Their order in the array, so that equal weights do not flicker. */
  return first < second ? -1 : first > second;
}

static gboolean
collide (const CamLabelBox *a,
         const CamLabelBox *b,
         double             gap)
{
  return a->left < b->left + b->width + gap && b->left < a->left + a->width + gap
         && a->top < b->top + b->height + gap && b->top < a->top + a->height + gap;
}

static void
find_cells (const Grid        *grid,
            const CamLabelBox *box,
            int               *x1,
            int               *y1,
            int               *x2,
            int               *y2)
{
  *x1 = CLAMP ((int) floor ((box->left - grid->gap) / CELL), 0, grid->columns - 1);
  *y1 = CLAMP ((int) floor ((box->top - grid->gap) / CELL), 0, grid->rows - 1);
  *x2 = CLAMP ((int) floor ((box->left + box->width + grid->gap) / CELL), 0, grid->columns - 1);
  *y2 = CLAMP ((int) floor ((box->top + box->height + grid->gap) / CELL), 0, grid->rows - 1);
}

static gboolean
has_room (const Grid        *grid,
          const CamLabelBox *box)
{
  int x1, y1, x2, y2;

  if (box->left < 0 || box->top < 0 || box->left + box->width > grid->width
      || box->top + box->height > grid->height)
    return FALSE;
  find_cells (grid, box, &x1, &y1, &x2, &y2);
  for (int y = y1; y <= y2; y++)
    for (int x = x1; x <= x2; x++)
      {
        GPtrArray *cell = grid->cells[y * grid->columns + x];

        for (guint i = 0; cell != NULL && i < cell->len; i++)
          if (collide (box, g_ptr_array_index (cell, i), grid->gap))
            return FALSE;
      }
  return TRUE;
}

static void
take_room (Grid        *grid,
           CamLabelBox *box)
{
  int x1, y1, x2, y2;

  find_cells (grid, box, &x1, &y1, &x2, &y2);
  for (int y = y1; y <= y2; y++)
    for (int x = x1; x <= x2; x++)
      {
        GPtrArray **cell = &grid->cells[y * grid->columns + x];

        if (*cell == NULL)
          *cell = g_ptr_array_new ();
        g_ptr_array_add (*cell, box);
      }
}

static gboolean
place (Grid        *grid,
       CamLabelBox *box)
{
  static const double offsets[] = { 0, -0.6, 0.6, -1.3, 1.3 };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      box->left = round (box->x - box->width / 2);
      box->top = round (box->y - box->height / 2 + offsets[i] * box->height);
      if (has_room (grid, box))
        {
          take_room (grid, box);
          return TRUE;
        }
    }
  return FALSE;
}

guint
cam_label_placement_solve (CamLabelBox *boxes,
                           guint        n_boxes,
                           double       width,
                           double       height,
                           double       gap)
{
  g_autoptr(GPtrArray) order = g_ptr_array_sized_new (n_boxes);
  g_autofree GPtrArray **cells = NULL;
  Grid grid = { .width = width, .height = height, .gap = gap };
  guint n_placed = 0;

  g_return_val_if_fail (boxes != NULL || n_boxes == 0, 0);

  grid.columns = MAX ((int) ceil (width / CELL), 1);
  grid.rows = MAX ((int) ceil (height / CELL), 1);
  cells = g_new0 (GPtrArray *, (gsize) grid.columns * (gsize) grid.rows);
  grid.cells = cells;
  for (guint i = 0; i < n_boxes; i++)
    g_ptr_array_add (order, &boxes[i]);
  g_ptr_array_sort (order, compare_weight);
  for (guint i = 0; i < order->len; i++)
    {
      CamLabelBox *box = g_ptr_array_index (order, i);

      box->placed = place (&grid, box);
      n_placed += box->placed ? 1 : 0;
    }
  for (int i = 0; i < grid.columns * grid.rows; i++)
    g_clear_pointer (&cells[i], g_ptr_array_unref);
  return n_placed;
}
