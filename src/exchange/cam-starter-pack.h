/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area.h"
#include "cam-csv.h"
#include "cam-geometry.h"

G_BEGIN_DECLS

/* One area of the pack. Text is borrowed from the pack's tables. */
typedef struct
{
  char        *uuid;
  CamLevel     level;
  const char  *name;
  const char  *code;        /* NULL for a cluster */
  const char  *parent;      /* code, NULL for the county */
  gint64       number;      /* 0 where it has none */
  double       lat;
  double       lon;
  double       hectares;    /* 0 where unknown */
  gint64       population;  /* CAM_INTEGER_NONE where unknown */
  const char  *population_source;
  const char  *note;
  CamGeometry *outline;     /* approximate, or the union of such */
} CamStarterPlace;

/* The tables of data/starter as the program carries them. Any thread. */
typedef struct
{
  GPtrArray  *places;   /* CamStarterPlace, a parent before its children */
  GHashTable *by_code;  /* code, or a cluster's name → CamStarterPlace */
  CamCsv     *members;  /* cluster, code */
  CamCsv     *priorities;
  CamCsv     *organisations;
  CamCsv     *corporate;
  CamCsv     *templates;   /* template, position, milestone, description */
  CamCsv     *checklists;  /* template, position, task, days_before, aim */
  CamCsv     *holidays;    /* day, name */
  GPtrArray  *tables;   /* CamCsv: owns all of them */
} CamStarterPack;

/* Reads the tables and computes the outlines. */
CamStarterPack        *cam_starter_pack_new      (GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void                   cam_starter_pack_free     (CamStarterPack        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamStarterPack, cam_starter_pack_free)

/* NULL where there is none. */
const CamStarterPlace *cam_starter_pack_find     (const CamStarterPack  *self,
                                                  const char            *code);
/* A cell of a table with a header; NULL where it is empty. */
const char            *cam_starter_get_text      (const CamCsv          *table,
                                                  guint                  row,
                                                  const char            *column);
gint64                 cam_starter_get_integer   (const CamCsv          *table,
                                                  guint                  row,
                                                  const char            *column,
                                                  gint64                 fallback);
/* The uuid that a thing of the pack has in every file. */
char                  *cam_starter_dup_uuid      (const char            *kind,
                                                  const char            *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
