/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-person-name.h"

#include "cam-name-fold.h"

#include <string.h>

/* More words than these are no name. */
#define MAX_WORDS 8

static const char *const titles[] = {
  "mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "revd", "reverend",
  "fr", "father", "canon", "ven", "imam", "rabbi", "cllr", "councillor", "cllrs", "ald", "alderman", "hon", "rt", "capt", "captain",
  "major", "maj", "col", "colonel", "lt", "sgt", "sergeant", "insp", "inspector", "supt", "pc", "pcso", NULL,
};

static const char *const endings[] = {
  "mbe", "obe", "cbe", "kbe", "dbe", "bem", "dl", "jp", "mp", "qc", "kc", "phd", "dphil", "md", "bsc", "msc", "mba", "frcs", "frsa",
  "frics", "rgn", "rn", "jr", "jnr", "junior", "sr", "snr", "esq", "esquire", "ret", "retd", NULL,
};

/* What people with one name are called. */
static const char *const short_names[] = {
  "william|will|bill|billy|willie|liam", "elizabeth|elisabeth|liz|lizzie|beth|betty|eliza|libby|lisa|bess", "robert|rob|bob|bobby|robbie|bert",
  "richard|rick|ricky|dick|rich|richie", "margaret|maggie|meg|peggy|marge|margie|greta|mags", "katherine|catherine|kathryn|katharine|kate|katie|kathy|cathy|kath|kay|kitty",
  "james|jim|jimmy|jamie", "john|jack|johnny|jon", "jonathan|jon|jonny", "michael|mike|mick|mickey|mikey", "thomas|tom|tommy",
  "edward|ed|eddie|ted|teddy|ned", "edmund|ed|eddie|ned", "charles|charlie|chas|chuck", "charlotte|charlie|lottie|lotte", "christopher|chris|kit",
  "christine|christina|chris|chrissie|tina", "anthony|antony|tony", "andrew|andy|drew", "david|dave|davy|dai", "daniel|dan|danny",
  "danielle|dani", "samuel|sam|sammy", "samantha|sam|sammy", "alexander|alex|alec|sandy|al", "alexandra|alex|sandra|lexi|sandy", "benjamin|ben|benny",
  "matthew|matt|matty", "nicholas|nick|nicky", "nicola|nicky|nikki", "patrick|pat|paddy", "patricia|pat|patsy|trish|tricia|patty", "peter|pete",
  "philip|phillip|phil|pip", "steven|stephen|steve|stevie", "stephanie|steph|stevie", "timothy|tim|timmy", "joseph|joe|joey", "josephine|jo|josie",
  "joanne|joanna|jo|joan", "geoffrey|jeffrey|geoff|jeff", "gerald|gerry|jerry", "terence|terry", "theresa|teresa|terri|tess|tessa|terry", "kenneth|ken|kenny",
  "ronald|ron|ronnie", "donald|don|donnie", "raymond|ray", "lawrence|laurence|larry|laurie", "leonard|len|lenny|leo", "frederick|frederic|fred|freddie|freddy",
  "francis|frank|frankie", "frances|fran|frankie|fanny", "henry|harry|hal|hank", "harold|harry|hal", "harriet|hattie|harry", "george|georgie",
  "georgina|georgia|gina|georgie", "gregory|greg", "martin|marty", "douglas|doug|dougie", "graham|graeme", "ian|iain", "susan|suzanne|susanna|sue|susie|suzie",
  "deborah|debra|deb|debbie|debs", "barbara|barb|babs", "jennifer|jen|jenny|jenni", "jacqueline|jackie|jacqui", "victoria|vicky|vicki|tori|vic", "victor|vic",
  "rebecca|becky|becca|bex", "rachel|rach", "amanda|mandy", "angela|angie", "caroline|carolyn|carol|carrie|caz", "dorothy|dot|dottie|dolly", "eleanor|ellie|nell|nellie|nora|ella",
  "helen|ellen|nell", "isabel|isabelle|isobel|bella|izzy|belle", "judith|judy|jude", "pamela|pam", "penelope|penny", "philippa|pippa|pip", "roberta|bobbie",
  "rosemary|rose|rosie|ro", "sarah|sara|sally|sadie", "valerie|val", "veronica|ronnie|vera", "winifred|win|winnie|freda", "florence|flo|flossie", "gabrielle|gabby|gaby",
  "abigail|abi|abby|gail", "natalie|nat|natasha", "nathan|nathaniel|nat|nate", "zachary|zac|zach|zack", "joshua|josh", "dominic|dom", "oliver|ollie", "olivia|liv|livvy",
  "mohammed|muhammad|mohamed|mohammad|mo", "maximilian|max", "maxine|max", "sebastian|seb", "simon|si", "vincent|vince|vinny", "walter|wally|walt", "wilfred|wilf|fred",
  "albert|bert|al|bertie", "alfred|alf|alfie|fred", "arthur|art", "bernard|bernie", "cynthia|cindy", "lucinda|lucy|cindy", "louise|lou|lulu", "louis|lewis|lou", "melanie|mel", "melissa|mel|missy",
  "jessica|jess|jessie", "emily|em|emmy", "emma|em", "gillian|jillian|gill|jill", "hannah|anna|ann", "anne|ann|annie|anna|nan", "mary|molly|polly|may", "marion|marian", "michelle|shell|shelly|chelle",
};

