/* http_fields_test.c - queries, forms and cookies: one way to read each, or none. */
#include "check.h"
#include "http/http.h"

TEST("names and values are decoded, blanks come as + or %20, lines end in one way") {
    struct tdm_http_fields fields;
    REQUIRE(tdm_http_fields_read(mem, TDM_STR("a=1+2&b=x%20y%0D%0Az&&c"), &fields));
    CHECK_INT(fields.count, 3);
    CHECK_STR(tdm_http_field(&fields, "a"), "1 2");
    CHECK_STR(tdm_http_field(&fields, "b"), "x y\nz");
    CHECK_STR(tdm_http_field(&fields, "c"), "");
    CHECK(tdm_http_has_field(&fields, "c"));
    CHECK(!tdm_http_has_field(&fields, "d"));
}

TEST("of a name given twice the first counts") {
    struct tdm_http_fields fields;
    REQUIRE(tdm_http_fields_read(mem, TDM_STR("a=1&a=2"), &fields));
    CHECK_STR(tdm_http_field(&fields, "a"), "1");
}

TEST("a broken escape, a NUL, bytes that are no UTF-8 and more than 200 fields are refused") {
    static const char *const broken[] = {"a=%", "a=%4", "a=%zz", "%g0=1", "a=%00", "a=%ff", "a=%c3%28"};
    struct tdm_http_fields fields;
    struct tdm_buf many;
    for (size_t i = 0; i < TDM_COUNT(broken); i++) CHECK(!tdm_http_fields_read(mem, tdm_str_of(broken[i]), &fields));
    tdm_buf_init(&many, mem, 4000);
    for (int i = 0; i < 200; i++) tdm_buf_text(&many, "a=b&");
    CHECK(tdm_http_fields_read(mem, tdm_buf_str(&many), &fields));
    tdm_buf_text(&many, "a=b");
    CHECK(!tdm_http_fields_read(mem, tdm_buf_str(&many), &fields));
}

TEST("a cookie goes by its whole name") {
    struct tdm_http_ask ask = {.cookies = TDM_STR("xa=1; a=2;b=3; a=4")};
    CHECK_STR(tdm_http_cookie(&ask, "a"), "2");
    CHECK_STR(tdm_http_cookie(&ask, "b"), "3");
    CHECK_STR(tdm_http_cookie(&ask, "c"), "");
}
