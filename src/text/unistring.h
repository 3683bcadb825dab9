/* The owner of libunistring: the only file that includes its headers. For src/text alone. */
#ifndef TEXT_UNISTRING_H
#define TEXT_UNISTRING_H

#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#endif
