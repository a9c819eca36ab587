/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-recurrence.h"
#include "cam-store.h"

G_BEGIN_DECLS

/* What stands behind the uuid of an event of this program in the UID of a calendar file. */
#define CAM_EVENT_UID_DOMAIN "@local.cambridgeshire.gov.uk"
/* A single date whose series is not in the file and not here: UID, this, RECURRENCE-ID. */
#define CAM_EVENT_UID_DATE "#"

/* The text columns of an event that a calendar file can say something of. */
typedef enum
{
  CAM_EVENT_TEXT_NAME,
  CAM_EVENT_TEXT_KIND,
  CAM_EVENT_TEXT_AIM,
  CAM_EVENT_TEXT_DESCRIPTION,
  CAM_EVENT_TEXT_FORMAT,
  CAM_EVENT_TEXT_STATUS,
  CAM_EVENT_TEXT_STARTS_AT,
  CAM_EVENT_TEXT_ENDS_AT,
  CAM_EVENT_TEXT_TIME_ZONE,
  CAM_EVENT_TEXT_RECURRENCE,
  CAM_EVENT_TEXT_RECURRENCE_UNTIL,
  CAM_EVENT_TEXT_VENUE_UUID,
  CAM_EVENT_TEXT_ROOM,
  CAM_EVENT_TEXT_ONLINE_LINK,
  CAM_EVENT_TEXT_ICAL_UID,
  CAM_EVENT_TEXT_ICAL_EXTRA,
} CamEventText;
#define CAM_EVENT_N_TEXTS 16

extern const char *const cam_event_text_columns[CAM_EVENT_N_TEXTS];

/* A row of event_date, or what is to become one. */
typedef struct
{
  char             *uuid;        /* NULL where it is no row yet */
  CamExceptionKind  kind;
  CamWall           original;    /* CAM_WALL_NONE of an added one */
  CamWall           starts;      /* CAM_WALL_NONE: as by the rule */
  CamWall           ends;        /* CAM_WALL_NONE: as long as the event; behind the last day of one that lasts all day */
  char             *venue_uuid;
  char             *status;
  char             *note;
} CamEventDateEntry;

/* A row of event, or what is to become one. */
typedef struct
{
  char      *uuid;
  char      *text[CAM_EVENT_N_TEXTS];  /* NULL where empty */
  gboolean   deleted;
  gboolean   is_template;
  gboolean   all_day;
  gint64     sequence;     /* ical_sequence; -1 where empty */
  gint64     changed;      /* a number that grows with each change here; 0 where it is not known */
  GPtrArray *dates;        /* (element-type CamEventDateEntry) (nullable) */
} CamEventEntry;

typedef struct
{
  char     *uuid;
  char     *name;
  char     *place;     /* name, address and postcode with commas between */
  char     *access;    /* a sentence for each fact; NULL for none */
  char     *address;
  char     *postcode;
  gboolean  has_point;
  double    lat;
  double    lon;
} CamEventVenue;

/* Which area a name means: of several the one that people plan by. */
typedef struct
{
  char     *uuid;
  int       rank;          /* of its level; lower ones are meant first */
  gboolean  is_unclear;    /* another one of the same rank is called so */
} CamEventArea;

/* Rows of one select: cam_store_select() or cam_writer_select(). */
typedef CamCursor *(*CamEventSelect) (gpointer         source,
                                      const char      *table,
                                      const char     **columns,
                                      const char      *clause,
                                      const CamValue  *params,
                                      guint            n_params,
                                      GError         **error);

/* Events of the store with their single dates, and all venues, as plain data that any thread may read. */
typedef struct
{
  GPtrArray  *events;     /* (element-type CamEventEntry), in the order of the rows */
  GHashTable *by_uuid;    /* borrows */
  GHashTable *by_uid;     /* ical_uid of those that are not deleted; borrows */
  GHashTable *dates;      /* uuids of all their single dates, and of what is written → whether it was deleted */
  GHashTable *venues;     /* uuid → CamEventVenue */
  GHashTable *by_place;   /* folded name, and folded place → CamEventVenue, NULL where it could be several */
  GHashTable *areas;      /* folded name, and code → CamEventArea; NULL where nobody asks for them */
  GHashTable *wanted;     /* uuids and uids; NULL for all that are not deleted */
  GHashTable *uuids;      /* uid → uuid of those that are wanted, which takes long to compute; NULL as above */
  guint       step;
  guint       n_changes;  /* columns of which the last change is known */
  gint64      last_fid;
} CamEventBook;

