/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partners-page.h"
#include "cam-window.h"
#include "ui-test.h"

G_BEGIN_DECLS

/* A window with the Partners page, and a few partners in it: what the tests of that page share. */
typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
  char      *trust;    /* an organisation of the sector Faith that works in Birch, a member of the network */
  char      *council;  /* one of the sector Councils */
  char      *ada;      /* clerk of the council, with a phone and an e-mail */
  char      *bo;       /* a champion who is not to be contacted */
  char      *network;  /* a group */
} PartnersFixture;

void partners_fixture_set_up    (PartnersFixture *self,
                                 gconstpointer    data);
void partners_fixture_tear_down (PartnersFixture *self,
                                 gconstpointer    data);
/* The same in a window of a size; @fill FALSE leaves the file without partners. */
void partners_fixture_open      (PartnersFixture *self,
                                 int              width,
                                 int              height,
                                 gboolean         fill);
CamPartnersPage *partners_fixture_get_page (PartnersFixture *self);
/* The dialog on top; never NULL. */
GtkWidget       *partners_fixture_get_dialog (PartnersFixture *self);
void             partners_fixture_close_dialogs (PartnersFixture *self);
/* Opens the form of a row, and gives it. */
GtkWidget       *partners_fixture_open_form (PartnersFixture *self,
                                             const char      *table,
                                             const char      *uuid);
/* Rows of @table that meet @where and are not deleted. */
gint64           partners_fixture_count (PartnersFixture *self,
                                         const char      *table,
                                         const char      *where);
/* Waits until that is @n. */
void             partners_fixture_wait_count (PartnersFixture *self,
                                              const char      *table,
                                              const char      *where,
                                              gint64           n);

G_END_DECLS
