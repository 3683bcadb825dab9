/* A folder of files that the program makes, and may make again. */
#ifndef CLI_FOLDER_H
#define CLI_FOLDER_H

#include "base/error.h"
#include "output/export.h"
#include <stdbool.h>

/* The file in the folder that names all the others: what stands in it may be replaced. */
#define FOLDER_LIST "madoguchi-export.txt"

/* Puts the files into dir, all at once: they are written beside it (DIR.madoguchi-new) and take its
 * place. dir: not there yet, empty, or nothing in it but what an earlier call has put there;
 * anything else stays untouched and is an error. Whatever happens, dir is the old folder or the
 * whole new one; writers beside each other wait. notice: stands at the head of FOLDER_LIST. False
 * and *err: EX_CANTCREAT, EX_IOERR. */
bool folder_write(const char *dir, const struct export_files *files, const char *notice,
                  struct error *err);

#endif
