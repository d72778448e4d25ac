/* store_disk.c - a store on a disk that fails: the power goes, every operation fails once and for good, memory ends.
 *
 *   store_disk power [PATTERNS [SEED]]      store_disk faults [STEP]      store_disk memory [STEP]
 *
 * With STEP n only each n-th point fails. Prints TAP; what was tried is counted in comments. */
#include "../disk/campaign.h"
#include "../disk/disk.h"

#include <sqlite3.h>

static struct campaign new_campaign(uint64_t seed, uint32_t batches) {
    disk_wipe();
    struct campaign c = {.path = TDM_STR("/store/ledger.db"), .seed = seed, .batches = batches};
    return c;
}

static int tell(const struct campaign *c, const char *what, uint64_t n, const char *title) {
    printf("# %s %llu, seed %llu: %s\nnot ok 1 - %s\n", what, (unsigned long long)n, (unsigned long long)c->seed,
           c->wrong, title);
    return 1;
}

/* ---- power */

static int run_power(uint64_t patterns, uint64_t seed) {
    static const char title[] =
        "after any loss of power everything acknowledged is there, whole, once, and the chains hold [F109 F119]";
    uint64_t in_making = 0, unasked = 0, retried = 0, acknowledged = 0;
    for (uint64_t i = 0; i < patterns; i++) {
        struct campaign c = new_campaign(seed * 1000000 + i, 14);
        c.large = i % 50 == 49;
        campaign_run(&c); /* once without failure, to know how long it takes */
        uint64_t length = disk_operations();
        bool large = c.large;
        c = new_campaign(seed * 1000000 + i, 14);
        c.large = large;
        disk_fail(DISK_POWER_OFF, 1 + campaign_draw(c.seed, 77, i) % length, 1);
        campaign_run(&c);
        disk_power_loss(campaign_draw(c.seed, 78, i));
        in_making += !c.made;
        for (uint32_t b = 0; b < c.batches; b++) acknowledged += c.acknowledged[b];
        campaign_check(&c);
        unasked += c.there_unasked;
        retried += c.retried;
        if (c.wrong[0] != '\0') return tell(&c, "pattern", i, title);
    }
    printf("# %llu losses of power, %llu while the store was made; %llu batches acknowledged, all there; %llu made "
           "again, %llu of "
           "which were there already\n",
           (unsigned long long)patterns, (unsigned long long)in_making, (unsigned long long)acknowledged,
           (unsigned long long)retried, (unsigned long long)unasked);
    printf("ok 1 - %s\n", title);
    return 0;
}

/* ---- faults */

struct fault_row {
    enum disk_fault fault;
    uint64_t times;
    const char *name;
};

static int run_faults(uint64_t step) {
    static const char title[] =
        "whichever operation of the disk fails, what is acknowledged stays and what fails is told [F109]";
    static const struct fault_row rows[] = {{DISK_ERROR, 1, "one error"},
                                            {DISK_ERROR, UINT64_MAX, "errors from then on"},
                                            {DISK_FULL, UINT64_MAX, "a full disk"},
                                            {DISK_FULL, 3, "a disk that is full for a while"},
                                            {DISK_READ_ONLY, UINT64_MAX, "a disk that can only be read"}};
    struct campaign whole = new_campaign(5, 6);
    campaign_run(&whole);
    uint64_t length = disk_operations();
    for (size_t r = 0; r < TDM_COUNT(rows); r++) {
        uint64_t points = 0, hit = 0, made = 0, acknowledged = 0, asked = 0;
        for (uint64_t n = 1; n <= length; n += step) {
            for (int loss = 0; loss < 2; loss++) {
                struct campaign c = new_campaign(5, 6);
                disk_fail(rows[r].fault, n, rows[r].times);
                campaign_run(&c);
                hit += disk_failures() > 0;
                if (loss == 0)
                    disk_program_dies();
                else
                    disk_power_loss(n);
                points++;
                made += c.made;
                for (uint32_t b = 0; b < c.batches; b++) acknowledged += c.acknowledged[b];
                asked += c.batches;
                campaign_check(&c);
                if (c.wrong[0] != '\0') return tell(&c, rows[r].name, n, title);
            }
        }
        printf("# %s: %llu runs, %llu with a failure; %llu stores made, %llu of %llu batches acknowledged\n",
               rows[r].name, (unsigned long long)points, (unsigned long long)hit, (unsigned long long)made,
               (unsigned long long)acknowledged, (unsigned long long)asked);
    }
    printf("ok 1 - %s\n", title);
    return 0;
}

/* ---- memory of SQLite */

static sqlite3_mem_methods plain;
static uint64_t asked_for, fail_from, fail_until, refused;

static bool refuses(void) {
    asked_for++;
    bool now = asked_for >= fail_from && asked_for < fail_until;
    refused += now;
    return now;
}

static void *give(int size) {
    return refuses() ? NULL : plain.xMalloc(size);
}

static void *give_again(void *block, int size) {
    return refuses() ? NULL : plain.xRealloc(block, size);
}

static int run_memory(uint64_t step) {
    static const char title[] =
        "whichever piece of memory SQLite does not get, what is acknowledged stays and the failure is told";
    uint64_t points = 0, hit = 0, acknowledged = 0, asked = 0;
    for (int forever = 0; forever < 2; forever++) {
        for (uint64_t n = 1;; n += step) {
            struct campaign c = new_campaign(5, 6);
            asked_for = refused = 0;
            fail_from = n;
            fail_until = forever ? n + 200 : n + 1;
            campaign_run(&c);
            fail_from = fail_until = 0;
            bool failed = refused > 0;
            disk_program_dies();
            points++;
            hit += failed;
            for (uint32_t b = 0; b < c.batches; b++) acknowledged += c.acknowledged[b];
            asked += c.batches;
            campaign_check(&c);
            if (c.wrong[0] != '\0') return tell(&c, "allocation", n, title);
            if (!failed) break;
        }
    }
    printf("# %llu runs, %llu with a refusal; %llu of %llu batches acknowledged\n", (unsigned long long)points,
           (unsigned long long)hit, (unsigned long long)acknowledged, (unsigned long long)asked);
    printf("ok 1 - %s\n", title);
    return 0;
}

int main(int count, char **words) {
    const char *what = count > 1 ? words[1] : "power";
    uint64_t n = count > 2 ? strtoull(words[2], NULL, 10) : 0;
    uint64_t seed = count > 3 ? strtoull(words[3], NULL, 10) : 1;
    printf("1..1\n");
    if (strcmp(what, "memory") == 0) {
        (void)sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain);
        sqlite3_mem_methods counted = plain;
        counted.xMalloc = give;
        counted.xRealloc = give_again;
        (void)sqlite3_config(SQLITE_CONFIG_MALLOC, &counted);
    }
    disk_install();
    if (strcmp(what, "power") == 0) return run_power(n == 0 ? 1000 : n, seed);
    if (strcmp(what, "faults") == 0) return run_faults(n == 0 ? 1 : n);
    if (strcmp(what, "memory") == 0) return run_memory(n == 0 ? 1 : n);
    printf("Bail out! power, faults or memory\n");
    return 2;
}
