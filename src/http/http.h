/* http.h - HTTP for the screens: a guarded request in, a reply out, and the processes that serve. The library under it
 * (libmicrohttpd) is seen by http.c, guard.c and http_library.c alone, and opened when serving begins. README.md tells the process model. */
#ifndef TDM_HTTP_H
#define TDM_HTTP_H

#include "base/base.h"

#define TDM_HTTP_BODY_MAX ((size_t)64 << 10)   /* of a form */
#define TDM_HTTP_JSON_MAX ((size_t)1 << 20)    /* of what another system sends, below tdm_http_setting.json_under */
#define TDM_HTTP_HEAD_MAX ((size_t)32 << 10)   /* request line and headers; more: 431 */
#define TDM_HTTP_PAGE_MAX ((size_t)4 << 20)    /* of a reply */
#define TDM_HTTP_JOB_MAX ((size_t)160 << 10)   /* of a message between processes */
#define TDM_HTTP_REQUEST_MS 10000              /* for a whole request to arrive, however it drips */
#define TDM_HTTP_REPLY_MS 60000                /* for a whole reply to be taken */
#define TDM_HTTP_JOB_MS 20000                  /* for a helper to answer; then 503 */
#define TDM_HTTP_CONNECTIONS_MAX 400u          /* of a worker */

enum tdm_http_method { TDM_HTTP_GET, TDM_HTTP_HEAD, TDM_HTTP_POST, TDM_HTTP_OPTIONS, TDM_HTTP_OTHER };

/* ---- names and values of a query or a form */

struct tdm_http_field { tdm_str name, value; };
struct tdm_http_fields { struct tdm_http_field *list; size_t count, room; };
/* application/x-www-form-urlencoded. False: a broken escape, bytes that are no UTF-8, a NUL, or more than 200 fields. */
bool tdm_http_fields_read(struct tdm_arena *mem, tdm_str text, struct tdm_http_fields *out) TDM_CHECKED;
tdm_str tdm_http_field(const struct tdm_http_fields *fields, const char *name); /* the first; empty when not there */
bool tdm_http_has_field(const struct tdm_http_fields *fields, const char *name);

/* ---- a request that has passed the guard */

struct tdm_http_wait;
struct tdm_http_ask {
    struct tdm_arena *mem; /* of this request */
    enum tdm_http_method method;
    tdm_str path;                 /* '/' and segments of letters, digits, '.', '_', '-', '~'; no "..", no empty one */
    struct tdm_http_fields query, form;
    tdm_str cookies, languages, origin, fetch_site, host; /* headers as sent; empty when not there */
    tdm_str json;                 /* the body of a POST that is JSON */
    tdm_str authorization, wanted_method; /* headers; the second of a browser that asks before it sends (OPTIONS) */
    tdm_str peer;                 /* the address, without port; of IPv6 its /64 */
    struct tdm_http_wait *wait;   /* of http.c */
    void *own;                    /* of who answers */
};
tdm_str tdm_http_cookie(const struct tdm_http_ask *ask, const char *name); /* its value, or empty */

struct tdm_http_reply {
    unsigned status;
    const char *type;        /* of the body; null: HTML */
    tdm_str body;
    tdm_str location;        /* of a redirection */
    tdm_str cookies[4];      /* whole Set-Cookie values */
    uint32_t cookie_count;
    bool keep;               /* may be kept by the browser for ever: its address holds its digest */
    uint32_t retry_seconds;  /* 0: not said */
    tdm_str allow_origin;    /* pages of that origin may read the reply; or empty */
    bool preflight;          /* what they may send is said too */
};

/* ---- processes */

enum tdm_http_process { TDM_HTTP_WORKER, TDM_HTTP_WRITER, TDM_HTTP_SLOW, TDM_HTTP_COURIER };
struct tdm_http_door; /* what a worker answers through */

