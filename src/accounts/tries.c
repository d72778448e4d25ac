/* tries.c - failures counted by address, by person, or by a known browser alone. */
#include "accounts/accounts_int.h"
#include "base/canary.h"
#include "system/system.h"

#define SPAN_MS         (INT64_C(15) * 60 * 1000)
#define FREE_TRIES      10 /* within the span; [own] */
#define FREE_OF_ADDRESS 50 /* a clinic is one address */

static tdm_str key_of(char *room, size_t size, const char *kind, tdm_str of) {
    int len = snprintf(room, size, "%s %.*s", kind, of.len > 100 ? 100 : (int)of.len, of.at == NULL ? "" : of.at);
    return (tdm_str){room, len < 0 ? 0 : (size_t)len < size ? (size_t)len : size - 1};
}

/* When the oldest of the last `most` failures leaves the span; 0: there are fewer. */
static uint32_t wait_of(struct tdm_accounts *accounts, tdm_str key, int64_t most, tdm_instant now) {
    struct sql_arg args[] = {SQL_T(key), SQL_I(now.ms - SPAN_MS), SQL_I(most - 1)};
    int64_t at = sql_number(
        accounts, "SELECT at FROM failure WHERE key = ?1 AND at > ?2 ORDER BY at DESC LIMIT 1 OFFSET ?3", args, 3, 0);
    return at == 0 ? 0 : (uint32_t)((at + SPAN_MS - now.ms + 999) / 1000);
}

uint32_t tdm_try_wait(struct tdm_accounts *accounts, const struct tdm_try *what, tdm_instant now) {
    char room[140];
    if (tdm_canary("guessing")) return 0;
    if (what->device.len > 0 && !tdm_canary("lock-out"))
        return wait_of(accounts, key_of(room, sizeof room, "device", what->device), FREE_TRIES, now);
    uint32_t by_peer = wait_of(accounts, key_of(room, sizeof room, "peer", what->peer), FREE_OF_ADDRESS, now);
    uint32_t by_person = wait_of(accounts, key_of(room, sizeof room, "person", what->person), FREE_TRIES, now);
    return by_peer > by_person ? by_peer : by_person;
}

static bool add(struct tdm_accounts *accounts, const char *kind, tdm_str of, tdm_instant now) {
    char room[140];
    struct sql_arg args[] = {SQL_T(key_of(room, sizeof room, kind, of)), SQL_I(now.ms)};
    return sql_do(accounts, "INSERT INTO failure VALUES(?1, ?2)", args, 2);
}

bool tdm_try_failed(struct tdm_accounts *accounts, const struct tdm_try *what, tdm_instant now) {
    struct sql_arg old[] = {SQL_I(now.ms - SPAN_MS)};
    if (!sql_do(accounts, "DELETE FROM failure WHERE at < ?1", old, 1)) return false;
    if (what->device.len > 0) return add(accounts, "device", what->device, now);
    return add(accounts, "peer", what->peer, now) && add(accounts, "person", what->person, now);
}

/* Only what was counted of this browser: nobody makes an address free again by logging in with an account of their own.
 */
bool tdm_try_good(struct tdm_accounts *accounts, const struct tdm_try *what) {
    char room[140];
    if (what->device.len == 0) return true;
    struct sql_arg args[] = {SQL_T(key_of(room, sizeof room, "device", what->device))};
    return sql_do(accounts, "DELETE FROM failure WHERE key = ?1", args, 1);
}

/* ---- the token of a browser: it follows from the server's secret and the person, with a part of its own */

static tdm_str server_secret(struct tdm_arena *mem, struct tdm_accounts *accounts) {
    sqlite3_stmt *row = sql_ask(accounts, "SELECT bytes FROM secret WHERE name = 'device'", NULL, 0);
    tdm_str secret = row != NULL && sqlite3_step(row) == SQLITE_ROW ? sql_text(mem, row, 0) : (tdm_str){0};
    (void)sqlite3_finalize(row);
    if (secret.len > 0) return secret;
    secret = tdm_token_make(mem);
    struct sql_arg args[] = {SQL_B(secret)};
    return sql_do(accounts, "INSERT INTO secret VALUES('device', ?1)", args, 1) ? secret : (tdm_str){0};
}

static tdm_str signature(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str person, tdm_str own) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 4096);
    tdm_buf_format(&text, "%.*s\n%.*s\n%.*s", TDM_FMT(server_secret(mem, accounts)), TDM_FMT(person), TDM_FMT(own));
    return tdm_token_derive(mem, tdm_buf_str(&text), "device");
}

tdm_str tdm_device_token(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str person) {
    tdm_str own = tdm_token_make(mem);
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 200);
    tdm_buf_format(&text, "%.*s%.*s", TDM_FMT(own), TDM_FMT(signature(mem, accounts, person, own)));
    return tdm_buf_str(&text);
}

bool tdm_device_is(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str person, tdm_str token) {
    size_t half = TDM_TOKEN_LEN;
    tdm_str own = tdm_str_slice(token, 0, half), rest = tdm_str_slice(token, half, token.len);
    return tdm_token_is(own) && tdm_token_is(rest) &&
           tdm_digest_equal(tdm_digest_of(rest), tdm_digest_of(signature(mem, accounts, person, own)));
}
