/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-subject-access-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* One page without anything from outside, for any browser, also without a style sheet and read aloud: headings, a table
 * for each record with its caption, and the name of a field as the heading of its row. */

static const char style[] =
  "body{font-family:sans-serif;line-height:1.5;max-width:60em;margin:2em auto;padding:0 1em;color:#1b1b1b;background:#fff}"
  "table{border-collapse:collapse;width:100%;margin:0 0 1.5em;table-layout:fixed}"
  "caption{text-align:left;font-weight:bold;padding:.25em 0}"
  "th,td{border:1px solid #767676;padding:.3em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere;"
  "white-space:pre-wrap}"
  "th[scope=row]{width:30%;font-weight:normal;color:#444}img{max-width:20em;height:auto}"
  "@media(prefers-color-scheme:dark){body{color:#eee;background:#1e1e1e}th[scope=row]{color:#ccc}}"
  "@media print{body{max-width:none;margin:0}tr{break-inside:avoid}}";

/* What HTML cannot hold becomes U+FFFD. */
static void
append_text (GString    *page,
             const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '&')
        g_string_append (page, "&amp;");
      else if (c == '<')
        g_string_append (page, "&lt;");
      else if (c == '>')
        g_string_append (page, "&gt;");
      else if (c == '"')
        g_string_append (page, "&quot;");
      else if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || (c & 0xfffe) == 0xfffe
               || (c >= 0xfdd0 && c <= 0xfdef))
        g_string_append (page, "\357\277\275");
      else
        g_string_append_unichar (page, c);
    }
}

static void
append_element (GString    *page,
                const char *name,
                const char *text)
{
  g_string_append_printf (page, "<%s>", name);
  append_text (page, text);
  g_string_append_printf (page, "</%.*s>\n", (int) strcspn (name, " "), name);
}

static const CamSubjectFile *
find_file (CamSubject *self,
           const char *name)
{
  for (guint i = 0; i < self->files->len; i++)
    if (g_str_equal (((CamSubjectFile *) g_ptr_array_index (self->files, i))->name, name))
      return g_ptr_array_index (self->files, i);
  return NULL;
}

static void
append_value (GString               *page,
              CamSubject            *self,
              const CamSubjectField *field)
{
  g_autofree char *word = field->is_word ? g_strdelimit (g_strdup (field->text), "_", ' ') : NULL;
  const CamSubjectFile *file = field->type == CAM_VALUE_BLOB ? find_file (self, field->text) : NULL;

  if (file != NULL && file->media_type != NULL)
    {
      gsize size = 0;
      const guint8 *data = g_bytes_get_data (file->bytes, &size);
      g_autofree char *coded = g_base64_encode (data, size);

      g_string_append_printf (page, "<img src=\"data:%s;base64,%s\" alt=\"", file->media_type, coded);
      append_text (page, _("The picture that is kept"));
      g_string_append (page, "\"><br>");
    }
  if (field->is_truth)
    append_text (page, g_str_equal (field->text, "0") ? _("No") : _("Yes"));
  else if (word != NULL)
    append_text (page, word);
  else
    append_text (page, field->title != NULL ? field->title : field->text);
}

static void
append_record (GString             *page,
               CamSubject          *self,
               const CamSubjectRow *row,
               const char          *caption)
{
  g_string_append (page, "<table>");
  append_element (page, "caption", caption);
  for (guint i = 0; i < row->fields->len; i++)
    {
      const CamSubjectField *field = g_ptr_array_index (row->fields, i);

      if (field->text == NULL)
        continue;
      g_string_append (page, "<tr><th scope=\"row\">");
      append_text (page, field->label);
      g_string_append (page, "</th><td>");
      append_value (page, self, field);
      g_string_append (page, "</td></tr>\n");
    }
  g_string_append (page, "</table>\n");
}

/* Many rows of the same few fields: one table. */
static void
append_list (GString                 *page,
             const CamSubjectSection *section)
{
  const CamSubjectRow *first = g_ptr_array_index (section->rows, 0);

  g_string_append (page, "<table>");
  append_element (page, "caption", section->title);
  g_string_append (page, "<thead><tr>");
  for (guint i = 0; i < first->fields->len; i++)
    append_element (page, "th scope=\"col\"", ((CamSubjectField *) g_ptr_array_index (first->fields, i))->label);
  g_string_append (page, "</tr></thead><tbody>\n");
  for (guint r = 0; r < section->rows->len; r++)
    {
      const CamSubjectRow *row = g_ptr_array_index (section->rows, r);

      g_string_append (page, "<tr>");
      for (guint i = 0; i < row->fields->len; i++)
        {
          const CamSubjectField *field = g_ptr_array_index (row->fields, i);

          append_element (page, "td", field->shown != NULL ? field->shown : field->text != NULL ? field->text : "");
        }
      g_string_append (page, "</tr>\n");
    }
  g_string_append (page, "</tbody></table>\n");
}

static void
append_section (GString                 *page,
                CamSubject              *self,
                const CamSubjectSection *section)
{
  append_element (page, "h2", section->title);
  if (g_str_equal (section->key, "history") || g_str_equal (section->key, "mentions"))
    {
      append_list (page, section);
      return;
    }
  for (guint i = 0; i < section->rows->len; i++)
    {
      /* Translators: a kind of records and which of how many, as in "Areas (1 of 3)" */
      g_autofree char *caption = section->rows->len == 1
                                   ? g_strdup (section->title)
                                   : g_strdup_printf (_("%1$s (%2$u of %3$u)"), section->title, i + 1, section->rows->len);

      append_record (page, self, g_ptr_array_index (section->rows, i), caption);
    }
}

char *
cam_subject_write_page (CamSubject *self)
{
  g_autoptr (GString) page = g_string_new ("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">"
                                           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  /* Translators: %s is a date and time in UTC */
  g_autofree char *made = g_strdup_printf (_("What is kept about you in Cambridgeshire Local, as of %s. The file data.json has "
                                             "the same for a program."), self->at);

  append_element (page, "title", _("Everything About One Person"));
  g_string_append_printf (page, "<style>%s</style></head>\n<body><main>\n", style);
  append_element (page, "h1", _("Everything About One Person"));
  append_element (page, "p", made);
  append_element (page, "h2", _("What Is Not in Here"));
  g_string_append (page, "<ul>\n");
  for (guint i = 0; i < self->left_out->len; i++)
    append_element (page, "li", g_ptr_array_index (self->left_out, i));
  if (self->left_out->len == 0)
    append_element (page, "li", _("Nothing was left out."));
  g_string_append (page, "</ul>\n");
  for (guint i = 0; i < self->sections->len; i++)
    append_section (page, self, g_ptr_array_index (self->sections, i));
  g_string_append (page, "</main></body>\n</html>\n");
  return g_string_free_and_steal (g_steal_pointer (&page));
}
