/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-ods-writer.h"

#include "cam-period.h"

#include <archive.h>
#include <archive_entry.h>
#include <math.h>
#include <string.h>

#define MEDIA_TYPE "application/vnd.oasis.opendocument.spreadsheet"

static const char manifest[] =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.2\">"
  "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.2\" manifest:media-type=\"" MEDIA_TYPE "\"/>"
  "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
  "</manifest:manifest>\n";

static const char head[] =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  "<office:document-content office:version=\"1.2\""
  " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
  " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
  " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
  " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
  " xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\""
  " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\">"
  "<office:automatic-styles>"
  "<number:date-style style:name=\"iso\"><number:year number:style=\"long\"/><number:text>-</number:text>"
  "<number:month number:style=\"long\"/><number:text>-</number:text><number:day number:style=\"long\"/>"
  "</number:date-style>"
  "<style:style style:name=\"day\" style:family=\"table-cell\" style:data-style-name=\"iso\"/>"
  "<style:style style:name=\"head\" style:family=\"table-cell\">"
  "<style:text-properties fo:font-weight=\"bold\"/></style:style>"
  "</office:automatic-styles><office:body><office:spreadsheet>";

static const char tail[] = "</office:spreadsheet></office:body></office:document-content>\n";

struct _CamOdsWriter
{
  GString  *xml;
  gboolean  in_sheet;
  gboolean  in_row;
};

CamOdsWriter *
cam_ods_writer_new (void)
{
  CamOdsWriter *self = g_new0 (CamOdsWriter, 1);

  self->xml = g_string_new (head);
  return self;
}

void
cam_ods_writer_free (CamOdsWriter *self)
{
  if (self == NULL)
    return;
  g_string_free (self->xml, TRUE);
  g_free (self);
}

static void
end_row (CamOdsWriter *self)
{
  if (self->in_row)
    g_string_append (self->xml, "</table:table-row>");
  self->in_row = FALSE;
}

static void
end_sheet (CamOdsWriter *self)
{
  end_row (self);
  if (self->in_sheet)
    g_string_append (self->xml, "</table:table>");
  self->in_sheet = FALSE;
}

/* What XML 1.0 has no way to write becomes U+FFFD. The text is valid UTF-8. */
static void
append_character (GString  *xml,
                  gunichar  c)
{
  if (c == '<')
    g_string_append (xml, "&lt;");
  else if (c == '>')
    g_string_append (xml, "&gt;");
  else if (c == '&')
    g_string_append (xml, "&amp;");
  else if (c == '"')
    g_string_append (xml, "&quot;");
  else if (c < 0x20 || c == 0xfffe || c == 0xffff)
    g_string_append (xml, "\357\277\275");
  else
    g_string_append_unichar (xml, c);
}

/* Lines are paragraphs. A reader drops a space at the beginning and all but one in a row, unless they are elements. */
static void
append_paragraphs (GString    *xml,
                   const char *text)
{
  gboolean after_space = TRUE;

  g_string_append (xml, "<text:p>");
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '\r' && at[1] == '\n')
        continue;
      if (c == '\n' || c == '\r')
        g_string_append (xml, "</text:p><text:p>");
      else if (c == '\t')
        g_string_append (xml, "<text:tab/>");
      else if (c == ' ' && (after_space || at[1] == '\0' || at[1] == '\n' || at[1] == '\r'))
        g_string_append (xml, "<text:s/>");
      else
        append_character (xml, c);
      after_space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
  g_string_append (xml, "</text:p>");
}

static void
append_text_cell (CamOdsWriter *self,
                  const char   *text,
                  const char   *style)
{
  g_string_append (self->xml, "<table:table-cell");
  if (style != NULL)
    g_string_append_printf (self->xml, " table:style-name=\"%s\"", style);
  g_string_append (self->xml, " office:value-type=\"string\">");
  append_paragraphs (self->xml, text);
  g_string_append (self->xml, "</table:table-cell>");
}

void
cam_ods_writer_begin_sheet (CamOdsWriter  *self,
                            const char    *name,
                            const char   **headers)
{
  g_return_if_fail (self != NULL && name != NULL && headers != NULL);

  end_sheet (self);
  g_string_append (self->xml, "<table:table table:name=\"");
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    append_character (self->xml, g_utf8_get_char (at));
  g_string_append_printf (self->xml, "\"><table:table-column table:number-columns-repeated=\"%u\"/>"
                                     "<table:table-header-rows><table:table-row>",
                          MAX (g_strv_length ((char **) headers), 1));
  for (guint i = 0; headers[i] != NULL; i++)
    append_text_cell (self, headers[i], "head");
  g_string_append (self->xml, "</table:table-row></table:table-header-rows>");
  self->in_sheet = TRUE;
}

