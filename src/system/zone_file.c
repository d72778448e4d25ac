/* zone_file.c - the bytes of a zone file (RFC 8536) to a table of offsets. The rule in the footer is followed by
 * zone_rule.c. Bytes are untrusted: each count is held against the length before anything is read. */
#include "system/zone_int.h"

#define HEADER_BYTES 44

/* Where the parts of one data block stand, and how many. Times are 4 bytes in the first block, 8 in the second. */
struct block {
    const uint8_t *times, *kinds, *types;
    size_t time_bytes, time_count, type_count, bytes;
};

static uint32_t read_u32(const uint8_t *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int64_t read_i32(const uint8_t *at) {
    return (int64_t)(int32_t)read_u32(at);
}

static int64_t read_time(const struct block *block, size_t at) {
    const uint8_t *bytes = block->times + at * block->time_bytes;
    if (block->time_bytes == 4) return read_i32(bytes);
    return (int64_t)((uint64_t)read_u32(bytes) << 32 | read_u32(bytes + 4));
}

/* The block whose header stands at `bytes`. */
static bool block_at(const uint8_t *bytes, size_t len, size_t time_bytes, struct block *out) {
    if (len < HEADER_BYTES || memcmp(bytes, "TZif", 4) != 0) return false;
    size_t ut = read_u32(bytes + 20), std = read_u32(bytes + 24), leaps = read_u32(bytes + 28);
    size_t times = read_u32(bytes + 32), types = read_u32(bytes + 36), letters = read_u32(bytes + 40);
    size_t most = len; /* no part has more members than the file has bytes: then the sum below cannot overflow */
    if (ut > most || std > most || leaps > most || times > most || types > most || letters > most) return false;
    *out = (struct block){
        .times = bytes + HEADER_BYTES,
        .time_bytes = time_bytes,
        .time_count = times,
        .type_count = types,
        .bytes = HEADER_BYTES + times * (time_bytes + 1) + types * 6 + letters + leaps * (time_bytes + 4) + std + ut,
    };
    if (types == 0 || out->bytes > len) return false;
    out->kinds = out->times + times * time_bytes;
    out->types = out->kinds + times;
    return true;
}

/* To the nearest minute: only mean solar times, older than any chart, have seconds. */
static int32_t minutes_of(int64_t seconds) {
    return (int32_t)((seconds >= 0 ? seconds + 30 : seconds - 30) / 60);
}

void tdm_zone_steps_add(struct tdm_zone_steps *steps, int64_t from_seconds, int64_t offset_seconds) {
    int32_t offset = minutes_of(offset_seconds);
    tdm_instant from = {from_seconds * 1000};
    /* A change that is changed again in the same instant never was. */
    if (steps->count > 1 && steps->list[steps->count - 1].from.ms == from.ms) steps->count--;
    if (steps->count > 0 && steps->list[steps->count - 1].offset_minutes == offset) return;
    TDM_GROW(steps->mem, steps->list, steps->count, steps->room);
    steps->list[steps->count++] = (struct tdm_zone_step){from, offset};
}

static bool add_listed(struct tdm_zone_steps *steps, const struct block *block, int64_t *last_seconds) {
    int64_t before = INT64_MIN;
    for (size_t i = 0; i < block->time_count; i++) {
        int64_t at = read_time(block, i);
        if (at <= before || block->kinds[i] >= block->type_count) return false;
        before = at;
        int64_t offset = read_i32(block->types + (size_t)block->kinds[i] * 6);
        if (offset < -TDM_ZONE_OFFSET_MAX || offset > TDM_ZONE_OFFSET_MAX) return false;
        if (at < TDM_ZONE_EARLIEST || at > TDM_ZONE_LATEST) continue; /* the "big bang" entry of old zone files */
        tdm_zone_steps_add(steps, at, offset);
        *last_seconds = at;
    }
    return true;
}

static bool damaged(struct tdm_problem *problem, tdm_str name) {
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "Y008", tdm_system_place(name),
                   "the system's file of \"%.*s\" is no zone file, or a damaged one", TDM_FMT(name));
    tdm_problem_fix(problem,
                    "name a zone such as \"Europe/Vienna\"; if this is one, install the system's zone files again "
                    "(Debian: apt-get install --reinstall tzdata)");
    return false;
}

/* The text between the last two line ends of the file. */
static bool footer_of(tdm_str rest, tdm_str *out) {
    if (rest.len < 2 || rest.at[0] != '\n') return false;
    size_t end;
    tdm_str text = tdm_str_slice(rest, 1, rest.len);
    if (!tdm_str_find(text, TDM_STR("\n"), &end)) return false;
    *out = tdm_str_slice(text, 0, end);
    return true;
}

bool tdm_zone_read(struct tdm_arena *mem, tdm_str name, tdm_str bytes, struct tdm_zone *out,
                   struct tdm_problem *problem) {
    const uint8_t *start = (const uint8_t *)bytes.at;
    struct block first, block;
    if (!block_at(start, bytes.len, 4, &first) || start[4] < '2') return damaged(problem, name);
    if (!block_at(start + first.bytes, bytes.len - first.bytes, 8, &block)) return damaged(problem, name);
    struct tdm_zone_steps steps = {.mem = mem};
    int64_t last_seconds = TDM_ZONE_EARLIEST, initial = read_i32(block.types);
    if (initial < -TDM_ZONE_OFFSET_MAX || initial > TDM_ZONE_OFFSET_MAX) return damaged(problem, name);
    tdm_zone_steps_add(&steps, 0, initial);
    steps.list[0].from.ms = INT64_MIN; /* before the first listed change the first kind holds */
    if (!add_listed(&steps, &block, &last_seconds)) return damaged(problem, name);
    size_t used = first.bytes + block.bytes;
    tdm_str footer;
    if (!footer_of(tdm_str_slice(bytes, used, bytes.len), &footer)) return damaged(problem, name);
    if (footer.len > 0 && !tdm_zone_follow_rule(&steps, footer, last_seconds)) return damaged(problem, name);
    *out = (struct tdm_zone){.name = tdm_arena_str(mem, name), .steps = steps.list, .count = steps.count};
    return true;
}
