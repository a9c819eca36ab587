/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "cam-ogr.h"

#include "cam-zip-list.h"

#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#define MEMORY_BYTES (G_GUINT64_CONSTANT (3) * 1024 * 1024 * 1024)
#define OUTPUT_BYTES (512 * 1024 * 1024)
#define CPU_SECONDS 20
#define WALL_SECONDS 24

/* One run of the child, on a main context of its own. */
typedef struct
{
  GMainLoop   *loop;
  GSubprocess *child;
  gboolean     timed_out;
  gboolean     done;
} Run;

static void
limit (int     resource,
       guint64 amount)
{
  struct rlimit both = { .rlim_cur = (rlim_t) amount, .rlim_max = (rlim_t) amount };

  setrlimit (resource, &both);
}

/* In the child, before ogr2ogr starts: only what is safe after fork. Each step is best effort, since
 * the others still hold: some systems allow no new namespaces. */
static void
confine_cb (gpointer user_data)
{
  limit (RLIMIT_CPU, CPU_SECONDS);
  limit (RLIMIT_FSIZE, OUTPUT_BYTES);
#ifndef __SANITIZE_ADDRESS__
  limit (RLIMIT_AS, MEMORY_BYTES);
#endif
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_NOFILE, 128);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  /* A network namespace without any device in it. */
  if (unshare (CLONE_NEWUSER | CLONE_NEWNET) != 0)
    unshare (CLONE_NEWNET);
}

static void
keep_variable (GPtrArray  *environment,
               const char *name)
{
  const char *value = g_getenv (name);

  if (value != NULL)
    g_ptr_array_add (environment, g_strdup_printf ("%s=%s", name, value));
}

/* Nothing of the user's own settings for GDAL, some of which name files or servers. */
static char **
make_environment (const char *folder)
{
  static const char * const settings[] = {
    "LC_ALL=C.UTF-8", "PROJ_NETWORK=OFF", "GDAL_DRIVER_PATH=disable", "GDAL_PAM_ENABLED=NO",
    "GDAL_NUM_THREADS=1", "GDAL_CACHEMAX=64", "OGR_SQLITE_SYNCHRONOUS=OFF",
    "OGR_SQLITE_LOAD_EXTENSIONS=", "GDAL_HTTP_TIMEOUT=1", "GDAL_HTTP_MAX_RETRY=0",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS=.none", "OGR_GEOJSON_MAX_OBJ_SIZE=200",
  };
  g_autofree char *shapefile = g_build_filename (folder, "in.shp", NULL);
  g_autofree char *index = g_build_filename (folder, "in.shx", NULL);
  GPtrArray *environment = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    g_ptr_array_add (environment, g_strdup (settings[i]));
  g_ptr_array_add (environment, g_strdup_printf ("HOME=%s", folder));
  g_ptr_array_add (environment, g_strdup_printf ("TMPDIR=%s", folder));
  /* A Shapefile whose index got lost is common. Not where it is there: it would be written anew. */
  if (g_file_test (shapefile, G_FILE_TEST_EXISTS) && !g_file_test (index, G_FILE_TEST_EXISTS))
    g_ptr_array_add (environment, g_strdup ("SHAPE_RESTORE_SHX=YES"));
  keep_variable (environment, "PATH");
  keep_variable (environment, "LD_LIBRARY_PATH");
  keep_variable (environment, "PROJ_DATA");
  keep_variable (environment, "PROJ_LIB");
  keep_variable (environment, "GDAL_DATA");
  g_ptr_array_add (environment, NULL);
  return (char **) g_ptr_array_free (environment, FALSE);
}

static const char * const *
get_drivers (CamInputKind kind)
{
  static const char * const geojson[] = { "GeoJSON", NULL };
  static const char * const gpkg[] = { "GPKG", NULL };
  static const char * const kml[] = { "LIBKML", "KML", NULL };
  static const char * const mapinfo[] = { "MapInfo File", NULL };
  static const char * const shapefile[] = { "ESRI Shapefile", NULL };

  switch (kind)
    {
    case CAM_INPUT_GEOJSON:
      return geojson;
    case CAM_INPUT_GPKG:
      return gpkg;
    case CAM_INPUT_KML:
      return kml;
    case CAM_INPUT_MAPINFO:
      return mapinfo;
    case CAM_INPUT_SHAPEFILE:
    case CAM_INPUT_ZIP:
    case CAM_INPUT_CSV:
      break;
    }
  return shapefile;
}

