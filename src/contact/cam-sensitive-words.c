/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-sensitive-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_WORDS 20000
#define MAX_WORD 40
#define MAX_PHRASE 4

/* Phrases with "|" between. A word that names a person's first name, a colour, a place or a service as often as a person
 * stands only in phrases. */
static const char *const phrases[] = {
  [CAM_SENSITIVE_HEALTH] =
    "addict|addicted|addiction|alcoholic|alzheimer's|alzheimers|amputee|anorexia|anxiety disorder|arthritis|asthma|asthmatic|"
    "autism|autistic|bipolar|cancer|chemotherapy|chemo|coeliac|copd|dementia|depression|diabetes|diabetic|diagnosed|diagnosis|"
    "disability|disabilities|dyslexia|dyslexic|eating disorder|epilepsy|epileptic|had a stroke|had a heart attack|"
    "hard of hearing|hiv|hiv positive|housebound|ill health|is blind|is deaf|is disabled|is ill|learning difficulties|"
    "learning disability|learning disabilities|long covid|mental breakdown|mental health condition|mental health conditions|"
    "mental health issue|mental health issues|mental health problem|mental health problems|miscarriage|multiple sclerosis|"
    "off sick|on antidepressants|on dialysis|on medication|overdose|paranoid|parkinson's|parkinsons|postnatal depression|"
    "pregnancy|pregnant|psychosis|psychotic|ptsd|registered blind|schizophrenia|schizophrenic|self harm|self harms|sick leave|"
    "special needs|suicidal|suicide attempt|terminally ill|tumour|uses a wheelchair|visually impaired|wheelchair user|"
    "was ill|signed off sick|her medication|his medication|their medication|in hospital|health condition|health conditions|"
    "health problem|health problems|adhd|ocd",
  [CAM_SENSITIVE_ETHNICITY] =
    "asian british|black african|black british|black caribbean|british asian|ethnic background|ethnic origin|ethnicity|"
    "is asian|is black|is roma|is romany|mixed heritage|mixed race|racial origin|white british|white european|white irish|"
    "skin colour|is a gypsy|is a traveller",
  [CAM_SENSITIVE_RELIGION] =
    "agnostic|atheist|baptist|buddhist|catholic|christian|evangelical|her faith|hindu|his faith|is a quaker|jehovah's witness|"
    "jewish|methodist|mormon|muslim|muslims|religious beliefs|sikh|born again|their faith",
  [CAM_SENSITIVE_SEXUALITY] =
    "asexual|bisexual|gay|gender reassignment|heterosexual|homosexual|lesbian|pansexual|same sex partner|sex life|"
    "sexual orientation|sexuality|transgender|trans man|trans woman|transsexual",
  [CAM_SENSITIVE_POLITICS] =
    "brexiteer|conservative member|conservative supporter|conservative voter|green supporter|green voter|"
    "labour member|labour supporter|labour voter|lib dem member|lib dem supporter|lib dem voter|liberal democrat supporter|"
    "liberal democrat voter|political beliefs|political opinions|political views|reform supporter|reform voter|"
    "tory|tories|ukip supporter|votes conservative|votes green|votes labour|votes lib dem|votes reform|votes tory|"
    "voted conservative|voted labour|voted remain|voted leave|her politics|his politics|their politics",
  [CAM_SENSITIVE_UNION] =
    "shop steward|trade unionist|trade union member|trade union membership|trades union member|union member|union membership|"
    "union official|union rep|union representative|unison member|unite member|gmb member|member of unison|member of unite|"
    "on strike",
  [CAM_SENSITIVE_BIOMETRICS] =
    "biometric|biometrics|dna profile|dna sample|dna test|her dna|his dna|their dna|face recognition|facial recognition|fingerprint|fingerprints|genetic test|"
    "genetic testing|iris scan|retina scan|voice print|voiceprint",
  [CAM_SENSITIVE_OFFENCES] =
    "arrested|asbo|convicted|conviction for|convictions for|criminal conviction|criminal convictions|has a conviction|"
    "has convictions|previous conviction|previous convictions|unspent conviction|criminal history|criminal record|"
    "criminal offence|drink driving|"
    "ex offender|ex offenders|ex prisoner|found guilty|in prison|on bail|on probation|on remand|on parole|out of prison|"
    "pleaded guilty|police caution|restraining order|sent to prison|served time|sex offender|spent conviction|"
    "suspended sentence|in custody|went to jail|in jail|charged with assault|charged with burglary|charged with criminal damage|"
    "charged with fraud|charged with murder|charged with possession|charged with theft",
};

