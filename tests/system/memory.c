/* memory PID TEXT...: looks for texts in the writable memory of a process, as UTF-8 (u), as an
 * array of wchar_t (w), and as an array of int with a byte in each, which is how curses queues what
 * it read (i). date:Y-M-D is that as three ints (d). Prints a line for each text and form that is
 * there: the form, how often, where first, and the text. Ends with 0 when something was found, 1
 * when nothing was, 2 when the memory cannot be read. Needs the right to trace the process: with
 * PR_SET_DUMPABLE off, root's. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 1 << 20, LONGEST = 512, PATTERNS = 256 };

struct pattern {
    char form;
    const char *text;
    unsigned char bytes[LONGEST];
    size_t n, hits;
    char where[128];
};

static struct pattern patterns[PATTERNS];
static size_t npatterns;

static struct pattern *add(char form, const char *text)
{
    if (npatterns == PATTERNS || strlen(text) * 4 > LONGEST)
        exit(2);
    struct pattern *p = &patterns[npatterns++];
    p->form = form;
    p->text = text;
    return p;
}

static void put_int(struct pattern *p, uint32_t value)
{
    memcpy(p->bytes + p->n, &value, sizeof value);
    p->n += sizeof value;
}

static uint32_t next_code_point(const unsigned char **s)
{
    uint32_t c = *(*s)++;
    int more = c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
    c &= more == 0 ? 0x7fu : 0x3fu >> more;
    for (; more > 0 && **s; more--)
        c = c << 6 | (*(*s)++ & 0x3fu);
    return c;
}

static void add_text(const char *text)
{
    int year, month, day;
    if (sscanf(text, "date:%d-%d-%d", &year, &month, &day) == 3) {
        struct pattern *date = add('d', text);
        put_int(date, (uint32_t)year);
        put_int(date, (uint32_t)month);
        put_int(date, (uint32_t)day);
        return;
    }
    struct pattern *utf8 = add('u', text), *wide = add('w', text), *queue = add('i', text);
    utf8->n = strlen(text);
    memcpy(utf8->bytes, text, utf8->n);
    for (const unsigned char *s = (const unsigned char *)text; *s;)
        put_int(wide, next_code_point(&s));
    for (const unsigned char *s = (const unsigned char *)text; *s; s++)
        put_int(queue, *s);
}

/* Looks at n bytes; what begins in the last `overlap` of them is seen in the next chunk, whole. */
static void look(const unsigned char *at, size_t n, size_t overlap, const char *where,
                 unsigned long address)
{
    for (size_t i = 0; i < npatterns; i++) {
        struct pattern *p = &patterns[i];
        const unsigned char *hit = at;
        while ((hit = memmem(hit, n - (size_t)(hit - at), p->bytes, p->n))) {
            if ((size_t)(hit - at) < n - overlap && p->hits++ == 0)
                snprintf(p->where, sizeof p->where, "%s at %lx", where,
                         address + (unsigned long)(hit - at));
            hit++;
        }
    }
}

/* Gives whether it could be read. */
static int search(int mem, unsigned long start, unsigned long end, const char *where)
{
    static unsigned char chunk[CHUNK + LONGEST];
    int any = 0;
    for (unsigned long at = start; at < end; at += CHUNK) {
        size_t want = end - at < sizeof chunk ? end - at : sizeof chunk;
        ssize_t n = pread(mem, chunk, want, (off_t)at);
        if (n <= 0)
            continue;
        any = 1;
        look(chunk, (size_t)n, (size_t)n > CHUNK ? (size_t)n - CHUNK : 0, where, at);
    }
    return any;
}

int main(int argc, char **argv)
{
    char path[64], line[1024];
    int read_any = 0, found = 0;
    for (int i = 2; i < argc; i++)
        add_text(argv[i]);
    snprintf(path, sizeof path, "/proc/%s/maps", argc > 1 ? argv[1] : "");
    FILE *maps = fopen(path, "r");
    snprintf(path, sizeof path, "/proc/%s/mem", argc > 1 ? argv[1] : "");
    int mem = open(path, O_RDONLY);
    if (!maps || mem < 0 || npatterns == 0) {
        perror("memory");
        return 2;
    }
    while (fgets(line, sizeof line, maps)) {
        unsigned long start, end;
        char rights[8], name[64] = "anonymous";
        if (sscanf(line, "%lx-%lx %7s %*s %*s %*s %63s", &start, &end, rights, name) < 3 ||
            rights[1] != 'w')
            continue;
        read_any |= search(mem, start, end, name);
    }
    for (size_t i = 0; i < npatterns; i++) {
        if (patterns[i].hits > 0)
            printf("%c %zu %s: %s\n", patterns[i].form, patterns[i].hits, patterns[i].where,
                   patterns[i].text);
        found |= patterns[i].hits > 0;
    }
    return !read_any ? 2 : !found;
}