static gboolean
has_word (const char *list,
          const char *word)
{
  gsize length = strlen (word);

  for (const char *at = strstr (list, word); at != NULL; at = strstr (at + 1, word))
    if ((at == list || at[-1] == '|') && (at[length] == '\0' || at[length] == '|'))
      return TRUE;
  return FALSE;
}

/* So that a name is looked up once: word → GArray of numbers. */
static GHashTable *
get_index (void)
{
  static gsize once = 0;
  static GHashTable *index = NULL;

  if (g_once_init_enter (&once))
    {
      index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
      for (guint i = 0; i < G_N_ELEMENTS (short_names); i++)
        {
          g_auto (GStrv) words = g_strsplit (short_names[i], "|", -1);

          for (guint j = 0; words[j] != NULL; j++)
            {
              GArray *numbers = g_hash_table_lookup (index, words[j]);

              if (numbers == NULL)
                {
                  numbers = g_array_new (FALSE, FALSE, sizeof (guint));
                  g_hash_table_insert (index, g_strdup (words[j]), numbers);
                }
              g_array_append_val (numbers, i);
            }
        }
      g_once_init_leave (&once, 1);
    }
  return index;
}

guint
cam_person_name_list_short (const char *given,
                            guint      *numbers)
{
  const GArray *found = g_hash_table_lookup (get_index (), given);
  guint n = found != NULL ? MIN (found->len, CAM_PERSON_NAME_MAX_SHORT) : 0;

  for (guint i = 0; i < n; i++)
    numbers[i] = g_array_index (found, guint, i);
  return n;
}

/* "Example, Jane" is "Jane Example"; "Jane Example, MBE" stays. */
static char *
turn (const char *name)
{
  const char *comma = strchr (name, ',');
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *family = NULL;
  g_auto (GStrv) words = NULL;

  if (comma == NULL)
    return g_strdup (name);
  before = g_strndup (name, (gsize) (comma - name));
  after = cam_name_fold (comma + 1);
  words = g_strsplit (after, " ", 2);
  if (words[0] == NULL || *words[0] == '\0' || strchr (comma + 1, ',') != NULL || g_strv_contains (endings, words[0]))
    return g_strdup (name);
  /* "Dr Example, Jane" */
  family = cam_person_name_fold (before);
  return g_strconcat (comma + 1, " ", family, NULL);
}

char *
cam_person_name_fold (const char *name)
{
  g_autofree char *turned = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;
  char **first = NULL;
  guint n = 0;

  g_return_val_if_fail (name != NULL, NULL);
  turned = turn (name);
  folded = cam_name_fold (turned);
  words = g_strsplit (folded, " ", -1);
  n = g_strv_length (words);
  first = words;
  for (; n > 1 && g_strv_contains (titles, first[0]); n--)
    first++;
  for (; n > 1 && g_strv_contains (endings, first[n - 1]); n--)
    g_clear_pointer (&first[n - 1], g_free);
  return g_strjoinv (" ", first);
}

