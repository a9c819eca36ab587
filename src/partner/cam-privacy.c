/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-privacy.h"

#include "cam-period.h"
#include "cam-person.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* What the file holds of a basis is English whatever the user's language is, like all its words. */
static const struct
{
  const char *text;
  const char *when;
} bases[] = {
  [CAM_BASIS_NONE] = { N_("None Yet"), N_("Nobody has said yet why this may be held.") },
  [CAM_BASIS_CONSENT] = { N_("Consent"), N_("They clearly said yes to this use, and can take that back at any time.") },
  [CAM_BASIS_CONTRACT] = { N_("Contract"), N_("It is needed for a contract with them, or for steps towards one.") },
  [CAM_BASIS_LEGAL_OBLIGATION] = { N_("Legal obligation"), N_("A law asks for it.") },
  [CAM_BASIS_VITAL_INTERESTS] = { N_("Vital interests"), N_("It is needed to protect somebody’s life.") },
  [CAM_BASIS_PUBLIC_TASK] = { N_("Public task"), N_("It is needed for a task in the public interest that the law gives us.") },
  [CAM_BASIS_LEGITIMATE_INTERESTS] = { N_("Legitimate interests"),
                                       N_("It is needed for a fair purpose that does not outweigh their interests; not for public tasks.") },
};

/* Small letters with single spaces, up to a bracket: "Public task (Art. 6(1)(e))". */
static char *
fold (const char *text)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *at = text; *at != '\0' && *at != '('; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '_' || c == '-' || g_unichar_isspace (c))
        c = ' ';
      if (c != ' ' || (folded->len > 0 && folded->str[folded->len - 1] != ' '))
        g_string_append_unichar (folded, g_unichar_tolower (c));
    }
  return g_strchomp (g_string_free_and_steal (g_steal_pointer (&folded)));
}

CamLawfulBasis
cam_lawful_basis_from_text (const char *text)
{
  g_autofree char *typed = NULL;

  if (text == NULL)
    return CAM_BASIS_NONE;
  typed = fold (text);
  if (*typed == '\0')
    return strchr (text, '(') == NULL ? CAM_BASIS_NONE : CAM_BASIS_OTHER;
  for (guint i = CAM_BASIS_CONSENT; i < G_N_ELEMENTS (bases); i++)
    {
      g_autofree char *known = fold (bases[i].text);

      if (g_str_equal (known, typed) || (i == CAM_BASIS_LEGITIMATE_INTERESTS && g_str_equal (typed, "legitimate interest"))
          || (i == CAM_BASIS_VITAL_INTERESTS && g_str_equal (typed, "vital interest")))
        return (CamLawfulBasis) i;
    }
  return CAM_BASIS_OTHER;
}

const char *
cam_lawful_basis_to_text (CamLawfulBasis basis)
{
  return basis > CAM_BASIS_NONE && basis < CAM_BASIS_OTHER ? bases[basis].text : NULL;
}

const char *
cam_lawful_basis_get_title (CamLawfulBasis basis)
{
  return basis < CAM_BASIS_OTHER ? _(bases[basis].text) : NULL;
}

const char *
cam_lawful_basis_explain (CamLawfulBasis basis)
{
  return basis < CAM_BASIS_OTHER ? _(bases[basis].when) : NULL;
}

/* "3 March 2027": a year always, since it is kept for long. */
static char *
format_day (guint32 day)
{
  GDate date;
  char text[64] = "";

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  /* Translators: a date as in "3 March 2027" */
  g_date_strftime (text, sizeof text, _("%-d %B %Y"), &date);
  return g_strdup (text);
}

typedef struct
{
  gboolean found;
  gboolean withdrew;
  guint32  day;
} Objection;

/* What was said last holds; of one day what was written down last. */
static void
find_objection (CamStore   *store,
                const char *uuid,
                Objection  *objection)
{
  const char *columns[] = { "kind", "said_on", NULL };
  const CamValue params[] = { cam_text (uuid) };
  g_autoptr (CamCursor) cursor = NULL;

  if (uuid == NULL)
    return;
  cursor = cam_store_select (store, "person_consent", columns,
                             "WHERE person_uuid = ?1 AND deleted = 0 ORDER BY coalesce (said_on, '') DESC, fid DESC LIMIT 1",
                             params, 1, NULL);
  if (cursor == NULL || !cam_cursor_next (cursor, NULL) || g_strcmp0 (cam_cursor_get_text (cursor, 0), "consented") == 0)
    return;
  objection->found = TRUE;
  objection->withdrew = g_strcmp0 (cam_cursor_get_text (cursor, 0), "withdrew") == 0;
  objection->day = cam_day_from_text (cam_cursor_get_text (cursor, 1));
}

static char *
describe_objection (const Objection *objection)
{
  g_autofree char *day = objection->day != 0 ? format_day (objection->day) : NULL;

  if (day == NULL)
    return g_strdup (objection->withdrew ? _("Took consent back") : _("Objected"));
  /* Translators: %s is a date */
  return g_strdup_printf (objection->withdrew ? _("Took consent back on %s") : _("Objected on %s"), day);
}

