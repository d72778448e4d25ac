/* check.h - the unit test harness: a test registers itself and prints TAP. One program a file.
 *
 *   TEST("a leap day is a real day [M11]") { CHECK(...); CHECK_STR(got, "wanted"); CHECK_INT(got, 3); }
 *
 * The ids in brackets (S.., G.., F.., M.., R..) say which rule the test shows; `./dev rules` collects them. */
#ifndef TDM_CHECK_H
#define TDM_CHECK_H

#include "base/base.h"

struct check_test {
    const char *name;
    void (*run)(struct tdm_arena *mem);
    struct check_test *next;
};
void check_register(struct check_test *test);
void check_failed(const char *file, int line, const char *format, ...) TDM_FORMAT(3, 4);
bool check_str(const char *file, int line, tdm_str got, tdm_str wanted);
bool check_int(const char *file, int line, const char *expression, long long got, long long wanted);

#define CHECK_JOIN2(a, b) a##b
#define CHECK_JOIN(a, b)  CHECK_JOIN2(a, b)
#define TEST(title)       TEST_(title, CHECK_JOIN(test_, __LINE__))
#define TEST_(title, id)                                                                                               \
    static void id(struct tdm_arena *mem);                                                                             \
    static struct check_test CHECK_JOIN(id, _entry) = {title, id, 0};                                                  \
    __attribute__((constructor)) static void CHECK_JOIN(id, _register)(void) {                                         \
        check_register(&CHECK_JOIN(id, _entry));                                                                       \
    }                                                                                                                  \
    static void id(__attribute__((unused)) struct tdm_arena *mem)

#define CHECK(claim) ((claim) ? (void)0 : check_failed(__FILE__, __LINE__, "not so: %s", #claim))
/* Stops the test when it does not hold: for what the rest of the test stands on. */
#define REQUIRE(claim)                                                                                                 \
    do {                                                                                                               \
        if (!(claim)) {                                                                                                \
            check_failed(__FILE__, __LINE__, "needed: %s", #claim);                                                    \
            return;                                                                                                    \
        }                                                                                                              \
    } while (0)
#define CHECK_STR(got, wanted) ((void)check_str(__FILE__, __LINE__, (got), tdm_str_of(wanted)))
#define CHECK_INT(got, wanted) ((void)check_int(__FILE__, __LINE__, #got, (long long)(got), (long long)(wanted)))

#endif
