/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-reminders.h"

#include "cam-event-rules.h"
#include "cam-period.h"
#include "cam-reminder.h"
#include "cam-words.h"

#include <glib/gi18n.h>

#define CHECK_SECONDS 30

struct _CamReminders
{
  GObject           parent_instance;

  GSettings        *settings;
  CamRemindersSink  sink;
  gpointer          sink_data;
  CamStore         *store;      /* NULL for none */
  CamEventRules    *rules;
  GPtrArray        *all;        /* CamReminder; NULL: to be read */
  GHashTable       *told;       /* key → id of what was told, "" where nobody is to be told */
  guint32           day;        /* on which @all was read */
  guint             minutes;    /* that @all was read for */
  gboolean          is_begun;   /* what was due before is in @told */
  guint             check_id;
};

G_DEFINE_FINAL_TYPE (CamReminders, cam_reminders, G_TYPE_OBJECT)

static guint32
get_day (gint64 now)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (now);
  GDate date;

  if (time == NULL)
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (time), (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  return g_date_get_julian (&date);
}

/* The areas that the person works in; else the district that the window is about; else NULL, everywhere. */
static char **
dup_areas (CamReminders *self)
{
  g_auto(GStrv) mine = g_settings_get_strv (self->settings, "my-areas");
  g_autofree char *scope = g_settings_get_string (self->settings, "scope");
  const char *one[] = { scope, NULL };

  if (mine[0] != NULL)
    return g_steal_pointer (&mine);
  return *scope != '\0' ? g_strdupv ((char **) one) : NULL;
}

static gboolean
load (CamReminders *self,
      guint32       day)
{
  guint minutes = g_settings_get_uint (self->settings, "remind-minutes");
  g_auto(GStrv) areas = NULL;
  g_autoptr(GError) error = NULL;

  if (self->all != NULL && self->day == day && self->minutes == minutes)
    return TRUE;
  areas = dup_areas (self);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  /* A day more each way, for those in another zone. */
  self->all = cam_reminder_load (self->store, (const char *const *) areas, day - 1, day + minutes / 1440 + 2,
                                 cam_event_rules_get_expander (self->rules), &error);
  if (self->all == NULL)
    g_warning ("Could not read what is coming: %s", error->message);
  self->day = day;
  self->minutes = minutes;
  return self->all != NULL;
}

/* What was due by @until is known already. */
static void
pass_over (CamReminders *self,
           gint64        until)
{
  g_autoptr(GPtrArray) due = cam_reminder_list_due (self->all, until, self->minutes, self->told);

  for (guint i = 0; i < due->len; i++)
    g_hash_table_insert (self->told, g_strdup (((CamReminder *) due->pdata[i])->key), g_strdup (""));
}

/* Reminders that the setting makes due when it is changed are none: the person is there. */
static void
begin (CamReminders *self,
       gint64        now)
{
  gint64 until = g_settings_get_int64 (self->settings, "reminded-until");

  /* Never, or by a clock that was wrong. */
  if (until == 0 || until > now)
    {
      until = now;
      g_settings_set_int64 (self->settings, "reminded-until", now);
    }
  pass_over (self, until);
  self->is_begun = TRUE;
}

/* "Workshop at 10:00", "Workshop tomorrow at 10:00", "Workshop on 5 June". */
static char *
dup_title (const CamReminder *reminder,
           guint32            today)
{
  guint32 day = cam_wall_time_get_day (reminder->starts);
  /* A kind that this version does not know may be any text. */
  const char *word = reminder->kind != NULL ? cam_words_find_plan_word ("kind", reminder->kind) : NULL;
  const char *kind = word != NULL ? word : _("Event");
  g_autofree char *date = cam_day_format (day, today);
  g_autofree char *clock = cam_wall_time_format_clock (reminder->starts);

  if (day == today && reminder->all_day)
    /* Translators: %s is a kind of event */
    return g_strdup_printf (_("%s today"), kind);
  if (day == today)
    /* Translators: a kind of event, and a time */
    return g_strdup_printf (_("%1$s at %2$s"), kind, clock);
  if (day == today + 1 && reminder->all_day)
    /* Translators: %s is a kind of event */
    return g_strdup_printf (_("%s tomorrow"), kind);
  if (day == today + 1)
    /* Translators: a kind of event, and a time */
    return g_strdup_printf (_("%1$s tomorrow at %2$s"), kind, clock);
  if (reminder->all_day)
    /* Translators: a kind of event, and a day */
    return g_strdup_printf (_("%1$s on %2$s"), kind, date);
  /* Translators: a kind of event, a day and a time */
  return g_strdup_printf (_("%1$s on %2$s at %3$s"), kind, date, clock);
}

static char *
dup_body (const CamReminder *reminder)
{
  if (reminder->area == NULL)
    return NULL;
  if (reminder->n_areas < 2)
    /* Translators: %s is an area */
    return g_strdup_printf (_("In %s"), reminder->area);
  /* Translators: an area, and how many more */
  return g_strdup_printf (ngettext ("In %1$s and %2$u other area", "In %1$s and %2$u other areas", reminder->n_areas - 1),
                          reminder->area, reminder->n_areas - 1);
}

