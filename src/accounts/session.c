/* session.c - sessions: a token in the browser, its digest here. */
#include "accounts/accounts_int.h"
#include "base/canary.h"

static tdm_str bytes_of(const tdm_digest *digest) {
    return (tdm_str){(const char *)digest->byte, sizeof digest->byte};
}

bool tdm_session_begin(struct tdm_arena *mem, struct tdm_accounts *accounts, const struct tdm_account *account,
                       tdm_instant now, tdm_str *token, struct tdm_problem *problem) {
    bool patient = tdm_str_is(account->role, "patient");
    if (!tdm_canary("fixation") || !tdm_token_is(*token)) *token = tdm_token_make(mem);
    tdm_digest digest = tokens_digest(*token);
    struct sql_arg args[] = {SQL_B(bytes_of(&digest)), SQL_T(account->person), SQL_I(now.ms),
                             SQL_I(patient ? TDM_SESSION_IDLE_PATIENT_MS : TDM_SESSION_IDLE_MS),
                             SQL_I(now.ms + (patient ? TDM_SESSION_MOST_PATIENT_MS : TDM_SESSION_MOST_MS))};
    struct sql_arg over[] = {SQL_I(now.ms)};
    return (sql_do(accounts, "DELETE FROM session WHERE ends < ?1 OR seen + idle < ?1", over, 1) &&
            sql_do(accounts, "INSERT INTO session VALUES(?1, ?2, ?3, ?3, ?4, ?5)", args, 5)) ||
           sql_trouble(accounts, problem);
}

bool tdm_session_find(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str token, tdm_instant now,
                      struct tdm_session *out, struct tdm_account *account) {
    if (!tdm_token_is(token)) return false;
    tdm_digest digest = tokens_digest(token);
    struct sql_arg args[] = {SQL_B(bytes_of(&digest)), SQL_I(now.ms)};
    sqlite3_stmt *row =
        sql_ask(accounts,
                "SELECT person, begun, seen, ends FROM session WHERE digest = ?1 AND ends > ?2 AND seen "
                "+ idle > ?2",
                args, 2);
    bool found = row != NULL && sqlite3_step(row) == SQLITE_ROW;
    if (found)
        *out = (struct tdm_session){sql_text(mem, row, 0),
                                    {sqlite3_column_int64(row, 1)},
                                    {sqlite3_column_int64(row, 2)},
                                    {sqlite3_column_int64(row, 3)}};
    (void)sqlite3_finalize(row);
    return found && tdm_account_find(mem, accounts, out->person, account) && !account->disabled;
}

bool tdm_session_seen(struct tdm_accounts *accounts, tdm_str token, tdm_instant now) {
    tdm_digest digest = tokens_digest(token);
    struct sql_arg args[] = {SQL_B(bytes_of(&digest)), SQL_I(now.ms)};
    return sql_do(accounts, "UPDATE session SET seen = ?2 WHERE digest = ?1 AND seen < ?2", args, 2);
}

bool tdm_session_end(struct tdm_accounts *accounts, tdm_str token) {
    tdm_digest digest = tokens_digest(token);
    struct sql_arg args[] = {SQL_B(bytes_of(&digest))};
    return sql_do(accounts, "DELETE FROM session WHERE digest = ?1", args, 1);
}

bool tdm_sessions_end_all(struct tdm_accounts *accounts, tdm_str person) {
    struct sql_arg args[] = {SQL_T(person)};
    return sql_do(accounts, "DELETE FROM session WHERE person = ?1", args, 1);
}
