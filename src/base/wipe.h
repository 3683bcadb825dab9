/* What was in memory, overwritten: for a terminal that strangers use one after the other. */
#ifndef BASE_WIPE_H
#define BASE_WIPE_H

/* From now on all memory is overwritten when it is freed, that of the libraries too: the program's
 * own free() and realloc() come before those of the shared libc. Without effect under an address
 * sanitizer, which has its own. */
void wipe_freed_memory(void);

/* Overwrites the stack below the caller's frame, where the functions it called have left what they
 * worked on. */
void wipe_stack(void);

#endif
