/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-outgoing.h"

G_BEGIN_DECLS

/* What a copy would hold, in words for people, translated. All return new strings. */

/* "1 county, 5 districts, 235 parishes, 39 partners"; a whole sentence where there is nothing. */
char *cam_share_describe_contents (CamOutgoingCount *count) G_GNUC_WARN_UNUSED_RESULT;
/* "3 people (name, phone, e-mail)", and whoever else is told of; NULL where nobody is. */
char *cam_share_describe_people   (CamOutgoingCount *count) G_GNUC_WARN_UNUSED_RESULT;
/* Who these people are: "Ann Example, Ben Example and 1 more"; NULL where there is none with a name. */
char *cam_share_describe_names    (CamOutgoingCount *count) G_GNUC_WARN_UNUSED_RESULT;
/* "About 2.1 MB". */
char *cam_share_describe_size     (CamOutgoingCount *count) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
