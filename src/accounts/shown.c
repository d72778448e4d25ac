/* shown.c - cards that another system was shown: what they were about, until it says what became of them. */
#include "accounts/accounts_int.h"

#define KEPT_MS (INT64_C(90) * 24 * 3600 * 1000)

bool tdm_shown_put(struct tdm_accounts *accounts, const struct tdm_shown *card) {
    struct sql_arg args[] = {SQL_T(card->uuid), SQL_T(card->service),         SQL_T(card->episode), SQL_T(card->topic),
                             SQL_T(card->what), SQL_I((int64_t)card->on.day), SQL_I(card->made.ms)};
    if (accounts->shown == NULL)
        accounts->shown = sql_ask(accounts, "INSERT OR IGNORE INTO shown VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)", NULL, 0);
    if (accounts->shown == NULL) return false;
    sql_bind(accounts->shown, args, 7);
    bool good = sqlite3_step(accounts->shown) == SQLITE_DONE;
    return sqlite3_reset(accounts->shown) == SQLITE_OK && good;
}

bool tdm_shown_find(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str uuid, struct tdm_shown *out) {
    struct sql_arg args[] = {SQL_T(uuid)};
    sqlite3_stmt *row =
        sql_ask(accounts, "SELECT uuid, service, episode, topic, what, day, made FROM shown WHERE uuid = ?1", args, 1);
    bool found = row != NULL && sqlite3_step(row) == SQLITE_ROW;
    if (found)
        *out = (struct tdm_shown){sql_text(mem, row, 0),         sql_text(mem, row, 1),
                                  sql_text(mem, row, 2),         sql_text(mem, row, 3),
                                  sql_text(mem, row, 4),         {(int32_t)sqlite3_column_int64(row, 5)},
                                  {sqlite3_column_int64(row, 6)}};
    (void)sqlite3_finalize(row);
    return found;
}

bool tdm_shown_forget(struct tdm_accounts *accounts, tdm_instant now) {
    struct sql_arg args[] = {SQL_I(now.ms - KEPT_MS)};
    return sql_do(accounts, "DELETE FROM shown WHERE made < ?1", args, 1);
}

bool tdm_accounts_begin(struct tdm_accounts *accounts) {
    return sql_do(accounts, "BEGIN IMMEDIATE", NULL, 0);
}

bool tdm_accounts_commit(struct tdm_accounts *accounts) {
    return sql_do(accounts, "COMMIT", NULL, 0);
}