/* Who serves. Each process calls `begin` once after it was born, and gets its own `self`. */
struct tdm_http_host {
    void *context;
    void *(*begin)(void *context, enum tdm_http_process process, struct tdm_http_door *door);
    /* A worker: answers by tdm_http_answer, now or from `hear`. */
    void (*take)(void *self, struct tdm_http_ask *ask);
    /* A worker: a helper has answered the job of this request; `good` false: it did not, in time or at all. */
    void (*hear)(void *self, struct tdm_http_ask *ask, tdm_str answer, bool good);
    /* A worker that nobody asks at the moment: a little work, of some milliseconds. True: there is more. May be null. */
    bool (*spare)(void *self);
    /* A helper: does a job, one after the other. */
    void (*work)(void *self, tdm_str job, struct tdm_buf *answer);
    /* A helper: no job waits. What it held back to do together it does now. */
    void (*rest)(void *self);
    /* The courier: does what is due, and tells in how many milliseconds it is to be called again, at most. */
    int64_t (*carry)(void *self);
    /* A request was answered: for the log. */
    void (*told)(void *self, const struct tdm_http_ask *ask, unsigned status, size_t bytes, int64_t microseconds);
};
void tdm_http_answer(struct tdm_http_door *door, struct tdm_http_ask *ask, const struct tdm_http_reply *reply);
/* Gives a job to a helper; `hear` is called with its answer. False: they are busy, answer with 503. */
bool tdm_http_job(struct tdm_http_door *door, struct tdm_http_ask *ask, enum tdm_http_process helper,
                  tdm_str job) TDM_CHECKED;
/* A job whose answer nobody hears. */
void tdm_http_tell(struct tdm_http_door *door, enum tdm_http_process helper, tdm_str job);

struct tdm_http_setting {
    tdm_str listen;          /* "127.0.0.1:8080", "[::1]:0" (any free port) */
    uint32_t workers, slow; /* how many processes of each; writers: one */
    int listener;            /* of tdm_http_listen; 0: `listen` is opened */
    tdm_str certificate, key; /* PEM; empty: no TLS, a proxy does it */
    bool once;               /* one request, then stop */
    tdm_str json_under;      /* a path below which a POST is JSON, and no form; empty: nowhere */
    bool behind_proxy;       /* the last address of X-Forwarded-For is the peer */
    bool courier;            /* one more process, which may open connections: it carries what others are told */
    void (*ready)(void *context, tdm_str address); /* listens now, at this address */
};
/* Serves until SIGTERM or SIGINT (then what was begun is finished), or `once`. False: could not begin. */
bool tdm_http_serve(struct tdm_arena *mem, const struct tdm_http_setting *setting, const struct tdm_http_host *host,
                    struct tdm_problem *problem) TDM_CHECKED;
/* What needs the rights of root is done by these before the rest. Codes S002, S030, S031. */
bool tdm_http_listen(struct tdm_arena *mem, tdm_str listen, int *listener, struct tdm_problem *problem) TDM_CHECKED;
bool tdm_http_become(struct tdm_arena *mem, tdm_str user, struct tdm_problem *problem) TDM_CHECKED;
/* From here on only what serving needs may be asked of the system; `first`: the process that makes the others. False: this
 * system has no such filter. tdm_http_serve does it. */
bool tdm_http_confine(bool first) TDM_CHECKED;
/* The same for the courier, which may open connections; `keeper`: the process that makes it, and makes it anew. */
bool tdm_http_confine_courier(bool keeper) TDM_CHECKED;
bool tdm_http_is_stopping(void); /* SIGTERM or SIGINT came to this process */
/* Certificate and key can be used, and belong together? */
bool tdm_http_tls_check(const struct tdm_http_setting *setting, struct tdm_problem *problem) TDM_CHECKED;
/* "127.0.0.1:8080" taken apart. Code S001. */
struct tdm_http_place { tdm_str host; uint16_t port; bool six; };
bool tdm_http_place_read(struct tdm_arena *mem, tdm_str text, struct tdm_http_place *out,
                         struct tdm_problem *problem) TDM_CHECKED;

#endif
