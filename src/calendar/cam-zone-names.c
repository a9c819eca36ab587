/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-zone-names-private.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *id;
} ZoneName;

/* The zones of Windows, and of each the one that the Unicode consortium (CLDR, windowsZones, territory 001) gives. */
static const ZoneName windows_zones[] = {
  { "GMT Standard Time", "Europe/London" },
  { "Greenwich Standard Time", "Atlantic/Reykjavik" },
  { "W. Europe Standard Time", "Europe/Berlin" },
  { "Central Europe Standard Time", "Europe/Budapest" },
  { "Romance Standard Time", "Europe/Paris" },
  { "Central European Standard Time", "Europe/Warsaw" },
  { "E. Europe Standard Time", "Europe/Chisinau" },
  { "GTB Standard Time", "Europe/Bucharest" },
  { "FLE Standard Time", "Europe/Kyiv" },
  { "Turkey Standard Time", "Europe/Istanbul" },
  { "Kaliningrad Standard Time", "Europe/Kaliningrad" },
  { "Russian Standard Time", "Europe/Moscow" },
  { "Belarus Standard Time", "Europe/Minsk" },
  { "Volgograd Standard Time", "Europe/Volgograd" },
  { "Saratov Standard Time", "Europe/Saratov" },
  { "Astrakhan Standard Time", "Europe/Astrakhan" },
  { "Russia Time Zone 3", "Europe/Samara" },
  { "UTC", "UTC" },
  { "Coordinated Universal Time", "UTC" },
  { "Eastern Standard Time", "America/New_York" },
  { "US Eastern Standard Time", "America/Indiana/Indianapolis" },
  { "Central Standard Time", "America/Chicago" },
  { "Mountain Standard Time", "America/Denver" },
  { "US Mountain Standard Time", "America/Phoenix" },
  { "Pacific Standard Time", "America/Los_Angeles" },
  { "Alaskan Standard Time", "America/Anchorage" },
  { "Hawaiian Standard Time", "Pacific/Honolulu" },
  { "Aleutian Standard Time", "America/Adak" },
  { "Atlantic Standard Time", "America/Halifax" },
  { "Newfoundland Standard Time", "America/St_Johns" },
  { "Canada Central Standard Time", "America/Regina" },
  { "Yukon Standard Time", "America/Whitehorse" },
  { "Greenland Standard Time", "America/Nuuk" },
  { "Saint Pierre Standard Time", "America/Miquelon" },
  { "Haiti Standard Time", "America/Port-au-Prince" },
  { "Cuba Standard Time", "America/Havana" },
  { "Turks And Caicos Standard Time", "America/Grand_Turk" },
  { "Eastern Standard Time (Mexico)", "America/Cancun" },
  { "Central Standard Time (Mexico)", "America/Mexico_City" },
  { "Mountain Standard Time (Mexico)", "America/Mazatlan" },
  { "Pacific Standard Time (Mexico)", "America/Tijuana" },
  { "Central America Standard Time", "America/Guatemala" },
  { "SA Pacific Standard Time", "America/Bogota" },
  { "SA Western Standard Time", "America/La_Paz" },
  { "SA Eastern Standard Time", "America/Cayenne" },
  { "Venezuela Standard Time", "America/Caracas" },
  { "Paraguay Standard Time", "America/Asuncion" },
  { "Central Brazilian Standard Time", "America/Cuiaba" },
  { "E. South America Standard Time", "America/Sao_Paulo" },
  { "Tocantins Standard Time", "America/Araguaina" },
  { "Bahia Standard Time", "America/Bahia" },
  { "Argentina Standard Time", "America/Argentina/Buenos_Aires" },
  { "Montevideo Standard Time", "America/Montevideo" },
  { "Magallanes Standard Time", "America/Punta_Arenas" },
  { "Pacific SA Standard Time", "America/Santiago" },
  { "Easter Island Standard Time", "Pacific/Easter" },
  { "Azores Standard Time", "Atlantic/Azores" },
  { "Cape Verde Standard Time", "Atlantic/Cape_Verde" },
  { "Morocco Standard Time", "Africa/Casablanca" },
  { "W. Central Africa Standard Time", "Africa/Lagos" },
  { "Sao Tome Standard Time", "Africa/Sao_Tome" },
  { "South Africa Standard Time", "Africa/Johannesburg" },
  { "Namibia Standard Time", "Africa/Windhoek" },
  { "Libya Standard Time", "Africa/Tripoli" },
  { "Egypt Standard Time", "Africa/Cairo" },
  { "Sudan Standard Time", "Africa/Khartoum" },
  { "South Sudan Standard Time", "Africa/Juba" },
  { "E. Africa Standard Time", "Africa/Nairobi" },
  { "Mauritius Standard Time", "Indian/Mauritius" },
  { "Middle East Standard Time", "Asia/Beirut" },
  { "Syria Standard Time", "Asia/Damascus" },
  { "West Bank Standard Time", "Asia/Hebron" },
  { "Israel Standard Time", "Asia/Jerusalem" },
  { "Jordan Standard Time", "Asia/Amman" },
  { "Arabic Standard Time", "Asia/Baghdad" },
  { "Arab Standard Time", "Asia/Riyadh" },
  { "Arabian Standard Time", "Asia/Dubai" },
  { "Iran Standard Time", "Asia/Tehran" },
  { "Azerbaijan Standard Time", "Asia/Baku" },
  { "Georgian Standard Time", "Asia/Tbilisi" },
  { "Caucasus Standard Time", "Asia/Yerevan" },
  { "Afghanistan Standard Time", "Asia/Kabul" },
  { "West Asia Standard Time", "Asia/Tashkent" },
  { "Ekaterinburg Standard Time", "Asia/Yekaterinburg" },
  { "Pakistan Standard Time", "Asia/Karachi" },
  { "Qyzylorda Standard Time", "Asia/Qyzylorda" },
  { "India Standard Time", "Asia/Kolkata" },
  { "Sri Lanka Standard Time", "Asia/Colombo" },
  { "Nepal Standard Time", "Asia/Kathmandu" },
  { "Central Asia Standard Time", "Asia/Bishkek" },
  { "Bangladesh Standard Time", "Asia/Dhaka" },
  { "Omsk Standard Time", "Asia/Omsk" },
  { "Myanmar Standard Time", "Asia/Yangon" },
  { "SE Asia Standard Time", "Asia/Bangkok" },
  { "Altai Standard Time", "Asia/Barnaul" },
  { "W. Mongolia Standard Time", "Asia/Hovd" },
  { "N. Central Asia Standard Time", "Asia/Novosibirsk" },
  { "Tomsk Standard Time", "Asia/Tomsk" },
  { "North Asia Standard Time", "Asia/Krasnoyarsk" },
  { "China Standard Time", "Asia/Shanghai" },
  { "North Asia East Standard Time", "Asia/Irkutsk" },
  { "Singapore Standard Time", "Asia/Singapore" },
  { "W. Australia Standard Time", "Australia/Perth" },
  { "Taipei Standard Time", "Asia/Taipei" },
  { "Ulaanbaatar Standard Time", "Asia/Ulaanbaatar" },
  { "Aus Central W. Standard Time", "Australia/Eucla" },
  { "Transbaikal Standard Time", "Asia/Chita" },
  { "Tokyo Standard Time", "Asia/Tokyo" },
  { "North Korea Standard Time", "Asia/Pyongyang" },
  { "Korea Standard Time", "Asia/Seoul" },
  { "Yakutsk Standard Time", "Asia/Yakutsk" },
  { "Cen. Australia Standard Time", "Australia/Adelaide" },
  { "AUS Central Standard Time", "Australia/Darwin" },
  { "E. Australia Standard Time", "Australia/Brisbane" },
  { "AUS Eastern Standard Time", "Australia/Sydney" },
  { "West Pacific Standard Time", "Pacific/Port_Moresby" },
  { "Tasmania Standard Time", "Australia/Hobart" },
  { "Vladivostok Standard Time", "Asia/Vladivostok" },
  { "Lord Howe Standard Time", "Australia/Lord_Howe" },
  { "Bougainville Standard Time", "Pacific/Bougainville" },
  { "Russia Time Zone 10", "Asia/Srednekolymsk" },
  { "Magadan Standard Time", "Asia/Magadan" },
  { "Norfolk Standard Time", "Pacific/Norfolk" },
  { "Sakhalin Standard Time", "Asia/Sakhalin" },
  { "Central Pacific Standard Time", "Pacific/Guadalcanal" },
  { "Russia Time Zone 11", "Asia/Kamchatka" },
  { "New Zealand Standard Time", "Pacific/Auckland" },
  { "Fiji Standard Time", "Pacific/Fiji" },
  { "Chatham Islands Standard Time", "Pacific/Chatham" },
  { "Tonga Standard Time", "Pacific/Tongatapu" },
  { "Samoa Standard Time", "Pacific/Apia" },
  { "Line Islands Standard Time", "Pacific/Kiritimati" },
  { "Marquesas Standard Time", "Pacific/Marquesas" },
};

