/* place.c - where to listen: "127.0.0.1:8080", "[::1]:8080". */
#include "http/http.h"

static bool refuse(struct tdm_problem *problem, tdm_str text) {
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "S001", (struct tdm_place){.file = TDM_STR("command line")},
                   "\"%.*s\" is no address and port to listen at", TDM_FMT(text));
    tdm_problem_fix(problem, "write an address and a port, such as 127.0.0.1:8080 or [::1]:8080");
    return false;
}

bool tdm_http_place_read(struct tdm_arena *mem, tdm_str text, struct tdm_http_place *out, struct tdm_problem *problem) {
    size_t colon = text.len;
    int64_t port;
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == ':') colon = i;
    if (colon == text.len || colon == 0) return refuse(problem, text);
    tdm_str host = tdm_str_slice(text, 0, colon), digits = tdm_str_slice(text, colon + 1, text.len);
    if (digits.len == 0 || digits.at[0] == '-' || !tdm_parse_i64(digits, &port) || port > 65535)
        return refuse(problem, text);
    *out = (struct tdm_http_place){.port = (uint16_t)port, .six = host.at[0] == '['};
    if (out->six && (host.len < 4 || host.at[host.len - 1] != ']')) return refuse(problem, text);
    out->host = tdm_arena_str(mem, out->six ? tdm_str_slice(host, 1, host.len - 1) : host);
    return true;
}
