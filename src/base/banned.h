/* banned.h - included before every file: what the house does not use is a compile error.
 * Why: locale (setlocale, atoi, sscanf, strtod), hidden state (strtok, rand, ctime family), no bounds (strcpy family). */
#ifndef TDM_BANNED_H
#define TDM_BANNED_H
/* The system's own declarations of these names must come before the poison, or no file could include them. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#undef sprintf /* macros where the system's headers are fortified */
#undef vsprintf
#pragma GCC poison setlocale atoi atol atoll atof sscanf fscanf scanf strtok strcpy strcat sprintf vsprintf
#pragma GCC poison rand srand random drand48 ctime asctime gmtime localtime strtod strtof gets mktemp tmpnam
#endif
