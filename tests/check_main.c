/* check_main.c - main of every unit test program, and the host functions the pure rooms ask for. */
#include "check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct check_test *first_test, *last_test;
static int failures_of_this_test;

void *tdm_host_allocate(size_t bytes) {
    return malloc(bytes);
}
void tdm_host_release(void *block) {
    free(block);
}

_Noreturn void tdm_host_out_of_memory(size_t asked_bytes) {
    printf("Bail out! out of memory: %zu bytes asked\n", asked_bytes);
    exit(99);
}

_Noreturn void tdm_host_bug(const char *file, int line, const char *claim) {
    printf("Bail out! %s:%d: broken promise: %s\n", file, line, claim);
    fflush(stdout);
    abort();
}

void check_register(struct check_test *test) {
    if (last_test != NULL)
        last_test->next = test;
    else
        first_test = test;
    last_test = test;
}

void check_failed(const char *file, int line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    printf("# %s:%d: ", file, line);
    vprintf(format, arguments);
    printf("\n");
    va_end(arguments);
    failures_of_this_test++;
}

bool check_str(const char *file, int line, tdm_str got, tdm_str wanted) {
    if (tdm_str_equal(got, wanted)) return true;
    check_failed(file, line, "got    \"%.*s\"", TDM_FMT(got));
    printf("# %s:%d: wanted \"%.*s\"\n", file, line, TDM_FMT(wanted));
    return false;
}

bool check_int(const char *file, int line, const char *expression, long long got, long long wanted) {
    if (got == wanted) return true;
    check_failed(file, line, "%s is %lld, wanted %lld", expression, got, wanted);
    return false;
}

/* With --stop the first test that fails is the last one that is run. */
int main(int word_count, char **words) {
    bool stop = word_count > 1 && strcmp(words[1], "--stop") == 0;
    int count = 0, number = 0, failed = 0;
    for (struct check_test *t = first_test; t != NULL; t = t->next) count++;
    printf("1..%d\n", count);
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 30);
    for (struct check_test *t = first_test; t != NULL && !(stop && failed > 0); t = t->next) {
        failures_of_this_test = 0;
        t->run(mem);
        tdm_arena_reset(mem);
        number++;
        printf("%s %d - %s\n", failures_of_this_test == 0 ? "ok" : "not ok", number, t->name);
        fflush(stdout);
        failed += failures_of_this_test != 0;
    }
    tdm_arena_close(mem);
    return failed == 0 ? 0 : 1;
}