/* How they are shown to people, without the offset in front, which some programs write instead of the name. */
static const ZoneName shown_zones[] = {
  { "Dublin, Edinburgh, Lisbon, London", "Europe/London" },
  { "Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London", "Europe/London" },
  { "Greenwich Mean Time; Dublin, Edinburgh, London", "Europe/London" },
  { "GMT -0000 (Standard) / GMT +0100 (Daylight)", "Europe/London" },
  { "Monrovia, Reykjavik", "Atlantic/Reykjavik" },
  { "Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin" },
  { "Belgrade, Bratislava, Budapest, Ljubljana, Prague", "Europe/Budapest" },
  { "Brussels, Copenhagen, Madrid, Paris", "Europe/Paris" },
  { "Sarajevo, Skopje, Warsaw, Zagreb", "Europe/Warsaw" },
  { "Athens, Bucharest", "Europe/Bucharest" },
  { "Athens, Bucharest, Istanbul", "Europe/Bucharest" },
  { "Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius", "Europe/Kyiv" },
  { "Istanbul", "Europe/Istanbul" },
  { "Moscow, St. Petersburg", "Europe/Moscow" },
  { "Moscow, St. Petersburg, Volgograd", "Europe/Moscow" },
  { "Cairo", "Africa/Cairo" },
  { "Jerusalem", "Asia/Jerusalem" },
  { "Harare, Pretoria", "Africa/Johannesburg" },
  { "Nairobi", "Africa/Nairobi" },
  { "West Central Africa", "Africa/Lagos" },
  { "Casablanca", "Africa/Casablanca" },
  { "Abu Dhabi, Muscat", "Asia/Dubai" },
  { "Kuwait, Riyadh", "Asia/Riyadh" },
  { "Baghdad", "Asia/Baghdad" },
  { "Islamabad, Karachi", "Asia/Karachi" },
  { "Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata" },
  { "Dhaka", "Asia/Dhaka" },
  { "Bangkok, Hanoi, Jakarta", "Asia/Bangkok" },
  { "Beijing, Chongqing, Hong Kong, Urumqi", "Asia/Shanghai" },
  { "Kuala Lumpur, Singapore", "Asia/Singapore" },
  { "Osaka, Sapporo, Tokyo", "Asia/Tokyo" },
  { "Seoul", "Asia/Seoul" },
  { "Perth", "Australia/Perth" },
  { "Adelaide", "Australia/Adelaide" },
  { "Darwin", "Australia/Darwin" },
  { "Brisbane", "Australia/Brisbane" },
  { "Canberra, Melbourne, Sydney", "Australia/Sydney" },
  { "Hobart", "Australia/Hobart" },
  { "Auckland, Wellington", "Pacific/Auckland" },
  { "Eastern Time (US & Canada)", "America/New_York" },
  { "Eastern Time (US and Canada)", "America/New_York" },
  { "Central Time (US & Canada)", "America/Chicago" },
  { "Central Time (US and Canada)", "America/Chicago" },
  { "Mountain Time (US & Canada)", "America/Denver" },
  { "Mountain Time (US and Canada)", "America/Denver" },
  { "Pacific Time (US & Canada)", "America/Los_Angeles" },
  { "Pacific Time (US and Canada)", "America/Los_Angeles" },
  { "Atlantic Time (Canada)", "America/Halifax" },
  { "Newfoundland", "America/St_Johns" },
  { "Alaska", "America/Anchorage" },
  { "Hawaii", "Pacific/Honolulu" },
  { "Arizona", "America/Phoenix" },
  { "Brasilia", "America/Sao_Paulo" },
  { "Buenos Aires", "America/Argentina/Buenos_Aires" },
  { "City of Buenos Aires", "America/Argentina/Buenos_Aires" },
  { "Azores", "Atlantic/Azores" },
};

