/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-format.h"

#include "cam-error.h"
#include "cam-words.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  const char *word;
  const char *label;
} Word;

static const char *
find_label (const Word *words,
            gsize       n_words,
            const char *word)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i].word, word) == 0)
      return _(words[i].label);
  return word != NULL ? word : "";
}

char *
cam_format_level (const char *word)
{
  CamLevel level;

  if (cam_level_from_word (word, &level))
    return g_strdup (cam_level_get_label (level));
  /* A newer program may have levels of its own: their word is better than nothing. */
  return g_strdup (word != NULL ? word : "");
}

const char *
cam_format_level_plural (CamLevel level)
{
  static const char *const labels[CAM_N_LEVELS] = {
    [CAM_LEVEL_COUNTY] = N_("County"),
    [CAM_LEVEL_DISTRICT] = N_("Districts"),
    [CAM_LEVEL_SDA] = N_("Service delivery areas"),
    [CAM_LEVEL_DIVISION] = N_("County divisions"),
    [CAM_LEVEL_WARD] = N_("Wards"),
    [CAM_LEVEL_PARISH] = N_("Parishes"),
    [CAM_LEVEL_LSOA] = N_("Statistical areas (LSOA)"),
    [CAM_LEVEL_NEIGHBOURHOOD] = N_("Neighbourhoods"),
  };

  g_return_val_if_fail ((guint) level < CAM_N_LEVELS, "");

  return _(labels[level]);
}

char *
cam_format_status (const char *word)
{
  static const Word words[] = {
    { "draft", N_("Draft") },
    { "proposed", N_("Proposed") },
    { "agreed", N_("Agreed") },
    { "ended", N_("Ended") },
  };

  return g_strdup (find_label (words, G_N_ELEMENTS (words), word));
}

char *
cam_format_integer (gint64 number)
{
  if (number == CAM_INTEGER_NONE)
    return g_strdup ("");
  return g_strdup_printf ("%'" G_GINT64_FORMAT, number);
}

char *
cam_format_hectares (double hectares)
{
  g_autofree char *number = NULL;

  if (isnan (hectares))
    return g_strdup ("");
  number = hectares < 10 ? g_strdup_printf ("%.1f", hectares) : g_strdup_printf ("%'.0f", hectares);
  /* Translators: %s is a number */
  return g_strdup_printf (_("%s hectares"), number);
}

char *
cam_format_figure (double      value,
                   const char *unit)
{
  g_autofree char *number = NULL;

  if (isnan (value))
    return g_strdup (_("Not known"));
  number = g_strdup_printf (fabs (value - round (value)) < 1e-9 ? "%'.0f" : "%'.2f", value);
  if (unit == NULL || *unit == '\0')
    return g_steal_pointer (&number);
  return g_str_equal (unit, "%") ? g_strconcat (number, "%", NULL) : g_strconcat (number, " ", unit, NULL);
}

char *
cam_format_instant (const char *instant)
{
  g_autoptr(GDateTime) time = NULL;
  g_autoptr(GDateTime) local = NULL;
  g_autoptr(GDateTime) now = NULL;

  if (instant == NULL)
    return g_strdup ("");
  time = g_date_time_new_from_iso8601 (instant, NULL);
  if (time == NULL)
    return g_strdup (instant);
  local = g_date_time_to_local (time);
  now = g_date_time_new_now_local ();
  if (g_date_time_get_year (local) == g_date_time_get_year (now))
    /* Translators: a date and time as in "Tue 12 January, 10:00" */
    return g_date_time_format (local, _("%a %-e %B, %H:%M"));
  /* Translators: a date and time in another year as in "Tue 12 January 2027, 10:00" */
  return g_date_time_format (local, _("%a %-e %B %Y, %H:%M"));
}

char *
cam_format_column (const char *column)
{
  return g_strdup (cam_words_for_column (NULL, column));
}

