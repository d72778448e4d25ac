/* http.c - the door of a worker: connections and requests, in one thread that never waits. */
#include "http/guard.h"

#include "base/canary.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

struct slot { /* a connection */
    struct slot *next, **before;
    int fd;
    int64_t due_us; /* when it is closed whatever it does; 0: not while somebody works for it */
    bool in_request;
};

struct tdm_http_wait { /* a request */
    struct tdm_http_wait *next, **before;
    struct tdm_http_door *door;
    struct MHD_Connection *connection;
    struct slot *slot;
    struct tdm_http_ask ask;
    struct tdm_buf body;
    size_t most; /* of the body */
    tdm_str uri, forwarded;
    bool guarded, taken, aside, too_large;
    uint64_t job; /* 0: none */
    int64_t job_due_us, begun_us;
    struct MHD_Response *response;
    unsigned status;
    size_t bytes;
};

struct tdm_http_door {
    struct MHD_Daemon *daemon;
    const struct tdm_http_host *host;
    const struct tdm_http_setting *setting;
    struct http_helpers helpers;
    void *self;
    struct slot *slots;
    struct tdm_http_wait *waits;
    struct tdm_arena *spare; /* of the request before, empty: its pages need not be asked for anew; or null */
    uint64_t jobs, answered;
    uint32_t jobs_open, turn;
};

/* ---- connections */

static void on_connection(void *context, struct MHD_Connection *connection, void **own,
                          enum MHD_ConnectionNotificationCode code) {
    struct tdm_http_door *door = context;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        struct slot *slot = calloc(1, sizeof *slot);
        if (slot == NULL) tdm_host_out_of_memory(sizeof *slot);
        slot->fd = (int)http_library()->get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
        slot->due_us = http_now_us() + TDM_HTTP_REQUEST_MS * INT64_C(1000);
        slot->next = door->slots;
        slot->before = &door->slots;
        if (slot->next != NULL) slot->next->before = &slot->next;
        door->slots = slot;
        *own = slot;
        return;
    }
    struct slot *slot = *own;
    if (slot == NULL) return;
    *slot->before = slot->next;
    if (slot->next != NULL) slot->next->before = slot->before;
    free(slot);
    *own = NULL;
}

