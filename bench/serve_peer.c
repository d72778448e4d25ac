/* serve_peer.c - see serve_peer.h. Blocking sockets; a reply is read by its Content-Length. */
#include "serve_peer.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define PASSWORD  "example-only-clinic"
#define PAGE_SIZE 20000

void bench_close(struct bench_wire *wire) {
    if (wire->fd >= 0) (void)close(wire->fd);
    wire->fd = -1;
}

static bool open_wire(struct bench_wire *wire, uint16_t port) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    struct timeval patience = {30, 0};
    int one = 1;
    if (wire->fd >= 0) return true;
    wire->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (wire->fd < 0) return false;
    (void)setsockopt(wire->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    (void)setsockopt(wire->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(wire->fd, (const struct sockaddr *)&to, sizeof to) == 0) return true;
    bench_close(wire);
    return false;
}

/* The reply, head and body, in wire->body; *head_len. */
static int read_reply(struct bench_wire *wire, size_t *head_len) {
    size_t got = 0, whole = 0;
    int status = 0;
    *head_len = 0;
    while (whole == 0 || got < whole) {
        ssize_t more = recv(wire->fd, wire->body + got, sizeof wire->body - 1 - got, 0);
        if (more <= 0) return 0;
        got += (size_t)more;
        wire->body[got] = '\0';
        const char *end = strstr(wire->body, "\r\n\r\n");
        if (end == NULL || whole > 0) continue;
        const char *length = strcasestr(wire->body, "\r\nContent-Length: ");
        if (length == NULL || length > end) return 0;
        *head_len = (size_t)(end - wire->body) + 4;
        whole = *head_len + strtoul(length + 18, NULL, 10);
        status = (int)strtol(wire->body + 9, NULL, 10);
        if (whole >= sizeof wire->body) return 0;
    }
    wire->body_len = whole - *head_len;
    return status;
}

static int ask(struct bench_wire *wire, uint16_t port, const char *text, size_t *head_len) {
    size_t len = strlen(text);
    for (int tries = 0; tries < 2; tries++) { /* one that was kept may have been closed meanwhile: asked once more */
        bool kept = wire->fd >= 0;
        if (!open_wire(wire, port)) return 0;
        int status = send(wire->fd, text, len, MSG_NOSIGNAL) == (ssize_t)len ? read_reply(wire, head_len) : 0;
        if (status != 0 && strcasestr(wire->body, "\r\nConnection: close") != NULL) bench_close(wire);
        if (status != 0 || !kept) return status;
        bench_close(wire);
    }
    return 0;
}

int bench_get(struct bench_wire *wire, uint16_t port, const char *path, const struct bench_visitor *who) {
    char text[2000];
    size_t head_len;
    (void)snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s%s%s\r\n", path,
                   who == NULL ? "" : "Cookie: ", who == NULL ? "" : who->cookies, who == NULL ? "" : "\r\n");
    return ask(wire, port, text, &head_len);
}

int bench_post_json(struct bench_wire *wire, uint16_t port, const char *path, const char *json) {
    char text[8000];
    size_t head_len;
    int len = snprintf(text, sizeof text,
                       "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                       "Accept: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                       path, strlen(json), json);
    return len > 0 && (size_t)len < sizeof text ? ask(wire, port, text, &head_len) : 0;
}

/* Every cookie that a reply sets, written for the next request. */
static void take_cookies(const char *head, struct bench_visitor *out) {
    size_t len = 0;
    out->cookies[0] = '\0';
    for (const char *at = strcasestr(head, "\r\nSet-Cookie: "); at != NULL; at = strcasestr(at, "\r\nSet-Cookie: ")) {
        at += 14;
        int wrote = snprintf(out->cookies + len, sizeof out->cookies - len, "%s%.*s", len == 0 ? "" : "; ",
                             (int)strcspn(at, ";"), at);
        if (wrote > 0 && len + (size_t)wrote < sizeof out->cookies) len += (size_t)wrote;
    }
}

bool bench_log_in(struct bench_wire *wire, uint16_t port, const char *person, struct bench_visitor *out) {
    char form[400], text[3000];
    size_t head_len;
    struct bench_visitor visitor;
    if (bench_get(wire, port, "/log-in", NULL) != 200) return false;
    const char *token = strstr(wire->body, "name=\"token\" value=\"");
    if (token == NULL) return false;
    take_cookies(wire->body, &visitor);
    (void)snprintf(form, sizeof form, "token=%.43s&person=%s&password=%s&code=&next=%%2F", token + 20, person,
                   PASSWORD);
    (void)snprintf(
        text, sizeof text,
        "POST /log-in HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: %zu\r\n\r\n%s",
        visitor.cookies, strlen(form), form);
    if (ask(wire, port, text, &head_len) != 303) return false;
    take_cookies(wire->body, out);
    return strstr(out->cookies, "__Host-tandem=") != NULL;
}

/* ---- the fixed reply */

static char page[PAGE_SIZE];

static enum MHD_Result reply(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                             const char *version, const char *data, size_t *size, void **own) {
    (void)url;
    (void)method;
    (void)version;
    (void)data;
    if (*own == NULL) {
        *own = page;
        return MHD_YES;
    }
    if (*size > 0) { /* of a POST: taken, and not looked at */
        *size = 0;
        return MHD_YES;
    }
    return MHD_queue_response(connection, 200, context);
}

uint16_t bench_fixed_reply(void) {
    int told[2];
    uint16_t port = 0;
    TDM_ASSERT(pipe(told) == 0);
    if (fork() == 0) {
        (void)prctl(PR_SET_PDEATHSIG, 9);
        memset(page, 'x', sizeof page);
        struct MHD_Response *fixed = MHD_create_response_from_buffer(sizeof page, page, MHD_RESPMEM_PERSISTENT);
        struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
        struct MHD_Daemon *daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, reply, fixed,
                                                     MHD_OPTION_SOCK_ADDR, &at, MHD_OPTION_END);
        if (daemon == NULL) _exit(1);
        port = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
        if (write(told[1], &port, sizeof port) != sizeof port) _exit(1);
        for (;;) (void)pause();
    }
    (void)close(told[1]);
    TDM_ASSERT(read(told[0], &port, sizeof port) == sizeof port);
    (void)close(told[0]);
    return port;
}
