/* bail_out.c - for programs that have no list of checks: what the shared ground calls ends them. */
#include "check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void check_failed(const char *file, int line, const char *format, ...) {
    va_list rest;
    va_start(rest, format);
    printf("Bail out! %s:%d: ", file, line);
    vprintf(format, rest);
    printf("\n");
    va_end(rest);
    exit(1);
}
