/* call_int.h - bytes to and from a server, plain or by TLS, all of it until a moment. */
#ifndef TDM_HTTP_CALL_INT_H
#define TDM_HTTP_CALL_INT_H

#include "http/call.h"

struct call_wire {
    int fd;
    int64_t until_us;
    void *session, *credentials; /* of TLS; null: plain */
    char *why;                   /* 120 bytes */
};
bool call_wait(struct call_wire *wire, short events) TDM_CHECKED;
/* Some bytes; 0: the end, below: told in `why`. */
ptrdiff_t call_plain_read(struct call_wire *wire, char *into, size_t room);
bool call_plain_write(struct call_wire *wire, tdm_str bytes) TDM_CHECKED;

bool call_tls_begin(struct call_wire *wire, tdm_str host, tdm_str authority) TDM_CHECKED;
ptrdiff_t call_tls_read(struct call_wire *wire, char *into, size_t room);
bool call_tls_write(struct call_wire *wire, tdm_str bytes) TDM_CHECKED;
void call_tls_end(struct call_wire *wire);

#endif
