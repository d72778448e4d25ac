/* courier.h - carries the events of the outbox to messaging systems: into a file that only grows, and to webhooks, signed, again and again
 * until they are taken. What an event is: clinic/acts.h. docs/outbox.md. Codes W097 to W101, S051. */
#ifndef TDM_COURIER_H
#define TDM_COURIER_H

#include "clinic/acts.h"
#include "http/call.h"

#define TDM_COURIER_FIRST_SECONDS   5u    /* until the second try; then twice as long each time, */
#define TDM_COURIER_MOST_SECONDS    3600u /* up to this */
#define TDM_COURIER_TIMEOUT_SECONDS 10u
#define TDM_COURIER_REFUSED_TRIES   8u /* of an event that is refused; then it is set aside and told */

struct tdm_receiver {
    tdm_str name;                    /* letters, digits, '-': its progress is kept under it */
    struct tdm_http_address address;
    uint8_t secret[64];
    size_t secret_len;
    tdm_str authority;               /* PEM, or empty: those that the machine trusts */
    const tdm_str *events;           /* kinds; none: all */
    uint32_t event_count;
    uint32_t retry_seconds, timeout_seconds;
};
struct tdm_receivers {
    tdm_str file; /* that the events are appended to; or empty */
    struct tdm_receiver *list;
    size_t count, room;
};
/* The file with what it names beside it: secrets, authorities. */
bool tdm_receivers_read(struct tdm_arena *mem, tdm_str path, struct tdm_receivers *out,
                        struct tdm_problems *problems) TDM_CHECKED;
bool tdm_receiver_takes(const struct tdm_receiver *receiver, tdm_str kind);

/* ---- how far a webhook has got: `outbox-NAME.progress` in the clinic's folder */
struct tdm_delivery {
    uint64_t after;     /* up to this number all is taken, set aside, or of a kind that is not asked for */
    uint64_t taken, set_aside;
    uint32_t tries;     /* of the next one, in vain */
    tdm_instant next;   /* it is not tried before; none: now */
    unsigned status;    /* that the last try was answered with; 0: no answer, or no try */
    tdm_str why;        /* the last try in vain; or empty */
};
bool tdm_delivery_read(struct tdm_arena *mem, tdm_str folder, tdm_str name, struct tdm_delivery *out,
                       struct tdm_problem *problem) TDM_CHECKED;
bool tdm_delivery_write(struct tdm_arena *mem, tdm_str folder, tdm_str name, const struct tdm_delivery *progress,
                        struct tdm_problem *problem) TDM_CHECKED;
/* After a try in vain: how long until the next, in milliseconds. Twice as long each time, and up to a fifth more by the event's id, so that
 * what failed together does not come again together. `asked`: what the receiver asked for, in seconds. */
int64_t tdm_courier_pause_ms(const struct tdm_receiver *receiver, uint32_t tries, tdm_chained_id id, uint32_t asked);

/* ---- what is sent: the headers and body of Standard Webhooks, version 1 */
struct tdm_courier_message { tdm_str body, headers; };
struct tdm_courier_message tdm_courier_message_of(struct tdm_arena *mem, const struct tdm_receiver *receiver,
                                                  const struct tdm_notice *event, tdm_instant now);
/* "v1," and the base64 of HMAC-SHA-256 over "ID.SECONDS.BODY". */
tdm_str tdm_courier_signature(struct tdm_arena *mem, const struct tdm_receiver *receiver, tdm_str id, int64_t seconds, tdm_str body);

/* ---- a round: what is due now is tried once, in order; a try in vain ends the round of its receiver */
struct tdm_courier {
    tdm_str folder; /* of the clinic */
    const struct tdm_receivers *to;
    tdm_instant now;
    bool (*stops)(void); /* asked between two events: to end early; or null */
};
struct tdm_carried {
    uint64_t written, taken, set_aside, waiting; /* events: into the file; webhooks */
    bool more;                                   /* there is more that is due now */
    tdm_instant next;                            /* the next try; none: nothing waits for a moment */
};
/* False: told; what was carried stays carried. Another courier at work: W101. */
bool tdm_courier_round(struct tdm_arena *mem, const struct tdm_courier *courier, struct tdm_carried *out,
                       struct tdm_problems *problems) TDM_CHECKED;
/* How many events wait for a receiver. */
bool tdm_courier_waiting(struct tdm_arena *mem, tdm_str folder, const struct tdm_receiver *receiver, const struct tdm_delivery *progress,
                         uint64_t *out, struct tdm_problem *problem) TDM_CHECKED;

#endif
