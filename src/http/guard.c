/* guard.c - what is asked of a request before anything else looks at it. Most attacks on servers behind others are two
 * readers who read one request in two ways: so whatever could be read in two ways is refused. */
#include "http/guard.h"

#include "base/canary.h"

#include <string.h>

struct counting {
    unsigned lengths, encodings, hosts, forwarded;
    bool unclean, odd_encoding;
    size_t host_len;
};

static bool is_clean(const char *at, size_t len) {
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)at[i];
        if ((c < 0x20 && c != '\t') || c == 0x7f) return false;
    }
    return true;
}

static bool named(const char *key, size_t len, const char *name) {
    if (len != strlen(name)) return false;
    for (size_t i = 0; i < len; i++) {
        char c = key[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        if (c != name[i]) return false;
    }
    return true;
}

static enum MHD_Result count(void *context, enum MHD_ValueKind kind, const char *key, size_t key_len, const char *value,
                             size_t value_len) {
    struct counting *n = context;
    (void)kind;
    if (!is_clean(key, key_len) || (value != NULL && !is_clean(value, value_len))) n->unclean = true;
    n->lengths += named(key, key_len, "content-length");
    if (named(key, key_len, "transfer-encoding")) {
        n->encodings++;
        if (value == NULL || !named(value, value_len, "chunked")) n->odd_encoding = true;
    }
    if (named(key, key_len, "host")) {
        n->hosts++;
        n->host_len = value_len;
    }
    return MHD_YES;
}

unsigned http_guard(struct MHD_Connection *connection, const char *version, tdm_str uri) {
    struct counting n = {0};
    size_t question = uri.len;
    (void)http_library()->get_connection_values_n(connection, MHD_HEADER_KIND, count, &n);
    if (!tdm_str_is(tdm_str_of(version), "HTTP/1.1") && !tdm_str_is(tdm_str_of(version), "HTTP/1.0")) return 505;
    if (tdm_canary("guard")) return 0;
    if (n.unclean || n.lengths > 1 || n.encodings > 1 || n.odd_encoding || (n.lengths > 0 && n.encodings > 0))
        return 400;
    if (n.hosts != 1 || n.host_len == 0) return 400;
    if (!is_clean(uri.at, uri.len)) return 400;
    (void)tdm_str_find(uri, TDM_STR("?"), &question);
    return http_path_is_clean(tdm_str_slice(uri, 0, question)) ? 0 : 404;
}

/* Nothing in our addresses needs an escape, so none is decoded: there is one way only to write each. */
bool http_path_is_clean(tdm_str path) {
    if (tdm_canary("paths")) return true;
    if (path.len == 0 || path.at[0] != '/' || path.len > 1000) return false;
    size_t begin = 1;
    for (size_t i = 1; i <= path.len; i++) {
        bool ends = i == path.len || path.at[i] == '/';
        if (ends) {
            tdm_str segment = tdm_str_slice(path, begin, i);
            if (segment.len == 0 && path.len > 1) return false;
            if (segment.len > 0 && segment.at[0] == '.') return false;
            begin = i + 1;
            continue;
        }
        char c = path.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                     c == '_' || c == '-' || c == '~';
        if (!plain) return false;
    }
    return true;
}