/* Older names, which not every collection of time zones still has. */
static const ZoneName old_zones[] = {
  { "GB", "Europe/London" },
  { "GB-Eire", "Europe/London" },
  { "Europe/Belfast", "Europe/London" },
  { "Eire", "Europe/Dublin" },
  { "Europe/Kiev", "Europe/Kyiv" },
  { "US/Eastern", "America/New_York" },
  { "US/Central", "America/Chicago" },
  { "US/Mountain", "America/Denver" },
  { "US/Pacific", "America/Los_Angeles" },
  { "US/Alaska", "America/Anchorage" },
  { "US/Hawaii", "Pacific/Honolulu" },
  { "US/Arizona", "America/Phoenix" },
  { "US-Eastern", "America/New_York" },
  { "US-Central", "America/Chicago" },
  { "US-Mountain", "America/Denver" },
  { "US-Pacific", "America/Los_Angeles" },
  { "EST5EDT", "America/New_York" },
  { "CST6CDT", "America/Chicago" },
  { "MST7MDT", "America/Denver" },
  { "PST8PDT", "America/Los_Angeles" },
  { "Canada/Eastern", "America/Toronto" },
  { "Canada/Pacific", "America/Vancouver" },
  { "America/Buenos_Aires", "America/Argentina/Buenos_Aires" },
  { "America/Godthab", "America/Nuuk" },
  { "America/Indianapolis", "America/Indiana/Indianapolis" },
  { "Asia/Calcutta", "Asia/Kolkata" },
  { "Asia/Katmandu", "Asia/Kathmandu" },
  { "Asia/Rangoon", "Asia/Yangon" },
  { "Asia/Saigon", "Asia/Ho_Chi_Minh" },
  { "GMT", "UTC" },
  { "Etc/GMT", "UTC" },
  { "Etc/UTC", "UTC" },
  { "Z", "UTC" },
};

