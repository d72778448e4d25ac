/* joined.c - who joined or left an episode, by its entries of the kinds `team` and `glass`; and the head of its chart
 * with them among its people. docs/ledger.md, section 10. */
#include "ledger/episode.h"

#include <string.h>

/* ---- entries */

static bool member_read(const struct tdm_chained *link, struct tdm_membership *out) {
    tdm_str body = link->body;
    *out = (struct tdm_membership){.episode = link->episode, .glass = tdm_str_is(link->kind, "glass")};
    if (!out->glass && !tdm_str_is(link->kind, "team")) return false;
    if (!tdm_body_line(&body, out->glass ? "glass " : "team ", &out->person) ||
        !tdm_body_line(&body, "  role ", &out->role) || !tdm_body_day(&body, "  from ", &out->from) ||
        !tdm_body_day(&body, "  until ", &out->until))
        return false;
    (void)tdm_body_line(&body, "  because ", &out->because);
    return body.len == 0;
}

void tdm_episode_team(struct tdm_arena *mem, const struct tdm_episode_links *all, struct tdm_team *out) {
    *out = (struct tdm_team){.list = TDM_NEW_ARRAY(mem, struct tdm_membership, all->count + 1)};
    for (uint32_t i = 0; i < all->count; i++) {
        struct tdm_membership one;
        uint32_t at = 0;
        if (!member_read(&all->links[i], &one)) continue;
        while (at < out->count &&
               (one.glass || out->list[at].glass || !tdm_str_equal(out->list[at].person, one.person) ||
                !tdm_str_equal(out->list[at].role, one.role)))
            at++;
        out->list[at] = one;
        if (at == out->count) out->count++;
    }
}

/* ---- among the people of the chart: the last block of its head */

static bool is_same(tdm_str line, const struct tdm_membership *one) {
    size_t long_enough = 4 + one->person.len + 1 + one->role.len;
    if (line.len < long_enough || memcmp(line.at, "    ", 4) != 0) return false;
    bool person = tdm_str_equal(tdm_str_slice(line, 4, 4 + one->person.len), one->person);
    bool role = tdm_str_equal(tdm_str_slice(line, 5 + one->person.len, long_enough), one->role);
    return person && role && line.at[4 + one->person.len] == ' ' &&
           (line.len == long_enough || line.at[long_enough] == ',');
}

static bool replaced(const struct tdm_team *team, tdm_str line) {
    for (uint32_t i = 0; i < team->count; i++)
        if (!team->list[i].glass && is_same(line, &team->list[i])) return true;
    return false;
}

static void put_head(struct tdm_buf *out, tdm_str head, const struct tdm_team *team) {
    size_t end;
    while (tdm_str_find(head, TDM_STR("\n"), &end)) {
        if (!replaced(team, tdm_str_slice(head, 0, end))) tdm_buf_add(out, tdm_str_slice(head, 0, end + 1));
        head = tdm_str_slice(head, end + 1, head.len);
    }
    for (uint32_t i = 0; i < team->count; i++) {
        const struct tdm_membership *one = &team->list[i];
        if (tdm_str_is(one->role, TDM_ROLE_READER)) continue;
        tdm_buf_format(out, "    %.*s %.*s", TDM_FMT(one->person), TDM_FMT(one->role));
        if (!tdm_date_is_none(one->from)) tdm_buf_text(out, ", from ");
        if (!tdm_date_is_none(one->from)) tdm_date_print(out, one->from);
        if (!tdm_date_is_none(one->until)) tdm_buf_text(out, ", until ");
        if (!tdm_date_is_none(one->until)) tdm_date_print(out, one->until);
        tdm_buf_char(out, '\n');
    }
}

bool tdm_episode_head(struct tdm_arena *mem, const struct tdm_episode_links *all, struct tdm_buf *out) {
    const struct tdm_chained *head = NULL;
    struct tdm_team team;
    for (uint32_t i = 0; i < all->count && head == NULL; i++)
        if (tdm_str_is(all->links[i].kind, "episode")) head = &all->links[i];
    if (head == NULL) return false;
    tdm_episode_team(mem, all, &team);
    put_head(out, head->body, &team);
    return true;
}
