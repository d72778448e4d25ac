/* net_print.c - a network as notation. */
#include "network/network_int.h"

static bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters, digits, `_` and `-`, a letter first, no `-` last: a word that needs no quotes. */
static bool plain(tdm_str name) {
    if (name.len == 0 || name.len > 60 || !letter(name.at[0]) || name.at[name.len - 1] == '-') return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        if (!letter(c) && !(c >= '0' && c <= '9') && c != '_' && c != '-') return false;
    }
    return true;
}

static void print_name(struct tdm_buf *out, tdm_str name) {
    if (plain(name)) {
        tdm_buf_add(out, name);
        return;
    }
    tdm_buf_char(out, '"');
    for (size_t i = 0; i < name.len; i++) {
        if (name.at[i] == '"' || name.at[i] == '\\') tdm_buf_char(out, '\\');
        tdm_buf_char(out, name.at[i]);
    }
    tdm_buf_char(out, '"');
}

void tdm_net_length_print(struct tdm_buf *out, int32_t least, int32_t most) {
    bool open_below = least <= -TDM_DAYS_INFINITE, open_above = most >= TDM_DAYS_INFINITE;
    if (open_below && open_above)
        tdm_buf_text(out, "any number of days");
    else if (open_below)
        tdm_buf_format(out, "at most %d days", most);
    else if (open_above)
        tdm_buf_format(out, "at least %d days", least);
    else if (least == most)
        tdm_buf_format(out, "%d days", least);
    else
        tdm_buf_format(out, "%d to %d days", least, most);
}

void tdm_net_print(struct tdm_buf *out, const struct tdm_net *net) {
    tdm_buf_text(out, "network ");
    print_name(out, net->name);
    tdm_buf_char(out, '\n');
    for (uint32_t p = 0; p < net->network.point_count; p++) {
        tdm_buf_text(out, "  point ");
        print_name(out, net->points[p]);
        tdm_buf_char(out, '\n');
    }
    for (uint32_t i = 0; i < net->network.link_count; i++) {
        const struct tdm_link *link = &net->network.links[i];
        if (link->least <= -TDM_DAYS_INFINITE && link->most >= TDM_DAYS_INFINITE) continue; /* says nothing */
        tdm_buf_text(out, "  link ");
        print_name(out, net->points[link->from]);
        tdm_buf_text(out, " to ");
        print_name(out, net->points[link->to]);
        tdm_buf_text(out, ", ");
        tdm_net_length_print(out, link->least, link->most);
        if (link->contingent) tdm_buf_text(out, ", contingent");
        if (link->contingent && (link->give_least > 0 || link->give_most > 0)) {
            tdm_buf_text(out, ", firm ");
            tdm_net_length_print(out, link->least + link->give_least, link->most - link->give_most);
        }
        tdm_buf_char(out, '\n');
    }
}