/* "w" of "bill", who is a William. */
static gboolean
is_initial_of (const char *initial,
               const char *given)
{
  guint numbers[CAM_PERSON_NAME_MAX_SHORT];
  guint n = cam_person_name_list_short (given, numbers);

  if (g_utf8_get_char (initial) == g_utf8_get_char (given))
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (g_utf8_get_char (initial) == g_utf8_get_char (short_names[numbers[i]]))
      return TRUE;
  return FALSE;
}

static gboolean
is_initial (const char *word)
{
  return *word != '\0' && *g_utf8_next_char (word) == '\0';
}

/* Whether one is the other, what the other is called for short, or its first letter. */
static CamPersonNameFit
compare_given (const char *a,
               const char *b)
{
  guint numbers[CAM_PERSON_NAME_MAX_SHORT];
  guint n = 0;

  if (strcmp (a, b) == 0)
    return CAM_PERSON_NAME_SAME;
  if (is_initial (a) || is_initial (b))
    return (is_initial (a) ? is_initial_of (a, b) : is_initial_of (b, a)) ? CAM_PERSON_NAME_LOOSE : CAM_PERSON_NAME_OTHER;
  n = cam_person_name_list_short (a, numbers);
  for (guint i = 0; i < n; i++)
    if (has_word (short_names[numbers[i]], b))
      return CAM_PERSON_NAME_LIKELY;
  return CAM_PERSON_NAME_OTHER;
}

/* At most MAX_WORDS of them, in place. */
static guint
split (char  *name,
       char **words)
{
  guint n = 0;

  for (char *at = name; at != NULL && n < MAX_WORDS; n++)
    {
      char *space = strchr (at, ' ');

      words[n] = at;
      if (space != NULL)
        *space = '\0';
      at = space != NULL ? space + 1 : NULL;
    }
  return n;
}

/* Given names in their order; one may have more of them than the other. */
static CamPersonNameFit
compare_words (char **a,
               guint  n_a,
               char **b,
               guint  n_b)
{
  CamPersonNameFit fit = CAM_PERSON_NAME_SAME;

  if (n_a < 2 || n_b < 2 || strcmp (a[n_a - 1], b[n_b - 1]) != 0)
    return CAM_PERSON_NAME_OTHER;
  if (n_a != n_b)
    fit = CAM_PERSON_NAME_LIKELY;
  for (guint i = 0; i + 1 < MIN (n_a, n_b); i++)
    {
      CamPersonNameFit given = compare_given (a[i], b[i]);

      /* An initial in the middle says no less than nothing. */
      if (i > 0 && given == CAM_PERSON_NAME_LOOSE)
        given = CAM_PERSON_NAME_LIKELY;
      fit = MIN (fit, given);
    }
  return fit;
}

CamPersonNameFit
cam_person_name_compare (const char *a,
                         const char *b)
{
  char *words_a[MAX_WORDS], *words_b[MAX_WORDS];
  g_autofree char *copy_a = NULL;
  g_autofree char *copy_b = NULL;
  guint n_a = 0, n_b = 0;
  CamPersonNameFit fit = CAM_PERSON_NAME_OTHER;

  g_return_val_if_fail (a != NULL && b != NULL, CAM_PERSON_NAME_OTHER);
  if (*a == '\0' || *b == '\0')
    return CAM_PERSON_NAME_OTHER;
  if (strcmp (a, b) == 0)
    return CAM_PERSON_NAME_SAME;
  copy_a = g_strdup (a);
  copy_b = g_strdup (b);
  n_a = split (copy_a, words_a);
  n_b = split (copy_b, words_b);
  fit = compare_words (words_a, n_a, words_b, n_b);
  /* "Example Jane" */
  if (fit == CAM_PERSON_NAME_OTHER && n_b == 2)
    {
      char *turned[] = { words_b[1], words_b[0] };

      fit = MIN (CAM_PERSON_NAME_LIKELY, compare_words (words_a, n_a, turned, 2));
    }
  return fit;
}
