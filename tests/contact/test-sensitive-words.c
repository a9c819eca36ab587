/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-sensitive-words.h"

#include <string.h>

/* What is said of somebody is noticed; services, groups and names are not. */

typedef struct
{
  const char           *text;
  const char           *word;      /* NULL for none */
  CamSensitiveCategory  category;
} Case;

static const Case cases[] = {
  { "She was diagnosed last year.", "diagnosed", CAM_SENSITIVE_HEALTH },
  { "Has diabetes; prefers mornings", "diabetes", CAM_SENSITIVE_HEALTH },
  { "Is a wheelchair user", "wheelchair user", CAM_SENSITIVE_HEALTH },
  { "He has Parkinson’s.", "Parkinson’s", CAM_SENSITIVE_HEALTH },
  { "DEPRESSION since spring", "DEPRESSION", CAM_SENSITIVE_HEALTH },
  { "history of self-harm", "self-harm", CAM_SENSITIVE_HEALTH },
  { "Long covid, so calls only", "Long covid", CAM_SENSITIVE_HEALTH },
  { "mental health problems in the family", "mental health problems", CAM_SENSITIVE_HEALTH },
  { "Describes herself as Black British", "Black British", CAM_SENSITIVE_ETHNICITY },
  { "of mixed heritage", "mixed heritage", CAM_SENSITIVE_ETHNICITY },
  { "He is Muslim and needs Fridays free", "Muslim", CAM_SENSITIVE_RELIGION },
  { "Is a practising catholic.", "catholic", CAM_SENSITIVE_RELIGION },
  { "Lives with her same-sex partner", "same-sex partner", CAM_SENSITIVE_SEXUALITY },
  { "he is gay", "gay", CAM_SENSITIVE_SEXUALITY },
  { "Keen Labour supporter", "Labour supporter", CAM_SENSITIVE_POLITICS },
  { "strong political views", "political views", CAM_SENSITIVE_POLITICS },
  { "Unison member since 2010", "Unison member", CAM_SENSITIVE_UNION },
  { "the union rep for the depot", "union rep", CAM_SENSITIVE_UNION },
  { "fingerprints on file", "fingerprints", CAM_SENSITIVE_BIOMETRICS },
  { "has a criminal record", "criminal record", CAM_SENSITIVE_OFFENCES },
  { "ex-offender, wants to help", "ex-offender", CAM_SENSITIVE_OFFENCES },
  { "Has a conviction for theft", "Has a conviction", CAM_SENSITIVE_OFFENCES },
  { "was charged with assault", "charged with assault", CAM_SENSITIVE_OFFENCES },
  { "his DNA is on file", "his DNA", CAM_SENSITIVE_BIOMETRICS },
  { "Was convicted in 2019", "convicted", CAM_SENSITIVE_OFFENCES },

  { "Age UK health walk on Tuesday", NULL },
  { "Runs the dementia café and the cancer support group", NULL },
  { "Macmillan Cancer Support, Stroke Association, Diabetes UK", NULL },
  { "Trained in Mental Health First Aid", NULL },
  { "Diocese of Ely, St Mary's church hall; Methodist Church March", NULL },
  { "Cambridge Muslim Trust and Jewish Care", NULL },
  { "Christian Example will bring the keys. Ask Christian Jones.", NULL },
  { "Christian came to the meeting", NULL },
  { "Black bin outside, white van, green folder, blind corner", NULL },
  { "Step-free, disabled toilet, hearing loop, wheelchair ramp", NULL },
  { "Conservative estimate: 40 people; labour shortage in the Fens", NULL },
  { "Green Party office, Labour Party office", NULL },
  { "Credit union, European Union, student union building", NULL },
  { "Police and Probation Service at the table; HMP Littlehey", NULL },
  { "gay pride stall, autism awareness training", NULL },
  { "DBS check done, gave convincing talk, unconvicted", NULL },
  { "Racecourse car park; genetics lecture", NULL },
  { "Ran the 5k race; race night at the students' union", NULL },
  { "Credit union member services, a student union rep at the stall", NULL },
  { "Church hall, the catholic school, meets at the methodist hall and the baptist chapel", NULL },
  { "Spoke with conviction, has strong convictions", NULL },
  { "Charged with organising the fair", NULL },
  { "Sharing is in our DNA", NULL },
  { "Disability access and disability parking at the back; special needs transport", NULL },
  { "disability rights officer, autism policy, dementia strategy lead", NULL },
  { "", NULL },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) hits = cam_sensitive_words_find (cases[i].text);
      const CamSensitiveHit *hit = NULL;
      g_autofree char *word = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (hits->len, ==, cases[i].word != NULL ? 1 : 0);
      if (cases[i].word == NULL)
        continue;
      hit = &g_array_index (hits, CamSensitiveHit, 0);
      word = g_strndup (cases[i].text + hit->offset, hit->length);
      g_assert_cmpstr (word, ==, cases[i].word);
      g_assert_cmpint (hit->category, ==, cases[i].category);
    }
}

static void
test_several (void)
{
  g_autoptr (GArray) hits = cam_sensitive_words_find ("Zoë: asthma, diabetic. Is Jewish. Arrested once");
  g_autofree char *much = g_strnfill (2000000, 'a');
  g_autoptr (GString) often = g_string_new (NULL);
  g_autoptr (GArray) none = cam_sensitive_words_find (much);
  g_autoptr (GArray) many = NULL;
  g_autoptr (GArray) invalid = cam_sensitive_words_find ("asthma \377");

  g_assert_cmpuint (hits->len, ==, 4);
  for (guint i = 1; i < hits->len; i++)
    g_assert_cmpuint (g_array_index (hits, CamSensitiveHit, i).offset, >, g_array_index (hits, CamSensitiveHit, i - 1).offset);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (invalid->len, ==, 0);
  for (guint i = 0; i < 100; i++)
    g_string_append (often, "asthma. ");
  many = cam_sensitive_words_find (often->str);
  g_assert_cmpuint (many->len, ==, CAM_SENSITIVE_MAX_HITS);
}

static void
test_labels (void)
{
  for (guint i = 0; i <= CAM_SENSITIVE_OFFENCES; i++)
    g_assert_cmpuint (strlen (cam_sensitive_category_get_label ((CamSensitiveCategory) i)), >, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sensitive-words/cases", test_cases);
  g_test_add_func ("/sensitive-words/several", test_several);
  g_test_add_func ("/sensitive-words/labels", test_labels);
  return g_test_run ();
}