/* The name of the copy; the ending is one that the kind has, never the file's own. */
static const char *
get_copy_name (CamInputKind  kind,
               const char   *path)
{
  switch (kind)
    {
    case CAM_INPUT_GEOJSON:
      return "in.geojson";
    case CAM_INPUT_GPKG:
      return "in.gpkg";
    case CAM_INPUT_KML:
      return "in.kml";
    case CAM_INPUT_MAPINFO:
      return g_str_has_suffix (path, "mif") || g_str_has_suffix (path, "MIF") ? "in.mif" : "in.tab";
    case CAM_INPUT_SHAPEFILE:
      return "in.shp";
    case CAM_INPUT_ZIP:
    case CAM_INPUT_CSV:
      break;
    }
  return "in.zip";
}

/* Copies the files that a Shapefile or a MapInfo table keeps beside itself, where they are there. */
static gboolean
copy_companions (const char  *path,
                 const char  *folder,
                 goffset     *left,
                 GError     **error)
{
  static const char * const endings[] = { "shx", "dbf", "prj", "cpg", "dat", "map", "id", "ind", "mid" };
  const char *dot = strrchr (path, '.');
  g_autofree char *stem = dot != NULL ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *upper_ending = g_ascii_strup (endings[i], -1);
      g_autofree char *lower = g_strconcat (stem, ".", endings[i], NULL);
      g_autofree char *upper = g_strconcat (stem, ".", upper_ending, NULL);
      g_autofree char *target = g_strdup_printf ("%s/in.%s", folder, endings[i]);
      const char *found = g_file_test (lower, G_FILE_TEST_EXISTS) ? lower : upper;
      struct stat info;

      /* An empty companion, such as the attribute index of nothing, is no companion. */
      if (g_stat (found, &info) == 0 && info.st_size > 0 &&
          !cam_input_copy (found, target, FALSE, left, error))
        return FALSE;
    }
  return TRUE;
}

/* Copies the file with what belongs to it, and says under which name the child will find it. Within an
 * archive @kind becomes that of the map file in it. */
static char *
copy_in (const char    *path,
         CamInputKind  *kind,
         const char    *folder,
         GError       **error)
{
  g_autofree char *target = g_build_filename (folder, get_copy_name (*kind, path), NULL);
  g_autofree char *member = NULL;
  g_autofree char *directory = NULL;
  goffset left = CAM_INPUT_MAX_BYTES;

  if (!cam_input_copy (path, target, TRUE, &left, error))
    return NULL;
  if ((*kind == CAM_INPUT_SHAPEFILE || *kind == CAM_INPUT_MAPINFO) &&
      !copy_companions (path, folder, &left, error))
    return NULL;
  if (*kind != CAM_INPUT_ZIP)
    return g_steal_pointer (&target);
  if (!cam_zip_find_map (target, &member, kind, error))
    return NULL;
  /* A Shapefile or a table is several files, and there may be several of them. */
  if (*kind != CAM_INPUT_SHAPEFILE && *kind != CAM_INPUT_MAPINFO)
    return g_strconcat ("/vsizip/", target, "/", member, NULL);
  directory = g_path_get_dirname (member);
  if (strcmp (directory, ".") == 0)
    return g_strconcat ("/vsizip/", target, NULL);
  return g_strconcat ("/vsizip/", target, "/", directory, NULL);
}

