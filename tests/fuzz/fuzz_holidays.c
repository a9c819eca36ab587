/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "cam-holiday-import.h"

#include <string.h>

/* A list of school holidays: refused with an error, or lines of which each that is no problem has a name and some days. */

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamHolidayImport) import = cam_holiday_import_new (bytes, &error);

  g_assert_true ((import != NULL) == (error == NULL));
  for (guint i = 0; import != NULL && i < cam_holiday_import_get_n (import); i++)
    {
      const CamHolidayLine *line = cam_holiday_import_get (import, i);

      g_assert_true (g_utf8_validate (line->name, -1, NULL));
      g_assert_true (i < CAM_HOLIDAY_MAX_LINES);
      if (line->verdict == CAM_IMPORT_PROBLEM)
        g_assert_cmpstr (line->reason, !=, "");
      else
        g_assert_true (*line->name != '\0' && line->first > 0 && line->last >= line->first && line->last - line->first < 100);
    }
  return 0;
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
  static const char *const texts[] = {
    "Name,First day,Last day\nOctober half term,26/10/2026,30/10/2026\nChristmas,21 December 2026,1 January 2027\n",
    "holiday;from;to\nAutumn term;Tue 1 September 2026;2026-12-18\n;;\nEaster;2027-03-29;\n",
    "title\tdate\nTraining day\t4 Jan 2027\n",
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Half term\r\nDTSTART;VALUE=DATE:20261026\r\n"
    "DTEND;VALUE=DATE:20261031\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Weekly\r\nDTSTART:20270104T100000\r\n"
    "RRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (seeds, g_bytes_new_static (texts[i], strlen (texts[i])));
}
