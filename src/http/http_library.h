/* http_library.h - the functions of libmicrohttpd that are used, for http.c and guard.c. */
#ifndef TDM_HTTP_LIBRARY_H
#define TDM_HTTP_LIBRARY_H

#include "http/http_int.h"

#include <microhttpd.h>

#define HTTP_LIBRARY(X)                                                                                                \
    X(add_connection)                                                                                                  \
    X(add_response_header)                                                                                             \
    X(create_response_from_buffer)                                                                                     \
    X(destroy_response)                                                                                                \
    X(get_connection_info)                                                                                             \
    X(get_connection_values_n)                                                                                         \
    X(get_daemon_info)                                                                                                 \
    X(get_timeout)                                                                                                     \
    X(lookup_connection_value)                                                                                         \
    X(queue_response)                                                                                                  \
    X(resume_connection)                                                                                               \
    X(run)                                                                                                             \
    X(start_daemon)                                                                                                    \
    X(stop_daemon)                                                                                                     \
    X(suspend_connection)

/* Each of the type that the library's header gives it. */
struct http_library {
#define X(name) __typeof__(MHD_##name) *name;
    HTTP_LIBRARY(X)
#undef X
};

/* Asked for before anything is served; after http_library_open went well. */
const struct http_library *http_library(void);

#endif
