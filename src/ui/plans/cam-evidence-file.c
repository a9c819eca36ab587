/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-evidence-file.h"

#include "cam-input-file.h"
#include "cam-private-file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Of a name, in bytes, without its ending: file systems take 255. */
#define MAX_NAME 120

typedef enum
{
  BEGINS_WITH,    /* with the bytes of the kind */
  IS_WEBP,
  IS_TEXT,
} Check;

/* Pages of the web, drawings in SVG and archives run or unpack something; they are not among them. */
static const struct
{
  const char *ending;
  const char *media_type;
  const char *name;
  Check       check;
  const char *begin;
  gsize       length;
} kinds[] = {
  { "pdf", "application/pdf", N_("PDF document"), BEGINS_WITH, "%PDF-", 5 },
  { "png", "image/png", N_("Picture"), BEGINS_WITH, "\x89PNG\r\n\x1a\n", 8 },
  { "jpg", "image/jpeg", N_("Picture"), BEGINS_WITH, "\xff\xd8\xff", 3 },
  { "jpeg", "image/jpeg", N_("Picture"), BEGINS_WITH, "\xff\xd8\xff", 3 },
  { "gif", "image/gif", N_("Picture"), BEGINS_WITH, "GIF8", 4 },
  { "webp", "image/webp", N_("Picture"), IS_WEBP, NULL, 0 },
  { "tif", "image/tiff", N_("Picture"), BEGINS_WITH, "II*\0", 4 },
  { "tiff", "image/tiff", N_("Picture"), BEGINS_WITH, "MM\0*", 4 },
  { "txt", "text/plain", N_("Text"), IS_TEXT, NULL, 0 },
  { "csv", "text/csv", N_("Table of text"), IS_TEXT, NULL, 0 },
  { "odt", "application/vnd.oasis.opendocument.text", N_("Text document"), BEGINS_WITH, "PK\3\4", 4 },
  { "ods", "application/vnd.oasis.opendocument.spreadsheet", N_("Spreadsheet"), BEGINS_WITH, "PK\3\4", 4 },
  { "odp", "application/vnd.oasis.opendocument.presentation", N_("Presentation"), BEGINS_WITH, "PK\3\4", 4 },
  { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", N_("Text document"), BEGINS_WITH,
    "PK\3\4", 4 },
  { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", N_("Spreadsheet"), BEGINS_WITH,
    "PK\3\4", 4 },
  { "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", N_("Presentation"), BEGINS_WITH,
    "PK\3\4", 4 },
  { "doc", "application/msword", N_("Text document"), BEGINS_WITH, "\xd0\xcf\x11\xe0", 4 },
  { "xls", "application/vnd.ms-excel", N_("Spreadsheet"), BEGINS_WITH, "\xd0\xcf\x11\xe0", 4 },
  { "ppt", "application/vnd.ms-powerpoint", N_("Presentation"), BEGINS_WITH, "\xd0\xcf\x11\xe0", 4 },
  { "rtf", "application/rtf", N_("Text document"), BEGINS_WITH, "{\\rtf", 5 },
};

void
cam_evidence_file_free (CamEvidenceFile *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->media_type);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

const char *
cam_evidence_file_get_kind (const char *media_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].media_type, media_type) == 0)
      return _(kinds[i].name);
  return _("File");
}

gboolean
cam_evidence_file_may_open (const char *media_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].media_type, media_type) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
fits (guint   kind,
      GBytes *content)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (content, &size);

  switch (kinds[kind].check)
    {
    case IS_TEXT:
      return size > 0 && memchr (data, '\0', size) == NULL && g_utf8_validate (data, (gssize) size, NULL);
    case IS_WEBP:
      return size > 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0;
    case BEGINS_WITH:
    default:
      return size >= kinds[kind].length && memcmp (data, kinds[kind].begin, kinds[kind].length) == 0;
    }
}

gboolean
cam_evidence_file_is_what_it_says (const char *media_type,
                                   GBytes     *content)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].media_type, media_type) == 0 && fits (i, content))
      return TRUE;
  return FALSE;
}

