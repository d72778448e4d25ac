/* feed.c - secret links to a calendar: one for a person and an episode, kept as a digest, ended when they say so. */
#include "accounts/accounts_int.h"

#include "base/canary.h"

static tdm_str bytes_of(const tdm_digest *digest) {
    return (tdm_str){(const char *)digest->byte, sizeof digest->byte};
}

bool tdm_feed_make(struct tdm_arena *mem, struct tdm_accounts *accounts, const struct tdm_feed *feed, tdm_str *token,
                   struct tdm_problem *problem) {
    *token = tdm_token_make(mem);
    tdm_digest digest = tokens_digest(*token);
    struct sql_arg args[] = {SQL_B(bytes_of(&digest)), SQL_T(feed->person), SQL_T(feed->episode),
                             SQL_T(feed->visit),       SQL_T(feed->todo),   SQL_I(feed->made.ms)};
    return (tdm_feed_end(accounts, feed->person, feed->episode) &&
            sql_do(accounts, "INSERT INTO feed VALUES(?1, ?2, ?3, ?4, ?5, ?6)", args, 6)) ||
           sql_trouble(accounts, problem);
}

static bool one(struct tdm_arena *mem, sqlite3_stmt *row, struct tdm_feed *out) {
    bool found = row != NULL && sqlite3_step(row) == SQLITE_ROW;
    if (found)
        *out = (struct tdm_feed){sql_text(mem, row, 0),
                                 sql_text(mem, row, 1),
                                 sql_text(mem, row, 2),
                                 sql_text(mem, row, 3),
                                 {sqlite3_column_int64(row, 4)}};
    (void)sqlite3_finalize(row);
    return found;
}

bool tdm_feed_find(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str token, struct tdm_feed *out) {
    struct tdm_account account;
    if (!tdm_token_is(token)) return false;
    tdm_digest digest = tokens_digest(token);
    struct sql_arg args[] = {SQL_B(bytes_of(&digest))};
    return one(mem, sql_ask(accounts, "SELECT person, episode, visit, todo, made FROM feed WHERE digest = ?1", args, 1),
               out) &&
           tdm_account_find(mem, accounts, out->person, &account) && !account.disabled;
}

bool tdm_feed_of(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str person, tdm_str episode,
                 struct tdm_feed *out) {
    struct sql_arg args[] = {SQL_T(person), SQL_T(episode)};
    return one(mem,
               sql_ask(accounts,
                       "SELECT person, episode, visit, todo, made FROM feed WHERE person = ?1 AND episode = ?2", args,
                       2),
               out);
}

bool tdm_feed_end(struct tdm_accounts *accounts, tdm_str person, tdm_str episode) {
    struct sql_arg args[] = {SQL_T(person), SQL_T(episode)};
    if (tdm_canary("calendar-link")) return true;
    return sql_do(accounts, "DELETE FROM feed WHERE person = ?1 AND episode = ?2", args, 2);
}
