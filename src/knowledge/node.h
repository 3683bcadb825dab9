/* A YAML file as a tree of nodes with their places, through libyaml's events. */
#ifndef KNOWLEDGE_NODE_H
#define KNOWLEDGE_NODE_H

#include "base/arena.h"
#include "knowledge/diag.h"

enum ynode_kind { Y_SCALAR, Y_SEQ, Y_MAP };
struct ypair;
struct ynode {
    enum ynode_kind kind;
    struct str text; /* scalar; text.at is its first character, behind a quote mark */
    bool plain;      /* scalar without quotes and not a block */
    bool block;      /* scalar as | or > */
    struct mark at;  /* where the node begins */
    struct ypair *pairs;
    size_t npairs;
    struct ynode *items;
    size_t nitems;
};
struct ypair {
    struct str key;
    struct ynode value;
};

enum { YAML_MAX_BYTES = 4 << 20, YAML_MAX_DEPTH = 16 };

/* The tree of a source, owned by a; every mistake of spelling (tabs, full-width space and ：,
 * duplicate keys, aliases, other encodings, beyond the caps …) goes to d. NULL when no tree could
 * be made, or the file is empty. */
struct ynode *yaml_parse(struct arena *a, const struct sources *s, uint32_t file, struct diags *d);

#endif
