/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-vcard-read.h"

#include "cam-vcard-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a picture of 10 MB. */
#define MAX_LINE (14 * 1024 * 1024)
#define MAX_HEAD 8192
#define MAX_ITEMS_OF_CARD 1000
#define MAX_ITEMS (2 * 1000 * 1000)
#define MAX_AGENT (1024 * 1024)
#define MAX_LABELS 32
#define MAX_SECONDS 120
/* So far it is looked for the version, which some write after other lines. */
#define VERSION_WITHIN 4096
/* So often it is asked whether it is still wanted. */
#define ASK_EVERY 256

typedef struct
{
  CamVcardFile     *file;
  CamLines          lines;
  CamVcard         *card;          /* the contact that is open */
  GString          *agent;         /* the lines of a card within it */
  guint             depth;         /* of cards within it */
  gboolean          expects_card;  /* the line before was one that a card may follow */
  gboolean          is_vcard;
  guint             n_cards;
  guint             n_items;
  CamVcardProgress  progress;
  gpointer          progress_data;
  GCancellable     *cancellable;
  gint64            deadline;
} Reader;

G_DEFINE_QUARK (cam-contact-error-quark, cam_contact_error)

static void
refused_free (gpointer data)
{
  CamVcardRefused *self = data;

  g_free (self->name);
  g_free (self->reason);
  g_free (self);
}

static CamVcardFile *
file_new (void)
{
  CamVcardFile *file = g_new0 (CamVcardFile, 1);

  file->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_vcard_free);
  file->refused = g_ptr_array_new_with_free_func (refused_free);
  return file;
}

void
cam_vcard_file_free (CamVcardFile *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->cards);
  g_ptr_array_unref (self->refused);
  g_free (self);
}

static gboolean
check_wanted (Reader  *self,
              GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (g_get_monotonic_time () < self->deadline)
    return TRUE;
  g_set_error_literal (error, CAM_CONTACT_ERROR, CAM_CONTACT_ERROR_TOO_BIG,
                       _("Reading the file takes too long. Export a part of the contacts and import that."));
  return FALSE;
}

typedef enum
{
  ENCODING_NONE,
  ENCODING_PRINTABLE,
  ENCODING_BASE64,
} Encoding;

static gboolean
is_word (const char *text,
         gsize       length,
         const char *word)
{
  return strlen (word) == length && g_ascii_strncasecmp (text, word, length) == 0;
}

static Encoding
get_encoding (const char *parameter,
              gsize       length)
{
  static const char name[] = "ENCODING=";
  gboolean named = length > strlen (name) && g_ascii_strncasecmp (parameter, name, strlen (name)) == 0;
  const char *word = named ? parameter + strlen (name) : parameter;

  length -= (gsize) (word - parameter);
  if (is_word (word, length, "QUOTED-PRINTABLE"))
    return ENCODING_PRINTABLE;
  return is_word (word, length, "BASE64") || is_word (word, length, "B") ? ENCODING_BASE64 : ENCODING_NONE;
}

/* What the head of the line that was begun says of how its value is written. */
static Encoding
find_encoding (const GString *line)
{
  gsize length = MIN (line->len, MAX_HEAD);
  const char *start = NULL;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      const char *at = line->str + i;

      if (*at == '"')
        quoted = !quoted && memchr (at + 1, '"', line->len - i - 1) != NULL;
      if (quoted || (*at != ';' && *at != ':'))
        continue;
      if (start != NULL && get_encoding (start, (gsize) (at - start)) != ENCODING_NONE)
        return get_encoding (start, (gsize) (at - start));
      if (*at == ':')
        break;
      start = at + 1;
    }
  return ENCODING_NONE;
}

/* A line of nothing but base64, which some programs do not indent; they fold nothing else either. */
static gboolean
goes_on_in_base64 (CamLines *lines)
{
  gsize length = 0;
  const char *text = cam_lines_peek (lines, &length);
  const char *end = lines->text + lines->length;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/' && text[i] != '=')
      return FALSE;
  text += length;
  text += text < end && *text == '\r';
  text += text < end && *text == '\n';
  return length > 0 && (text == end || (*text != ' ' && *text != '\t'));
}