/* What comes behind a word where it is about a service, a group or a training. */
static const char *const topics[] = {
  "academy", "access", "action", "advice", "association", "aware", "awareness", "bus", "cafe", "café", "campaign", "care",
  "cathedral", "cemetery", "centre", "champion", "champions", "chapel", "chaplaincy", "charities", "charity", "choir",
  "church", "clinic", "clinics", "club", "college", "communities", "community", "course", "courses", "day", "education",
  "equipment", "event", "festival", "forum", "foundation", "friendly", "friends", "fundraiser", "group", "groups", "hall",
  "history", "hub", "information", "lead", "leaflets", "mosque", "museum", "network", "nurse", "nurses", "officer",
  "parking", "partnership", "policy", "prevention", "pride", "primary", "project", "radio", "ramp", "register",
  "research", "rights", "safe", "scheme", "school", "schools", "screening", "service", "services", "session", "sessions",
  "shop", "society", "specialist", "sports", "stall", "strategy", "support", "synagogue", "talk", "team", "temple",
  "toilet", "toilets", "training", "transport", "trust", "walk", "walks", "week", "worker", "workers", "workshop",
  "workshops", NULL,
};

/* What stands before "union" where it is no trade union. */
static const char *const unions[] = { "credit", "student", "students", "student's", "mothers", "rugby", "european", NULL };

typedef struct
{
  gsize    offset;
  gsize    length;
  char     text[MAX_WORD];   /* in small letters; "" of a long one */
  gboolean capital;
  gboolean first;            /* of a sentence */
} Word;

typedef struct
{
  CamSensitiveCategory category;
  guint                n_words;
} Phrase;

static GHashTable *
make_table (void)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      g_auto (GStrv) list = g_strsplit (phrases[i], "|", -1);

      for (guint j = 0; list[j] != NULL; j++)
        {
          Phrase *phrase = g_new0 (Phrase, 1);

          phrase->category = (CamSensitiveCategory) i;
          phrase->n_words = 1;
          for (const char *at = list[j]; *at != '\0'; at++)
            phrase->n_words += *at == ' ';
          g_hash_table_insert (table, g_strdup (list[j]), phrase);
        }
    }
  return table;
}

static GHashTable *
get_table (void)
{
  static gsize once = 0;

  /* Kept for the program's life. */
  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) make_table ());
  return (GHashTable *) once;
}

static gboolean
is_part (gunichar    letter,
         const char *after)
{
  if (g_unichar_isalnum (letter))
    return TRUE;
  return (letter == '\'' || letter == 0x2019) && *after != '\0' && g_unichar_isalpha (g_utf8_get_char (after));
}

static void
add_word (GArray     *words,
          const char *text,
          gsize       offset,
          gsize       length,
          gboolean    first)
{
  Word word = { .offset = offset, .length = length, .first = first };
  g_autofree char *small = NULL;
  g_auto (GStrv) pieces = NULL;
  g_autofree char *plain = NULL;

  word.capital = g_unichar_isupper (g_utf8_get_char (text + offset));
  if (length < MAX_WORD)
    {
      small = g_utf8_strdown (text + offset, (gssize) length);
      pieces = g_strsplit (small, "’", -1);
      plain = g_strjoinv ("'", pieces);
      g_strlcpy (word.text, plain, sizeof word.text);
    }
  g_array_append_val (words, word);
}

