/* spot.c - where the cursor stands: the words of its line as far as they can be told, and the heads of the blocks
 * above. It goes by the bytes and the indentation, so that a line half written is as good as a whole one. */
#include "editor/editor_int.h"

static bool is_run(char c) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || c == '_' || c == '.' || c == ':' || c == '%' || c == '+' || c == '-' || c == '/' || c == '<' ||
           c == '>' || c == '=' || (unsigned char)c >= 0x80;
}

static size_t line_start(tdm_str text, size_t at) {
    while (at > 0 && text.at[at - 1] != '\n') at--;
    return at;
}

static size_t line_end(tdm_str text, size_t at) {
    while (at < text.len && text.at[at] != '\n') at++;
    return at;
}

static size_t indent_of(tdm_str text, size_t start) {
    size_t at = start;
    while (at < text.len && text.at[at] == ' ') at++;
    return at - start;
}

/* The line without its end, indentation and comment. */
static tdm_str content(tdm_str text, size_t start) {
    size_t end = line_end(text, start), at = start;
    bool quoted = false;
    for (; at < end; at++) {
        if (text.at[at] == '"' && (at == start || text.at[at - 1] != '\\')) quoted = !quoted;
        if (text.at[at] == '#' && !quoted && (at == start || text.at[at - 1] == ' ')) break;
    }
    return tdm_str_trim(tdm_str_slice(text, start, at));
}

/* The line above that says something; false when there is none. */
static bool line_above(tdm_str text, size_t *start) {
    size_t at = *start;
    while (at > 0) {
        at = line_start(text, at - 1);
        if (content(text, at).len > 0) {
            *start = at;
            return true;
        }
    }
    return false;
}

/* The start of the line that a continued one began with (R-N4). */
static size_t first_of_continued(tdm_str text, size_t start) {
    size_t above = start;
    while (line_above(text, &above) && tdm_str_ends_with(content(text, above), TDM_STR(","))) start = above;
    return start;
}

static void blocks_above(struct spot *out, size_t start) {
    tdm_str text = out->text;
    size_t indent = indent_of(text, start), above = start;
    uint32_t seen = 0;
    /* What is being written may stand on a line of blanks alone: then the cursor tells how deep it is. */
    if (content(text, start).len == 0 && out->offset - start < indent) indent = out->offset - start;
    while (indent > 0 && out->depth < SPOT_DEPTH_MAX && seen < 100000 && line_above(text, &above)) {
        seen++;
        size_t deep = indent_of(text, above);
        if (deep >= indent) continue;
        size_t first = first_of_continued(text, above);
        if (indent_of(text, first) < indent) deep = indent_of(text, first);
        above = first;
        out->above[out->depth++] = content(text, first);
        indent = deep;
        if (tdm_str_ends_with(out->above[out->depth - 1], TDM_STR("|"))) out->silent = true;
    }
}

static size_t token_end(tdm_str text, size_t at, size_t end, enum spot_sign *sign) {
    char c = text.at[at];
    if (c == '"') {
        *sign = SPOT_TEXT;
        for (at++; at < end && text.at[at] != '"' && text.at[at] != '\n'; at++)
            if (text.at[at] == '\\' && at + 1 < end) at++;
        return at < end ? at + (text.at[at] == '"') : end;
    }
    if (is_run(c)) {
        *sign = SPOT_RUN;
        while (at < end && is_run(text.at[at])) at++;
        return at;
    }
    *sign = c == ',' ? SPOT_COMMA : c == '[' ? SPOT_OPEN : c == ']' ? SPOT_CLOSE : SPOT_OTHER;
    return at + 1;
}

/* The words of one physical line; a comment ends it. */
static void read_line(struct spot *out, size_t start) {
    size_t end = line_end(out->text, start), at = start;
    while (at < end && out->count < SPOT_TOKENS_MAX) {
        char c = out->text.at[at];
        if (c == ' ' || c == '\r') {
            at++;
            continue;
        }
        if (c == '#' && (at == start || out->text.at[at - 1] == ' ')) {
            if (out->offset > at && out->offset <= end) out->silent = true;
            return;
        }
        struct spot_token *token = &out->tokens[out->count++];
        token->from = at;
        token->until = at = token_end(out->text, at, end, &token->sign);
    }
}

static void place_cursor(struct spot *out) {
    out->under = -1;
    for (uint32_t i = 0; i < out->count; i++) {
        const struct spot_token *token = &out->tokens[i];
        bool touches = token->from <= out->offset && out->offset <= token->until;
        bool word = token->sign == SPOT_RUN || token->sign == SPOT_TEXT;
        if (touches && word) out->under = (int)i;
        if (token->until < out->offset || (token->until == out->offset && !word)) out->before = i + 1;
        if (token->sign == SPOT_TEXT && token->from < out->offset && out->offset < token->until) out->silent = true;
        if (token->until <= out->offset && token->sign == SPOT_OPEN) out->in_cites = true;
        if (token->until <= out->offset && token->sign == SPOT_CLOSE) out->in_cites = false;
    }
}

