/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-columns.h"

#include "cam-table-fields.h"

#include <glib/gi18n-lib.h>

/* The word is that of our own tables; the others are what mail programs, phones and public bodies call it, in small letters
 * and without what stands between them. */
static const CamTableField fields[CAM_CONTACT_N_FIELDS] = {
  [CAM_CONTACT_FIELD_NAME] = { "name", N_("Name"), "name|fullname|displayname|contactname|contact|person|who|fileas" },
  [CAM_CONTACT_FIELD_GIVEN] = { "given", N_("First name"), "given|firstname|givenname|forename|forenames|first" },
  [CAM_CONTACT_FIELD_FAMILY] = { "family", N_("Last name"), "family|lastname|familyname|surname|last" },
  [CAM_CONTACT_FIELD_ORGANISATION] = { "organisation", N_("Organisation"),
    "organisation|organization|company|companyname|organisationname|organizationname|organization1name|employer|body|group|charity|charityname" },
  [CAM_CONTACT_FIELD_KIND] = { "kind", N_("Person or organisation"), "kind|type|recordtype" },
  [CAM_CONTACT_FIELD_JOB_TITLE] = { "job_title", N_("Job title"), "jobtitle|title|role|position|job|organizationtitle|organization1title|occupation" },
  [CAM_CONTACT_FIELD_EMAIL] = { "email", N_("E-mail"),
    "email|emailaddress|email1value|mail|primaryemail|workemail|contactemail|charitycontactemail" },
  [CAM_CONTACT_FIELD_OTHER_EMAILS] = { "other_emails", N_("Further e-mails"),
    "otheremails|email2address|secondaryemail|email2value|email2|homeemail|personalemail" },
  [CAM_CONTACT_FIELD_PHONE] = { "phone", N_("Phone"),
    "phone|telephone|tel|phonenumber|telephonenumber|businessphone|workphone|phone1value|primaryphone|contactnumber|charitycontactphone|landline" },
  [CAM_CONTACT_FIELD_OTHER_PHONES] = { "other_phones", N_("Further phones"),
    "otherphones|mobile|mobilephone|mobilenumber|phone2value|phone2|cell|homephone" },
  [CAM_CONTACT_FIELD_ADDRESS] = { "address", N_("Address"),
    "address|street|businessstreet|homestreet|streetaddress|address1|addressline1|address1formatted|postaladdress|homeaddress|workaddress" },
  [CAM_CONTACT_FIELD_TOWN] = { "town", N_("Town"), "town|city|businesscity|homecity|towncity|address1city|posttown" },
  [CAM_CONTACT_FIELD_POSTCODE] = { "postcode", N_("Postcode"),
    "postcode|postalcode|businesspostalcode|homepostalcode|zip|zipcode|address1postalcode|charitycontactpostcode" },
  [CAM_CONTACT_FIELD_WEBSITE] = { "website", N_("Website"), "website|web|url|webpage|homepage|site|website1value|charitycontactweb" },
  [CAM_CONTACT_FIELD_SECTOR] = { "sector", N_("Sector"), "sector" },
  [CAM_CONTACT_FIELD_SHORT_NAME] = { "short_name", N_("Short name"), "shortname|acronym|abbreviation" },
  [CAM_CONTACT_FIELD_OTHER_NAMES] = { "other_names", N_("Other names"), "othernames|aliases|alsoknownas|aka" },
  [CAM_CONTACT_FIELD_OFFERS] = { "offers", N_("What they offer"), "offers|whattheyoffer|services|offer" },
  [CAM_CONTACT_FIELD_LANGUAGES] = { "languages", N_("Languages"), "languages|language|speaks" },
  [CAM_CONTACT_FIELD_NOTE] = { "note", N_("Note"), "note|notes|comments|comment|description|remarks" },
  [CAM_CONTACT_FIELD_DO_NOT_CONTACT] = { "do_not_contact", N_("Do not contact"), "donotcontact|optout|optedout|unsubscribed|nocontact" },
  [CAM_CONTACT_FIELD_UID] = { "uid", N_("Identity in contact files"), "uid|uuid" },
};

const char *
cam_contact_field_get_label (CamContactField field)
{
  g_return_val_if_fail (field < CAM_CONTACT_N_FIELDS, NULL);

  return _(fields[field].label);
}

void
cam_contact_columns_guess (CamContactColumns *self,
                           const CamCsv      *csv)
{
  cam_table_fields_guess (fields, CAM_CONTACT_N_FIELDS, csv, self->column);
  /* "Title" beside the parts of a name is "Dr". */
  if (self->column[CAM_CONTACT_FIELD_GIVEN] >= 0
      && cam_table_fields_is_called (csv, self->column[CAM_CONTACT_FIELD_JOB_TITLE], "title"))
    self->column[CAM_CONTACT_FIELD_JOB_TITLE] = -1;
}

gboolean
cam_contact_columns_are_enough (const CamContactColumns *self)
{
  return self->column[CAM_CONTACT_FIELD_NAME] >= 0 || self->column[CAM_CONTACT_FIELD_FAMILY] >= 0
         || self->column[CAM_CONTACT_FIELD_GIVEN] >= 0 || self->column[CAM_CONTACT_FIELD_ORGANISATION] >= 0;
}

GStrv
cam_contact_columns_dup_names (const CamCsv *csv)
{
  return cam_table_fields_dup_names (csv, TRUE);
}

char *
cam_contact_columns_to_text (const CamContactColumns *self)
{
  return cam_table_fields_to_text (fields, CAM_CONTACT_N_FIELDS, self->column);
}

gboolean
cam_contact_columns_from_text (CamContactColumns *self,
                               const char        *text,
                               guint              n_columns)
{
  return cam_table_fields_from_text (fields, CAM_CONTACT_N_FIELDS, text, n_columns, self->column);
}
