/* account.c - accounts and invitations. */
#include "accounts/accounts_int.h"

#define COLUMNS "person, role, name, language, password, totp, disabled"

static struct tdm_account of_row(struct tdm_arena *mem, sqlite3_stmt *row) {
    return (struct tdm_account){.person = sql_text(mem, row, 0),
                                .role = sql_text(mem, row, 1),
                                .name = sql_text(mem, row, 2),
                                .language = sql_text(mem, row, 3),
                                .password = sql_text(mem, row, 4),
                                .totp = sql_text(mem, row, 5),
                                .disabled = sqlite3_column_int(row, 6) != 0};
}

bool tdm_account_find(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str person, struct tdm_account *out) {
    struct sql_arg args[] = {SQL_T(person)};
    sqlite3_stmt *row = sql_ask(accounts, "SELECT " COLUMNS " FROM account WHERE person = ?1", args, 1);
    bool found = row != NULL && sqlite3_step(row) == SQLITE_ROW;
    if (found) *out = of_row(mem, row);
    (void)sqlite3_finalize(row);
    return found;
}

bool tdm_accounts_list(struct tdm_arena *mem, struct tdm_accounts *accounts, struct tdm_account_list *out,
                       struct tdm_problem *problem) {
    *out = (struct tdm_account_list){0};
    if (accounts->db == NULL) return true;
    sqlite3_stmt *row = sql_ask(accounts, "SELECT " COLUMNS " FROM account ORDER BY person", NULL, 0);
    int code = SQLITE_ERROR;
    while (row != NULL && (code = sqlite3_step(row)) == SQLITE_ROW) {
        TDM_GROW(mem, out->list, out->count, out->room);
        out->list[out->count++] = of_row(mem, row);
    }
    (void)sqlite3_finalize(row);
    return code == SQLITE_DONE || sql_trouble(accounts, problem);
}

/* A letter, then letters, digits, `_`, `-`, `.`: what the ledger calls a name (docs/ledger.md, section 2). */
static bool is_name(tdm_str text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.'))) return false;
    }
    return text.len > 0 && text.len <= 64;
}

bool tdm_account_add(struct tdm_accounts *accounts, const struct tdm_account *account, struct tdm_problem *problem) {
    struct sql_arg args[] = {SQL_T(account->person),
                             SQL_T(account->role),
                             SQL_T(account->name.len > 0 ? account->name : account->person),
                             SQL_T(account->language.len > 0 ? account->language : TDM_STR("en")),
                             SQL_T(account->password),
                             SQL_B(account->totp)};
    struct tdm_place place = {.file = accounts->path};
    if (!is_name(account->person)) {
        (void)tdm_fail(problem, TDM_WHY_SYNTAX, "S010", place, "\"%.*s\" is no name that a chart could have",
                       TDM_FMT(account->person));
        tdm_problem_fix(problem,
                        "write the name that charts have for the person: a letter, then letters, digits, - and _");
        return false;
    }
    if (sql_number(accounts, "SELECT 1 FROM account WHERE person = ?1", args, 1, 0) == 1) {
        (void)tdm_fail(problem, TDM_WHY_CONFLICT, "S011", place, "`%.*s` has an account already",
                       TDM_FMT(account->person));
        tdm_problem_fix(problem, "invite the person to choose a new password: tandem account FOLDER invite %.*s",
                        TDM_FMT(account->person));
        return false;
    }
    return sql_do(accounts, "INSERT INTO account VALUES(?1, ?2, ?3, ?4, ?5, ?6, 0, 0)", args, 6) ||
           sql_trouble(accounts, problem);
}

/* What changed ends the sessions of before. */
static bool changed(struct tdm_accounts *accounts, tdm_str person, bool good, struct tdm_problem *problem) {
    if (!good) return sql_trouble(accounts, problem);
    if (sqlite3_changes(accounts->db) == 0) {
        (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "S012", (struct tdm_place){.file = accounts->path},
                       "`%.*s` has no account", TDM_FMT(person));
        tdm_problem_fix(problem, "add one: tandem account FOLDER add %.*s ROLE", TDM_FMT(person));
        return false;
    }
    return tdm_sessions_end_all(accounts, person) || sql_trouble(accounts, problem);
}

bool tdm_account_set_password(struct tdm_accounts *accounts, tdm_str person, tdm_str hash,
                              struct tdm_problem *problem) {
    struct sql_arg args[] = {SQL_T(person), SQL_T(hash)};
    bool good = sql_do(accounts, "UPDATE account SET password = ?2 WHERE person = ?1", args, 2);
    return changed(accounts, person, good, problem);
}

bool tdm_account_set_totp(struct tdm_accounts *accounts, tdm_str person, tdm_str secret, struct tdm_problem *problem) {
    struct sql_arg args[] = {SQL_T(person), SQL_B(secret)};
    bool good = sql_do(accounts, "UPDATE account SET totp = ?2, totp_step = 0 WHERE person = ?1", args, 2);
    return changed(accounts, person, good, problem);
}

bool tdm_account_set_disabled(struct tdm_accounts *accounts, tdm_str person, bool disabled,
                              struct tdm_problem *problem) {
    struct sql_arg args[] = {SQL_T(person), SQL_I(disabled)};
    bool good = sql_do(accounts, "UPDATE account SET disabled = ?2 WHERE person = ?1", args, 2);
    return changed(accounts, person, good, problem);
}

/* ---- invitations */

static tdm_str bytes_of(const tdm_digest *digest) {
    return (tdm_str){(const char *)digest->byte, sizeof digest->byte};
}

bool tdm_invite(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str person, tdm_instant now, tdm_str *token,
                struct tdm_problem *problem) {
    struct tdm_account account;
    if (!tdm_account_find(mem, accounts, person, &account)) return changed(accounts, person, true, problem);
    *token = tdm_token_make(mem);
    tdm_digest digest = tokens_digest(*token);
    struct sql_arg args[] = {SQL_B(bytes_of(&digest)), SQL_T(person), SQL_I(now.ms + TDM_INVITATION_MS)};
    return (sql_do(accounts, "DELETE FROM invitation WHERE person = ?2 AND ?1 IS NOT NULL", args, 2) &&
            sql_do(accounts, "INSERT INTO invitation VALUES(?1, ?2, ?3, 0)", args, 3)) ||
           sql_trouble(accounts, problem);
}

bool tdm_invitation_find(struct tdm_arena *mem, struct tdm_accounts *accounts, tdm_str token, tdm_instant now,
                         tdm_str *person) {
    tdm_digest digest = tokens_digest(token);
    struct sql_arg args[] = {SQL_B(bytes_of(&digest)), SQL_I(now.ms)};
    sqlite3_stmt *row =
        sql_ask(accounts,
                "SELECT i.person FROM invitation i JOIN account a ON a.person = i.person WHERE i.digest = ?1 "
                "AND i.ends > ?2 AND i.used = 0 AND a.disabled = 0",
                args, 2);
    bool found = row != NULL && sqlite3_step(row) == SQLITE_ROW;
    if (found) *person = sql_text(mem, row, 0);
    (void)sqlite3_finalize(row);
    return found;
}

bool tdm_invitation_use(struct tdm_accounts *accounts, tdm_str token, tdm_instant now) {
    tdm_digest digest = tokens_digest(token);
    struct sql_arg args[] = {SQL_B(bytes_of(&digest)), SQL_I(now.ms)};
    return sql_do(accounts, "UPDATE invitation SET used = 1 WHERE digest = ?1 AND ends > ?2 AND used = 0", args, 2) &&
           sqlite3_changes(accounts->db) == 1;
}
