/* Asks a terminal how wide it draws East Asian Ambiguous characters. */
#ifndef TUI_PROBE_H
#define TUI_PROBE_H

/* Writes one such character on the current line of out, asks where the cursor is, and wipes it away
 * again. Gives 1 or 2 columns; 1 when the terminal does not answer soon. Both are terminals. */
int probe_ambiguous(int in, int out);

#endif
