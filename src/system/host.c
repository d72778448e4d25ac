/* host.c - the four functions that base.h asks of whoever runs it, as the program gives them. Nothing else may stand in
 * this file: the test programs bring their own four, and the linker then leaves this file out. */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

#define EXIT_ENVIRONMENT 3

void *tdm_host_allocate(size_t bytes) {
    return malloc(bytes);
}

void tdm_host_release(void *block) {
    free(block);
}

_Noreturn void tdm_host_out_of_memory(size_t asked_bytes) {
    fprintf(stderr,
            "tandem: out of memory (%zu bytes asked). Give smaller files, or run it where more memory is free.\n",
            asked_bytes);
    exit(EXIT_ENVIRONMENT);
}

_Noreturn void tdm_host_bug(const char *file, int line, const char *claim) {
    fprintf(stderr,
            "tandem: a mistake in tandem itself (%s:%d: %s). Nothing was changed. Please report this line and what you "
            "ran.\n",
            file, line, claim);
    abort();
}
