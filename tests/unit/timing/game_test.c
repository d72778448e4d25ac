/* game_test.c - 400 random networks tried against every game of them: the least that a change of `timing` must survive.
 * More of them: tests/properties/timing_game.c. */
#include "../../oracle/network_trial.h"
#include "check.h"

TEST("verdicts, rules, clashes and repairs of 400 networks agree with every game played out [F075 F076 F078]") {
    static struct trial t;
    struct tally tally = {0};
    t.mem = mem;
    t.game = game_open();
    for (uint64_t number = 1; number <= 400; number++) {
        draw(&t, 99, number);
        if (right(&t, &tally)) continue;
        check_failed(__FILE__, __LINE__, "network %u: %s", (unsigned)number, t.wrong);
        show(&t);
        break;
    }
    CHECK(tally.inconsistent > 40 && tally.uncontrollable > 40 && tally.waiting > 40 && tally.repairs > 100);
    game_close(&t.game);
}
