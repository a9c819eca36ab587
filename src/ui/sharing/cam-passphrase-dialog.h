/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for the passphrase of a copy, or for a new one. */
#define CAM_TYPE_PASSPHRASE_DIALOG (cam_passphrase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamPassphraseDialog, cam_passphrase_dialog, CAM, PASSPHRASE_DIALOG, AdwDialog)

/* Asks for the passphrase of the encrypted copy at @path over @parent, and asks again until it is one that
 * opens the copy. What else is wrong with the copy comes back as the error of cam_age_decrypt_file(). */
void   cam_passphrase_dialog_choose_async      (GtkWidget            *parent,
                                                const char           *path,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
/* Asks, twice, for a passphrase for a copy that is going to be called @name. */
void   cam_passphrase_dialog_choose_new_async  (GtkWidget            *parent,
                                                const char           *name,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
/* Of either. G_IO_ERROR_CANCELLED where the person closed the dialog. Free it with
 * cam_passphrase_free(). */
char  *cam_passphrase_dialog_choose_finish     (GAsyncResult         *result,
                                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
