/* call.c - a POST to another program: name, connection, request, the head of the answer, and no more. */
#include "http/call_int.h"

#include "http/http_int.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define HEAD_MAX 16384u
#define WHY_SIZE sizeof((struct tdm_http_answered *)0)->why

/* ---- addresses */

static bool all_of(tdm_str text, const char *letters) {
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '\0' || strchr(letters, text.at[i]) == NULL) return false;
    return text.len > 0;
}

static bool is_this_machine(tdm_str host) {
    return tdm_str_is(host, "localhost") || tdm_str_is(host, "::1") ||
           (tdm_str_starts_with(host, TDM_STR("127.")) && all_of(host, "0123456789."));
}

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

bool tdm_http_address_read(struct tdm_arena *mem, tdm_str text, struct tdm_http_address *out) {
    bool secure = tdm_str_starts_with(text, TDM_STR("https://"));
    size_t end = 0, close;
    int64_t port = secure ? 443 : 80;
    tdm_str host, rest;
    if (!secure && !tdm_str_starts_with(text, TDM_STR("http://"))) return false;
    text = tdm_str_slice(text, secure ? 8 : 7, text.len);
    while (end < text.len && text.at[end] != '/' && text.at[end] != '?') end++;
    host = tdm_str_slice(text, 0, end);
    rest = tdm_str_slice(text, end, text.len);
    if (host.len > 0 && host.at[0] == '[') {
        if (!tdm_str_find(host, TDM_STR("]"), &close)) return false;
        tdm_str after = tdm_str_slice(host, close + 1, host.len);
        host = tdm_str_slice(host, 1, close);
        if (!all_of(host, "0123456789abcdefABCDEF:.")) return false;
        if (after.len > 0 && (after.at[0] != ':' || !tdm_parse_i64(tdm_str_slice(after, 1, after.len), &port)))
            return false;
    } else {
        if (tdm_str_find(host, TDM_STR(":"), &close)) {
            if (!tdm_parse_i64(tdm_str_slice(host, close + 1, host.len), &port)) return false;
            host = tdm_str_slice(host, 0, close);
        }
        if (!all_of(host, LETTERS "-._")) return false;
    }
    if (port < 1 || port > 65535 || host.len > 250 || (!secure && !is_this_machine(host))) return false;
    if (rest.len > 0 && !all_of(rest, LETTERS "/-._~!$&'()*+,;=:@%?")) return false;
    struct tdm_buf path, digits;
    tdm_buf_init(&path, mem, 4096);
    tdm_buf_init(&digits, mem, 16);
    tdm_buf_format(&path, "%s%.*s", rest.len == 0 || rest.at[0] == '?' ? "/" : "", TDM_FMT(rest));
    tdm_buf_int(&digits, port);
    *out = (struct tdm_http_address){secure, tdm_arena_str(mem, host), tdm_buf_str(&digits), tdm_buf_str(&path)};
    return !path.failed;
}

/* ---- the wire */

static bool tell_why(struct call_wire *wire, const char *doing, const char *what) {
    if (wire->why[0] == '\0') (void)snprintf(wire->why, WHY_SIZE, "%s: %s", doing, what);
    return false;
}

bool call_wait(struct call_wire *wire, short events) {
    for (;;) {
        int64_t left = wire->until_us - http_now_us();
        struct pollfd polled = {.fd = wire->fd, .events = events};
        if (left <= 0) return tell_why(wire, "waiting", "it took too long");
        int ready = poll(&polled, 1, (int)(left / 1000 + 1));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return tell_why(wire, "waiting", strerror(errno));
    }
}

ptrdiff_t call_plain_read(struct call_wire *wire, char *into, size_t room) {
    for (;;) {
        ssize_t got = recv(wire->fd, into, room, 0);
        if (got >= 0) return got;
        if (errno == EINTR) continue;
        if (errno != EAGAIN) {
            (void)tell_why(wire, "reading its answer", strerror(errno));
            return -1;
        }
        if (!call_wait(wire, POLLIN)) return -1;
    }
}

bool call_plain_write(struct call_wire *wire, tdm_str bytes) {
    while (bytes.len > 0) {
        ssize_t put = send(wire->fd, bytes.at, bytes.len, MSG_NOSIGNAL);
        if (put > 0) {
            bytes = tdm_str_slice(bytes, (size_t)put, bytes.len);
            continue;
        }
        if (errno == EINTR) continue;
        if (errno != EAGAIN) return tell_why(wire, "sending", strerror(errno));
        if (!call_wait(wire, POLLOUT)) return false;
    }
    return true;
}

