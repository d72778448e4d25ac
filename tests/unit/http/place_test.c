/* place_test.c - where to listen. */
#include "check.h"
#include "http/http.h"

TEST("an address and a port, of either kind") {
    struct tdm_http_place place;
    struct tdm_problem problem;
    REQUIRE(tdm_http_place_read(mem, TDM_STR("127.0.0.1:8080"), &place, &problem));
    CHECK_STR(place.host, "127.0.0.1");
    CHECK_INT(place.port, 8080);
    CHECK(!place.six);
    REQUIRE(tdm_http_place_read(mem, TDM_STR("[::1]:0"), &place, &problem));
    CHECK_STR(place.host, "::1");
    CHECK_INT(place.port, 0);
    CHECK(place.six);
}

TEST("whatever is no address and port is refused with what to write") {
    static const char *const wrong[] = {
        "", "8080", ":8080", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:-1", "127.0.0.1:65536", "[::1:80", "[]:80"};
    struct tdm_http_place place;
    struct tdm_problem problem;
    for (size_t i = 0; i < TDM_COUNT(wrong); i++) {
        CHECK(!tdm_http_place_read(mem, tdm_str_of(wrong[i]), &place, &problem));
        CHECK_STR(tdm_str_of(problem.code), "S001");
        CHECK_STR(tdm_str_of(problem.fix), "write an address and a port, such as 127.0.0.1:8080 or [::1]:8080");
    }
}
