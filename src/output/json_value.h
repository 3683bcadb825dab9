/* JSON values, and the owner of jansson: json_value.c is the only file that includes its header.
 * Nothing here fails; a value that is set or pushed belongs to what holds it. For src/output
 * alone. */
#ifndef OUTPUT_JSON_VALUE_H
#define OUTPUT_JSON_VALUE_H

#include "base/date.h"
#include "knowledge/knowledge.h"

struct json_t;

struct json_t *jv_object(void);
struct json_t *jv_array(void);
struct json_t *jv_null(void);
struct json_t *jv_bool(bool b);
struct json_t *jv_int(long n);
struct json_t *jv_real(double d); /* what is no number becomes 0 */
/* Bytes that are no UTF-8 become U+FFFD. */
struct json_t *jv_bytes(const char *s, size_t n);
struct json_t *jv_text(const char *s);
struct json_t *jv_str(const struct str *s);
struct json_t *jv_strs(const struct strs *v);
struct json_t *jv_date(struct date d); /* null where there is none */

void jv_set(struct json_t *object, const char *key, struct json_t *value);
/* Left out when there is nothing to say. */
void jv_set_str(struct json_t *object, const char *key, const struct str *s);
void jv_push(struct json_t *array, struct json_t *value);
/* Appends the value in one line and a newline, and frees it. */
void jv_finish(struct json_t *value, struct strbuf *out);
/* The same on lines of their own, for people and version control. */
void jv_finish_indented(struct json_t *value, struct strbuf *out);

/* Spellings that several objects share. */
const char *jv_form_name(enum form f);
/* Two members, the days it holds from and until; nothing for a side that is open. */
void jv_set_period(struct json_t *object, const struct period *p);
/* Sets label, yen, text and the period of a fee as it is on a day (knowledge/fee.h): without a sum
 * when it is over, with what is "coming". */
void jv_set_fee_on(struct json_t *object, const struct fees *all, const struct fee *f,
                   struct date today);

#endif