/* Not what turns the direction of writing, or takes no room: "annex" and "fdp.exe" between such signs reads as a PDF. */
static gboolean
is_shown (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_UNASSIGNED
         && type != G_UNICODE_PRIVATE_USE && type != G_UNICODE_SURROGATE && type != G_UNICODE_LINE_SEPARATOR
         && type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

static char *
dup_shown (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *shown = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    if (is_shown (g_utf8_get_char (at)))
      g_string_append_unichar (shown, g_utf8_get_char (at));
  return g_strstrip (g_string_free (shown, FALSE));
}

static gboolean
has_ending (const char *name,
            const char *ending)
{
  gsize length = strlen (name);
  gsize n = strlen (ending);

  return length > n + 1 && name[length - n - 1] == '.' && g_ascii_strcasecmp (name + length - n, ending) == 0;
}

/* The ending that @name is to have: its own where that is one of its kind. NULL for an unknown kind. */
static const char *
find_ending (const char *name,
             const char *media_type)
{
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].media_type, media_type) == 0)
      {
        if (has_ending (name, kinds[i].ending))
          return kinds[i].ending;
        if (first == NULL)
          first = kinds[i].ending;
      }
  return first;
}

static void
cut (char  *text,
     gsize  length)
{
  char *end = text + length;

  if (strlen (text) <= length)
    return;
  while (end > text && ((guchar) *end & 0xc0) == 0x80)
    end--;
  *end = '\0';
}

char *
cam_evidence_file_dup_name (const char *title,
                            const char *media_type)
{
  g_autofree char *name = dup_shown (title);
  const char *ending = find_ending (name, media_type);
  char *begin = name;
  gsize length = 0;

  g_strdelimit (name, "/\\:*?\"<>|", '_');
  if (ending != NULL && has_ending (name, ending))
    name[strlen (name) - strlen (ending) - 1] = '\0';
  /* Neither hidden nor an option of a command. */
  while (*begin == '.' || *begin == '-' || *begin == ' ')
    begin++;
  cut (begin, MAX_NAME);
  for (length = strlen (begin); length > 0 && (begin[length - 1] == '.' || begin[length - 1] == ' '); length--)
    begin[length - 1] = '\0';
  if (*begin == '\0')
    return ending != NULL ? g_strdup_printf ("%s.%s", _("Evidence"), ending) : g_strdup (_("Evidence"));
  return ending != NULL ? g_strdup_printf ("%s.%s", begin, ending) : g_strdup (begin);
}

static char *
guess_media_type (const char *name,
                  GBytes     *content)
{
  g_autofree char *type = NULL;
  g_autofree char *mime = NULL;
  gsize size = 0;
  const guchar *data = g_bytes_get_data (content, &size);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (has_ending (name, kinds[i].ending) && cam_evidence_file_is_what_it_says (kinds[i].media_type, content))
      return g_strdup (kinds[i].media_type);
  type = g_content_type_guess (name, data, size, NULL);
  /* What only looks like one of those that may be opened is none. */
  mime = type != NULL ? g_content_type_get_mime_type (type) : NULL;
  return g_strdup (mime != NULL && !cam_evidence_file_may_open (mime) ? mime : "application/octet-stream");
}

