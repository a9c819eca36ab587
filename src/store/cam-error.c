/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-error.h"

G_DEFINE_QUARK (cam-error-quark, cam_error)
