/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-basis-row.h"

#include "cam-field-row.h"
#include "cam-person.h"
#include "cam-privacy.h"

#include <glib/gi18n.h>

struct _CamBasisRow
{
  AdwComboRow    parent_instance;

  GtkStringList *titles;        /* the six, after "none"; what is none of them at the end */
  CamStore      *store;
  CamRecord     *person;
  gboolean       is_following;  /* the row is being set by the program */
};

G_DEFINE_FINAL_TYPE (CamBasisRow, cam_basis_row, ADW_TYPE_COMBO_ROW)

enum
{
  PROP_EXPLANATION = 1,
};

static GParamSpec *properties[PROP_EXPLANATION + 1];

static const char *
get_explanation (CamBasisRow *self)
{
  const char *text = self->person != NULL ? cam_record_get_text (self->person, CAM_PERSON_LAWFUL_BASIS) : NULL;
  const char *explanation = cam_lawful_basis_explain (cam_lawful_basis_from_text (text));

  return explanation != NULL ? explanation : _("None of the bases that the law knows.");
}

static void
follow_person (CamBasisRow *self)
{
  const char *text = cam_record_get_text (self->person, CAM_PERSON_LAWFUL_BASIS);
  CamLawfulBasis basis = cam_lawful_basis_from_text (text);
  const char *other[] = { text, NULL };

  self->is_following = TRUE;
  /* The list is never another one: it may be asked from within its own signal. */
  gtk_string_list_splice (self->titles, CAM_BASIS_OTHER,
                          g_list_model_get_n_items (G_LIST_MODEL (self->titles)) - CAM_BASIS_OTHER,
                          basis == CAM_BASIS_OTHER ? other : NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), basis);
  self->is_following = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPLANATION]);
}

static void
selected_cb (CamBasisRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->is_following || self->person == NULL || selected >= CAM_BASIS_OTHER || cam_record_is_deleted (self->person))
    return;
  cam_record_set_text (self->person, CAM_PERSON_LAWFUL_BASIS, cam_lawful_basis_to_text ((CamLawfulBasis) selected));
  cam_field_save (GTK_WIDGET (self), self->store, self->person, _("Change lawful basis for person"));
}

static void
cam_basis_row_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_EXPLANATION:
      g_value_set_string (value, get_explanation (CAM_BASIS_ROW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_basis_row_dispose (GObject *object)
{
  CamBasisRow *self = CAM_BASIS_ROW (object);

  g_clear_object (&self->titles);
  g_clear_object (&self->store);
  g_clear_object (&self->person);

  G_OBJECT_CLASS (cam_basis_row_parent_class)->dispose (object);
}

static void
cam_basis_row_class_init (CamBasisRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_basis_row_dispose;
  G_OBJECT_CLASS (klass)->get_property = cam_basis_row_get_property;
  properties[PROP_EXPLANATION] = g_param_spec_string ("explanation", NULL, NULL, NULL,
                                                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);
}

static void
cam_basis_row_init (CamBasisRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  /* Beside the title the longer ones would be cut in a narrow window. */
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Lawful basis"));
  self->titles = gtk_string_list_new (NULL);
  for (CamLawfulBasis each = CAM_BASIS_NONE; each < CAM_BASIS_OTHER; each++)
    gtk_string_list_append (self->titles, cam_lawful_basis_get_title (each));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (self->titles));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

GtkWidget *
cam_basis_row_new (CamStore  *store,
                   CamRecord *person)
{
  CamBasisRow *self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (CAM_IS_PERSON (person), NULL);

  self = g_object_new (CAM_TYPE_BASIS_ROW, NULL);
  self->store = g_object_ref (store);
  self->person = g_object_ref (person);
  g_signal_connect_object (person, "notify::lawful-basis", G_CALLBACK (follow_person), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !cam_store_get_read_only (store));
  follow_person (self);
  return GTK_WIDGET (self);
}