static guint
hash_folded (gconstpointer key)
{
  guint hash = 5381;

  for (const char *at = key; *at != '\0'; at++)
    hash = hash * 33 + (guchar) g_ascii_tolower (*at);
  return hash;
}

static gboolean
equal_folded (gconstpointer a,
              gconstpointer b)
{
  return g_ascii_strcasecmp (a, b) == 0;
}

static gpointer
make_table (gpointer data)
{
  GHashTable *table = g_hash_table_new (hash_folded, equal_folded);

  for (guint i = 0; i < G_N_ELEMENTS (windows_zones); i++)
    g_hash_table_insert (table, (gpointer) windows_zones[i].name, (gpointer) windows_zones[i].id);
  for (guint i = 0; i < G_N_ELEMENTS (shown_zones); i++)
    g_hash_table_insert (table, (gpointer) shown_zones[i].name, (gpointer) shown_zones[i].id);
  for (guint i = 0; i < G_N_ELEMENTS (old_zones); i++)
    g_hash_table_insert (table, (gpointer) old_zones[i].name, (gpointer) old_zones[i].id);
  return table;
}

const char *
cam_zone_name_to_id (const char *name)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable *table = g_once (&once, make_table, NULL);
  const char *id = g_hash_table_lookup (table, name);
  const char *close = *name == '(' ? strchr (name, ')') : NULL;

  if (id == NULL && close != NULL)
    {
      /* "(UTC+10:00) Canberra, Melbourne, Sydney" */
      const char *shown = close + 1 + strspn (close + 1, " ");

      id = g_hash_table_lookup (table, shown);
    }
  return id;
}

const char *
cam_zone_name_get_id (guint index)
{
  return index < G_N_ELEMENTS (windows_zones) ? windows_zones[index].id : NULL;
}
