/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-arguments.h"

#include "cam-area.h"

#include <string.h>

/* GOption would take the longitude of half of the county for an option, so this is read by hand. */
static gboolean
is_option (const char *word)
{
  return word[0] == '-' && word[1] != '\0' && !g_ascii_isdigit (word[1]) && word[1] != '.';
}

/* "--file=F" and "--file F"; *@i moves over what was taken. NULL with @error where the value is
 * missing. */
static const char *
take_value (const char  *option,
            int          argc,
            char       **argv,
            int         *i,
            GError     **error)
{
  const char *word = argv[*i];
  gsize length = strlen (option);

  if (word[length] == '=')
    return word + length + 1;
  if (*i + 1 < argc)
    return argv[++*i];
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s needs a value.", option);
  return NULL;
}

static gboolean
is_named (const char *word,
          const char *option)
{
  gsize length = strlen (option);

  return strncmp (word, option, length) == 0 && (word[length] == '\0' || word[length] == '=');
}

static gboolean
set_level (CamBatch    *batch,
           const char  *word,
           GError     **error)
{
  CamLevel level = CAM_LEVEL_PARISH;
  GString *words = NULL;

  if (cam_level_from_word (word, &level))
    {
      batch->level = (int) level;
      return TRUE;
    }
  words = g_string_new (NULL);
  for (guint i = 0; i < CAM_N_LEVELS; i++)
    g_string_append_printf (words, " %s", cam_level_to_word ((CamLevel) i));
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "The level is one of:%s.",
               words->str);
  g_string_free (words, TRUE);
  return FALSE;
}

static gboolean
set_limit (CamBatch    *batch,
           const char  *word,
           GError     **error)
{
  guint64 limit = 0;

  if (g_ascii_string_to_unsigned (word, 10, 1, G_MAXUINT, &limit, NULL))
    {
      batch->limit = (guint) limit;
      return TRUE;
    }
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--limit needs a number from 1.");
  return FALSE;
}

/* TRUE where the word is one of the options of the history. *@taken says whether its value was good. */
static gboolean
parse_history_option (CamBatch  *batch,
                      int        argc,
                      char     **argv,
                      int       *i,
                      gboolean  *taken,
                      GError   **error)
{
  const struct
  {
    const char  *option;
    const char **value;
  } texts[] = { { "--since", &batch->since }, { "--author", &batch->author }, { "--kind", &batch->kind } };
  const char *word = argv[*i];

  for (gsize at = 0; at < G_N_ELEMENTS (texts); at++)
    if (is_named (word, texts[at].option))
      {
        *texts[at].value = take_value (texts[at].option, argc, argv, i, error);
        *taken = *texts[at].value != NULL;
        return TRUE;
      }
  if (!is_named (word, "--limit"))
    return FALSE;
  word = take_value ("--limit", argc, argv, i, error);
  *taken = word != NULL && set_limit (batch, word, error);
  return TRUE;
}

/* TRUE where the word is one of the options of the commands about events. *@taken says whether its value was good. */
static gboolean
parse_event_option (CamBatch  *batch,
                    int        argc,
                    char     **argv,
                    int       *i,
                    gboolean  *taken,
                    GError   **error)
{
  const struct
  {
    const char      *option;
    CamBatchOptions  of;
    const char     **value;
  } texts[] = { { "--from", CAM_BATCH_OPTION_RANGE, &batch->from },
                { "--until", CAM_BATCH_OPTION_RANGE, &batch->until },
                { "--kind", CAM_BATCH_OPTION_COVERAGE | CAM_BATCH_OPTION_EXPORT | CAM_BATCH_OPTION_PAPER, &batch->kind },
                { "--logo", CAM_BATCH_OPTION_PAPER, &batch->logo } };
  const char *word = argv[*i];

  for (gsize at = 0; at < G_N_ELEMENTS (texts); at++)
    if (is_named (word, texts[at].option) && (batch->command->options & texts[at].of) != 0)
      {
        *texts[at].value = take_value (texts[at].option, argc, argv, i, error);
        *taken = *texts[at].value != NULL;
        return TRUE;
      }
  if (!is_named (word, "--scheme") || (batch->command->options & CAM_BATCH_OPTION_COVERAGE) == 0)
    return FALSE;
  word = take_value ("--scheme", argc, argv, i, error);
  *taken = word != NULL && set_level (batch, word, error);
  return TRUE;
}

static gboolean
refuse_option (const char  *word,
               GError     **error)
{
  g_autofree char *shown = g_utf8_make_valid (word, -1);

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
               "%s is no option of this command.", shown);
  return FALSE;
}

/* Options of the commands that hand over copies. *@found: whether it is one of them. */
static gboolean
parse_share_option (CamBatch  *batch,
                    int        argc,
                    char     **argv,
                    int       *i,
                    gboolean  *found,
                    GError   **error)
{
  CamBatchOptions taken = batch->command->options;
  const char *word = argv[*i];
  const char *value = word;

  *found = TRUE;
  if (is_named (word, "--scope") && (taken & CAM_BATCH_OPTION_SHARE) != 0)
    {
      value = take_value ("--scope", argc, argv, i, error);
      if (value != NULL)
        g_ptr_array_add (batch->scopes, g_strdup (value));
    }
  else if (is_named (word, "--passphrase-file") && (taken & CAM_BATCH_OPTION_PASSPHRASE) != 0)
    {
      value = take_value ("--passphrase-file", argc, argv, i, error);
      if (value != NULL)
        g_set_str (&batch->passphrase_file, value);
    }
  else if (g_str_equal (word, "--without-personal-data") && (taken & CAM_BATCH_OPTION_SHARE) != 0)
    batch->without_personal = TRUE;
  else
    *found = FALSE;
  return value != NULL;
}

