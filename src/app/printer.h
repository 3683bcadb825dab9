/* Prints a slip: the text goes to the standard input of a command that the machine's owner has
 * chosen. No shell reads the command and no file holds the text. */
#ifndef APP_PRINTER_H
#define APP_PRINTER_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>

#define PRINTER_COMMAND "lp"
#define PRINTER_COLS 48
#define PRINTER_SECONDS 20

struct slip_printer {
    const char *command; /* words with blanks between; "none": there is no printer; NULL: lp */
    int cols;            /* 32, 48 or 80; 0: 48 */
    int seconds;         /* given to the command to take it all and end; 0: 20 */
};

bool printer_there(const struct slip_printer *p);
int printer_cols(const struct slip_printer *p);
/* Prints n bytes and waits for the command to end. Its own output is thrown away. False and *err
 * (EX_UNAVAILABLE): one sentence for the person in front of the screen. The command and what it
 * started are ended when its time is over. */
bool printer_print(const struct slip_printer *p, const char *text, size_t n, struct error *err);

#endif
