/* accounts.h - who may log in: people with a password, their sessions, invitations, the second step of staff. Kept in
 * a database of its own (`accounts.db`) beside the ledger, which knows nothing of passwords. Codes S010...: docs/problems.md. */
#ifndef TDM_ACCOUNTS_H
#define TDM_ACCOUNTS_H

#include "base/base.h"
#include "calendar/calendar.h"

#define TDM_PASSWORD_LEAST 10u                              /* characters; [own], NIST SP 800-63B asks for 8 or more */
#define TDM_PASSWORD_MOST 200u
#define TDM_SESSION_IDLE_MS (INT64_C(30) * 60 * 1000)       /* staff: no page for so long */
#define TDM_SESSION_IDLE_PATIENT_MS (INT64_C(12) * 3600 * 1000)
#define TDM_SESSION_MOST_MS (INT64_C(12) * 3600 * 1000)     /* staff: a shift */
#define TDM_SESSION_MOST_PATIENT_MS (INT64_C(30) * 24 * 3600 * 1000)
#define TDM_INVITATION_MS (INT64_C(7) * 24 * 3600 * 1000)
#define TDM_TOKEN_LEN 43u                                   /* 256 random bits, written for addresses and cookies */

struct tdm_accounts; /* open */

struct tdm_account {
    tdm_str person, role, name, language; /* as charts name the person; a role of the catalogue; how they are called; "en" */
    tdm_str password;                     /* argon2id, in its own form; empty: none yet, only an invitation */
    tdm_str totp;                         /* 20 bytes, or empty: no second step */
    bool disabled;
};
struct tdm_account_list { struct tdm_account *list; size_t count, room; };

tdm_str tdm_accounts_path(struct tdm_arena *mem, tdm_str folder);
/* Opens the database of a clinic's folder; to write it is made when it is not there. To read, one that is not there has no
 * accounts. */
bool tdm_accounts_open(struct tdm_arena *mem, tdm_str folder, bool write, struct tdm_accounts **out,
                       struct tdm_problem *problem) TDM_CHECKED;
void tdm_accounts_close(struct tdm_accounts *accounts); /* null is fine */

bool tdm_account_find(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str person, struct tdm_account *out); /* false: none */
bool tdm_accounts_list(struct tdm_arena *mem, struct tdm_accounts *accounts, struct tdm_account_list *out,
                       struct tdm_problem *problem) TDM_CHECKED;
/* Refused: a name that no chart could have (S010), one that is there (S011). */
bool tdm_account_add(struct tdm_accounts *accounts, const struct tdm_account *account, struct tdm_problem *problem) TDM_CHECKED;
/* What changes about an account ends all its sessions. S012: there is no such account. */
bool tdm_account_set_password(struct tdm_accounts *accounts, tdm_str person, tdm_str hash, struct tdm_problem *problem) TDM_CHECKED;
bool tdm_account_set_totp(struct tdm_accounts *accounts, tdm_str person, tdm_str secret, struct tdm_problem *problem) TDM_CHECKED;
bool tdm_account_set_disabled(struct tdm_accounts *accounts, tdm_str person, bool disabled, struct tdm_problem *problem) TDM_CHECKED;

/* ---- passwords: argon2id, 64 MiB. Slow on purpose: never on a thread that serves */
bool tdm_password_fits(tdm_str password, struct tdm_problem *problem) TDM_CHECKED; /* its length: S013 */
bool tdm_password_hash(struct tdm_arena *mem, tdm_str password, tdm_str *out) TDM_CHECKED; /* false: no memory */
/* With an empty hash it takes as long and is false: an unknown person costs the same time as a wrong password. */
bool tdm_password_is(struct tdm_arena *mem, tdm_str hash, tdm_str password);

/* ---- tokens: random, given once, kept as a digest only */
tdm_str tdm_token_make(struct tdm_arena *mem);
bool tdm_token_is(tdm_str text); /* in form */
/* A value that follows from a token for one purpose, and from which the token does not follow. */
tdm_str tdm_token_derive(struct tdm_arena *mem, tdm_str token, const char *purpose);

/* ---- sessions */
struct tdm_session {
    tdm_str person;
    tdm_instant begun, seen, ends;
};
bool tdm_session_begin(struct tdm_arena *mem, struct tdm_accounts *accounts, const struct tdm_account *account,
                       tdm_instant now, tdm_str *token, struct tdm_problem *problem) TDM_CHECKED;
