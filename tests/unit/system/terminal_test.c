/* terminal_test.c - what is told about streams that are no terminal, and the environment. */
#include "check.h"
#include "system/system.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* Standard input becomes /dev/null: never a terminal, wherever the tests run. */
static void close_input(void) {
    int null = open("/dev/null", O_RDONLY);
    TDM_ASSERT(null >= 0);
    dup2(null, STDIN_FILENO);
    close(null);
}

TEST("a stream that is no terminal has the width it is given, and at least 20") {
    close_input();
    CHECK(!tdm_terminal_is(TDM_STREAM_INPUT));
    CHECK_INT(tdm_terminal_width(TDM_STREAM_INPUT, 80), 80);
    CHECK_INT(tdm_terminal_width(TDM_STREAM_INPUT, 7), 20);
}

TEST("a stream that is no terminal gets no colour, whatever TERM says") {
    close_input();
    setenv("TERM", "xterm-256color", 1);
    unsetenv("NO_COLOR");
    CHECK(!tdm_terminal_colour(TDM_STREAM_INPUT));
}

TEST("on a terminal colour is shown unless NO_COLOR or TERM says no") {
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    REQUIRE(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
    int terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
    REQUIRE(terminal >= 0);
    dup2(terminal, STDIN_FILENO);
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
    CHECK(tdm_terminal_is(TDM_STREAM_INPUT));
    CHECK(tdm_terminal_colour(TDM_STREAM_INPUT));
    setenv("NO_COLOR", "", 1); /* set and empty asks for nothing */
    CHECK(tdm_terminal_colour(TDM_STREAM_INPUT));
    setenv("NO_COLOR", "1", 1);
    CHECK(!tdm_terminal_colour(TDM_STREAM_INPUT));
    unsetenv("NO_COLOR");
    setenv("TERM", "dumb", 1);
    CHECK(!tdm_terminal_colour(TDM_STREAM_INPUT));
    unsetenv("TERM");
    CHECK(!tdm_terminal_colour(TDM_STREAM_INPUT));
    close(terminal);
    close(master);
    close_input();
}

TEST("an unset variable and an empty one read the same") {
    setenv("TANDEM_TEST_VARIABLE", "", 1);
    CHECK_STR(tdm_environment("TANDEM_TEST_VARIABLE"), "");
    unsetenv("TANDEM_TEST_VARIABLE");
    CHECK_STR(tdm_environment("TANDEM_TEST_VARIABLE"), "");
    setenv("TANDEM_TEST_VARIABLE", "Europe/Vienna", 1);
    CHECK_STR(tdm_environment("TANDEM_TEST_VARIABLE"), "Europe/Vienna");
}

TEST("writing to a closed stream is told, not survived in silence") {
    int kept = dup(STDERR_FILENO);
    close(STDERR_FILENO);
    bool written = tdm_error_write(TDM_STR("lost"));
    dup2(kept, STDERR_FILENO);
    close(kept);
    CHECK(!written);
    CHECK(tdm_error_write(TDM_STR("")));
}