/* Heads may be folded, and what ends with "=" in quoted-printable goes on whatever the next line begins with. */
static gboolean
next_line (CamLines        *lines,
           CamVcardVersion  version)
{
  Encoding encoding = ENCODING_NONE;

  if (!cam_lines_begin (lines))
    return FALSE;
  if (memchr (lines->buffer->str, ':', lines->buffer->len) == NULL)
    cam_lines_unfold (lines);
  /* Version 4 has no encodings any more. */
  if (version != CAM_VCARD_4_0)
    encoding = find_encoding (lines->buffer);
  while (encoding == ENCODING_PRINTABLE && lines->buffer->str[lines->buffer->len - 1] == '=')
    {
      g_string_truncate (lines->buffer, lines->buffer->len - 1);
      if (!cam_lines_join (lines))
        break;
    }
  cam_lines_unfold (lines);
  while (encoding == ENCODING_BASE64 && goes_on_in_base64 (lines))
    {
      cam_lines_join (lines);
      cam_lines_unfold (lines);
    }
  return TRUE;
}

/* What is no UTF-8 is what its CHARSET says, or as Windows wrote it. */
static void
mend (Reader *self)
{
  GString *line = self->lines.buffer;
  const char *colon = NULL;
  g_autofree char *value = NULL;
  static const char word[] = "CHARSET=";

  if (g_utf8_validate_len (line->str, line->len, NULL))
    return;
  colon = memchr (line->str, ':', MIN (line->len, MAX_HEAD));
  for (const char *at = line->str; colon != NULL && at + strlen (word) < colon; at++)
    if (g_ascii_strncasecmp (at, word, strlen (word)) == 0)
      {
        const char *name = at + strlen (word);
        g_autofree char *charset = g_strndup (name, MIN (strcspn (name, ";:"), (gsize) (colon - name)));

        value = cam_vcard_convert (colon + 1, line->len - (gsize) (colon + 1 - line->str), charset);
        break;
      }
  if (value != NULL)
    {
      g_string_truncate (line, (gsize) (colon + 1 - line->str));
      g_string_append (line, value);
    }
  cam_lines_mend (&self->lines);
}