static GArray *
split (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  gboolean first = TRUE;

  for (const char *at = text; *at != '\0' && words->len < MAX_WORDS;)
    {
      const char *start = at;

      while (*at != '\0' && is_part (g_utf8_get_char (at), g_utf8_next_char (at)))
        at = g_utf8_next_char (at);
      if (at > start)
        {
          add_word (words, text, (gsize) (start - text), (gsize) (at - start), first);
          first = FALSE;
          continue;
        }
      if (strchr (".!?:;\n\r\t", *at) != NULL || g_utf8_get_char (at) == 0x2022)
        first = TRUE;
      at = g_utf8_next_char (at);
    }
  return words;
}

static gboolean
is_topic (const Word *word)
{
  return g_strv_contains (topics, word->text);
}

/* Part of the name of an organisation, a place or somebody: with a capital, beside another such. */
static gboolean
is_in_name (GArray *words,
            guint   first,
            guint   last)
{
  const Word *word = &g_array_index (words, Word, first);
  const Word *before = first > 0 && !word->first ? &g_array_index (words, Word, first - 1) : NULL;
  const Word *after = last + 1 < words->len ? &g_array_index (words, Word, last + 1) : NULL;

  if (!word->capital)
    return FALSE;
  if (after != NULL && after->capital && !after->first)
    return TRUE;
  /* "Christian came" is somebody's name. */
  if (word->first && strcmp (word->text, "christian") == 0)
    return TRUE;
  return before != NULL && before->capital && !before->first && strcmp (before->text, "i") != 0;
}

static gboolean
is_other_union (GArray *words,
                guint   at)
{
  return at > 0 && g_str_equal (g_array_index (words, Word, at).text, "union")
         && g_strv_contains (unions, g_array_index (words, Word, at - 1).text);
}

/* The longest phrase that begins at a word. */
static const Phrase *
match (GHashTable *table,
       GArray     *words,
       guint       at)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const Phrase *found = NULL;

  for (guint n = 0; n < MAX_PHRASE && at + n < words->len; n++)
    {
      const Word *word = &g_array_index (words, Word, at + n);
      const Phrase *phrase = NULL;

      if (*word->text == '\0' || (n > 0 && word->first))
        break;
      if (n > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, word->text);
      phrase = g_hash_table_lookup (table, text->str);
      found = phrase != NULL ? phrase : found;
    }
  return found;
}

GArray *
cam_sensitive_words_find (const char *text)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (CamSensitiveHit));
  GHashTable *table = get_table ();
  g_autoptr (GArray) words = NULL;

  g_return_val_if_fail (text != NULL, hits);
  if (!g_utf8_validate (text, -1, NULL))
    return hits;
  words = split (text);
  for (guint i = 0; i < words->len && hits->len < CAM_SENSITIVE_MAX_HITS; i++)
    {
      const Phrase *phrase = match (table, words, i);
      guint first = i, last = phrase != NULL ? i + phrase->n_words - 1 : i;
      const Word *begin = &g_array_index (words, Word, i), *end = &g_array_index (words, Word, last);
      const Word *after = last + 1 < words->len ? &g_array_index (words, Word, last + 1) : NULL;
      CamSensitiveHit hit = { 0 };

      if (phrase == NULL)
        continue;
      i = last;
      if (is_in_name (words, first, last) || is_other_union (words, first)
          || (after != NULL && !after->first && is_topic (after)))
        continue;
      hit.category = phrase->category;
      hit.offset = begin->offset;
      hit.length = end->offset + end->length - begin->offset;
      g_array_append_val (hits, hit);
    }
  return hits;
}

const char *
cam_sensitive_category_get_label (CamSensitiveCategory category)
{
  static const char *const labels[] = {
    [CAM_SENSITIVE_HEALTH] = N_("health"),
    [CAM_SENSITIVE_ETHNICITY] = N_("ethnic origin"),
    [CAM_SENSITIVE_RELIGION] = N_("religion or belief"),
    [CAM_SENSITIVE_SEXUALITY] = N_("sexuality"),
    [CAM_SENSITIVE_POLITICS] = N_("political opinions"),
    [CAM_SENSITIVE_UNION] = N_("trade union membership"),
    [CAM_SENSITIVE_BIOMETRICS] = N_("genetic or biometric data"),
    [CAM_SENSITIVE_OFFENCES] = N_("offences"),
  };

  return _(labels[category]);
}
