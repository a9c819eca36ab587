/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is for, told by its name and its first lines; a table by what its columns are called. */
#include "cam-file-kind.h"
#include "test-files.h"

#include <string.h>
#include <sys/stat.h>

static void
test_names (TestFiles     *files,
            gconstpointer  data)
{
  g_assert_cmpint (cam_file_kind_find ("/nowhere/a.ICS"), ==, CAM_FILE_CALENDAR);
  g_assert_cmpint (cam_file_kind_find ("/nowhere/a.vCard"), ==, CAM_FILE_CONTACTS);
  g_assert_cmpint (cam_file_kind_find ("/nowhere/a.VCF"), ==, CAM_FILE_CONTACTS);
  g_assert_cmpint (cam_file_kind_find ("/nowhere/a.csv"), ==, CAM_FILE_OTHER);
  g_assert_cmpint (cam_file_kind_find (files->folder), ==, CAM_FILE_OTHER);
  g_assert_true (cam_file_kind_is_table ("People.CSV"));
  g_assert_false (cam_file_kind_is_table ("csv"));
}

static void
test_contents (TestFiles     *files,
               gconstpointer  data)
{
  static const struct
  {
    const char *name;
    const char *text;
    CamFileKind kind;
  } cases[] = {
    { "a", "\r\nbegin:vcard\r\n", CAM_FILE_CONTACTS },
    { "b.txt", "\xef\xbb\xbf" "BEGIN:VCARD\nVERSION:3.0\n", CAM_FILE_CONTACTS },
    { "c.csv", "BEGIN:VCALENDAR\n", CAM_FILE_CALENDAR },
    { "d.csv", "Name,Phone\nJane Example,01223 000000\n", CAM_FILE_CONTACTS },
    { "e.csv", "\xef\xbb\xbf" "First Name;Last Name;E-mail Address\nJane;Example;jane@example.org\n", CAM_FILE_CONTACTS },
    { "f.tsv", "Company\tMobile Phone\nHall Trust\t07700 900123\n", CAM_FILE_CONTACTS },
    { "g.csv", "kind,name,organisation,job_title,email\n", CAM_FILE_CONTACTS },
    { "h.csv", "Date,Title,Start,Email\n2026-03-03,Coffee,10:00,jane@example.org\n", CAM_FILE_CALENDAR },
    { "i.csv", "Name,Postcode\nHall,PE15 0AA\n", CAM_FILE_OTHER },
    { "j.csv", "Venue name,Name,Phone,lat,lon\n,Hall,01354 000000,52.5,0.1\n", CAM_FILE_OTHER },
    { "k.csv", "Name,Phone,Easting,Northing\nHall,01354 000000,540000,290000\n", CAM_FILE_OTHER },
    { "l.csv", "PAR19CD,PAR19NM\nE04000001,Alder\n", CAM_FILE_OTHER },
    { "m.csv", "\"Name,Phone", CAM_FILE_OTHER },
    { "n.csv", "name,phone\r", CAM_FILE_CONTACTS },
    { "o.dat", "Name,Phone\nJane Example,01223 000000\n", CAM_FILE_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = test_files_write (files, cases[i].name, cases[i].text);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (cam_file_kind_find (path), ==, cases[i].kind);
    }
}

/* Bytes of any kind, a line without an end, and a pipe that nobody writes to. */
static void
test_hostile (TestFiles     *files,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (files->folder, "bytes.csv", NULL);
  g_autofree char *pipe = g_build_filename (files->folder, "pipe.csv", NULL);
  g_autofree char *bytes = g_malloc (100000);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint round = 0; round < 200; round++)
    {
      for (guint i = 0; i < 100000; i++)
        bytes[i] = round % 2 == 0 ? (char) g_rand_int_range (rand, 0, 256) : ",;\"\n\r\t a"[g_rand_int_range (rand, 0, 8)];
      g_assert_true (g_file_set_contents (path, bytes, round < 198 ? g_rand_int_range (rand, 0, 5000) : 100000, NULL));
      g_assert_cmpint (cam_file_kind_find (path), ==, CAM_FILE_OTHER);
    }
  memset (bytes, 'a', 100000);
  g_assert_true (g_file_set_contents (path, bytes, 100000, NULL));
  g_assert_cmpint (cam_file_kind_find (path), ==, CAM_FILE_OTHER);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (cam_file_kind_find (pipe), ==, CAM_FILE_OTHER);
  g_assert_false (cam_file_kind_is_cards (NULL, 0));
  g_assert_false (cam_file_kind_is_calendar ("BEGIN:VCAL", 10));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define add(name, func) g_test_add ("/file-kind/" name, TestFiles, NULL, test_files_set_up, func, test_files_tear_down)
  add ("names", test_names);
  add ("contents", test_contents);
  add ("hostile", test_hostile);
  return g_test_run ();
}
