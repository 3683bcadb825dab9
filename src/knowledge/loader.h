/* From a directory of YAML to checked knowledge. */
#ifndef KNOWLEDGE_LOADER_H
#define KNOWLEDGE_LOADER_H

#include "knowledge/diag.h"
#include "knowledge/knowledge.h"

/* Reads town.yaml, documents.yaml, questions.yaml, glossary.yaml, procedures/ and the folders in
 * it, events/, howtos/, faq/ below dir, and intents.yaml, stopwords.yaml below dict (dict NULL:
 * DIR/../dict when it exists). A directory that holds nothing but faq/ is fine. Every mistake goes
 * to d; all files are read whatever is wrong with one. NULL with err set when dir cannot be read at
 * all (EX_NOINPUT); otherwise never NULL, and fit for use only when d has no errors. Ends with
 * knowledge_validate. */
struct knowledge *knowledge_load(const char *dir, const char *dict, struct sources *sources,
                                 struct diags *d, struct error *err);

/* The same from texts in memory: files[i] has a path as below dir ("procedures/x.yaml"). */
struct loader_file {
    const char *path, *text;
    size_t len;
};
struct knowledge *knowledge_load_texts(const struct loader_file *files, size_t n,
                                       struct sources *sources, struct diags *d);

#endif
