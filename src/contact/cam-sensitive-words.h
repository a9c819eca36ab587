/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words in free text that seem to say of a person what needs a reason of its own to be kept: the special categories of
 * Article 9 of the UK GDPR, and offences (Article 10). A hint to think twice, no judgement: English only, whole words
 * and phrases, and rather nothing said than a service, a group or an organisation taken for a person. */

typedef enum
{
  CAM_SENSITIVE_HEALTH,
  CAM_SENSITIVE_ETHNICITY,
  CAM_SENSITIVE_RELIGION,
  CAM_SENSITIVE_SEXUALITY,
  CAM_SENSITIVE_POLITICS,
  CAM_SENSITIVE_UNION,
  CAM_SENSITIVE_BIOMETRICS,
  CAM_SENSITIVE_OFFENCES,
} CamSensitiveCategory;

typedef struct
{
  CamSensitiveCategory category;
  gsize                offset;    /* in bytes */
  gsize                length;
} CamSensitiveHit;

/* At most CAM_SENSITIVE_MAX_HITS, in the order of the text. (transfer full) (element-type CamSensitiveHit) */
#define CAM_SENSITIVE_MAX_HITS 20
GArray     *cam_sensitive_words_find          (const char           *text) G_GNUC_WARN_UNUSED_RESULT;
/* What it is about, to stand in a sentence: "health". (transfer none) */
const char *cam_sensitive_category_get_label  (CamSensitiveCategory  category);

G_END_DECLS
