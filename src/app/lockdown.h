/* What a terminal in public takes away from its own process, so that whoever sits in front of it
 * gets nowhere else, and nothing of what was typed gets out of it. */
#ifndef APP_LOCKDOWN_H
#define APP_LOCKDOWN_H

/* Leaves TERM, LANG, LC_*, TZ, HOME and NO_COLOR in the environment, and PATH with a fixed value.
 * When anything else was in it the program is started anew with argv, so that the loader and the
 * libraries have never seen it: then this does not return. */
void lockdown_environment(char **argv);

/* Ignores the signals that end or stop a process and come from a terminal, a timer or a user;
 * SIGTERM keeps its effect. No core dumps, no debugger of the same user's, no privileges by
 * programs that are set-uid; freed memory is overwritten; memory is kept out of swap space where
 * the process may do that (as root, or with no limit on locked memory). */
void lockdown_process(void);

#endif