static struct slot *slot_of(struct MHD_Connection *connection) {
    return http_library()->get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

/* ---- the beginning and end of a request */

/* The path itself, or one below it. */
static bool takes_json(const struct tdm_http_door *door, tdm_str uri) {
    tdm_str under = door->setting->json_under;
    return under.len > 0 && tdm_str_starts_with(uri, under) && (uri.len == under.len || uri.at[under.len] == '/');
}

#define SPARE_MOST ((size_t)4 << 20) /* bytes: what was larger is given back */

static struct tdm_arena *memory_take(struct tdm_http_door *door) {
    struct tdm_arena *mem = door->spare;
    door->spare = NULL;
    return mem != NULL ? mem : tdm_arena_open((size_t)256 << 20);
}

static void memory_give(struct tdm_http_door *door, struct tdm_arena *mem) {
    if (door->spare != NULL || tdm_arena_used(mem) > SPARE_MOST) {
        tdm_arena_close(mem);
        return;
    }
    tdm_arena_reset(mem);
    door->spare = mem;
}

static void *on_uri(void *context, const char *uri, struct MHD_Connection *connection) {
    struct tdm_http_door *door = context;
    struct tdm_arena *mem = memory_take(door);
    struct tdm_http_wait *wait = TDM_NEW(mem, struct tdm_http_wait);
    wait->door = door;
    wait->connection = connection;
    wait->slot = slot_of(connection);
    wait->ask.mem = mem;
    wait->ask.wait = wait;
    wait->uri = tdm_arena_str(mem, tdm_str_of(uri));
    wait->begun_us = http_now_us();
    wait->most = takes_json(door, wait->uri) ? TDM_HTTP_JSON_MAX : TDM_HTTP_BODY_MAX;
    tdm_buf_init(&wait->body, mem, wait->most + 1);
    wait->next = door->waits;
    wait->before = &door->waits;
    if (wait->next != NULL) wait->next->before = &wait->next;
    door->waits = wait;
    if (wait->slot != NULL) wait->slot->in_request = true;
    return wait;
}

static void on_completed(void *context, struct MHD_Connection *connection, void **own,
                         enum MHD_RequestTerminationCode code) {
    struct tdm_http_door *door = context;
    struct tdm_http_wait *wait = *own;
    (void)code;
    *own = NULL;
    if (wait == NULL) return;
    struct slot *slot = slot_of(connection);
    if (slot != NULL) {
        slot->in_request = false;
        slot->due_us = http_now_us() + TDM_HTTP_REQUEST_MS * INT64_C(1000);
    }
    if (wait->job != 0) door->jobs_open--;
    if (wait->status != 0) {
        door->answered++;
        door->host->told(door->self, &wait->ask, wait->status, wait->bytes, http_now_us() - wait->begun_us);
    }
    *wait->before = wait->next;
    if (wait->next != NULL) wait->next->before = wait->before;
    if (wait->response != NULL) http_library()->destroy_response(wait->response);
    memory_give(door, wait->ask.mem);
}

/* ---- what is told of it */

static enum MHD_Result take_header(void *context, enum MHD_ValueKind kind, const char *key, size_t key_len,
                                   const char *value, size_t value_len) {
    static const char *const names[] = {"cookie", "accept-language", "origin",        "sec-fetch-site",
                                        "host",   "x-forwarded-for", "authorization", "access-control-request-method"};
    struct tdm_http_wait *wait = context;
    struct tdm_http_ask *ask = &wait->ask;
    tdm_str *places[] = {&ask->cookies, &ask->languages,  &ask->origin,        &ask->fetch_site,
                         &ask->host,    &wait->forwarded, &ask->authorization, &ask->wanted_method};
    (void)kind;
    for (size_t i = 0; i < TDM_COUNT(names); i++) {
        if (strlen(names[i]) != key_len || strncasecmp(names[i], key, key_len) != 0) continue;
        *places[i] = tdm_arena_str(ask->mem, (tdm_str){value == NULL ? "" : value, value == NULL ? 0 : value_len});
    }
    return MHD_YES;
}

static tdm_str peer_of(struct tdm_http_wait *wait) {
    char text[INET6_ADDRSTRLEN + 1] = "";
    const struct sockaddr *address =
        http_library()->get_connection_info(wait->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
    if (wait->door->setting->behind_proxy && wait->forwarded.len > 0) {
        size_t from = wait->forwarded.len;
        while (from > 0 && wait->forwarded.at[from - 1] != ',') from--;
        return tdm_str_trim(tdm_str_slice(wait->forwarded, from, wait->forwarded.len));
    }
    if (address != NULL && address->sa_family == AF_INET6) {
        struct sockaddr_in6 six;
        memcpy(&six, address, sizeof six);
        if (!IN6_IS_ADDR_V4MAPPED(&six.sin6_addr)) memset(&six.sin6_addr.s6_addr[8], 0, 8); /* a house is a /64 */
        (void)inet_ntop(AF_INET6, &six.sin6_addr, text, sizeof text);
    } else if (address != NULL && address->sa_family == AF_INET) {
        struct sockaddr_in four;
        memcpy(&four, address, sizeof four);
        (void)inet_ntop(AF_INET, &four.sin_addr, text, sizeof text);
    }
    return tdm_arena_str(wait->ask.mem, tdm_str_of(text));
}

static enum tdm_http_method method_of(const char *method) {
    if (strcmp(method, "GET") == 0) return TDM_HTTP_GET;
    if (strcmp(method, "HEAD") == 0) return TDM_HTTP_HEAD;
    if (strcmp(method, "OPTIONS") == 0) return TDM_HTTP_OPTIONS;
    return strcmp(method, "POST") == 0 ? TDM_HTTP_POST : TDM_HTTP_OTHER;
}

static void refuse(struct tdm_http_wait *wait, unsigned status) {
    static const struct {
        unsigned status;
        const char *words;
    } told[] = {{400, "The request can be read in more than one way, or not at all.\n"},
                {404, "There is no such page.\n"},
                {413, "The form is too large.\n"},
                {415, "What was sent is of a kind that is not taken here.\n"},
                {503, "Too much is asked at once. Try again in a moment.\n"},
                {505, "Only HTTP/1.1 is spoken here.\n"}};
    struct tdm_http_reply reply = {.status = status, .type = "text/plain; charset=utf-8"};
    for (size_t i = 0; i < TDM_COUNT(told); i++)
        if (told[i].status == status) reply.body = tdm_str_of(told[i].words);
    if (status == 503) reply.retry_seconds = 2;
    tdm_http_answer(wait->door, &wait->ask, &reply);
}

static bool is_of_type(struct tdm_http_wait *wait, const char *wanted) {
    const char *type = http_library()->lookup_connection_value(wait->connection, MHD_HEADER_KIND, "Content-Type");
    size_t len = strlen(wanted);
    return type != NULL && strncasecmp(type, wanted, len) == 0 && (type[len] == '\0' || type[len] == ';');
}

/* The request is there whole. */
static void dispatch(struct tdm_http_wait *wait) {
    struct tdm_http_ask *ask = &wait->ask;
    size_t question = wait->uri.len;
    wait->taken = true;
    if (wait->slot != NULL) wait->slot->due_us = 0;
    (void)tdm_str_find(wait->uri, TDM_STR("?"), &question);
    ask->path = tdm_str_slice(wait->uri, 0, question);
    if (!tdm_http_fields_read(ask->mem, tdm_str_slice(wait->uri, question + 1, wait->uri.len), &ask->query)) {
        refuse(wait, 400);
        return;
    }
    bool json = takes_json(wait->door, ask->path);
    if (ask->method == TDM_HTTP_POST &&
        !is_of_type(wait, json ? "application/json" : "application/x-www-form-urlencoded")) {
        refuse(wait, 415);
        return;
    }
    if (json) {
        ask->json = tdm_buf_str(&wait->body);
    } else if (ask->method == TDM_HTTP_POST && !tdm_http_fields_read(ask->mem, tdm_buf_str(&wait->body), &ask->form)) {
        refuse(wait, 400);
        return;
    }
    wait->door->host->take(wait->door->self, ask);
}

/* ---- the library's calls */

static enum MHD_Result queue(struct tdm_http_wait *wait) {
    if (wait->slot != NULL) wait->slot->due_us = http_now_us() + TDM_HTTP_REPLY_MS * INT64_C(1000);
    return http_library()->queue_response(wait->connection, wait->status, wait->response);
}

static enum MHD_Result first_call(struct tdm_http_wait *wait, const char *method, const char *version) {
    unsigned refused = http_guard(wait->connection, version, wait->uri);
    wait->guarded = true;
    wait->ask.method = method_of(method);
    (void)http_library()->get_connection_values_n(wait->connection, MHD_HEADER_KIND, take_header, wait);
    wait->ask.peer = peer_of(wait);
    if (refused != 0) refuse(wait, refused);
    return wait->response != NULL ? queue(wait) : MHD_YES;
}

static enum MHD_Result on_access(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                                 const char *version, const char *data, size_t *size, void **own) {
    struct tdm_http_wait *wait = *own;
    (void)context;
    (void)connection;
    (void)url;
    if (wait == NULL) return MHD_NO;
    if (!wait->guarded) return first_call(wait, method, version);
    if (*size > 0) {
        if (wait->body.len + *size > wait->most) wait->too_large = !tdm_canary("large-bodies");
        if (!wait->too_large) tdm_buf_add(&wait->body, (tdm_str){data, *size});
        *size = 0;
        return MHD_YES;
    }
    if (!wait->taken && wait->too_large) {
        wait->taken = true;
        refuse(wait, 413);
    } else if (!wait->taken) {
        dispatch(wait);
    }
    if (wait->response != NULL) return queue(wait);
    wait->aside = true;
    http_library()->suspend_connection(connection);
    return MHD_YES;
}

/* Every address is read as it was sent: guard.c lets none through that would want decoding. */
static size_t no_unescape(void *context, struct MHD_Connection *connection, char *text) {
    (void)context;
    (void)connection;
    return strlen(text);
}

/* ---- replies */

static void head(struct MHD_Response *response, const char *name, const char *value) {
    (void)http_library()->add_response_header(response, name, value);
}

static void head_str(struct tdm_arena *mem, struct MHD_Response *response, const char *name, tdm_str value) {
    if (value.len > 0) head(response, name, tdm_arena_str(mem, value).at);
}

/* Pages of another origin: what they may read, and what they may send. Never with cookies. */
static void tell_origin(struct tdm_arena *mem, struct MHD_Response *response, const struct tdm_http_reply *reply) {
    if (reply->allow_origin.len == 0) return;
    head_str(mem, response, "Access-Control-Allow-Origin", reply->allow_origin);
    head(response, "Vary", "Origin");
    if (!reply->preflight) return;
    head(response, "Access-Control-Allow-Methods", "GET, POST, OPTIONS");
    head(response, "Access-Control-Allow-Headers", "authorization, content-type");
    head(response, "Access-Control-Max-Age", "600");
}

void tdm_http_answer(struct tdm_http_door *door, struct tdm_http_ask *ask, const struct tdm_http_reply *reply) {
    struct tdm_http_wait *wait = ask->wait;
    TDM_ASSERT(wait->response == NULL);
    tdm_str body = tdm_arena_str(ask->mem, reply->body);
    struct MHD_Response *response =
        http_library()->create_response_from_buffer(body.len, (void *)(uintptr_t)body.at, MHD_RESPMEM_PERSISTENT);
    if (response == NULL) tdm_host_out_of_memory(body.len);
    head(response, "Content-Type", reply->type != NULL ? reply->type : "text/html; charset=utf-8");
    head(response, "Cache-Control", reply->keep ? "public, max-age=31536000, immutable" : "no-store");
    if (!tdm_canary("policy"))
        head(response, "Content-Security-Policy",
             "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
             "frame-ancestors "
             "'none'");
    head(response, "X-Content-Type-Options", "nosniff");
    head(response, "X-Frame-Options", "DENY");
    head(response, "Referrer-Policy", "same-origin");
    head(response, "Cross-Origin-Opener-Policy", "same-origin");
    head(response, "Cross-Origin-Resource-Policy", reply->allow_origin.len > 0 ? "cross-origin" : "same-origin");
    if (door->setting->certificate.len > 0) head(response, "Strict-Transport-Security", "max-age=31536000");
    head_str(ask->mem, response, "Location", reply->location);
    for (uint32_t i = 0; i < reply->cookie_count; i++) head_str(ask->mem, response, "Set-Cookie", reply->cookies[i]);
    tell_origin(ask->mem, response, reply);
    if (reply->status == 405) head(response, "Allow", "GET, HEAD, POST");
    if (reply->retry_seconds > 0) {
        char seconds[16];
        (void)snprintf(seconds, sizeof seconds, "%u", reply->retry_seconds);
        head(response, "Retry-After", seconds);
    }
    if (tdm_http_is_stopping() || reply->status == 400 || reply->status == 413) head(response, "Connection", "close");
    wait->response = response;
    wait->status = reply->status;
    wait->bytes = body.len;
    if (wait->job != 0) door->jobs_open--;
    wait->job = 0;
    if (wait->aside) {
        wait->aside = false;
        http_library()->resume_connection(wait->connection);
    }
}

/* ---- jobs */

static uint32_t helper_of(struct tdm_http_door *door, enum tdm_http_process process) {
    if (process == TDM_HTTP_WRITER || door->helpers.count < 2) return 0;
    return 1 + door->turn++ % (door->helpers.count - 1);
}

bool tdm_http_job(struct tdm_http_door *door, struct tdm_http_ask *ask, enum tdm_http_process helper, tdm_str job) {
    struct tdm_http_wait *wait = ask->wait;
    struct http_message message = {++door->jobs, job};
    if (door->jobs_open >= HTTP_JOBS_MAX || job.len > TDM_HTTP_JOB_MAX) return false;
    if (!http_send(door->helpers.fd[helper_of(door, helper)], message, false)) return false;
    if (wait->job == 0) door->jobs_open++;
    wait->job = message.number;
    wait->job_due_us = http_now_us() + TDM_HTTP_JOB_MS * INT64_C(1000);
    return true;
}

void tdm_http_tell(struct tdm_http_door *door, enum tdm_http_process helper, tdm_str job) {
    bool sent = http_send(door->helpers.fd[helper_of(door, helper)], (struct http_message){0, job}, false);
    (void)sent; /* a helper that is so busy does without */
}

/* An answer may come when nobody waits for it any more. */
static void hear(struct tdm_http_door *door, struct tdm_http_wait *wait, tdm_str answer, bool good) {
    uint64_t job = wait->job;
    door->host->hear(door->self, &wait->ask, answer, good);
    if (wait->response == NULL && wait->job == job) refuse(wait, 503);
}

void http_door_hear(struct tdm_http_door *door, uint32_t helper) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 20);
    struct http_message message;
    if (http_receive(mem, door->helpers.fd[helper], &message) && message.number != 0)
        for (struct tdm_http_wait *wait = door->waits; wait != NULL; wait = wait->next)
            if (wait->job == message.number) {
                hear(door, wait, tdm_arena_str(wait->ask.mem, message.bytes), true);
                break;
            }
    tdm_arena_close(mem);
}

