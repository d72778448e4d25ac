/* session_test.c - accounts, sessions, invitations and tries, in a database of their own. Times are given, no clock is
 * read. */
#include "accounts/accounts.h"
#include "check.h"
#include "system/system.h"

#include <stdlib.h>
#include <unistd.h>

#define MINUTE INT64_C(60000)

static const tdm_instant begin_at = {INT64_C(1760000000000)};

static tdm_instant after(int64_t ms) {
    return (tdm_instant){begin_at.ms + ms};
}

struct desk {
    char folder[40];
    struct tdm_accounts *accounts;
    struct tdm_account staff, patient;
};

static bool open_desk(struct tdm_arena *mem, struct desk *desk) {
    struct tdm_problem problem;
    (void)snprintf(desk->folder, sizeof desk->folder, "/tmp/accounts-XXXXXX");
    desk->staff =
        (struct tdm_account){.person = TDM_STR("physician-a"), .role = TDM_STR("physician"), .password = TDM_STR("x")};
    desk->patient =
        (struct tdm_account){.person = TDM_STR("example-a"), .role = TDM_STR("patient"), .password = TDM_STR("x")};
    return mkdtemp(desk->folder) != NULL &&
           tdm_accounts_open(mem, tdm_str_of(desk->folder), true, &desk->accounts, &problem) &&
           tdm_account_add(desk->accounts, &desk->staff, &problem) &&
           tdm_account_add(desk->accounts, &desk->patient, &problem);
}

static void close_desk(struct tdm_arena *mem, struct desk *desk) {
    tdm_accounts_close(desk->accounts);
    tdm_file_remove(mem, tdm_accounts_path(mem, tdm_str_of(desk->folder)));
    (void)rmdir(desk->folder);
}

static bool is_in(struct tdm_arena *mem, struct desk *desk, tdm_str token, tdm_instant now) {
    struct tdm_session session;
    struct tdm_account account;
    return tdm_session_find(mem, desk->accounts, token, now, &session, &account);
}

TEST("a session of staff ends half an hour after its last page, and after twelve hours whatever is done [S88]") {
    struct desk desk;
    struct tdm_problem problem;
    tdm_str token;
    REQUIRE(open_desk(mem, &desk));
    REQUIRE(tdm_session_begin(mem, desk.accounts, &desk.staff, begin_at, &token, &problem));
    CHECK(is_in(mem, &desk, token, after(29 * MINUTE)));
    CHECK(!is_in(mem, &desk, token, after(30 * MINUTE)));
    for (int64_t minute = 20; minute < 12 * 60; minute += 20) {
        REQUIRE(is_in(mem, &desk, token, after(minute * MINUTE)));
        REQUIRE(tdm_session_seen(desk.accounts, token, after(minute * MINUTE)));
    }
    CHECK(is_in(mem, &desk, token, after(12 * 60 * MINUTE - 1)));
    CHECK(!is_in(mem, &desk, token, after(12 * 60 * MINUTE)));
    close_desk(mem, &desk);
}

TEST("every session is new, and what changes about an account ends all of them") {
    struct desk desk;
    struct tdm_problem problem;
    tdm_str one, two, other;
    REQUIRE(open_desk(mem, &desk));
    REQUIRE(tdm_session_begin(mem, desk.accounts, &desk.staff, begin_at, &one, &problem));
    REQUIRE(tdm_session_begin(mem, desk.accounts, &desk.staff, begin_at, &two, &problem));
    REQUIRE(tdm_session_begin(mem, desk.accounts, &desk.patient, begin_at, &other, &problem));
    CHECK(!tdm_str_equal(one, two));
    REQUIRE(tdm_session_end(desk.accounts, one));
    CHECK(!is_in(mem, &desk, one, begin_at));
    CHECK(is_in(mem, &desk, two, begin_at));
    REQUIRE(tdm_account_set_password(desk.accounts, desk.staff.person, TDM_STR("y"), &problem));
    CHECK(!is_in(mem, &desk, two, begin_at));
    CHECK(is_in(mem, &desk, other, begin_at));
    close_desk(mem, &desk);
}

TEST("an invitation works once, for seven days, and a newer one takes its place") {
    struct desk desk;
    struct tdm_problem problem;
    tdm_str first, token, person;
    REQUIRE(open_desk(mem, &desk));
    REQUIRE(tdm_invite(mem, desk.accounts, desk.patient.person, begin_at, &first, &problem));
    REQUIRE(tdm_invite(mem, desk.accounts, desk.patient.person, begin_at, &token, &problem));
    CHECK(!tdm_invitation_find(mem, desk.accounts, first, begin_at, &person));
    CHECK(!tdm_invitation_find(mem, desk.accounts, token, after(TDM_INVITATION_MS), &person));
    REQUIRE(tdm_invitation_find(mem, desk.accounts, token, after(TDM_INVITATION_MS - 1), &person));
    CHECK_STR(person, "example-a");
    CHECK(tdm_invitation_use(desk.accounts, token, begin_at));
    CHECK(!tdm_invitation_use(desk.accounts, token, begin_at));
    close_desk(mem, &desk);
}