/* @wanted: the UIDs that are asked for (element-type utf8), NULL for every event. */
CamEventBook        *cam_event_book_new        (GPtrArray            *wanted) G_GNUC_WARN_UNUSED_RESULT;
void                 cam_event_book_free       (CamEventBook         *self);
/* Reads some more; so little that it can be done between two frames. *@done once all is there. */
gboolean             cam_event_book_load_some  (CamEventBook         *self,
                                                CamEventSelect        select,
                                                gpointer              source,
                                                gboolean             *done,
                                                GError              **error);
/* When each was changed last, for the number that grows; some more each time, as above. Main thread. */
gboolean             cam_event_book_load_changes (CamEventBook       *self,
                                                CamStore             *store,
                                                gboolean             *done,
                                                GError              **error);
/* As cam_event_uuid_from_uid(), of a UID that is asked for. (transfer none) */
const char          *cam_event_book_get_uuid   (const CamEventBook   *self,
                                                const char           *uid);
/* The event that a UID means, also a deleted one of that uuid. */
CamEventEntry       *cam_event_book_find       (const CamEventBook   *self,
                                                const char           *uid);
/* Has the names of areas read as well; before anything is. */
void                 cam_event_book_want_areas (CamEventBook         *self);
/* The area of that name or code; NULL where there is none, or several. */
const char          *cam_event_book_find_area  (const CamEventBook   *self,
                                                const char           *name);
const CamEventVenue *cam_event_book_get_venue  (const CamEventBook   *self,
                                                const char           *uuid);
/* The one that is called so, or whose name, address and postcode these are. */
const CamEventVenue *cam_event_book_find_place (const CamEventBook   *self,
                                                const char           *place);

CamEventEntry       *cam_event_entry_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void                 cam_event_entry_free      (CamEventEntry        *self);
CamEventDateEntry   *cam_event_date_entry_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void                 cam_event_date_entry_free (CamEventDateEntry    *self);
/* Whether the row takes the date away. */
gboolean             cam_event_date_entry_cancels (const CamEventDateEntry *self);
/* Finds a date among many; of two rows for one a cancellation counts. @dates (nullable, element-type CamEventDateEntry) are
 * borrowed. (transfer full) (nullable) */
GHashTable          *cam_event_dates_index     (GPtrArray             *dates) G_GNUC_WARN_UNUSED_RESULT;
/* @index may be NULL. */
CamEventDateEntry   *cam_event_dates_find      (GHashTable            *index,
                                                CamExceptionKind       kind,
                                                CamWall                key);
/* What names a date for good: when the rule has it, or where it was added. */
CamWall              cam_event_date_entry_get_key (const CamEventDateEntry *self);
/* The uuid that an event with this UID has: what stands before the domain of this program, or one that is computed, so
 * that two people who import one file have one event when they merge. (transfer full) */
char                *cam_event_uuid_from_uid   (const char           *uid) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a single date of the event. (transfer full) */
char                *cam_event_date_entry_dup_uuid (const CamEventDateEntry *self,
                                                const char           *event_uuid) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) */
char                *cam_event_dup_uid         (const CamEventEntry  *self) G_GNUC_WARN_UNUSED_RESULT;
/* The clock that it goes by. */
CamTimeZone         *cam_event_entry_get_zone  (const CamEventEntry  *self);
/* When it starts and ends (behind the last day of one that lasts all day); FALSE where it has no start. */
gboolean             cam_event_entry_get_times (const CamEventEntry  *self,
                                                CamWall              *start,
                                                CamWall              *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamEventBook, cam_event_book_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamEventEntry, cam_event_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamEventDateEntry, cam_event_date_entry_free)

G_END_DECLS