/* ---- the loop's pieces */

void http_door_sweep(struct tdm_http_door *door) {
    int64_t now = http_now_us();
    bool stopping = tdm_http_is_stopping(), lets_drip = tdm_canary("slow-bodies");
    for (struct slot *slot = door->slots; slot != NULL; slot = slot->next) {
        bool late = slot->due_us != 0 && slot->due_us < now && !lets_drip;
        if (!late && !(stopping && !slot->in_request)) continue;
        (void)shutdown(slot->fd, SHUT_RDWR);
        slot->due_us = INT64_MAX;
    }
    for (struct tdm_http_wait *wait = door->waits; wait != NULL; wait = wait->next)
        if (wait->job != 0 && wait->job_due_us < now) hear(door, wait, (tdm_str){0}, false);
}

static void quiet(void *context, const char *format, va_list args) {
    (void)context;
    (void)format;
    (void)args;
}

/* TLS 1.2 and 1.3, with forward secrecy. */
#define TLS_PRIORITIES                                                                                                 \
    "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:-CIPHER-ALL:+AES-256-GCM:+AES-128-GCM:+CHACHA20-POLY1305"

static unsigned tls_options(const struct tdm_http_setting *setting, struct MHD_OptionItem out[4]) {
    out[0] = (struct MHD_OptionItem){MHD_OPTION_END, 0, NULL};
    if (setting->certificate.len == 0) return 0;
    out[0] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)setting->certificate.at};
    out[1] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)setting->key.at};
    const char *priorities = tdm_canary("old-tls") ? "NORMAL:+VERS-TLS1.1:+VERS-TLS1.0:%COMPAT" : TLS_PRIORITIES;
    out[2] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)priorities};
    out[3] = (struct MHD_OptionItem){MHD_OPTION_END, 0, NULL};
    return MHD_USE_TLS;
}