TEST("who fails ten times in a quarter of an hour waits; a known browser, and everybody else, does not") {
    struct desk desk;
    REQUIRE(open_desk(mem, &desk));
    struct tdm_try guess = {desk.staff.person, TDM_STR("192.0.2.1"), {0}};
    struct tdm_try known = {desk.staff.person, TDM_STR("192.0.2.1"),
                            tdm_device_token(mem, desk.accounts, desk.staff.person)};
    struct tdm_try neighbour = {desk.patient.person, TDM_STR("192.0.2.1"), {0}};
    for (int i = 0; i < 10; i++) {
        CHECK_INT(tdm_try_wait(desk.accounts, &guess, after(i)), 0);
        REQUIRE(tdm_try_failed(desk.accounts, &guess, after(i)));
    }
    CHECK_INT(tdm_try_wait(desk.accounts, &guess, after(10)), 900);
    CHECK_INT(tdm_try_wait(desk.accounts, &known, after(10)), 0);
    CHECK_INT(tdm_try_wait(desk.accounts, &neighbour, after(10)), 0);
    CHECK_INT(tdm_try_wait(desk.accounts, &guess, after(15 * MINUTE + 1)), 0);
    close_desk(mem, &desk);
}

TEST("a browser's token is of one person, and nobody makes one") {
    struct desk desk;
    REQUIRE(open_desk(mem, &desk));
    tdm_str token = tdm_device_token(mem, desk.accounts, desk.staff.person);
    CHECK(tdm_device_is(mem, desk.accounts, desk.staff.person, token));
    CHECK(!tdm_device_is(mem, desk.accounts, desk.patient.person, token));
    CHECK(!tdm_device_is(mem, desk.accounts, desk.staff.person, tdm_str_slice(token, 0, token.len - 1)));
    CHECK(!tdm_device_is(mem, desk.accounts, desk.staff.person, (tdm_str){0}));
    close_desk(mem, &desk);
}

TEST("a link to a calendar is of one person and episode, and holds until it is ended") {
    struct desk desk;
    struct tdm_problem problem;
    struct tdm_feed found,
        feed = {TDM_STR("example-a"), TDM_STR("left-knee"), TDM_STR("Visit"), TDM_STR("To do"), begin_at};
    tdm_str first, second;
    CHECK(open_desk(mem, &desk));
    CHECK(!tdm_feed_of(mem, desk.accounts, feed.person, feed.episode, &found));
    CHECK(tdm_feed_make(mem, desk.accounts, &feed, &first, &problem));
    CHECK(tdm_feed_find(mem, desk.accounts, first, &found) && tdm_str_is(found.episode, "left-knee"));
    CHECK(tdm_str_is(found.visit, "Visit") && tdm_str_is(found.todo, "To do") && found.made.ms == begin_at.ms);
    CHECK(!tdm_feed_find(mem, desk.accounts, tdm_str_slice(first, 0, first.len - 1), &found));
    CHECK(tdm_feed_make(mem, desk.accounts, &feed, &second, &problem));
    CHECK(!tdm_feed_find(mem, desk.accounts, first, &found)); /* one at a time */
    CHECK(tdm_feed_find(mem, desk.accounts, second, &found));
    CHECK(tdm_account_set_disabled(desk.accounts, feed.person, true, &problem));
    CHECK(!tdm_feed_find(mem, desk.accounts, second, &found));
    CHECK(tdm_account_set_disabled(desk.accounts, feed.person, false, &problem));
    CHECK(tdm_feed_end(desk.accounts, feed.person, TDM_STR("right-knee")));
    CHECK(tdm_feed_find(mem, desk.accounts, second, &found)); /* that was another episode */
    CHECK(tdm_feed_end(desk.accounts, feed.person, feed.episode));
    CHECK(!tdm_feed_find(mem, desk.accounts, second, &found));
    close_desk(mem, &desk);
}

TEST("a password is what it was set to, and nobody's hash is anybody's") {
    tdm_str hash, again;
    REQUIRE(tdm_password_hash(mem, TDM_STR("four plain words here"), &hash));
    REQUIRE(tdm_password_hash(mem, TDM_STR("four plain words here"), &again));
    CHECK(!tdm_str_equal(hash, again));
    CHECK(tdm_str_starts_with(hash, TDM_STR("$argon2id$v=19$m=65536,t=2,p=1$")));
    CHECK(tdm_password_is(mem, hash, TDM_STR("four plain words here")));
    CHECK(!tdm_password_is(mem, hash, TDM_STR("four plain words her")));
    CHECK(!tdm_password_is(mem, (tdm_str){0}, TDM_STR("four plain words here")));
}
