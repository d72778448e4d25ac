/* guard.h - the guard, for http.c: the only other file that sees the library. */
#ifndef TDM_HTTP_GUARD_H
#define TDM_HTTP_GUARD_H

#include "http/http_library.h"

/* 0: passed; else the status to refuse it with. `uri` as it was sent. */
unsigned http_guard(struct MHD_Connection *connection, const char *version, tdm_str uri) TDM_CHECKED;

#endif