static char *
describe_review (guint32 review,
                 guint32 today)
{
  g_autofree char *day = review != 0 ? format_day (review) : NULL;

  if (day == NULL)
    return g_strdup (_("no review date"));
  /* Translators: %s is a date */
  return g_strdup_printf (review <= today ? _("review was due by %s") : _("review by %s"), day);
}

/* What stands in the words is found in the order of the standings. */
static char *
describe (CamPrivacyState *self,
          CamRecord       *person,
          const Objection *objection,
          guint32          today)
{
  const char *text = cam_record_get_text (person, CAM_PERSON_LAWFUL_BASIS);
  CamLawfulBasis basis = cam_lawful_basis_from_text (text);
  g_autofree char *day = NULL;
  g_autofree char *review = NULL;

  switch (self->standing)
    {
    case CAM_PRIVACY_TO_ERASE:
      day = format_day (self->day);
      /* Translators: %s is a date */
      return g_strdup_printf (_("To be erased since %s"), day);
    case CAM_PRIVACY_OBJECTED:
      return describe_objection (objection);
    case CAM_PRIVACY_NO_BASIS:
    case CAM_PRIVACY_TO_REVIEW:
    case CAM_PRIVACY_NO_DATE:
    case CAM_PRIVACY_FINE:
    default:
      review = describe_review (cam_day_from_text (cam_record_get_text (person, CAM_PERSON_REVIEW_ON)), today);
      if (basis == CAM_BASIS_NONE && self->day == 0)
        return g_strdup (_("No lawful basis yet"));
      return g_strdup_printf ("%s · %s", basis == CAM_BASIS_NONE    ? _("No lawful basis yet")
                                         : basis == CAM_BASIS_OTHER ? text
                                                                    : cam_lawful_basis_get_title (basis), review);
    }
}

CamPrivacyState *
cam_privacy_state (CamStore  *store,
                   CamRecord *person,
                   guint32    today)
{
  CamPrivacyState *self = NULL;
  Objection objection = { 0 };
  guint32 keep, review;
  g_autofree char *words = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (CAM_IS_PERSON (person), NULL);

  self = g_new0 (CamPrivacyState, 1);
  keep = cam_day_from_text (cam_record_get_text (person, CAM_PERSON_KEEP_UNTIL));
  review = cam_day_from_text (cam_record_get_text (person, CAM_PERSON_REVIEW_ON));
  find_objection (store, cam_record_get_uuid (person), &objection);
  self->day = review;
  if (keep != 0 && keep < today)
    {
      self->standing = CAM_PRIVACY_TO_ERASE;
      self->day = keep + 1;
    }
  else if (objection.found)
    {
      self->standing = CAM_PRIVACY_OBJECTED;
      self->day = objection.day;
    }
  else if (cam_lawful_basis_from_text (cam_record_get_text (person, CAM_PERSON_LAWFUL_BASIS)) == CAM_BASIS_NONE)
    self->standing = CAM_PRIVACY_NO_BASIS;
  else if (review == 0)
    self->standing = CAM_PRIVACY_NO_DATE;
  else
    self->standing = review <= today ? CAM_PRIVACY_TO_REVIEW : CAM_PRIVACY_FINE;
  words = describe (self, person, &objection, today);
  if (cam_record_get_boolean (person, CAM_PERSON_DO_NOT_CONTACT))
    /* Translators: %s is such as "Public task · review by 3 March 2027" */
    self->words = g_strdup_printf (_("%s · do not contact"), words);
  else
    self->words = g_steal_pointer (&words);
  return self;
}

void
cam_privacy_state_free (CamPrivacyState *self)
{
  if (self == NULL)
    return;
  g_free (self->words);
  g_free (self);
}

#define OBJECTED                                                                                                            \
  "uuid IN (SELECT c.person_uuid FROM person_consent c WHERE c.deleted = 0 AND c.kind <> 'consented' AND NOT EXISTS"         \
  " (SELECT 1 FROM person_consent later WHERE later.person_uuid = c.person_uuid AND later.deleted = 0"                       \
  " AND (coalesce (later.said_on, ''), later.fid) > (coalesce (c.said_on, ''), c.fid)))"

#define TO_ERASE "keep_until IS NOT NULL AND keep_until < ?1"

const char *
cam_privacy_list_where (CamPrivacyList list)
{
  static const char *const clauses[] = {
    [CAM_PRIVACY_LIST_ERASE] = TO_ERASE,
    [CAM_PRIVACY_LIST_REVIEW] = "review_on IS NOT NULL AND review_on <= ?1"
                                " AND fid NOT IN (SELECT fid FROM person WHERE deleted = 0 AND " TO_ERASE ")",
    [CAM_PRIVACY_LIST_OBJECTED] = OBJECTED " AND ?1 IS NOT NULL",
    [CAM_PRIVACY_LIST_NO_BASIS] = "(lawful_basis IS NULL OR lawful_basis = '') AND ?1 IS NOT NULL",
  };

  return clauses[list];
}

const char *
cam_privacy_list_order (CamPrivacyList list)
{
  static const char *const orders[] = {
    [CAM_PRIVACY_LIST_ERASE] = "keep_until",
    [CAM_PRIVACY_LIST_REVIEW] = "review_on",
    [CAM_PRIVACY_LIST_OBJECTED] = "name",
    [CAM_PRIVACY_LIST_NO_BASIS] = "name",
  };

  return orders[list];
}
