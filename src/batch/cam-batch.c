/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch.h"

#include "cam-batch-arguments.h"

#include <stdio.h>
#include <string.h>

#define PROGRAM "cambridgeshire-local"

enum
{
  EXIT_DONE,
  EXIT_REFUSED,
  EXIT_USAGE,
};

static const CamBatchCommand commands[] = {
  { "new", "FILE [--starter]",
    "Make a file, empty or with the starter pack.",
    CAM_BATCH_OPTION_STARTER, 0, 1, cam_batch_new },
  { "import", "FILE… [--level LEVEL] [--dry-run]",
    "Bring in boundaries, or tables of codes and names.",
    CAM_BATCH_OPTION_LEVEL | CAM_BATCH_OPTION_DRY_RUN, 1, G_MAXUINT, cam_batch_import },
  { "export", "areas OUT.geojson|OUT.gpkg|OUT.csv | plan OUT.csv|OUT.ods",
    "Write the areas, or the plans with their status, to a file of their own.",
    0, 2, 2, cam_batch_export },
  { "share", "OUT [--scope everything|public|AREA]… [--without-personal-data] [--passphrase-file P]",
    "Write a copy to hand over.",
    CAM_BATCH_OPTION_SHARE | CAM_BATCH_OPTION_PASSPHRASE, 1, 1, cam_batch_share },
  { "merge", "FILE… [--dry-run] [--passphrase-file P]",
    "Bring in copies of the file that were handed over.",
    CAM_BATCH_OPTION_DRY_RUN | CAM_BATCH_OPTION_PASSPHRASE, 1, G_MAXUINT, cam_batch_merge },
  { "locate", "LAT LON | GRIDREF",
    "Name every area that holds a place.",
    0, 1, G_MAXUINT, cam_batch_locate },
  { "search", "TEXT",
    "Find areas, postcodes and everything else by name.",
    0, 1, G_MAXUINT, cam_batch_search },
  { "erase", "UUID",
    "Erase a person's data for good, also from history and backups.",
    0, 1, 1, cam_batch_erase },
  { "subject-access", "UUID OUT.zip",
    "Write everything about a person to a file that can be handed to that person.",
    0, 2, 2, cam_batch_subject_access },
  { "history", "[UUID] [--since DATE] [--author NAME] [--kind TABLE] [--limit N]",
    "Tell who changed what, newest first; of one record, or of the whole file.",
    CAM_BATCH_OPTION_HISTORY, 0, 1, cam_batch_history },
  { "conflicts", "[settle UUID FIELD NUMBER]",
    "List what copies said differently, or settle one of them.",
    0, 0, 4, cam_batch_conflicts },
  { "duplicates", "",
    "List what looks as if it had been typed twice.",
    0, 0, 0, cam_batch_duplicates },
  { "readings", "import FILE [--dry-run]",
    "Bring in readings of measures from a table.",
    CAM_BATCH_OPTION_DRY_RUN, 2, 2, cam_batch_readings },
  { "events", "import FILE [--dry-run] | export OUT.ics|OUT.csv [--from DAY] [--to DAY] [--area NAME|CODE] [--kind KIND] [--feed]",
    "Bring in events from a calendar file or a table, or write them to one.",
    CAM_BATCH_OPTION_DRY_RUN | CAM_BATCH_OPTION_DAYS | CAM_BATCH_OPTION_AREA | CAM_BATCH_OPTION_EXPORT, 2, 2, cam_batch_events },
  { "partners", "import FILE.vcf|FILE.csv [--basis NAME] [--dry-run] | export OUT.vcf|OUT.csv [--group NAME] [--restricted] [--bom]",
    "Bring in people and organisations from a contact file or a table, or write them to one.",
    CAM_BATCH_OPTION_DRY_RUN | CAM_BATCH_OPTION_PARTNERS, 2, 2, cam_batch_partners },
  { "status", "[--area NAME|CODE]",
    "Tell how every measure does and why; of all together, or in one area.",
    CAM_BATCH_OPTION_AREA, 0, 0, cam_batch_status },
  { "coverage", "[--scheme LEVEL] [--from DATE] [--until DATE] [--kind KIND]",
    "Tell which areas have had an event, have one planned, have none.",
    CAM_BATCH_OPTION_RANGE | CAM_BATCH_OPTION_COVERAGE, 0, 0, cam_batch_coverage },
  { "clashes", "[--from DATE] [--until DATE]",
    "Tell which events clash with another one, a holiday or the time it takes to get there.",
    CAM_BATCH_OPTION_RANGE, 0, 0, cam_batch_clashes },
  { "papers", "EVENT-UUID OUT.pdf|OUT.html|OUT.txt [--kind poster|invitation|sign-in] [--logo UUID] | venues OUT.pdf|OUT.html|OUT.csv",
    "Write a poster, an invitation, a sheet to sign in, or the list of venues.",
    CAM_BATCH_OPTION_PAPER, 2, 2, cam_batch_papers },
  { "check", "",
    "Tell whether the file is sound.",
    0, 0, 0, cam_batch_check },
};

static const CamBatchCommand *
find_command (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, word))
      return &commands[i];
  return NULL;
}

