#include "knowledge/files.h"
#include "base/file.h"
#include "base/xalloc.h"
#include "knowledge/node.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* To open a FIFO is to wait for whoever writes into it; a device may never end. */
static bool is_special(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

bool files_read(const char *path, struct sources *sources, struct diags *d, uint32_t *file)
{
    struct strbuf text;
    strbuf_init(&text);
    bool special = is_special(path);
    bool ok = !special && file_read(path, YAML_MAX_BYTES, &text);
    int why = errno;
    *file = sources_add(sources, path, text.s, text.len);
    if (special)
        diags_add(d, DIAG_ERROR, (struct mark){*file, 0, 0},
                  "ふつうのファイルではないので、読めません");
    else if (!ok)
        diags_add(d, DIAG_ERROR, (struct mark){*file, 0, 0}, "読めません（%s）", strerror(why));
    strbuf_done(&text);
    return ok;
}

static int name_cmp(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Notes for readers, and what editors leave beside a file: x~, #x#. */
static bool is_skipped(const char *name)
{
    return *name == '.' || *name == '#' || name[strlen(name) - 1] == '~' ||
           strncmp(name, "README", 6) == 0;
}

char **files_names(const char *folder, size_t *n)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return NULL;
    char **v = xmalloc(sizeof *v);
    *n = 0;
    for (struct dirent *de; (de = readdir(dir));) {
        if (is_skipped(de->d_name))
            continue;
        v = xreallocarray(v, *n + 1, sizeof *v);
        v[(*n)++] = xstrdup(de->d_name);
    }
    closedir(dir);
    if (*n)
        qsort(v, *n, sizeof *v, name_cmp);
    return v;
}
