/* delivery_test.c - how far a webhook has got, and how long is waited after a try in vain. [F107] */
#include "check.h"
#include "courier/courier.h"
#include "system/system.h"

#include <stdlib.h>
#include <unistd.h>

TEST("what was written is read; no file is a beginning; anything else is told") {
    static const char *const bad[] = {
        "",
        "tandem-outbox 2\n",
        "tandem-outbox 1\nafter 1\n",
        "tandem-outbox 1\nafter -1\ntaken 0\nset-aside 0\ntries 0\nnext-ms 0\nstatus 0\n",
        "tandem-outbox 1\nafter \ntaken 0\nset-aside 0\ntries 0\nnext-ms 0\nstatus 0\n",
        "tandem-outbox 1\nafter 1\ntaken 0\nset-aside 0\ntries 0\nnext-ms 0\nstatus 0\nmore\n"};
    char made[] = "/tmp/tandem-delivery-XXXXXX";
    REQUIRE(mkdtemp(made) != NULL);
    tdm_str folder = tdm_str_of(made), path = tdm_path_join(mem, folder, TDM_STR("outbox-a.progress"));
    struct tdm_delivery wrote = {9, 4, 1, 3, {INT64_C(1771142460999)}, 503, TDM_STR("waiting: it took too long")}, got;
    struct tdm_problem problem;
    REQUIRE(tdm_delivery_read(mem, folder, TDM_STR("a"), &got, &problem));
    CHECK(got.after == 0 && got.tries == 0 && tdm_instant_is_none(got.next));
    REQUIRE(tdm_delivery_write(mem, folder, TDM_STR("a"), &wrote, &problem));
    REQUIRE(tdm_delivery_read(mem, folder, TDM_STR("a"), &got, &problem));
    CHECK(got.after == 9 && got.taken == 4 && got.set_aside == 1 && got.tries == 3 && got.status == 503);
    CHECK(got.next.ms == wrote.next.ms);
    CHECK_STR(got.why, "waiting: it took too long");
    for (size_t i = 0; i < TDM_COUNT(bad); i++) {
        REQUIRE(tdm_file_write(mem, path, tdm_str_of(bad[i]), &problem));
        CHECK(!tdm_delivery_read(mem, folder, TDM_STR("a"), &got, &problem));
        CHECK_STR(tdm_str_of(problem.code), "W098");
    }
    tdm_file_remove(mem, path);
    (void)rmdir(made);
}

TEST("twice as long each time, an hour at most, a fifth more by the id, and never less than was asked for") {
    struct tdm_receiver receiver = {.retry_seconds = 5};
    tdm_chained_id low = {{0}}, high = {{255}};
    CHECK_INT(tdm_courier_pause_ms(&receiver, 1, low, 0), 5000);
    CHECK_INT(tdm_courier_pause_ms(&receiver, 2, low, 0), 10000);
    CHECK_INT(tdm_courier_pause_ms(&receiver, 5, low, 0), 80000);
    CHECK_INT(tdm_courier_pause_ms(&receiver, 1000000, low, 0), 3600000);
    CHECK_INT(tdm_courier_pause_ms(&receiver, 1, high, 0), 6000);
    CHECK_INT(tdm_courier_pause_ms(&receiver, 1, low, 60), 60000);
}
