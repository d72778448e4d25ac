/* links.h - small chains for the tests of the ledger and of stores: made as the program makes them. */
#ifndef TDM_LINKS_H
#define TDM_LINKS_H

#include "check.h"
#include "ledger/ledger.h"

#include <string.h>

static inline tdm_instant links_instant(const char *text) {
    tdm_instant instant;
    TDM_ASSERT(tdm_instant_parse(tdm_str_of(text), &instant));
    return instant;
}

static inline tdm_date links_day(const char *text) {
    tdm_date day;
    TDM_ASSERT(tdm_date_parse(tdm_str_of(text), &day));
    return day;
}

static inline void links_key(const char *place, tdm_secret_key *key) {
    uint8_t seed[32] = {0};
    size_t len = strlen(place);
    memcpy(seed, place, len < sizeof seed ? len : sizeof seed);
    tdm_key_make(seed, key);
}

/* The link that founds the chain of a place. */
static inline struct tdm_chained links_first(struct tdm_arena *mem, const char *place) {
    tdm_secret_key key;
    struct tdm_buf body;
    links_key(place, &key);
    tdm_buf_init(&body, mem, 100);
    tdm_key_print(&body, tdm_key_public(&key));
    struct tdm_chained link = {
        .kind = TDM_STR("place"), .on = TDM_DATE_NONE, .at = TDM_TIME_NONE, .body = tdm_buf_str(&body)};
    link.place = tdm_str_of(place);
    link.number = 1;
    link.recorded = links_instant("2026-03-04T08:00Z");
    link.id = tdm_chained_id_of(mem, &link);
    return link;
}

/* A link that says something; number and previous are the caller's. */
static inline struct tdm_chained links_said(struct tdm_arena *mem, const char *episode, const char *body) {
    struct tdm_chained link = {
        .kind = TDM_STR("entry"), .author = TDM_STR("therapist-a"), .role = TDM_STR("physical-therapist")};
    link.episode = tdm_str_of(episode);
    link.on = links_day("2026-03-04");
    link.at = (tdm_time){9 * 60 + 30};
    link.body = tdm_str_of(body);
    link.id = tdm_chained_id_of(mem, &link);
    return link;
}

static inline struct tdm_stored links_stored(struct tdm_arena *mem, const struct tdm_chained *link) {
    struct tdm_buf bytes;
    tdm_buf_init(&bytes, mem, TDM_CHAINED_BYTES_MAX);
    tdm_chained_write(&bytes, link);
    return (struct tdm_stored){link->place, link->number, tdm_digest_of(tdm_buf_str(&bytes)), tdm_buf_str(&bytes)};
}

/* The link after `before`, recorded a minute later. */
static inline struct tdm_stored links_after(struct tdm_arena *mem, const struct tdm_stored *before,
                                            struct tdm_chained link) {
    struct tdm_chained last;
    struct tdm_problem problem;
    TDM_ASSERT(tdm_chained_read(mem, TDM_STR("before"), before->bytes, &last, &problem));
    struct tdm_next next = {{before->place, before->number, before->hash}, last.recorded, {last.recorded.ms + 60000}};
    TDM_ASSERT(!tdm_chained_follow(mem, &link, &next, &problem));
    return links_stored(mem, &link);
}

#endif
