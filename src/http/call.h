/* call.h - one POST to another program, and what it answers: the only way in which anything here opens a connection. Used by the courier
 * alone (docs/outbox.md). Nothing is followed, nothing is kept open, nothing of the answer but its status is believed. */
#ifndef TDM_HTTP_CALL_H
#define TDM_HTTP_CALL_H

#include "base/base.h"

/* "https://host:8443/path": taken apart. Plain http is for this machine alone. False: it is none. */
struct tdm_http_address {
    bool secure;
    tdm_str host; /* without the brackets of an IPv6 address */
    tdm_str port; /* digits */
    tdm_str path; /* with its query; "/" when there is none */
};
bool tdm_http_address_read(struct tdm_arena *mem, tdm_str text, struct tdm_http_address *out) TDM_CHECKED;

struct tdm_http_call {
    const struct tdm_http_address *to;
    tdm_str headers;   /* whole lines, each with its line end */
    tdm_str body;      /* JSON */
    tdm_str authority; /* of https: who signed its certificate, PEM; empty: those that this machine trusts */
    uint32_t timeout_ms; /* for all of it: name, connection, TLS, answer */
};
struct tdm_http_answered {
    unsigned status;        /* 0: no answer */
    uint32_t retry_seconds; /* what it asked for (Retry-After); 0: nothing */
    char why[120];          /* no answer: why; one line */
};
void tdm_http_call(struct tdm_arena *mem, const struct tdm_http_call *call, struct tdm_http_answered *out);
/* What https needs, before a process is confined. Code S051. */
bool tdm_http_call_open(struct tdm_problem *problem) TDM_CHECKED;

#endif
