/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-phone.h"

#include <string.h>

#define MAX_TEXT 200
#define MIN_DIGITS 3
/* Of a number with its country (E.164). */
#define MAX_DIGITS 15
#define MIN_WORLD 7
/* Of a British number without its 0: "0800 1111" has the fewest. */
#define MIN_BRITISH 7
#define MAX_BRITISH 10
/* So many after a stroke are another number; fewer are its last digits. */
#define MIN_SECOND 6

typedef struct
{
  GString  *digits;
  GString  *extension;
  gboolean  world;       /* it began with "+" or "00" */
} Number;

static gboolean
is_word (const char *text,
         gsize       length,
         const char *word)
{
  return strlen (word) == length && g_ascii_strncasecmp (text, word, length) == 0;
}

/* "ext. 12", "x12", "#12": how many bytes the sign has, 0 where it is none. */
static gsize
find_extension (const char *text)
{
  static const char *const words[] = { "x", "ext", "extn", "extension" };
  const char *start = text + strspn (text, ";, ");
  gsize length = 0;
  const char *after = NULL;

  while (g_ascii_isalpha (start[length]))
    length++;
  if (length == 0)
    return *text == '#' && g_ascii_isdigit (text[1]) ? 1 : 0;
  after = start + length;
  after += strspn (after, ".: =");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (is_word (start, length, words[i]) && g_ascii_isdigit (*after))
      return (gsize) (after - text);
  return 0;
}

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += g_ascii_isdigit (*text);
  return n;
}

/* FALSE where there are two numbers. */
static gboolean
scan (Number     *self,
      const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      gsize sign = self->digits->len > 0 ? find_extension (at) : 0;

      if (sign > 0)
        {
          for (at += sign; g_ascii_isdigit (*at) || *at == ' '; at++)
            if (*at != ' ')
              g_string_append_c (self->extension, *at);
          return count_digits (at) < MIN_SECOND;
        }
      if (g_ascii_isdigit (*at))
        g_string_append_c (self->digits, *at);
      else if (*at == '+' && self->digits->len == 0)
        self->world = TRUE;
      else if (strncmp (at, "(0)", 3) == 0 && self->digits->len > 0)
        at += 2;
      else if ((strchr ("/,;|&\n+", *at) != NULL || g_ascii_strncasecmp (at, " or ", 4) == 0) && self->digits->len >= MIN_SECOND)
        return count_digits (at) < MIN_SECOND;
      else if (g_ascii_isalpha (*at))
        {
          while (g_ascii_isalpha (at[1]))
            at++;
        }
    }
  return TRUE;
}

/* "+44" and no 0 behind it. */
static void
finish (Number *self)
{
  GString *digits = self->digits;

  if (!self->world && g_str_has_prefix (digits->str, "00"))
    {
      g_string_erase (digits, 0, 2);
      self->world = TRUE;
    }
  if (!self->world && digits->str[0] == '0' && digits->len > MIN_BRITISH && digits->len <= MAX_BRITISH + 1)
    {
      g_string_erase (digits, 0, 1);
      g_string_prepend (digits, "44");
      self->world = TRUE;
    }
  /* A spreadsheet took the 0 away. */
  else if (!self->world && digits->len == MAX_BRITISH && strchr ("12378", digits->str[0]) != NULL)
    {
      g_string_prepend (digits, "44");
      self->world = TRUE;
    }
  else if (!self->world && digits->len == MAX_BRITISH + 2 && g_str_has_prefix (digits->str, "44"))
    self->world = TRUE;
  if (self->world && g_str_has_prefix (digits->str, "440"))
    g_string_erase (digits, 2, 1);
}

char *
cam_phone_fold (const char *text)
{
  Number number = { NULL };
  g_autofree char *valid = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autoptr (GString) extension = g_string_new (NULL);
  const char *start = NULL;
  gboolean one = FALSE;

  g_return_val_if_fail (text != NULL, NULL);
  if (strlen (text) > MAX_TEXT)
    return NULL;
  valid = g_utf8_make_valid (text, -1);
  /* Wide digits and the like are digits. */
  plain = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  start = g_ascii_strncasecmp (plain, "tel:", 4) == 0 ? plain + 4 : plain;
  number.digits = digits;
  number.extension = extension;
  one = scan (&number, start);
  if (!one || digits->len < MIN_DIGITS)
    return NULL;
  finish (&number);
  if (number.world && (digits->len < MIN_WORLD || digits->len > MAX_DIGITS))
    return NULL;
  if (digits->len > MAX_DIGITS || extension->len > MAX_DIGITS)
    return NULL;
  return g_strconcat (number.world ? "+" : "", digits->str, extension->len > 0 ? "x" : "", extension->str, NULL);
}

/* "+44-1223-123456" may stand in an address as it is. */
static gboolean
is_plain_world (const char *text,
                gsize       length)
{
  guint n = 0;

  if (length < 2 || text[0] != '+')
    return FALSE;
  for (gsize i = 1; i < length; i++)
    if (g_ascii_isdigit (text[i]))
      n++;
    else if (strchr ("-.()", text[i]) == NULL)
      return FALSE;
  return n >= MIN_DIGITS && n <= MAX_DIGITS;
}

char *
cam_phone_to_uri (const char *text)
{
  static const char sign[] = " ext. ";
  const char *extension = NULL;
  g_autofree char *folded = NULL;
  char *x = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  extension = strstr (text, sign);
  if (is_plain_world (text, extension != NULL ? (gsize) (extension - text) : strlen (text)) &&
      (extension == NULL || (extension[6] != '\0' && strspn (extension + 6, "0123456789") == strlen (extension + 6))))
    return extension != NULL ? g_strdup_printf ("tel:%.*s;ext=%s", (int) (extension - text), text, extension + 6)
                             : g_strconcat ("tel:", text, NULL);
  folded = cam_phone_fold (text);
  if (folded == NULL || folded[0] != '+')
    return NULL;
  x = strchr (folded, 'x');
  if (x == NULL)
    return g_strconcat ("tel:", folded, NULL);
  *x = '\0';
  return g_strconcat ("tel:", folded, ";ext=", x + 1, NULL);
}

char *
cam_phone_from_uri (const char *uri)
{
  const char *start = NULL, *parameter = NULL;

  g_return_val_if_fail (uri != NULL, NULL);
  if (g_ascii_strncasecmp (uri, "tel:", 4) != 0 || strlen (uri) > MAX_TEXT)
    return NULL;
  start = uri + 4;
  parameter = strchr (start, ';');
  if (!is_plain_world (start, parameter != NULL ? (gsize) (parameter - start) : strlen (start)))
    return NULL;
  if (parameter == NULL)
    return g_strdup (start);
  if (!g_str_has_prefix (parameter, ";ext=") || parameter[5] == '\0' ||
      strspn (parameter + 5, "0123456789") != strlen (parameter + 5))
    return NULL;
  return g_strdup_printf ("%.*s ext. %s", (int) (parameter - start), start, parameter + 5);
}