bool tdm_http_tls_check(const struct tdm_http_setting *setting, struct tdm_problem *problem) {
    struct MHD_OptionItem tls[4];
    if (!http_library_open(problem)) return false;
    unsigned flags = tls_options(setting, tls);
    struct MHD_Daemon *daemon =
        http_library()->start_daemon(MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | flags, 0, NULL, NULL, on_access, NULL,
                                     MHD_OPTION_EXTERNAL_LOGGER, quiet, NULL, MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
    if (daemon != NULL) {
        http_library()->stop_daemon(daemon);
        return true;
    }
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "S031", (struct tdm_place){.file = TDM_STR("command line")},
                   "the certificate and the key cannot be used together");
    tdm_problem_fix(problem,
                    "give both as PEM, the key without a password: its certificate first, then those above it");
    return false;
}

struct tdm_http_door *http_door_open(const struct tdm_http_host *host, const struct tdm_http_setting *setting,
                                     const struct http_helpers *helpers) {
    struct tdm_http_door *door = calloc(1, sizeof *door);
    if (door == NULL) tdm_host_out_of_memory(sizeof *door);
    door->host = host;
    door->setting = setting;
    door->helpers = *helpers;
    struct MHD_OptionItem tls[4];
    unsigned flags = tls_options(setting, tls);
    door->daemon = http_library()->start_daemon(
        MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME | flags, 0, NULL, NULL, on_access, door,
        MHD_OPTION_EXTERNAL_LOGGER, quiet, NULL, MHD_OPTION_URI_LOG_CALLBACK, on_uri, door, MHD_OPTION_NOTIFY_COMPLETED,
        on_completed, door, MHD_OPTION_NOTIFY_CONNECTION, on_connection, door, MHD_OPTION_UNESCAPE_CALLBACK,
        no_unescape, NULL, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)TDM_HTTP_HEAD_MAX, MHD_OPTION_CONNECTION_LIMIT,
        TDM_HTTP_CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT, 30u, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
    if (door->daemon != NULL) return door;
    free(door);
    return NULL;
}

