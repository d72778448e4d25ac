/* serve_peer.h - who asks the screens in serve_bench.c: one connection that is kept, people with a session; and the
 * fixed reply beside them. */
#ifndef TDM_BENCH_SERVE_PEER_H
#define TDM_BENCH_SERVE_PEER_H

#include "base/base.h"

#include <stdio.h>

struct bench_wire {
    int fd; /* -1: none; it is opened when it is wanted */
    size_t body_len;
    char body[200000];
};
struct bench_visitor {
    char cookies[800];
};
/* The status; 0: no reply. `who` may be null. */
int bench_get(struct bench_wire *wire, uint16_t port, const char *path, const struct bench_visitor *who);
/* A POST of JSON of up to 7 kB; the reply, head and body, stands in wire->body. */
int bench_post_json(struct bench_wire *wire, uint16_t port, const char *path, const char *json);
bool bench_log_in(struct bench_wire *wire, uint16_t port, const char *person, struct bench_visitor *out);
void bench_close(struct bench_wire *wire);
/* A page of 20 kB that is always the same, by the library of the screens, in a process of its own. Its port. */
uint16_t bench_fixed_reply(void);

#endif
