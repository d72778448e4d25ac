/* http_int.h - what the files of this room share: the door of a worker, messages between processes. */
#ifndef TDM_HTTP_INT_H
#define TDM_HTTP_INT_H

#include "http/http.h"

#include <sys/socket.h>

#define HTTP_SLOW_MAX    8u
#define HTTP_WORKERS_MAX 16u
#define HTTP_HELPERS_MAX (1u + HTTP_SLOW_MAX)
#define HTTP_JOBS_MAX    256u /* of a worker, waiting for helpers */

int64_t http_now_us(void); /* of the clock that never goes back */
bool http_path_is_clean(tdm_str path);
/* The library under http.c, before a process is confined. Code S006. */
bool http_library_open(struct tdm_problem *problem) TDM_CHECKED;

/* ---- links: whole messages between two processes (SOCK_SEQPACKET), a number before each */
struct http_message {
    uint64_t number;
    tdm_str bytes;
};
bool http_send(int fd, struct http_message message, bool patient) TDM_CHECKED; /* patient: waits for room */
/* Into `mem`. False: nothing there. */
bool http_receive(struct tdm_arena *mem, int fd, struct http_message *out) TDM_CHECKED;
bool http_give_socket(int fd, int socket, const struct sockaddr_storage *peer) TDM_CHECKED;
bool http_take_socket(int fd, int *socket, struct sockaddr_storage *peer) TDM_CHECKED;

/* ---- http.c: a worker's door */
struct http_helpers {
    int fd[HTTP_HELPERS_MAX];
    uint32_t count;
}; /* the first is the writer */
struct tdm_http_door *http_door_open(const struct tdm_http_host *host, const struct tdm_http_setting *setting,
                                     const struct http_helpers *helpers);
void http_door_begin(struct tdm_http_door *door, void *self);
int http_door_poll_fd(const struct tdm_http_door *door);
int http_door_patience_ms(struct tdm_http_door *door); /* until something is due */
void http_door_add(struct tdm_http_door *door, int socket, const struct sockaddr_storage *peer);
void http_door_run(struct tdm_http_door *door);
void http_door_hear(struct tdm_http_door *door, uint32_t helper);
void http_door_sweep(struct tdm_http_door *door);
bool http_door_is_idle(const struct tdm_http_door *door); /* nothing in flight */
uint64_t http_door_answered(const struct tdm_http_door *door);
void http_door_close(struct tdm_http_door *door);

#endif
