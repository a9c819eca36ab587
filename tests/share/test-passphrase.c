/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-passphrase.h"

#include "share-files.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

typedef struct
{
  const char *bytes;
  int         length;   /* -1: up to the NUL */
  const char *line;     /* NULL: refused */
} Case;

static const Case cases[] = {
  { "under the bridge", -1, "under the bridge" },
  { "under the bridge\n", -1, "under the bridge" },
  { "under the bridge\r\n", -1, "under the bridge" },
  { " spaces stay \n", -1, " spaces stay " },
  { "\xef\xbb\xbf" "from an editor\n", -1, "from an editor" },
  { "caf\xc3\xa9 \xe2\x80\x93 Ely", -1, "café – Ely" },
  { "", -1, NULL },
  { "\n", -1, NULL },
  { "\r\n", -1, NULL },
  { "\xef\xbb\xbf\n", -1, NULL },
  { "two\nlines\n", -1, NULL },
  { "one line\n\n", -1, NULL },
  { "caf\xe9 in Latin 1", -1, NULL },
  { "a\0b", 3, NULL },
};

static void
test_read (ShareFiles    *files,
           gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length = cases[i].length < 0 ? strlen (cases[i].bytes) : (gsize) cases[i].length;
      char *line = NULL;

      share_files_write (files->plain, (const guint8 *) cases[i].bytes, length);
      line = cam_passphrase_read_file (files->plain, &error);
      g_assert_cmpstr (line, ==, cases[i].line);
      if (line == NULL)
        g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
      else
        g_assert_no_error (error);
      cam_passphrase_free (line);
    }
}

static void
test_bounds (ShareFiles    *files,
             gconstpointer  data)
{
  g_autofree char *text = g_strnfill (1025, 'x');
  g_autoptr (GError) error = NULL;
  char *line = NULL;

  g_assert_null (cam_passphrase_read_file (files->plain, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (cam_passphrase_read_file (files->folder, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_FAILED);
  g_clear_error (&error);
  share_files_write (files->plain, (const guint8 *) text, 1025);
  g_assert_null (cam_passphrase_read_file (files->plain, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG);
  g_clear_error (&error);
  share_files_write (files->plain, (const guint8 *) text, 1024);
  line = cam_passphrase_read_file (files->plain, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (line), ==, 1024);
  cam_passphrase_free (line);
  cam_passphrase_free (NULL);
}

static gpointer
write_cb (gpointer data)
{
  FILE *pipe = g_fopen (data, "we");

  g_assert_nonnull (pipe);
  g_assert_cmpint (fputs ("from a pipe\n", pipe), >=, 0);
  g_assert_cmpint (fclose (pipe), ==, 0);
  return NULL;
}

/* What a password manager prints, as the shell hands it over. */
static void
test_pipe (ShareFiles    *files,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  GThread *thread = NULL;
  char *line = NULL;

  g_assert_cmpint (mkfifo (files->plain, 0600), ==, 0);
  thread = g_thread_new ("writer", write_cb, files->plain);
  line = cam_passphrase_read_file (files->plain, &error);
  g_thread_join (thread);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "from a pipe");
  cam_passphrase_free (line);
}

static void
test_judge (void)
{
  static const struct
  {
    const char            *passphrase;
    CamPassphraseStrength  strength;
  } judged[] = {
    { "", CAM_PASSPHRASE_TOO_SHORT },
    { "Xy7!pQ2", CAM_PASSPHRASE_TOO_SHORT },
    { "éééé", CAM_PASSPHRASE_TOO_SHORT },
    { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", CAM_PASSPHRASE_WEAK },
    { "12345678901234567890", CAM_PASSPHRASE_WEAK },
    { "abcdefghijklmnop", CAM_PASSPHRASE_WEAK },
    { "password", CAM_PASSPHRASE_WEAK },
    { "password12", CAM_PASSPHRASE_WEAK },
    { "warm bread", CAM_PASSPHRASE_WEAK },
    { "k7#Qz!m2Wp", CAM_PASSPHRASE_FAIR },
    { "narrow boat 1982", CAM_PASSPHRASE_FAIR },
    { "warm bread upon", CAM_PASSPHRASE_FAIR },
    { "warm bread under seven bridges", CAM_PASSPHRASE_STRONG },
  };

  for (guint i = 0; i < G_N_ELEMENTS (judged); i++)
    {
      g_test_message ("%s", judged[i].passphrase);
      g_assert_cmpint (cam_passphrase_judge (judged[i].passphrase), ==, judged[i].strength);
    }
}

#define add(name, function) \
  g_test_add ("/share/passphrase/" name, ShareFiles, NULL, share_files_set_up, function, share_files_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("read", test_read);
  add ("bounds", test_bounds);
  add ("pipe", test_pipe);
  g_test_add_func ("/share/passphrase/judge", test_judge);
  return g_test_run ();
}
