/* api_host.c - the four functions that base.h asks of whoever runs it, as a library gives them: it never ends the
 * program that called it, and prints nothing. */
#include "api/api_host.h"

#include <stdio.h>
#include <stdlib.h>

_Thread_local struct tdm_api_call *tdm_api_current;

void *tdm_host_allocate(size_t bytes) {
    return malloc(bytes);
}

void tdm_host_release(void *block) {
    free(block);
}

_Noreturn void tdm_host_out_of_memory(size_t asked_bytes) {
    (void)asked_bytes;
    if (tdm_api_current != NULL) longjmp(tdm_api_current->back, TDM_API_NO_MEMORY);
    abort();
}

_Noreturn void tdm_host_bug(const char *file, int line, const char *claim) {
    if (tdm_api_current == NULL) abort();
    (void)snprintf(tdm_api_current->bug, sizeof tdm_api_current->bug, "a mistake in tandem itself (%s:%d: %s)", file,
                   line, claim);
    longjmp(tdm_api_current->back, TDM_API_BUG);
}
