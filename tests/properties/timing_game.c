/* timing_game.c - random small networks, each tried against every game of it (tests/oracle/network_trial.h).
 *
 *   timing_game [COUNT [SEED]]      prints TAP; a failing network is printed as links */
#include "../oracle/network_trial.h"

#include <stdio.h>

static void tell(const struct tally *n, uint64_t count) {
    const struct {
        const char *what;
        uint64_t many;
    } rows[] = {{"inconsistent", n->inconsistent},
                {"consistent, not controllable", n->uncontrollable},
                {"controllable if narrowed", n->narrowed},
                {"controllable only by waiting for what nature does", n->waiting},
                {"controllable by days fixed beforehand", n->strong},
                {"consistent, nothing of nature's in it", n->plain}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        printf("# %6llu (%2llu%%) %s\n", (unsigned long long)rows[i].many,
               (unsigned long long)(100 * rows[i].many / count), rows[i].what);
    printf("# %6llu repairs applied, and each made a day smaller; %llu networks need a start before day 0\n",
           (unsigned long long)n->repairs, (unsigned long long)n->unmended);
}

int main(int count, char **words) {
    uint64_t rounds = count > 1 ? strtoull(words[1], NULL, 10) : 2000;
    uint64_t seed = count > 2 ? strtoull(words[2], NULL, 10) : 1;
    static struct trial t;
    struct tally tally = {0};
    t.mem = tdm_arena_open((size_t)1 << 28);
    t.game = game_open();
    printf("1..2\n# %llu networks of seed %llu\n", (unsigned long long)rounds, (unsigned long long)seed);
    for (uint64_t number = 1; number <= rounds; number++) {
        draw(&t, seed, number);
        if (!right(&t, &tally)) {
            printf("# network %llu of seed %llu: %s\n", (unsigned long long)number, (unsigned long long)seed, t.wrong);
            show(&t);
            printf("not ok 1 - networks agree with every game played out [F076]\n");
            return 1;
        }
        tdm_arena_reset(t.mem);
    }
    tell(&tally, rounds);
    bool spread =
        tally.inconsistent * 10 >= rounds && tally.uncontrollable * 10 >= rounds && tally.waiting * 10 >= rounds;
    printf("ok 1 - verdicts, rules, clashes and repairs agree with every game played out [F075 F076 F078]\n");
    printf("%s 2 - a tenth of them at least of each kind that is hard to tell\n", spread ? "ok" : "not ok");
    game_close(&t.game);
    tdm_arena_close(t.mem);
    return spread ? 0 : 1;
}
