#include "knowledge/emit.h"
#include "text/utf8.h"

/* Characters that YAML does not take as they are, that break a line for it, or that a reader of
 * the file would not see. */
static bool needs_escape(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp <= 0xa0) || cp == 0x061c || cp == 0xfeff ||
           (cp >= 0x200b && cp <= 0x200f && cp != 0x200d) || (cp >= 0x2028 && cp <= 0x202e) ||
           (cp >= 0x2066 && cp <= 0x206f) || (cp & 0xfffe) == 0xfffe;
}

static void escape(struct strbuf *out, uint32_t cp)
{
    if (cp == '\n')
        strbuf_puts(out, "\\n");
    else if (cp == '\t')
        strbuf_puts(out, "\\t");
    else if (cp < 0x100)
        strbuf_printf(out, "\\x%02X", (unsigned)cp);
    else if (cp < 0x10000)
        strbuf_printf(out, "\\u%04X", (unsigned)cp);
    else
        strbuf_printf(out, "\\U%08X", (unsigned)cp);
}

void emit_quoted(struct strbuf *out, const char *s, size_t n)
{
    strbuf_putc(out, '"');
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        char bytes[4];
        i += utf8_decode(s + i, n - i, &cp);
        if (needs_escape(cp)) {
            escape(out, cp);
            continue;
        }
        if (cp == '"' || cp == '\\')
            strbuf_putc(out, '\\');
        strbuf_add(out, bytes, utf8_encode(cp, bytes));
    }
    strbuf_putc(out, '"');
}
