/* http_library.c - libmicrohttpd, opened by name by whoever serves: it brings along GnuTLS and ten others, and no other
 * command waits for them. */
#include "http/http_library.h"

#include <dlfcn.h>

#define SONAME "libmicrohttpd.so.12"

static struct {
    struct http_library functions;
    bool there;
} opened;

static bool open_it(void) {
    void *handle = dlopen(SONAME, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) return false;
    bool all = true;
#define X(name)                                                                                                        \
    *(void **)(&opened.functions.name) = dlsym(handle, "MHD_" #name);                                                  \
    all = all && opened.functions.name != NULL;
    HTTP_LIBRARY(X)
#undef X
    return all;
}

bool http_library_open(struct tdm_problem *problem) {
    opened.there = opened.there || open_it();
    if (opened.there) return true;
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "S006", (struct tdm_place){.file = TDM_STR("the server")},
                   "the library `%s` cannot be opened", SONAME);
    tdm_problem_fix(problem, "install libmicrohttpd (Debian: libmicrohttpd12); every other command works without it");
    return false;
}

const struct http_library *http_library(void) {
    TDM_ASSERT(opened.there);
    return &opened.functions;
}
