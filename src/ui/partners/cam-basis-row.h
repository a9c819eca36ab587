/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Why a person's data may be held: a choice of the six lawful bases. What is chosen is saved at once. Words that are none
 * of them stay as they are until something is chosen.
 *
 * Properties: explanation (read-only), when the chosen one holds, in plain words; it is to stand near the row. */
#define CAM_TYPE_BASIS_ROW (cam_basis_row_get_type ())
G_DECLARE_FINAL_TYPE (CamBasisRow, cam_basis_row, CAM, BASIS_ROW, AdwComboRow)

/* @person is a CamPerson of @store. */
GtkWidget *cam_basis_row_new (CamStore  *store,
                              CamRecord *person) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