static gboolean
same_types (const CamVcardItem *a,
            const CamVcardItem *b)
{
  guint n = a->types != NULL ? g_strv_length (a->types) : 0;

  if (n != (b->types != NULL ? g_strv_length (b->types) : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!cam_vcard_item_has_type (b, a->types[i]))
      return FALSE;
  return TRUE;
}

/* The address that stands before the label with the same types and has none, else one that stands behind it. */
static CamVcardItem *
find_address (const CamVcard     *card,
              guint               place,
              const CamVcardItem *label)
{
  for (guint n = 0; n < card->items->len; n++)
    {
      CamVcardItem *item = g_ptr_array_index (card->items, n < place ? place - 1 - n : n);

      if (item->field == CAM_VCARD_ADR && cam_vcard_item_get_param (item, "LABEL") == NULL && same_types (item, label))
        return item;
    }
  return NULL;
}

/* Before version 4 the envelope of an address stands in a line of its own with the same types. */
static void
join_labels (CamVcard *card)
{
  guint n_seen = 0;

  for (guint i = 0; i < card->items->len && n_seen < MAX_LABELS; i++)
    {
      const CamVcardItem *label = g_ptr_array_index (card->items, i);
      CamVcardItem *address = NULL;
      g_autofree char *text = NULL;

      if (label->name == NULL || strcmp (label->name, "LABEL") != 0 || label->params != NULL || label->group != NULL)
        continue;
      n_seen++;
      address = find_address (card, i, label);
      if (address == NULL)
        continue;
      text = cam_lines_unescape (label->text);
      cam_vcard_item_set_param (address, "LABEL", text);
      g_ptr_array_remove_index (card->items, i);
      i--;
    }
}

static void
refuse (Reader     *self,
        CamVcard   *card,
        const char *reason)
{
  CamVcardRefused *refused = g_new0 (CamVcardRefused, 1);

  refused->name = cam_vcard_dup_name (card);
  refused->reason = g_strdup (reason);
  refused->line = card->line;
  g_ptr_array_add (self->file->refused, refused);
}

static void
finish_agent (Reader *self)
{
  CamVcardItem *item = NULL;
  GString *text = NULL;

  if (self->agent == NULL)
    return;
  text = g_string_new (NULL);
  item = cam_vcard_item_new (CAM_VCARD_OTHER, CAM_VCARD_SHAPE_RAW);
  item->name = g_strdup ("AGENT");
  cam_lines_escape (text, self->agent->str);
  item->text = g_string_free_and_steal (text);
  g_ptr_array_add (self->card->items, item);
  self->n_items++;
  g_string_free (g_steal_pointer (&self->agent), TRUE);
  self->depth = 0;
}

static void
finish_card (Reader   *self,
             gboolean  whole)
{
  g_autoptr (CamVcard) card = NULL;
  g_autofree char *name = NULL;

  if (self->card == NULL)
    return;
  finish_agent (self);
  card = g_steal_pointer (&self->card);
  if (!whole)
    cam_vcard_add_problem (card, _("The file ends, or goes on with another contact, in the middle of this one."));
  if (card->version != CAM_VCARD_4_0)
    join_labels (card);
  name = cam_vcard_dup_name (card);
  if (name != NULL)
    g_ptr_array_add (self->file->cards, g_steal_pointer (&card));
  else
    refuse (self, card, _("It has no name, organisation, e-mail address or phone number."));
}

static CamVcardVersion
to_version (const char *text)
{
  while (*text == ' ')
    text++;
  return *text == '2' ? CAM_VCARD_2_1 : *text == '3' ? CAM_VCARD_3_0 : CAM_VCARD_4_0;
}

static CamVcardVersion
find_version (const CamLines *lines)
{
  const char *text = lines->text + lines->at;
  gsize left = MIN (lines->length - lines->at, VERSION_WITHIN);
  const char *found = g_strstr_len (text, (gssize) left, "VERSION:");
  char word[3] = "";

  if (found == NULL || (gsize) (found - text) + 9 > left)
    return CAM_VCARD_3_0;
  memcpy (word, found + 8, MIN (2, left - (gsize) (found - text) - 8));
  return to_version (word);
}

static gboolean
begin_card (Reader  *self,
            GError **error)
{
  finish_card (self, FALSE);
  self->is_vcard = TRUE;
  if (++self->n_cards > CAM_VCARD_MAX_CARDS)
    {
      g_set_error_literal (error, CAM_CONTACT_ERROR, CAM_CONTACT_ERROR_TOO_BIG, _("The file holds more than 200,000 contacts."));
      return FALSE;
    }
  self->card = cam_vcard_new ();
  self->card->line = self->lines.number;
  self->card->version = find_version (&self->lines);
  return TRUE;
}

/* TRUE where the line belongs to a card within the card. */
static gboolean
take_within (Reader     *self,
             const char *line,
             gboolean    begins,
             gboolean    ends)
{
  if (begins && self->card != NULL && self->expects_card)
    {
      self->depth++;
      if (self->agent == NULL)
        self->agent = g_string_new (NULL);
    }
  else if (self->agent == NULL || begins)
    return FALSE;
  if (self->agent->len + strlen (line) < MAX_AGENT)
    g_string_append_printf (self->agent, "%s%s", self->agent->len > 0 ? "\n" : "", line);
  else
    cam_vcard_add_problem (self->card, _("One of its texts is too long and was cut."));
  self->expects_card = g_ascii_strncasecmp (line, "AGENT", 5) == 0 && g_str_has_suffix (line, ":");
  if (ends && --self->depth == 0)
    finish_agent (self);
  return TRUE;
}

static gboolean
is_line (const char *line,
         const char *name,
         const char *value)
{
  gsize length = strlen (name);

  if (g_ascii_strncasecmp (line, name, length) != 0)
    return FALSE;
  line += length;
  line += strspn (line, " \t");
  length = strlen (value);
  return g_ascii_strncasecmp (line, value, length) == 0 && line[length + strspn (line + length, " \t")] == '\0';
}

static gboolean
add_item (Reader        *self,
          CamVcardHead  *head,
          GError       **error)
{
  const char *problem = cam_vcard_decode (head, self->card->version);
  CamVcardItem *item = head->item;

  if (problem != NULL)
    cam_vcard_add_problem (self->card, problem);
  if (item->text == NULL && item->bytes == NULL && item->parts == NULL)
    return TRUE;
  if (self->card->items->len >= MAX_ITEMS_OF_CARD)
    {
      cam_vcard_add_problem (self->card, _("It has more than 1,000 entries, of which the others were left out."));
      return TRUE;
    }
  if (++self->n_items > MAX_ITEMS)
    {
      g_set_error_literal (error, CAM_CONTACT_ERROR, CAM_CONTACT_ERROR_TOO_BIG,
                           _("The file holds too much. Export a part of the contacts and import that."));
      return FALSE;
    }
  g_ptr_array_add (self->card->items, g_steal_pointer (&head->item));
  return TRUE;
}

static gboolean
take_property (Reader  *self,
               char    *line,
               GError **error)
{
  CamVcardHead head = { 0 };
  gboolean ok = TRUE;

  if (self->lines.mended)
    cam_vcard_add_problem (self->card, _("Some of its letters are in an old encoding; look whether they are right."));
  if (self->lines.cut)
    cam_vcard_add_problem (self->card, _("One of its texts is too long and was cut."));
  if (g_ascii_strncasecmp (line, "VERSION:", 8) == 0)
    {
      self->card->version = to_version (line + 8);
      return TRUE;
    }
  if (line[strspn (line, " \t")] == '\0')
    return TRUE;
  if (!cam_vcard_line_parse (line, self->card->version, &head))
    cam_vcard_add_problem (self->card, _("Some of its lines could not be read and were left out."));
  else if (head.item->name != NULL && strcmp (head.item->name, "AGENT") == 0 && *head.value == '\0')
    self->expects_card = TRUE;
  else
    ok = add_item (self, &head, error);
  cam_vcard_head_clear (&head);
  return ok;
}

static gboolean
take_line (Reader  *self,
           GError **error)
{
  char *line = NULL;
  gboolean begins = FALSE, ends = FALSE;

  mend (self);
  line = self->lines.buffer->str;
  begins = is_line (line, "BEGIN:", "VCARD");
  ends = is_line (line, "END:", "VCARD");
  if (take_within (self, line, begins, ends))
    return TRUE;
  self->expects_card = FALSE;
  if (begins)
    return begin_card (self, error);
  if (ends)
    finish_card (self, TRUE);
  else if (self->card != NULL)
    return take_property (self, line, error);
  return TRUE;
}

static gboolean
read_all (Reader  *self,
          GError **error)
{
  guint n = 0;

  while (next_line (&self->lines, self->card != NULL ? self->card->version : CAM_VCARD_3_0))
    {
      if (n++ % ASK_EVERY == 0)
        {
          if (!check_wanted (self, error))
            return FALSE;
          if (self->progress != NULL)
            self->progress ((double) self->lines.at / (double) MAX (self->lines.length, 1), self->progress_data);
        }
      if (!take_line (self, error))
        return FALSE;
    }
  finish_card (self, FALSE);
  if (!self->is_vcard)
    {
      g_set_error_literal (error, CAM_CONTACT_ERROR, CAM_CONTACT_ERROR_INVALID,
                           _("This is no contact file: no vCard begins in it."));
      return FALSE;
    }
  if (self->progress != NULL)
    self->progress (1, self->progress_data);
  return TRUE;
}

CamVcardFile *
cam_vcard_read (GBytes            *bytes,
                CamVcardProgress   progress,
                gpointer           data,
                GCancellable      *cancellable,
                GError           **error)
{
  Reader self = {
    .progress = progress,
    .progress_data = data,
    .cancellable = cancellable,
    .deadline = g_get_monotonic_time () + MAX_SECONDS * G_USEC_PER_SEC,
  };
  gsize length = 0;
  const char *text = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  if (length > CAM_VCARD_MAX_BYTES)
    {
      g_set_error_literal (error, CAM_CONTACT_ERROR, CAM_CONTACT_ERROR_TOO_BIG, _("The file is larger than 64 MB."));
      return NULL;
    }
  self.file = file_new ();
  cam_lines_init (&self.lines, text, length, MAX_LINE);
  if (!read_all (&self, error))
    g_clear_pointer (&self.file, cam_vcard_file_free);
  cam_lines_clear (&self.lines);
  g_clear_pointer (&self.card, cam_vcard_free);
  if (self.agent != NULL)
    g_string_free (self.agent, TRUE);
  return self.file;
}
