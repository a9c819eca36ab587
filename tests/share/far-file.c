/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "far-file.h"

#define FAR_TYPE_FILE (far_file_get_type ())
G_DECLARE_FINAL_TYPE (FarFile, far_file, FAR, FILE, GObject)

struct _FarFile
{
  GObject  parent_instance;

  GFile   *near;
};

FarTrouble far_trouble = { -1, -1, 0 };

static void iface_init (GFileIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FarFile, far_file, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_FILE, iface_init))

static GFile *
wrap (GFile *near)
{
  FarFile *self = g_object_new (FAR_TYPE_FILE, NULL);

  self->near = near;
  return G_FILE (self);
}

static GFile *
get_near (GFile *file)
{
  return FAR_FILE (file)->near;
}

static GFile *
far_file_dup (GFile *file)
{
  return wrap (g_file_dup (get_near (file)));
}

static guint
far_file_hash (GFile *file)
{
  return g_file_hash (get_near (file));
}

static gboolean
far_file_equal (GFile *a,
                GFile *b)
{
  return g_file_equal (get_near (a), get_near (b));
}

static gboolean
far_file_is_native (GFile *file)
{
  return FALSE;
}

static char *
far_file_get_basename (GFile *file)
{
  return g_file_get_basename (get_near (file));
}

static char *
far_file_get_path (GFile *file)
{
  return NULL;
}

static char *
far_file_get_uri (GFile *file)
{
  return g_strconcat ("far://server", g_file_peek_path (get_near (file)), NULL);
}

static GFile *
far_file_resolve (GFile      *file,
                  const char *path)
{
  return wrap (g_file_resolve_relative_path (get_near (file), path));
}

static GFileEnumerator *
far_file_enumerate (GFile                *file,
                    const char           *attributes,
                    GFileQueryInfoFlags   flags,
                    GCancellable         *cancellable,
                    GError              **error)
{
  if ((int) far_trouble.list_error >= 0)
    {
      g_set_error_literal (error, G_IO_ERROR, (int) far_trouble.list_error, "the server says no");
      return NULL;
    }
  return g_file_enumerate_children (get_near (file), attributes, flags, cancellable, error);
}

static GFileInfo *
far_file_query_info (GFile                *file,
                     const char           *attributes,
                     GFileQueryInfoFlags   flags,
                     GCancellable         *cancellable,
                     GError              **error)
{
  return g_file_query_info (get_near (file), attributes, flags, cancellable, error);
}

static GFileInputStream *
far_file_read (GFile         *file,
               GCancellable  *cancellable,
               GError       **error)
{
  far_trouble.n_reads++;
  return g_file_read (get_near (file), cancellable, error);
}

static GFileOutputStream *
far_file_replace (GFile             *file,
                  const char        *etag,
                  gboolean           backup,
                  GFileCreateFlags   flags,
                  GCancellable      *cancellable,
                  GError           **error)
{
  if ((int) far_trouble.write_error >= 0)
    {
      g_set_error_literal (error, G_IO_ERROR, (int) far_trouble.write_error, "the server takes nothing");
      return NULL;
    }
  return g_file_replace (get_near (file), etag, backup, flags, cancellable, error);
}

static gboolean
far_file_delete (GFile         *file,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return g_file_delete (get_near (file), cancellable, error);
}

static void
iface_init (GFileIface *iface)
{
  iface->dup = far_file_dup;
  iface->hash = far_file_hash;
  iface->equal = far_file_equal;
  iface->is_native = far_file_is_native;
  iface->get_basename = far_file_get_basename;
  iface->get_path = far_file_get_path;
  iface->get_uri = far_file_get_uri;
  iface->resolve_relative_path = far_file_resolve;
  iface->enumerate_children = far_file_enumerate;
  iface->query_info = far_file_query_info;
  iface->read_fn = far_file_read;
  iface->replace = far_file_replace;
  iface->delete_file = far_file_delete;
}

static void
far_file_finalize (GObject *object)
{
  g_clear_object (&FAR_FILE (object)->near);
  G_OBJECT_CLASS (far_file_parent_class)->finalize (object);
}

static void
far_file_class_init (FarFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = far_file_finalize;
}

static void
far_file_init (FarFile *self)
{
}

GFile *
far_file_new (const char *path)
{
  return wrap (g_file_new_for_path (path));
}
