/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outgoing.h"

struct _CamShareScope
{
  CamShareWhat  what;
  char        **areas;
  gboolean      personal;
};

CamShareScope *
cam_share_scope_new (CamShareWhat       what,
                     const char *const *areas,
                     gboolean           personal)
{
  CamShareScope *self = g_atomic_rc_box_new0 (CamShareScope);

  self->what = what;
  self->areas = what == CAM_SHARE_AREAS && areas != NULL ? g_strdupv ((char **) areas) : g_new0 (char *, 1);
  self->personal = personal && what != CAM_SHARE_PUBLIC;
  return self;
}

CamShareScope *
cam_share_scope_ref (CamShareScope *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  CamShareScope *self = data;

  g_clear_pointer (&self->areas, g_strfreev);
}

void
cam_share_scope_unref (CamShareScope *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

CamShareWhat
cam_share_scope_get_what (CamShareScope *self)
{
  return self->what;
}

const char *const *
cam_share_scope_get_areas (CamShareScope *self)
{
  return (const char *const *) self->areas;
}

gboolean
cam_share_scope_get_personal (CamShareScope *self)
{
  return self->personal;
}