/* The size is looked at first, and what comes beyond it is not read. */
static GBytes *
read_all (const char  *path,
          GError     **error)
{
  goffset size = 0;
  g_autofd int fd = cam_input_open (path, CAM_EVIDENCE_MAX_BYTES, &size, error);
  g_autofree guint8 *data = NULL;
  gsize length = 0;
  ssize_t n = 1;

  if (fd < 0)
    return NULL;
  data = g_malloc ((gsize) size);
  while (length < (gsize) size && n != 0)
    {
      n = read (fd, data + length, (gsize) size - length);
      if (n > 0)
        length += (gsize) n;
      else if (n < 0 && errno != EINTR)
        {
          g_set_error (error, CAM_ERROR, CAM_ERROR_FAILED, "The file cannot be read: %s.", g_strerror (errno));
          return NULL;
        }
    }
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const char *path = data;
  GError *error = NULL;
  g_autoptr(GBytes) content = read_all (path, &error);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (base);
  CamEvidenceFile *file = NULL;

  if (content == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  file = g_new0 (CamEvidenceFile, 1);
  file->name = dup_shown (shown);
  file->media_type = guess_media_type (file->name, content);
  file->content = g_steal_pointer (&content);
  g_task_return_pointer (task, file, (GDestroyNotify) cam_evidence_file_free);
}

void
cam_evidence_file_read_async (GFile               *file,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (G_IS_FILE (file));

  g_task_set_source_tag (task, cam_evidence_file_read_async);
  if (g_file_peek_path (file) == NULL)
    {
      g_task_return_new_error_literal (task, CAM_ERROR, CAM_ERROR_UNSUPPORTED, "The file is in no folder of this computer.");
      return;
    }
  g_task_set_task_data (task, g_strdup (g_file_peek_path (file)), g_free);
  g_task_run_in_thread (task, read_thread);
}

CamEvidenceFile *
cam_evidence_file_read_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cam_evidence_file_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

struct _CamEvidenceCopy
{
  CamPrivateFile *place;
  char           *path;
};

void
cam_evidence_copy_free (CamEvidenceCopy *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->place, cam_private_file_free);
  g_free (self->path);
  g_free (self);
}

const char *
cam_evidence_copy_get_path (CamEvidenceCopy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

typedef struct
{
  char   *name;
  GBytes *content;
} Unpacking;

static void
unpacking_free (gpointer data)
{
  Unpacking *unpacking = data;

  g_free (unpacking->name);
  g_bytes_unref (unpacking->content);
  g_free (unpacking);
}

static gboolean
write_all (const char  *path,
           GBytes      *content,
           GError     **error)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (content, &size);
  g_autofd int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0400);

  while (fd >= 0 && size > 0)
    {
      ssize_t n = write (fd, data, size);

      if (n < 0 && errno != EINTR)
        break;
      if (n > 0)
        {
          data += n;
          size -= (gsize) n;
        }
    }
  if (fd >= 0 && size == 0)
    return TRUE;
  g_set_error (error, CAM_ERROR, errno == ENOSPC || errno == EDQUOT ? CAM_ERROR_NO_SPACE : CAM_ERROR_FAILED,
               "The copy to be looked at cannot be written: %s.", g_strerror (errno));
  return FALSE;
}

static void
unpack_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  const Unpacking *unpacking = data;
  GError *error = NULL;
  g_autoptr(CamEvidenceCopy) copy = g_new0 (CamEvidenceCopy, 1);
  g_autofree char *folder = NULL;

  copy->place = cam_private_file_new (&error);
  if (copy->place != NULL)
    {
      folder = g_path_get_dirname (cam_private_file_get_path (copy->place));
      copy->path = g_build_filename (folder, unpacking->name, NULL);
    }
  if (copy->path != NULL && write_all (copy->path, unpacking->content, &error))
    g_task_return_pointer (task, g_steal_pointer (&copy), (GDestroyNotify) cam_evidence_copy_free);
  else
    g_task_return_error (task, error);
}

void
cam_evidence_file_unpack_async (const char          *title,
                                const char          *media_type,
                                GBytes              *content,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Unpacking *unpacking = NULL;

  g_task_set_source_tag (task, cam_evidence_file_unpack_async);
  if (!cam_evidence_file_is_what_it_says (media_type, content))
    {
      g_task_return_new_error_literal (task, CAM_ERROR, CAM_ERROR_INVALID, "The file is not what it says it is.");
      return;
    }
  unpacking = g_new0 (Unpacking, 1);
  unpacking->name = cam_evidence_file_dup_name (title, media_type);
  unpacking->content = g_bytes_ref (content);
  g_task_set_task_data (task, unpacking, unpacking_free);
  g_task_run_in_thread (task, unpack_thread);
}

CamEvidenceCopy *
cam_evidence_file_unpack_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cam_evidence_file_unpack_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