/* A plain word that is no file is a command typed wrongly, and no document to open in a window. */
static gboolean
is_mistyped (const char *word)
{
  return word[0] != '-' && strpbrk (word, "./:") == NULL && !g_file_test (word, G_FILE_TEST_EXISTS);
}

static void
append_usage (GString               *text,
              const CamBatchCommand *command)
{
  g_string_append_printf (text, "  %s %s%s%s\n      %s\n", PROGRAM, command->name,
                          *command->arguments != '\0' ? " " : "", command->arguments,
                          command->summary);
}

static void
append_help (GString               *text,
             const CamBatchCommand *command)
{
  g_string_append (text, "Usage:\n");
  if (command != NULL)
    append_usage (text, command);
  for (gsize i = 0; command == NULL && i < G_N_ELEMENTS (commands); i++)
    append_usage (text, &commands[i]);
  if (command == NULL)
    g_string_append (text, "  " PROGRAM " [FILE…]\n      Open the window.\n"
                           "  " PROGRAM " --version\n      Tell the version.\n");
  g_string_append (text, "Every command takes:\n"
                         "  --file F   the file to work on, instead of your own\n"
                         "  --json     answer for programs\n"
                         "  --help     explain\n"
                         "Levels: county district sda division ward parish lsoa neighbourhood\n");
}

/* The bytes as they are: g_print() would turn them into the locale's, and lose some. */
static gboolean
write_out (FILE       *stream,
           const char *text)
{
  return fputs (text, stream) >= 0 && fflush (stream) == 0;
}

static int
tell_usage (const CamBatchCommand *command,
            const char            *sentence)
{
  GString *text = g_string_new (sentence);

  g_string_append_c (text, '\n');
  append_help (text, command);
  write_out (stderr, text->str);
  g_string_free (text, TRUE);
  return EXIT_USAGE;
}

static int
tell_refusal (const char *message)
{
  g_autofree char *line = g_strdup_printf ("%s\n", message);

  /* One sentence on one line, whatever a library put into it. */
  for (char *at = line; at[0] != '\0' && at[1] != '\0'; at++)
    if (*at == '\n' || *at == '\r')
      *at = ' ';
  write_out (stderr, line);
  return EXIT_REFUSED;
}

static int
tell_done (CamBatch *batch)
{
  if (batch->json)
    {
      g_autoptr (JsonNode) root = json_builder_get_root (batch->builder);
      g_autofree char *text = json_to_string (root, TRUE);

      g_string_append_printf (batch->out, "%s\n", text);
    }
  if (!write_out (stdout, batch->out->str))
    return tell_refusal ("The answer could not be written.");
  return EXIT_DONE;
}

static int
run_command (CamBatch  *batch,
             int        argc,
             char     **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  if (!cam_batch_parse_arguments (batch, argc, argv, &error))
    return tell_usage (batch->command, error->message);
  if (batch->wants_help)
    {
      append_help (batch->out, batch->command);
      batch->json = FALSE;
      return tell_done (batch);
    }
  done = batch->command->run (batch, &error);
  cam_batch_close (batch, !done || (batch->dry_run && batch->path_given));
  if (done)
    return tell_done (batch);
  if (error->domain == G_OPTION_ERROR)
    return tell_usage (batch->command, error->message);
  if (batch->refusal_has_answer)
    tell_done (batch);
  return tell_refusal (error->message);
}

gboolean
cam_batch_handles (int    argc,
                   char **argv)
{
  const char *word = cam_batch_find_word (argc, argv);

  if (word == NULL)
    return FALSE;
  return g_str_equal (word, "--version") || g_str_equal (word, "--help") ||
         find_command (word) != NULL || is_mistyped (word);
}

int
cam_batch_run (int    argc,
               char **argv)
{
  const char *word = cam_batch_find_word (argc, argv);
  CamBatch batch = { .level = -1 };
  int status = EXIT_USAGE;

  if (word == NULL)
    return tell_usage (NULL, "Name a command.");
  batch.command = find_command (word);
  batch.path = g_build_filename (g_get_user_data_dir (), PROGRAM, "local.gpkg", NULL);
  batch.arguments = g_ptr_array_new_with_free_func (g_free);
  batch.scopes = g_ptr_array_new_with_free_func (g_free);
  batch.out = g_string_new (NULL);
  batch.builder = json_builder_new ();
  if (g_str_equal (word, "--version"))
    {
      g_string_append (batch.out, PROGRAM " " CAM_VERSION "\n");
      status = tell_done (&batch);
    }
  else if (g_str_equal (word, "--help"))
    {
      append_help (batch.out, NULL);
      status = tell_done (&batch);
    }
  else if (batch.command != NULL)
    status = run_command (&batch, argc, argv);
  else
    {
      g_autofree char *shown = g_utf8_make_valid (word, -1);
      g_autofree char *sentence = g_strdup_printf ("There is no command “%s”.", shown);

      status = tell_usage (NULL, sentence);
    }
  g_object_unref (batch.builder);
  g_string_free (batch.out, TRUE);
  g_ptr_array_unref (batch.arguments);
  g_ptr_array_unref (batch.scopes);
  g_free (batch.passphrase_file);
  g_free (batch.path);
  return status;
}
