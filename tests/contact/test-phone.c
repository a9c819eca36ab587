/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-phone.h"

/* Phone numbers: what is the same number, however it was typed. */

static void
test_fold (void)
{
  static const char *const numbers[][2] = {
    { "01223 123456", "+441223123456" }, { "(01223) 123456", "+441223123456" }, { "01223-123-456", "+441223123456" },
    { "+44 1223 123456", "+441223123456" }, { "+44 (0)1223 123456", "+441223123456" }, { "+44 01223 123456", "+441223123456" },
    { "0044 1223 123456", "+441223123456" }, { "0044 (0) 1223 123456", "+441223123456" }, { "441223123456", "+441223123456" },
    { "tel:+44-1223-123456", "+441223123456" }, { "1223123456", "+441223123456" }, { "７７００９００１２３", "+447700900123" },
    { "07700 900123", "+447700900123" }, { "0800 1111", "+448001111" }, { "020 7946 0000", "+442079460000" },
    { "01223 123456 ext. 12", "+441223123456x12" }, { "01223 123456 x12", "+441223123456x12" }, { "01223 123456, ext 12", "+441223123456x12" }, { "01223 123456#12", "+441223123456x12" },
    { "tel:+441223123456;ext=12", "+441223123456x12" }, { "01223 123456 extension 1 2", "+441223123456x12" },
    { "01223 123456 (Jane, mornings)", "+441223123456" }, { "Tel. 01223 123456", "+441223123456" }, { "01223 123456/7", "+441223123456" },
    { "+1-418-656-9254", "+14186569254" }, { "00 353 1 676 0366", "+35316760366" }, { "999", "999" }, { "123456", "123456" },
    { "01223 123456 / 07700 900123", NULL }, { "01223 123456, 07700 900123", NULL }, { "01223 123456 or 07700 900123", NULL },
    { "", NULL }, { "12", NULL }, { "none", NULL }, { "+12345", NULL }, { "1234567890123456", NULL }, { "+44", NULL },
    { "01223 123456 ext", "+441223123456" }, { "\377", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *folded = cam_phone_fold (numbers[i][0]);

      g_test_message ("number %u", i);
      g_assert_cmpstr (folded, ==, numbers[i][1]);
    }
}

static void
test_uri (void)
{
  static const char *const numbers[][2] = {
    { "+44-1223-123456", "tel:+44-1223-123456" }, { "+44-1223-123456 ext. 12", "tel:+44-1223-123456;ext=12" },
    { "01223 123456", "tel:+441223123456" }, { "01223 123456 x12", "tel:+441223123456;ext=12" }, { "999", NULL },
    { "call me", NULL }, { "+44-1223-123456 ext. 12\r\nX:y", "tel:+441223123456;ext=12" }, { "+", NULL },
  };
  static const char *const uris[][2] = {
    { "tel:+44-1223-123456", "+44-1223-123456" }, { "TEL:+44(1223)123456;ext=1", "+44(1223)123456 ext. 1" }, { "tel:999", NULL },
    { "tel:+44;phone-context=x", NULL }, { "tel:+441223123456;ext=", NULL }, { "sip:1", NULL }, { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *uri = cam_phone_to_uri (numbers[i][0]);

      g_assert_cmpstr (uri, ==, numbers[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autofree char *text = cam_phone_from_uri (uris[i][0]);

      g_assert_cmpstr (text, ==, uris[i][1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/phone/fold", test_fold);
  g_test_add_func ("/phone/uri", test_uri);
  return g_test_run ();
}