static bool connect_one(struct call_wire *wire, const struct addrinfo *to) {
    int error = 0;
    socklen_t size = sizeof error;
    wire->fd = socket(to->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (wire->fd < 0) return tell_why(wire, "connecting", strerror(errno));
    if (connect(wire->fd, to->ai_addr, to->ai_addrlen) == 0) return true;
    if (errno != EINPROGRESS) return tell_why(wire, "connecting", strerror(errno));
    if (!call_wait(wire, POLLOUT)) return false;
    if (getsockopt(wire->fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0) return true;
    return tell_why(wire, "connecting", strerror(error));
}

static bool connect_to(struct call_wire *wire, const struct tdm_http_address *to) {
    struct addrinfo wanted = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV}, *found = NULL;
    char host[256], port[8];
    (void)snprintf(host, sizeof host, "%.*s", TDM_FMT(to->host));
    (void)snprintf(port, sizeof port, "%.*s", TDM_FMT(to->port));
    int error = getaddrinfo(host, port, &wanted, &found);
    if (error != 0) return tell_why(wire, "looking up its name", gai_strerror(error));
    bool good = false;
    for (const struct addrinfo *one = found; one != NULL && !good; one = one->ai_next) {
        if (wire->fd >= 0) (void)close(wire->fd);
        wire->fd = -1;
        wire->why[0] = '\0'; /* of the last one that was tried */
        good = connect_one(wire, one);
    }
    freeaddrinfo(found);
    return good;
}

/* ---- the answer */

static tdm_str header_of(tdm_str head, const char *name) {
    size_t length = strlen(name), at;
    while (tdm_str_find(head, TDM_STR("\r\n"), &at)) {
        head = tdm_str_slice(head, at + 2, head.len);
        if (head.len <= length || strncasecmp(head.at, name, length) != 0 || head.at[length] != ':') continue;
        if (!tdm_str_find(head, TDM_STR("\r\n"), &at)) at = head.len;
        return tdm_str_trim(tdm_str_slice(head, length + 1, at));
    }
    return (tdm_str){0};
}

/* "HTTP/1.1 204 No Content", and what follows. */
static bool read_head(struct call_wire *wire, tdm_str head, struct tdm_http_answered *out) {
    int64_t status, wait;
    if (head.len < 12 || !tdm_str_starts_with(head, TDM_STR("HTTP/1.")) || head.at[8] != ' ' ||
        !tdm_parse_i64(tdm_str_slice(head, 9, 12), &status) || status < 100)
        return tell_why(wire, "reading its answer", "it is none of HTTP");
    out->status = (unsigned)status;
    if (tdm_parse_i64(header_of(head, "Retry-After"), &wait) && wait > 0)
        out->retry_seconds = wait > 3600 ? 3600 : (uint32_t)wait;
    return true;
}

static bool take_answer(struct call_wire *wire, struct tdm_http_answered *out) {
    char text[HEAD_MAX];
    size_t len = 0, end;
    for (;;) {
        tdm_str so_far = {text, len};
        if (tdm_str_find(so_far, TDM_STR("\r\n\r\n"), &end)) {
            if (!read_head(wire, tdm_str_slice(so_far, 0, end + 2), out)) return false;
            if (out->status >= 200) return true;
            *out = (struct tdm_http_answered){0}; /* "100 Continue": the answer is still to come */
            memmove(text, text + end + 4, len - end - 4);
            len -= end + 4;
            continue;
        }
        if (len == sizeof text) return tell_why(wire, "reading its answer", "its head is too long");
        ptrdiff_t got = wire->session != NULL ? call_tls_read(wire, text + len, sizeof text - len)
                                              : call_plain_read(wire, text + len, sizeof text - len);
        if (got == 0) return tell_why(wire, "reading its answer", "it ended in the middle, or was none");
        if (got < 0) return false;
        len += (size_t)got;
    }
}

void tdm_http_call(struct tdm_arena *mem, const struct tdm_http_call *call, struct tdm_http_answered *out) {
    const struct tdm_http_address *to = call->to;
    char why[WHY_SIZE] = "";
    struct call_wire wire = {.fd = -1, .until_us = http_now_us() + (int64_t)call->timeout_ms * 1000, .why = why};
    bool six = memchr(to->host.at, ':', to->host.len) != NULL;
    struct tdm_buf text;
    *out = (struct tdm_http_answered){0};
    tdm_buf_init(&text, mem, call->body.len + call->headers.len + 8192);
    tdm_buf_format(&text, "POST %.*s HTTP/1.1\r\nHost: %s%.*s%s:%.*s\r\nConnection: close\r\nUser-Agent: Tandem\r\n",
                   TDM_FMT(to->path), six ? "[" : "", TDM_FMT(to->host), six ? "]" : "", TDM_FMT(to->port));
    tdm_buf_format(&text, "Content-Type: application/json\r\nContent-Length: %zu\r\n%.*s\r\n%.*s", call->body.len,
                   TDM_FMT(call->headers), TDM_FMT(call->body));
    bool good =
        !text.failed && connect_to(&wire, to) && (!to->secure || call_tls_begin(&wire, to->host, call->authority)) &&
        (to->secure ? call_tls_write(&wire, tdm_buf_str(&text)) : call_plain_write(&wire, tdm_buf_str(&text))) &&
        take_answer(&wire, out);
    call_tls_end(&wire);
    if (wire.fd >= 0) (void)close(wire.fd);
    if (good) return;
    *out = (struct tdm_http_answered){0};
    (void)snprintf(out->why, sizeof out->why, "%s", why[0] != '\0' ? why : "it could not be asked");
}