static const char *
cam_error_to_sentence (int code)
{
  switch ((CamError) code)
    {
    case CAM_ERROR_CORRUPT:
      return _("The file is damaged, or is not what its name says.");
    case CAM_ERROR_FROM_THE_FUTURE:
      return _("The file was written by a newer version of the program. Please update the program.");
    case CAM_ERROR_TOO_BIG:
      return _("The file is larger than the program can safely read.");
    case CAM_ERROR_BUSY:
      return _("Another window or program is using the file. Please close it there and try again.");
    case CAM_ERROR_READ_ONLY:
      return _("The file or its folder cannot be changed. Please check its permissions.");
    case CAM_ERROR_NO_SPACE:
      return _("The disk is full, so nothing was saved. Please make some room and try again.");
    case CAM_ERROR_NOT_FOUND:
      return _("The file could not be found.");
    case CAM_ERROR_INVALID:
      return _("The file holds something that the program cannot use.");
    case CAM_ERROR_UNSUPPORTED:
      return _("The program does not read this kind of file.");
    case CAM_ERROR_MISSING_TOOL:
      return _("Files of this kind need the program ogr2ogr. Please install the package gdal-bin, "
               "or use a GeoPackage or GeoJSON file.");
    case CAM_ERROR_TIMED_OUT:
      return _("Reading the file took too long and was stopped.");
    case CAM_ERROR_FAILED:
    default:
      return _("That did not work. Nothing was changed.");
    }
}

char *
cam_format_error (const GError *error)
{
  if (error == NULL)
    return g_strdup ("");
  if (error->domain == CAM_ERROR)
    return g_strdup (cam_error_to_sentence (error->code));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup (cam_error_to_sentence (CAM_ERROR_NOT_FOUND));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return g_strdup (cam_error_to_sentence (CAM_ERROR_NO_SPACE));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return g_strdup (cam_error_to_sentence (CAM_ERROR_READ_ONLY));
  return g_strdup (cam_error_to_sentence (CAM_ERROR_FAILED));
}

char *
cam_format_now (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

static char *
level_label_cb (GObject    *object,
                const char *word)
{
  return cam_format_level (word);
}

static char *
status_label_cb (GObject    *object,
                 const char *word)
{
  return cam_format_status (word);
}

static char *
integer_label_cb (GObject *object,
                  gint64   number)
{
  return cam_format_integer (number);
}

static gboolean
has_integer_cb (GObject *object,
                gint64   number)
{
  return number != CAM_INTEGER_NONE;
}

static char *
hectares_label_cb (GObject *object,
                   double   hectares)
{
  return cam_format_hectares (hectares);
}

static gboolean
has_real_cb (GObject *object,
             double   number)
{
  return !isnan (number);
}

static char *
figure_label_cb (GObject    *object,
                 double      value,
                 const char *unit)
{
  return cam_format_figure (value, unit);
}

static char *
instant_label_cb (GObject    *object,
                  const char *instant)
{
  return cam_format_instant (instant);
}

static gboolean
has_text_cb (GObject    *object,
             const char *text)
{
  return text != NULL && *text != '\0';
}

static char *
join_words_cb (GObject    *object,
               const char *first,
               const char *second)
{
  if (first == NULL || *first == '\0')
    return g_strdup (second != NULL ? second : "");
  if (second == NULL || *second == '\0')
    return g_strdup (first);
  return g_strconcat (first, " · ", second, NULL);
}

void
cam_format_bind_closures (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback_full (widget_class, "level_label", G_CALLBACK (level_label_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "status_label", G_CALLBACK (status_label_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "integer_label", G_CALLBACK (integer_label_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "has_integer", G_CALLBACK (has_integer_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "hectares_label", G_CALLBACK (hectares_label_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "has_real", G_CALLBACK (has_real_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "figure_label", G_CALLBACK (figure_label_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "instant_label", G_CALLBACK (instant_label_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "has_text", G_CALLBACK (has_text_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "join_words", G_CALLBACK (join_words_cb));
}