/* False: none, ended, idle for too long, or its account is disabled. Reads only. */
bool tdm_session_find(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str token, tdm_instant now,
                      struct tdm_session *out, struct tdm_account *account);
bool tdm_session_seen(struct tdm_accounts *accounts, tdm_str token, tdm_instant now) TDM_CHECKED;
bool tdm_session_end(struct tdm_accounts *accounts, tdm_str token) TDM_CHECKED;
bool tdm_sessions_end_all(struct tdm_accounts *accounts, tdm_str person) TDM_CHECKED;

/* ---- invitations: a link with which a person chooses a password, once */
bool tdm_invite(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str person, tdm_instant now, tdm_str *token,
                struct tdm_problem *problem) TDM_CHECKED;
bool tdm_invitation_find(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str token, tdm_instant now, tdm_str *person);
bool tdm_invitation_use(struct tdm_accounts *accounts, tdm_str token, tdm_instant now) TDM_CHECKED; /* false: used or over */

/* ---- calendar feeds: a secret link for a person and an episode, with the words they chose; it holds until they end it */
struct tdm_feed { tdm_str person, episode, visit, todo; tdm_instant made; };
/* One of before, of the same person and episode, ends. */
bool tdm_feed_make(struct tdm_arena *mem, struct tdm_accounts *accounts, const struct tdm_feed *feed, tdm_str *token,
                   struct tdm_problem *problem) TDM_CHECKED;
bool tdm_feed_find(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str token, struct tdm_feed *out); /* false also: its account is disabled */
bool tdm_feed_of(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str person, tdm_str episode, struct tdm_feed *out);
bool tdm_feed_end(struct tdm_accounts *accounts, tdm_str person, tdm_str episode) TDM_CHECKED;

/* Several writes as one, for who writes many. */
bool tdm_accounts_begin(struct tdm_accounts *accounts) TDM_CHECKED;
bool tdm_accounts_commit(struct tdm_accounts *accounts) TDM_CHECKED;

/* ---- cards that another system was shown, so that what it says of them later can be understood: for 90 days [own] */
struct tdm_shown { tdm_str uuid, service, episode, topic, what; tdm_date on; tdm_instant made; };
bool tdm_shown_put(struct tdm_accounts *accounts, const struct tdm_shown *card) TDM_CHECKED; /* again: as it was */
bool tdm_shown_find(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str uuid, struct tdm_shown *out);
bool tdm_shown_forget(struct tdm_accounts *accounts, tdm_instant now) TDM_CHECKED; /* those that are older */

/* ---- tries: who fails too often waits, and nobody else does. A browser that has logged in before holds a device token; it
 * is counted by itself, so neither the neighbours of its address nor who tries its account elsewhere can lock it out */
struct tdm_try { tdm_str person, peer, device; /* device: a token that this server gave to this person; or empty */ };
/* Seconds to wait before the next try; 0: go on. */
uint32_t tdm_try_wait(struct tdm_accounts *accounts, const struct tdm_try *what, tdm_instant now);
bool tdm_try_failed(struct tdm_accounts *accounts, const struct tdm_try *what, tdm_instant now) TDM_CHECKED;
bool tdm_try_good(struct tdm_accounts *accounts, const struct tdm_try *what) TDM_CHECKED;
tdm_str tdm_device_token(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str person);
bool tdm_device_is(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str person, tdm_str token);

/* ---- the second step: codes of 6 digits every 30 seconds (RFC 6238, HMAC-SHA-1) */
tdm_str tdm_totp_secret(struct tdm_arena *mem);
uint32_t tdm_totp_code(tdm_str secret, uint64_t step);
tdm_str tdm_totp_link(struct tdm_arena *mem, tdm_str secret, tdm_str person, tdm_str place); /* otpauth://totp/... */
/* Right now, or one step off, and not used before: a code counts once. */
bool tdm_totp_take(struct tdm_accounts *accounts, tdm_str person, tdm_str code, tdm_instant now) TDM_CHECKED;
/* The same without taking it. */
bool tdm_totp_holds(tdm_str secret, tdm_str code, tdm_instant now, uint64_t *step);
/* HMAC-SHA-1, for the vectors of RFC 2202. */
void tdm_hmac_sha1(tdm_str key, tdm_str bytes, uint8_t out[20]);

#endif