void http_door_begin(struct tdm_http_door *door, void *self) {
    door->self = self;
}

int http_door_poll_fd(const struct tdm_http_door *door) {
    return http_library()->get_daemon_info(door->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

int http_door_patience_ms(struct tdm_http_door *door) {
    MHD_UNSIGNED_LONG_LONG own = 0;
    int most = door->slots != NULL ? 250 : 1000;
    return http_library()->get_timeout(door->daemon, &own) == MHD_YES && own < (MHD_UNSIGNED_LONG_LONG)most ? (int)own
                                                                                                            : most;
}

void http_door_add(struct tdm_http_door *door, int socket, const struct sockaddr_storage *peer) {
    socklen_t size = peer->ss_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
    (void)http_library()->add_connection(door->daemon, socket, (const struct sockaddr *)peer,
                                         size); /* closes it if it cannot */
}

void http_door_run(struct tdm_http_door *door) {
    (void)http_library()->run(door->daemon);
}

bool http_door_is_idle(const struct tdm_http_door *door) {
    return door->waits == NULL;
}

uint64_t http_door_answered(const struct tdm_http_door *door) {
    return door->answered;
}

void http_door_close(struct tdm_http_door *door) {
    http_library()->stop_daemon(door->daemon);
    if (door->spare != NULL) tdm_arena_close(door->spare);
    free(door);
}