static GSubprocess *
start_child (const char    *tool,
             const char    *folder,
             const char    *source,
             CamInputKind   kind,
             GError       **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_auto (GStrv) environment = make_environment (folder);
  g_autofree char *target = g_build_filename (folder, "out.gpkg", NULL);
  g_autofree char *messages = g_build_filename (folder, "messages", NULL);
  static const char * const options[] = {
    "-f", "GPKG", "-t_srs", "EPSG:4326", "-nlt", "PROMOTE_TO_MULTI", "-nlt", "CONVERT_TO_LINEAR",
    "-dim", "XY", "-lco", "GEOMETRY_NAME=geom", "-lco", "SPATIAL_INDEX=NO",
  };
  const char * const *drivers = get_drivers (kind);

  g_ptr_array_add (arguments, (char *) tool);
  for (guint i = 0; drivers[i] != NULL; i++)
    {
      g_ptr_array_add (arguments, (char *) "-if");
      g_ptr_array_add (arguments, (char *) drivers[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    g_ptr_array_add (arguments, (char *) options[i]);
  g_ptr_array_add (arguments, target);
  g_ptr_array_add (arguments, (char *) source);
  g_ptr_array_add (arguments, NULL);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_set_cwd (launcher, folder);
  g_subprocess_launcher_set_stderr_file_path (launcher, messages);
  g_subprocess_launcher_set_child_setup (launcher, confine_cb, NULL, NULL);
  return g_subprocess_launcher_spawnv (launcher, (const char * const *) arguments->pdata, error);
}

static void
waited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Run *run = user_data;

  g_subprocess_wait_finish (run->child, result, NULL);
  run->done = TRUE;
  g_main_loop_quit (run->loop);
}

static gboolean
timed_out_cb (gpointer user_data)
{
  Run *run = user_data;

  run->timed_out = TRUE;
  g_subprocess_force_exit (run->child);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Run *run = user_data;

  g_subprocess_force_exit (run->child);
  return G_SOURCE_REMOVE;
}

static void
attach (GSource      *source,
        GMainContext *context,
        GSourceFunc   func,
        Run          *run)
{
  g_source_set_callback (source, func, run, NULL);
  g_source_attach (source, context);
}

/* Waits for the child until it ends by itself or is ended. */
static gboolean
wait_for_child (GSubprocess   *child,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr (GSource) timeout = g_timeout_source_new_seconds (WALL_SECONDS);
  g_autoptr (GSource) cancelled = NULL;
  Run run = { .loop = loop, .child = child };

  g_main_context_push_thread_default (context);
  attach (timeout, context, timed_out_cb, &run);
  if (cancellable != NULL)
    {
      cancelled = g_cancellable_source_new (cancellable);
      attach (cancelled, context, G_SOURCE_FUNC (cancelled_cb), &run);
    }
  g_subprocess_wait_async (child, NULL, waited_cb, &run);
  while (!run.done)
    g_main_loop_run (loop);
  g_source_destroy (timeout);
  if (cancelled != NULL)
    g_source_destroy (cancelled);
  g_main_context_pop_thread_default (context);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (run.timed_out || (g_subprocess_get_if_signaled (child) &&
                        g_subprocess_get_term_sig (child) == SIGXCPU))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TIMED_OUT,
                           "Converting the file was stopped: it took too long.");
      return FALSE;
    }
  if (g_subprocess_get_if_signaled (child) && g_subprocess_get_term_sig (child) == SIGXFSZ)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                           "Converting the file was stopped: what is packed in it is too big.");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_result (GSubprocess  *child,
              const char   *folder,
              const char   *target,
              GError      **error)
{
  g_autofree char *messages = g_build_filename (folder, "messages", NULL);
  g_autofree char *text = NULL;

  if (g_subprocess_get_if_exited (child) && g_subprocess_get_exit_status (child) == 0 &&
      g_file_test (target, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  g_file_get_contents (messages, &text, NULL, NULL);
  g_debug ("ogr2ogr: %.500s", text != NULL ? text : "no message");
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT,
                       "The file cannot be converted: it is damaged, or it is not what its name says.");
  return FALSE;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_remove (path) != 0)
        g_debug ("A temporary file could not be deleted");
    }
  g_rmdir (folder);
}

gboolean
cam_ogr_is_installed (void)
{
  g_autofree char *tool = g_find_program_in_path ("ogr2ogr");

  return tool != NULL;
}

static gboolean
convert_in_folder (const char    *path,
                   CamInputKind   kind,
                   const char    *folder,
                   const char    *target,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autofree char *tool = g_find_program_in_path ("ogr2ogr");
  g_autofree char *source = NULL;
  g_autoptr (GSubprocess) child = NULL;

  if (tool == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_MISSING_TOOL,
                           "This kind of file needs the program ogr2ogr; install the package gdal-bin.");
      return FALSE;
    }
  source = copy_in (path, &kind, folder, error);
  if (source == NULL)
    return FALSE;
  child = start_child (tool, folder, source, kind, error);
  return child != NULL && wait_for_child (child, cancellable, error) &&
         check_result (child, folder, target, error);
}

char *
cam_ogr_convert (const char    *path,
                 CamInputKind   kind,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *target = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  folder = g_dir_make_tmp ("cambridgeshire-local-XXXXXX", error);
  if (folder == NULL)
    return NULL;
  target = g_build_filename (folder, "out.gpkg", NULL);
  if (!convert_in_folder (path, kind, folder, target, cancellable, error))
    {
      remove_folder (folder);
      return NULL;
    }
  return g_steal_pointer (&target);
}

void
cam_ogr_discard (char *path)
{
  g_autofree char *folder = NULL;

  if (path == NULL)
    return;
  folder = g_path_get_dirname (path);
  remove_folder (folder);
  g_free (path);
}
