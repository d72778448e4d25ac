/* call_tls.c - TLS to another program, by GnuTLS, opened by name: the certificate must be of the host that was asked,
 * and signed by somebody who is believed. */
#include "http/call_int.h"

#include <dlfcn.h>
#include <poll.h>

/* Its header names a function that no file here may name (base/banned.h): what is used of it is declared here. */
#define SONAME "libgnutls.so.30"
enum {
    CLIENT = 2,
    NONBLOCK = 8,
    CERTIFICATE = 1,
    PEM = 1,
    NAME_DNS = 1,
    AGAIN = -28,
    INTERRUPTED = -52,
    PREMATURE = -110
};
typedef struct {
    const unsigned char *data;
    unsigned size;
} datum;

#define FUNCTIONS(X)                                                                                                   \
    X(certificate_allocate_credentials, int, (void **))                                                                \
    X(certificate_free_credentials, void, (void *))                                                                    \
    X(certificate_set_x509_system_trust, int, (void *))                                                                \
    X(certificate_set_x509_trust_mem, int, (void *, const datum *, int))                                               \
    X(init, int, (void **, unsigned))                                                                                  \
    X(deinit, void, (void *))                                                                                          \
    X(set_default_priority, int, (void *))                                                                             \
    X(credentials_set, int, (void *, int, void *))                                                                     \
    X(server_name_set, int, (void *, int, const void *, size_t))                                                       \
    X(session_set_verify_cert, void, (void *, const char *, unsigned))                                                 \
    X(transport_set_int2, void, (void *, int, int))                                                                    \
    X(handshake, int, (void *))                                                                                        \
    X(error_is_fatal, int, (int))                                                                                      \
    X(strerror, const char *, (int))                                                                                   \
    X(record_get_direction, int, (void *))                                                                             \
    X(record_recv, ptrdiff_t, (void *, void *, size_t))                                                                \
    X(record_send, ptrdiff_t, (void *, const void *, size_t))

static struct {
#define X(name, gives, takes) gives(*name) takes;
    FUNCTIONS(X)
#undef X
    bool there;
} tls;

static bool open_it(void) {
    void *handle = dlopen(SONAME, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) return false;
    bool all = true;
#define X(name, gives, takes)                                                                                          \
    *(void **)(&tls.name) = dlsym(handle, "gnutls_" #name);                                                            \
    all = all && tls.name != NULL;
    FUNCTIONS(X)
#undef X
    return all;
}

bool tdm_http_call_open(struct tdm_problem *problem) {
    tls.there = tls.there || open_it();
    if (tls.there) return true;
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "S051", (struct tdm_place){.file = TDM_STR("the courier")},
                   "the library `%s`, by which https is spoken, cannot be opened", SONAME);
    tdm_problem_fix(problem, "install it (Debian: libgnutls30), or name receivers on this machine, by http");
    return false;
}

static bool failed(struct call_wire *wire, const char *doing, int error) {
    if (wire->why[0] == '\0')
        (void)snprintf(wire->why, sizeof((struct tdm_http_answered *)0)->why, "%s: %s", doing, tls.strerror(error));
    return false;
}

/* Again, when the other side is ready? */
static bool again(struct call_wire *wire, const char *doing, int error) {
    if (error != AGAIN && error != INTERRUPTED) {
        if (tls.error_is_fatal(error) == 0) return true; /* a warning */
        return failed(wire, doing, error);
    }
    return call_wait(wire, tls.record_get_direction(wire->session) == 0 ? POLLIN : POLLOUT);
}

bool call_tls_begin(struct call_wire *wire, tdm_str host, tdm_str authority) {
    struct tdm_problem problem;
    datum pem = {(const unsigned char *)authority.at, (unsigned)authority.len};
    int error;
    bool is_number = memchr(host.at, ':', host.len) != NULL;
    for (size_t i = 0, digits = 0; i < host.len && !is_number; i++) {
        digits += (host.at[i] >= '0' && host.at[i] <= '9') || host.at[i] == '.';
        is_number = i + 1 == host.len && digits == host.len;
    }
    if (!tdm_http_call_open(&problem)) return failed(wire, "speaking TLS", 0);
    if (tls.certificate_allocate_credentials(&wire->credentials) != 0) return false;
    int trusted = authority.len > 0 ? tls.certificate_set_x509_trust_mem(wire->credentials, &pem, PEM)
                                    : tls.certificate_set_x509_system_trust(wire->credentials);
    if (trusted <= 0) {
        (void)snprintf(wire->why, sizeof((struct tdm_http_answered *)0)->why, "speaking TLS: no authority is believed");
        return false;
    }
    error = tls.init(&wire->session, CLIENT | NONBLOCK);
    if (error == 0) error = tls.set_default_priority(wire->session);
    if (error == 0) error = tls.credentials_set(wire->session, CERTIFICATE, wire->credentials);
    if (error == 0 && !is_number) error = tls.server_name_set(wire->session, NAME_DNS, host.at, host.len);
    if (error != 0) return failed(wire, "speaking TLS", error);
    tls.session_set_verify_cert(wire->session, host.at, 0); /* ends with a NUL: tdm_http_address_read */
    tls.transport_set_int2(wire->session, wire->fd, wire->fd);
    while ((error = tls.handshake(wire->session)) != 0)
        if (!again(wire, "speaking TLS", error)) return false;
    return true;
}

ptrdiff_t call_tls_read(struct call_wire *wire, char *into, size_t room) {
    for (;;) {
        ptrdiff_t got = tls.record_recv(wire->session, into, room);
        if (got >= 0 || got == PREMATURE) return got < 0 ? 0 : got;
        if (!again(wire, "reading its answer", (int)got)) return -1;
    }
}

bool call_tls_write(struct call_wire *wire, tdm_str bytes) {
    while (bytes.len > 0) {
        ptrdiff_t put = tls.record_send(wire->session, bytes.at, bytes.len);
        if (put > 0)
            bytes = tdm_str_slice(bytes, (size_t)put, bytes.len);
        else if (!again(wire, "sending", (int)put))
            return false;
    }
    return true;
}

void call_tls_end(struct call_wire *wire) {
    if (wire->session != NULL) tls.deinit(wire->session);
    if (wire->credentials != NULL) tls.certificate_free_credentials(wire->credentials);
    wire->session = wire->credentials = NULL;
}
