/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-paper-private.h"

#include <string.h>

/* Nothing is fetched from anywhere, and nothing in it runs. */
#define HEAD                                                                                                          \
  "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"                                        \
  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n" \
  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
#define STYLE                                                                                                         \
  "</title>\n<style>\n"                                                                                               \
  "body { font: 1.05rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 44rem; margin: 0 auto;"\
  " padding: 1.5rem; overflow-wrap: anywhere; }\n"                                                                    \
  "h1 { font-size: 2.2rem; line-height: 1.2; margin: 1rem 0 0.5rem; }\n"                                              \
  "h2 { font-size: 1.1rem; color: #12546b; margin: 1.5rem 0 0.25rem; }\n"                                             \
  "p, address, dl { margin: 0 0 0.5rem; font-style: normal; }\n"                                                      \
  "header { border-bottom: 3px solid #12546b; padding-bottom: 0.75rem; }\n"                                           \
  ".brand { font-size: 1.4rem; font-weight: 700; color: #12546b; margin: 0; }\n"                                      \
  ".kind { color: #555c61; }\n.large { font-size: 1.35rem; font-weight: 700; }\n"                                     \
  ".cancelled { border: 3px solid #a51d2d; color: #a51d2d; padding: 0.5rem 1rem; font-weight: 700; }\n"               \
  "dt { font-weight: 700; } dd { margin: 0 0 0.4rem; }\n"                                                             \
  "figure { display: inline-block; vertical-align: top; margin: 1rem 1.5rem 0 0; max-width: 100%; }\n"                \
  "figcaption { color: #555c61; font-size: 0.9rem; }\nimg { max-width: 100%; height: auto; }\n"                       \
  ".logo { max-height: 4rem; width: auto; margin-top: 0.5rem; }\n.qr { width: 11rem; }\n.map { width: 22rem; }\n"     \
  "@media print { body { padding: 0; } h2 { break-after: avoid; } figure { break-inside: avoid; } }\n"                \
  "</style>\n</head>\n<body>\n"

GString *
cam_html_begin (const char *title)
{
  GString *html = g_string_new (HEAD);

  cam_html_add_text (html, title);
  g_string_append (html, STYLE);
  return html;
}

char *
cam_html_end (GString *html)
{
  g_string_append (html, "</body>\n</html>\n");
  return g_string_free (html, FALSE);
}

void
cam_html_add_text (GString    *html,
                   const char *text)
{
  for (const char *at = text; at != NULL && *at != '\0'; at++)
    if (*at == '<')
      g_string_append (html, "&lt;");
    else if (*at == '>')
      g_string_append (html, "&gt;");
    else if (*at == '&')
      g_string_append (html, "&amp;");
    else if (*at == '"')
      g_string_append (html, "&quot;");
    else if (*at == '\'')
      g_string_append (html, "&#39;");
    else if (*at == '\n')
      g_string_append (html, "<br>");
    else
      g_string_append_c (html, *at);
}

void
cam_html_add_element (GString    *html,
                      const char *tag,
                      const char *class_name,
                      const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (html, "<%s dir=\"auto\"", tag);
  if (class_name != NULL)
    g_string_append_printf (html, " class=\"%s\"", class_name);
  g_string_append_c (html, '>');
  cam_html_add_text (html, text);
  g_string_append_printf (html, "</%s>\n", tag);
}

void
cam_html_add_paragraphs (GString    *html,
                         const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "\n\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    cam_html_add_element (html, "p", NULL, g_strstrip (parts[i]));
}

void
cam_html_add_image (GString    *html,
                    const char *class_name,
                    const char *media_type,
                    GBytes     *content,
                    const char *alt)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (content, &length);
  g_autofree char *encoded = g_base64_encode (data, length);

  g_string_append_printf (html, "<img class=\"%s\" src=\"data:%s;base64,%s\" alt=\"", class_name, media_type, encoded);
  /* No line break within an attribute. */
  for (const char *at = alt; *at != '\0'; at = g_utf8_next_char (at))
    {
      char part[8] = "";

      memcpy (part, at, MIN ((gsize) (g_utf8_next_char (at) - at), sizeof part - 1));
      cam_html_add_text (html, *part == '\n' ? " " : part);
    }
  g_string_append (html, "\">");
}
