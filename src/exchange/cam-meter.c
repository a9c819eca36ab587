/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-meter.h"

typedef struct
{
  CamMeterFunc func;
  gpointer     data;
  guint        hundredths;  /* that were told */
} Meter;

static GPrivate current = G_PRIVATE_INIT (g_free);

void
cam_meter_start (CamMeterFunc func,
                 gpointer     data)
{
  Meter *meter;

  g_return_if_fail (func != NULL);

  meter = g_new0 (Meter, 1);
  meter->func = func;
  meter->data = data;
  g_private_replace (&current, meter);
}

void
cam_meter_stop (void)
{
  g_private_replace (&current, NULL);
}

void
cam_meter_set (guint64 done,
               guint64 total)
{
  Meter *meter = g_private_get (&current);
  guint hundredths;

  if (meter == NULL || total == 0)
    return;
  hundredths = (guint) (100.0 * (double) MIN (done, total) / (double) total);
  if (hundredths <= meter->hundredths)
    return;
  meter->hundredths = hundredths;
  meter->func (hundredths / 100.0, meter->data);
}