/* In a scenario an entry is as in a chart, and what stands below `expect` as in a block at the top. */
static void in_scenario(struct spot *out) {
    static const char *const around[] = {"course", "scenario", "would"};
    uint32_t level = 0;
    bool found = false;
    for (; level < out->depth && !found; level += !found)
        for (size_t i = 0; i < TDM_COUNT(around); i++)
            found = found || tdm_str_is(spot_head_above(out, level), around[i]);
    if (!found) return;
    uint32_t head = spot_head(out);
    if (level == 0)
        out->in_entry = head > 0 && out->before >= head;
    else
        out->in_entry = tdm_str_starts_with(out->above[level - 1], TDM_STR("day "));
    if (level > 0 || out->in_entry) out->depth = level;
}

void spot_find(const struct tdm_editor_desk *desk, size_t offset, struct spot *out) {
    tdm_str text = desk->mine->text.bytes;
    *out = (struct spot){.text = text, .offset = offset > text.len ? text.len : offset};
    size_t here = line_start(text, out->offset), start = first_of_continued(text, here);
    blocks_above(out, start);
    for (size_t at = start; at <= here && at < text.len; at = line_end(text, at) + 1) read_line(out, at);
    place_cursor(out);
    if (desk->kind == TDM_EDITOR_SCENARIO) in_scenario(out);
}

enum tdm_editor_kind spot_kind(const struct tdm_editor_desk *desk, const struct spot *spot) {
    return spot->in_entry ? TDM_EDITOR_CHART : desk->kind;
}

tdm_str spot_word(const struct spot *spot, uint32_t token) {
    if (token >= spot->count) return (tdm_str){0};
    tdm_str word = tdm_str_slice(spot->text, spot->tokens[token].from, spot->tokens[token].until);
    if (spot->tokens[token].sign != SPOT_TEXT) return word;
    bool closed = word.len > 1 && word.at[word.len - 1] == '"';
    return tdm_str_slice(word, 1, word.len - (closed ? 1 : 0));
}

static bool is_date_or_time(tdm_str word) {
    tdm_date date;
    return tdm_date_parse(word, &date) || (word.len == 5 && word.at[2] == ':');
}

static bool is_number(tdm_str word) {
    int64_t number;
    return tdm_parse_i64(word, &number);
}

/* `day 3`, `day 0 to 14`, `day 0 to 84 every 7 days`: how many of the words that is; 0: they begin no entry. */
static uint32_t days_of(const tdm_str *words) {
    if (!tdm_str_is(words[0], "day") || !is_number(words[1]) || tdm_str_is(words[2], "is")) return 0;
    if (!tdm_str_is(words[2], "to") || !is_number(words[3])) return 2;
    return tdm_str_is(words[4], "every") && is_number(words[5]) ? 7 : 4;
}

/* How many words stand before the head of a line: its date and time, or its days and time. */
static uint32_t before_head(const tdm_str *words) {
    uint32_t days = days_of(words), at = days;
    if (days > 0) return at + (is_date_or_time(words[at]) ? 1 : 0);
    while (at < 2 && is_date_or_time(words[at])) at++;
    return at;
}

#define HEAD_WORDS 9 /* days, a time, the head */

uint32_t spot_head(const struct spot *spot) {
    tdm_str words[HEAD_WORDS] = {0};
    for (uint32_t i = 0; i < HEAD_WORDS && i < spot->count && spot->tokens[i].sign == SPOT_RUN; i++)
        words[i] = spot_word(spot, i);
    uint32_t head = before_head(words);
    return head < spot->count ? head : spot->count;
}

static tdm_str next_word(tdm_str *rest) {
    size_t from = 0, until;
    while (from < rest->len && rest->at[from] == ' ') from++;
    until = from;
    while (until < rest->len && rest->at[until] != ' ' && rest->at[until] != ',') until++;
    tdm_str word = tdm_str_slice(*rest, from, until);
    *rest = tdm_str_slice(*rest, until < rest->len ? until + 1 : until, rest->len);
    return word;
}

tdm_str spot_head_above(const struct spot *spot, uint32_t level) {
    tdm_str words[HEAD_WORDS] = {0};
    if (level >= spot->depth) return (tdm_str){0};
    tdm_str rest = spot->above[level];
    for (uint32_t i = 0; i < HEAD_WORDS; i++) words[i] = next_word(&rest);
    return words[before_head(words)];
}

bool spot_after(const struct spot *spot, const char *words) {
    tdm_str rest = tdm_str_of(words);
    uint32_t wanted = rest.len > 0;
    for (size_t i = 0; i < rest.len; i++) wanted += rest.at[i] == ' ';
    if (wanted > spot->before) return false;
    for (uint32_t at = spot->before - wanted; at < spot->before; at++) {
        size_t until = 0;
        while (until < rest.len && rest.at[until] != ' ') until++;
        if (!tdm_str_equal(spot_word(spot, at), tdm_str_slice(rest, 0, until))) return false;
        rest = tdm_str_slice(rest, until < rest.len ? until + 1 : until, rest.len);
    }
    return true;
}
