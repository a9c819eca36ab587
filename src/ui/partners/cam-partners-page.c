/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partners-page.h"

#include "cam-follow-ups-list.h"
#include "cam-partner-coverage-view.h"

struct _CamPartnersPage
{
  AdwBin                  parent_instance;

  CamPartnerCoverageView *coverage_view;
  CamFollowUpsList       *follow_ups_list;
  CamPartnerList         *organisations_list;
  CamPartnerList         *people_list;
  AdwViewStack           *views;
};

G_DEFINE_FINAL_TYPE (CamPartnersPage, cam_partners_page, ADW_TYPE_BIN)

static void
area_activated_cb (CamPartnersPage *self,
                   const char      *area)
{
  cam_partners_page_show_area (self, area);
}

static void
cam_partners_page_class_init (CamPartnersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_FOLLOW_UPS_LIST);
  g_type_ensure (CAM_TYPE_PARTNER_COVERAGE_VIEW);
  g_type_ensure (CAM_TYPE_PARTNER_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-partners-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CamPartnersPage, coverage_view);
  gtk_widget_class_bind_template_child (widget_class, CamPartnersPage, follow_ups_list);
  gtk_widget_class_bind_template_child (widget_class, CamPartnersPage, organisations_list);
  gtk_widget_class_bind_template_child (widget_class, CamPartnersPage, people_list);
  gtk_widget_class_bind_template_child (widget_class, CamPartnersPage, views);
  gtk_widget_class_bind_template_callback (widget_class, area_activated_cb);
}

static void
cam_partners_page_init (CamPartnersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cam_partners_page_set_store (CamPartnersPage *self,
                             CamStore        *store)
{
  g_return_if_fail (CAM_IS_PARTNERS_PAGE (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  cam_partner_list_set_store (self->people_list, store);
  cam_partner_list_set_store (self->organisations_list, store);
  cam_follow_ups_list_set_store (self->follow_ups_list, store);
  cam_partner_coverage_view_set_store (self->coverage_view, store);
}

void
cam_partners_page_set_areas (CamPartnersPage *self,
                             GPtrArray       *areas)
{
  g_return_if_fail (CAM_IS_PARTNERS_PAGE (self));

  cam_partner_list_set_areas (self->people_list, areas);
  cam_partner_list_set_areas (self->organisations_list, areas);
  cam_partner_coverage_view_set_areas (self->coverage_view, areas);
}

void
cam_partners_page_show_area (CamPartnersPage *self,
                             const char      *area)
{
  g_autoptr(CamPartnerFilter) filter = cam_partner_filter_new (CAM_PARTNER_ORGANISATIONS);

  g_return_if_fail (CAM_IS_PARTNERS_PAGE (self));

  cam_partner_filter_set (filter, CAM_PARTNER_FILTER_AREA, area);
  cam_partner_list_set_filter (self->organisations_list, filter);
  cam_partners_page_set_view (self, "organisations");
}

void
cam_partners_page_set_view (CamPartnersPage *self,
                            const char      *view)
{
  g_return_if_fail (CAM_IS_PARTNERS_PAGE (self));

  adw_view_stack_set_visible_child_name (self->views, view);
}

CamPartnerList *
cam_partners_page_get_list (CamPartnersPage *self,
                            CamPartnerType   type)
{
  g_return_val_if_fail (CAM_IS_PARTNERS_PAGE (self), NULL);

  return type == CAM_PARTNER_PEOPLE ? self->people_list : self->organisations_list;
}