static void
tell_one (CamReminders      *self,
          const CamReminder *reminder,
          guint32            today)
{
  g_autofree char *id = g_strconcat ("event-", reminder->event_uuid, NULL);
  g_autofree char *title = dup_title (reminder, today);
  g_autofree char *body = dup_body (reminder);

  g_hash_table_insert (self->told, g_strdup (reminder->key), g_strdup (id));
  self->sink (id, title, body, reminder->event_uuid, reminder->original_at, self->sink_data);
}

static void
tell_several (CamReminders *self,
              GPtrArray    *due,
              guint32       today)
{
  g_autofree char *first = dup_title (due->pdata[0], today);
  g_autofree char *title = g_strdup_printf (ngettext ("%u event begins soon", "%u events begin soon", due->len), due->len);
  /* Translators: %s is a kind of event and when it is */
  g_autofree char *body = g_strdup_printf (_("The first: %s"), first);

  for (guint i = 0; i < due->len; i++)
    g_hash_table_insert (self->told, g_strdup (((CamReminder *) due->pdata[i])->key), g_strdup (""));
  self->sink ("events", title, body, NULL, NULL, self->sink_data);
}

/* What was told and was moved, cancelled or deleted since is taken back. */
static void
take_back (CamReminders *self)
{
  g_autoptr(GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key = NULL, id = NULL;

  for (guint i = 0; i < self->all->len; i++)
    g_hash_table_add (there, ((CamReminder *) self->all->pdata[i])->key);
  g_hash_table_iter_init (&iter, self->told);
  while (g_hash_table_iter_next (&iter, &key, &id))
    {
      if (g_hash_table_contains (there, key))
        continue;
      if (*(const char *) id != '\0')
        self->sink (id, NULL, NULL, NULL, NULL, self->sink_data);
      g_hash_table_iter_remove (&iter);
    }
}

void
cam_reminders_check (CamReminders *self,
                     gint64        now)
{
  guint32 today = get_day (now);
  g_autoptr(GPtrArray) due = NULL;

  g_return_if_fail (CAM_IS_REMINDERS (self));

  if (self->store == NULL || today < 2 || !g_settings_get_boolean (self->settings, "remind") || !load (self, today))
    return;
  if (!self->is_begun)
    begin (self, now);
  take_back (self);
  due = cam_reminder_list_due (self->all, now, self->minutes, self->told);
  if (due->len == 0)
    return;
  if (due->len == 1)
    tell_one (self, due->pdata[0], today);
  else
    tell_several (self, due, today);
  g_settings_set_int64 (self->settings, "reminded-until", now);
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
check_cb (gpointer user_data)
{
  cam_reminders_check (user_data, get_now ());
  return G_SOURCE_CONTINUE;
}

static void
follow (CamReminders *self)
{
  gboolean wanted = self->store != NULL && g_settings_get_boolean (self->settings, "remind");

  if (!wanted)
    {
      g_clear_handle_id (&self->check_id, g_source_remove);
      return;
    }
  if (self->check_id == 0)
    self->check_id = g_timeout_add_seconds (CHECK_SECONDS, check_cb, self);
}

static void
switched_cb (CamReminders *self)
{
  /* From now on. */
  if (g_settings_get_boolean (self->settings, "remind"))
    g_settings_reset (self->settings, "reminded-until");
  self->is_begun = FALSE;
  g_clear_pointer (&self->all, g_ptr_array_unref);
  follow (self);
}

/* What another choice makes due is not news. */
static void
chosen_cb (CamReminders *self)
{
  gint64 now = get_now ();

  g_clear_pointer (&self->all, g_ptr_array_unref);
  if (self->is_begun && self->store != NULL && load (self, get_day (now)))
    pass_over (self, now);
}

static void
changed_cb (CamReminders *self,
            CamChanges   *changes)
{
  static const char *const tables[] = { "event", "event_date", "event_area", "area", "area_member" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (cam_changes_has_table (changes, tables[i]))
      {
        g_clear_pointer (&self->all, g_ptr_array_unref);
        return;
      }
}

static void
cam_reminders_dispose (GObject *object)
{
  CamReminders *self = CAM_REMINDERS (object);

  cam_reminders_set_store (self, NULL);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cam_reminders_parent_class)->dispose (object);
}

static void
cam_reminders_finalize (GObject *object)
{
  CamReminders *self = CAM_REMINDERS (object);

  g_hash_table_unref (self->told);
  cam_event_rules_free (self->rules);

  G_OBJECT_CLASS (cam_reminders_parent_class)->finalize (object);
}

static void
cam_reminders_class_init (CamRemindersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_reminders_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_reminders_finalize;
}

static void
cam_reminders_init (CamReminders *self)
{
  self->rules = cam_event_rules_new ();
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

CamReminders *
cam_reminders_new (GSettings        *settings,
                   CamRemindersSink  sink,
                   gpointer          data)
{
  CamReminders *self = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings) && sink != NULL, NULL);

  self = g_object_new (CAM_TYPE_REMINDERS, NULL);
  self->settings = g_object_ref (settings);
  self->sink = sink;
  self->sink_data = data;
  g_signal_connect_object (settings, "changed::remind", G_CALLBACK (switched_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::remind-minutes", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::my-areas", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::scope", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
cam_reminders_set_store (CamReminders *self,
                         CamStore     *store)
{
  g_return_if_fail (CAM_IS_REMINDERS (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  if (self->store == store)
    return;
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_hash_table_remove_all (self->told);
  self->is_begun = FALSE;
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (self->settings != NULL)
    follow (self);
}
