/* Files and folders of an author, as the loader and the cases read them. */
#ifndef KNOWLEDGE_FILES_H
#define KNOWLEDGE_FILES_H

#include "knowledge/diag.h"

/* The names in a folder, sorted, hidden ones, README*, and what editors leave (x~, #x#) left
 * out; NULL when it cannot be read.
 * Caller frees each and the list. */
char **files_names(const char *folder, size_t *n);
/* Adds the file's text to sources; what cannot be read goes to d. False then. */
bool files_read(const char *path, struct sources *sources, struct diags *d, uint32_t *file);

#endif