/* TRUE where the word is one of the days. *@taken says whether it had a value. */
static gboolean
parse_day_option (CamBatch  *batch,
                  int        argc,
                  char     **argv,
                  int       *i,
                  gboolean  *taken,
                  GError   **error)
{
  gboolean is_from = is_named (argv[*i], "--from");
  const char **day = is_from ? &batch->from : &batch->to;

  if (!is_from && !is_named (argv[*i], "--to"))
    return FALSE;
  *day = take_value (is_from ? "--from" : "--to", argc, argv, i, error);
  *taken = *day != NULL;
  return TRUE;
}

/* TRUE where the word is an option of partners. *@taken says whether its value was good. */
static gboolean
parse_partner_option (CamBatch  *batch,
                      int        argc,
                      char     **argv,
                      int       *i,
                      gboolean  *taken,
                      GError   **error)
{
  gboolean is_basis = is_named (argv[*i], "--basis");
  const char **value = is_basis ? &batch->basis : &batch->group;

  *taken = TRUE;
  if (g_str_equal (argv[*i], "--restricted"))
    batch->restricted = TRUE;
  else if (g_str_equal (argv[*i], "--bom"))
    batch->bom = TRUE;
  else if (is_basis || is_named (argv[*i], "--group"))
    {
      *value = take_value (is_basis ? "--basis" : "--group", argc, argv, i, error);
      *taken = *value != NULL;
      if (*taken && !g_utf8_validate (*value, -1, NULL))
        {
          g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "That is no text that can be read.");
          *taken = FALSE;
        }
    }
  else
    {
      *taken = FALSE;
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse_option (CamBatch  *batch,
              int        argc,
              char     **argv,
              int       *i,
              GError   **error)
{
  CamBatchOptions taken = batch->command->options;
  const char *word = argv[*i];
  const char *value = NULL;
  gboolean found = FALSE;

  if (!parse_share_option (batch, argc, argv, i, &found, error))
    return FALSE;
  if (!found && (taken & CAM_BATCH_OPTION_HISTORY) != 0
      && parse_history_option (batch, argc, argv, i, &found, error))
    return found;
  if (!found && parse_event_option (batch, argc, argv, i, &found, error))
    return found;
  if (!found && (taken & CAM_BATCH_OPTION_DAYS) != 0 && parse_day_option (batch, argc, argv, i, &found, error))
    return found;
  if (!found && (taken & CAM_BATCH_OPTION_PARTNERS) != 0 && parse_partner_option (batch, argc, argv, i, &found, error))
    return found;
  if (found)
    return TRUE;
  if (is_named (word, "--file"))
    {
      value = take_value ("--file", argc, argv, i, error);
      if (value == NULL)
        return FALSE;
      g_set_str (&batch->path, value);
      batch->path_given = TRUE;
    }
  else if (is_named (word, "--level") && (taken & CAM_BATCH_OPTION_LEVEL) != 0)
    {
      value = take_value ("--level", argc, argv, i, error);
      return value != NULL && set_level (batch, value, error);
    }
  else if (is_named (word, "--area") && (taken & CAM_BATCH_OPTION_AREA) != 0)
    {
      batch->area = take_value ("--area", argc, argv, i, error);
      return batch->area != NULL;
    }
  else if (g_str_equal (word, "--json"))
    batch->json = TRUE;
  else if (g_str_equal (word, "--help"))
    batch->wants_help = TRUE;
  else if (g_str_equal (word, "--starter") && (taken & CAM_BATCH_OPTION_STARTER) != 0)
    batch->starter = TRUE;
  else if (g_str_equal (word, "--feed") && (taken & CAM_BATCH_OPTION_EXPORT) != 0)
    batch->feed = TRUE;
  else if (g_str_equal (word, "--dry-run") && (taken & CAM_BATCH_OPTION_DRY_RUN) != 0)
    batch->dry_run = TRUE;
  else
    return refuse_option (word, error);
  return TRUE;
}

static gboolean
check_count (CamBatch  *batch,
             GError   **error)
{
  const CamBatchCommand *command = batch->command;
  const char *wrong = NULL;

  if (batch->arguments->len < command->min_arguments)
    wrong = "Something is missing.";
  else if (batch->arguments->len > command->max_arguments)
    wrong = "That is more than the command takes.";
  if (wrong == NULL || batch->wants_help)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, wrong);
  return FALSE;
}

const char *
cam_batch_find_word (int    argc,
                     char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--file"))
        i++;
      else if (g_str_has_prefix (argv[i], "--file=") || g_str_equal (argv[i], "--json"))
        continue;
      else
        return argv[i];
    }
  return NULL;
}

gboolean
cam_batch_parse_arguments (CamBatch  *batch,
                           int        argc,
                           char     **argv,
                           GError   **error)
{
  const char *name = cam_batch_find_word (argc, argv);
  gboolean options_end = FALSE;

  for (int i = 1; i < argc; i++)
    {
      if (argv[i] == name)
        {
          name = NULL;  /* the same word again is an argument */
          continue;
        }
      if (!options_end && g_str_equal (argv[i], "--"))
        options_end = TRUE;
      else if (options_end || !is_option (argv[i]))
        g_ptr_array_add (batch->arguments, g_strdup (argv[i]));
      else if (!parse_option (batch, argc, argv, &i, error))
        return FALSE;
    }
  if (batch->path_given && *batch->path == '\0')
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "--file needs the name of a file.");
      return FALSE;
    }
  return check_count (batch, error);
}