void
cam_ods_writer_begin_row (CamOdsWriter *self)
{
  g_return_if_fail (self != NULL && self->in_sheet);

  end_row (self);
  g_string_append (self->xml, "<table:table-row>");
  self->in_row = TRUE;
}

static void
append_empty (CamOdsWriter *self)
{
  g_string_append (self->xml, "<table:table-cell/>");
}

void
cam_ods_writer_add_text (CamOdsWriter *self,
                         const char   *text)
{
  g_return_if_fail (self != NULL && self->in_row);

  if (text != NULL && *text != '\0')
    append_text_cell (self, text, NULL);
  else
    append_empty (self);
}

void
cam_ods_writer_add_real (CamOdsWriter *self,
                         double        real)
{
  char value[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_if_fail (self != NULL && self->in_row);

  if (!isfinite (real))
    {
      append_empty (self);
      return;
    }
  g_ascii_formatd (value, sizeof value, "%.15g", real);
  g_string_append_printf (self->xml, "<table:table-cell office:value-type=\"float\" office:value=\"%s\">"
                                     "<text:p>%s</text:p></table:table-cell>", value, value);
}

void
cam_ods_writer_add_day (CamOdsWriter *self,
                        const char   *day)
{
  g_return_if_fail (self != NULL && self->in_row);

  if (cam_day_from_text (day) == 0)
    cam_ods_writer_add_text (self, day);
  else
    g_string_append_printf (self->xml, "<table:table-cell table:style-name=\"day\" office:value-type=\"date\""
                                       " office:date-value=\"%s\"><text:p>%s</text:p></table:table-cell>", day, day);
}

void
cam_ods_writer_add_boolean (CamOdsWriter *self,
                            gboolean      boolean)
{
  g_return_if_fail (self != NULL && self->in_row);

  g_string_append_printf (self->xml, "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"%s\">"
                                     "<text:p>%s</text:p></table:table-cell>", boolean ? "true" : "false",
                          boolean ? "TRUE" : "FALSE");
}

static la_ssize_t
write_cb (struct archive *archive,
          void           *user_data,
          const void     *buffer,
          size_t          length)
{
  g_byte_array_append (user_data, buffer, (guint) length);
  return (la_ssize_t) length;
}

/* Without times and owners: the same content is the same file, and the type at its beginning stands where every program
 * looks for it, with no extra field before it. */
static gboolean
add_member (struct archive *archive,
            const char     *name,
            const char     *data,
            gsize           length,
            gboolean        deflate)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean done = FALSE;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) length);
  done = (deflate ? archive_write_zip_set_compression_deflate (archive)
                  : archive_write_zip_set_compression_store (archive)) == ARCHIVE_OK
         && archive_write_header (archive, entry) == ARCHIVE_OK
         && archive_write_data (archive, data, length) == (la_ssize_t) length
         && archive_write_finish_entry (archive) == ARCHIVE_OK;
  archive_entry_free (entry);
  return done;
}

GBytes *
cam_ods_writer_finish (CamOdsWriter  *self,
                       GError       **error)
{
  struct archive *archive = NULL;
  GByteArray *bytes = NULL;
  gboolean done = FALSE;

  g_return_val_if_fail (self != NULL, NULL);

  end_sheet (self);
  g_string_append (self->xml, tail);
  bytes = g_byte_array_new ();
  archive = archive_write_new ();
  done = archive != NULL && archive_write_set_format_zip (archive) == ARCHIVE_OK
         && archive_write_set_bytes_in_last_block (archive, 1) == ARCHIVE_OK
         && archive_write_open2 (archive, bytes, NULL, write_cb, NULL, NULL) == ARCHIVE_OK
         && add_member (archive, "mimetype", MEDIA_TYPE, strlen (MEDIA_TYPE), FALSE)
         && add_member (archive, "META-INF/manifest.xml", manifest, strlen (manifest), TRUE)
         && add_member (archive, "content.xml", self->xml->str, self->xml->len, TRUE)
         && archive_write_close (archive) == ARCHIVE_OK;
  if (archive != NULL)
    archive_write_free (archive);
  if (done)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_FAILED, "The spreadsheet cannot be put together.");
  return NULL;
}
