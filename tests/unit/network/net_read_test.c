/* net_read_test.c - networks of the notation: what a line means, printed and read again, and refusals with their place.
 */
#include "network_ground.h"

TEST("lengths in days and weeks, open on one side, below nothing [R-T1]") {
    static const struct {
        const char *length;
        int32_t least, most;
    } rows[] = {
        {"2 to 5 days", 2, 5},
        {"4 to 8 weeks", 28, 56},
        {"10 days to 2 weeks", 10, 14},
        {"1 week to 9 days", 7, 9},
        {"5 days", 5, 5},
        {"at least 3 weeks", 21, TDM_DAYS_INFINITE},
        {"at most 0 days", -TDM_DAYS_INFINITE, 0},
        {"-3 to 5 days", -3, 5},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 500);
        tdm_buf_format(&text, "network n\n  point a, b\n  link a to b, %s\n", rows[i].length);
        const struct tdm_net *net = read_net(mem, tdm_buf_str(&text));
        REQUIRE(net != NULL);
        CHECK_INT(net->network.links[0].least, rows[i].least);
        CHECK_INT(net->network.links[0].most, rows[i].most);
    }
}

TEST("a contingent link with a firm part says how much a person may narrow it [M50 R-T2]") {
    const struct tdm_net *net =
        read_net(mem, TDM_STR("network n\n"
                              "  link a to \"b c\", 4 to 10 days, contingent, firm 5 to 8 days\n"
                              "  point a\n"
                              "  point \"b c\"\n"));
    REQUIRE(net != NULL);
    const struct tdm_link *link = &net->network.links[0];
    CHECK(link->contingent);
    CHECK_INT(link->give_least, 1);
    CHECK_INT(link->give_most, 2);
    CHECK_STR(net->points[link->to], "b c");
    CHECK_INT(net->words[0].place.line, 2);
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000);
    tdm_net_print(&out, net);
    CHECK_STR(tdm_buf_str(&out), "network n\n"
                                 "  point a\n"
                                 "  point \"b c\"\n"
                                 "  link a to \"b c\", 4 to 10 days, contingent, firm 5 to 8 days\n");
}

TEST("what is printed is read again as the same network, 500 at random [R-T1 R-T2]") {
    for (uint64_t number = 0; number < 500; number++) {
        const struct tdm_net *net = drawn(mem, number);
        struct tdm_buf out;
        tdm_buf_init(&out, mem, 20000);
        tdm_net_print(&out, net);
        const struct tdm_net *again = read_net(mem, tdm_buf_str(&out));
        if (again == NULL || !same_net(mem, net, again))
            check_failed(__FILE__, __LINE__, "network %u: %.*s", (unsigned)number, TDM_FMT(tdm_buf_str(&out)));
    }
}

static void refused(struct tdm_arena *mem, const char *text, const char *code, uint32_t line, uint32_t column) {
    if (read_net(mem, tdm_str_of(text)) != NULL) check_failed(__FILE__, __LINE__, "read: %s", text);
    if (problems.count == 0) return;
    CHECK_STR(tdm_str_of(problems.items[0].code), code);
    CHECK_INT(problems.items[0].place.line, line);
    CHECK_INT(problems.items[0].place.column, column);
}

TEST("what is no network is refused at the place of it") {
    refused(mem, "", "T010", 1, 1);
    refused(mem, "networks n\n", "T010", 1, 1);
    refused(mem, "network n\n  point a\nnetwork m\n", "T010", 3, 1);
    refused(mem, "network n, more\n  point a\n", "T010", 1, 1);
    refused(mem, "network n\n  point a\n    point b\n", "T012", 3, 5);
    refused(mem, "network n\n  point a, 5\n", "T012", 2, 12);
    refused(mem, "network n\n  point a, b\n  link a to b\n", "T014", 3, 3);
    refused(mem, "network n\n  point a, b\n  link a to b, 3 days, contingent, firm\n", "T014", 3, 40);
    refused(mem, "network n\n  point a, b\n  link a to b, 3 days, contingent, soft 1 to 2 days\n", "T014", 3, 36);
    refused(mem, "network n\n  point a, b\n  link a to b, 3\n", "T014", 3, 17);
    refused(mem, "network n\n  point a, b\n  link a to b, 3 hours\n", "T016", 3, 18);
    refused(mem, "network n\n  point a, b\n  link a to c, 3 days\n", "T015", 3, 13);
}

TEST("no length is longer than 100000 days, in weeks either, so that every way stays in range [R-T1]") {
    const struct tdm_net *net =
        read_net(mem, TDM_STR("network n\n  point a, b\n  link a to b, at least 14285 weeks\n"));
    REQUIRE(net != NULL);
    CHECK_INT(net->network.links[0].least, 99995);
    refused(mem, "network n\n  point a, b\n  link a to b, at least 100001 days\n", "T016", 3, 25);
    refused(mem, "network n\n  point a, b\n  link a to b, at least 14286 weeks\n", "T016", 3, 25);
    refused(mem, "network n\n  point a, b\n  link a to b, -14286 to 2 weeks\n", "T016", 3, 16);
    refused(mem, "network n\n  point a, b\n  link a to b, 2 to 14286 weeks\n", "T016", 3, 21);
    refused(mem, "network n\n  point a, b\n  link a to b, 2 days to 14286 weeks\n", "T016", 3, 26);
    CHECK_STR(tdm_str_of(problems.items[0].what), "a length of more than 100000 days");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "write at most 100000, or leave the bound out");
}

TEST("all that is proved of a network is gathered once") {
    const struct tdm_net *net = read_net(mem, TDM_STR("network n\n"
                                                      "  point a, b, c\n"
                                                      "  link a to b, 2 to 6 days, contingent\n"
                                                      "  link b to c, 0 to 1 days\n"
                                                      "  link a to c, at most 5 days\n"));
    struct tdm_net_proof proof;
    REQUIRE(net != NULL);
    tdm_net_prove(mem, net, false, &proof);
    CHECK_INT(proof.control, TDM_CONTROL_NOT);
    CHECK_INT(proof.repairs.count, 0);
    CHECK(proof.most != NULL && proof.rules == NULL);
    tdm_net_prove(mem, net, true, &proof);
    REQUIRE(proof.repairs.count > 0);
    CHECK_INT(proof.repairs.items[0].days[0], 1);
    CHECK_INT(proof.knobs[proof.repairs.items[0].knobs[0]].label, 2 * 2 + TDM_BOUND_MOST);
}
