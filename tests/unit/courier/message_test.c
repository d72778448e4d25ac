/* message_test.c - what goes out to a webhook, and addresses. [F107] */
#include "check.h"
#include "courier/courier.h"

/* The example that libraries of Standard Webhooks are tested with: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw. */
static const struct tdm_receiver published = {.secret = {0x31, 0xf2, 0x90, 0xf6, 0xbf, 0x06, 0x29, 0x8a,
                                                         0xab, 0x4f, 0x08, 0xd4, 0x3c, 0x3f, 0x08, 0x2c,
                                                         0xf6, 0x48, 0xa3, 0x62, 0xda, 0x2d, 0xa4, 0xb0},
                                              .secret_len = 24};

TEST("the signature of the published example of Standard Webhooks") {
    CHECK_STR(tdm_courier_signature(mem, &published, TDM_STR("msg_p5jXN8AQM9LWM0D4loKWxJek"), 1614265330,
                                    TDM_STR("{\"test\": 2432232314}")),
              "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST("an event as it is sent: type, moment, data, and its id in the headers") {
    struct tdm_notice event = {.place = TDM_STR("ward-a"),
                               .number = 7,
                               .recorded = {1771142400000},
                               .kind = TDM_STR("overdue"),
                               .episode = TDM_STR("knee-1"),
                               .of = TDM_STR("diary"),
                               .on = {20499}};
    struct tdm_courier_message message =
        tdm_courier_message_of(mem, &published, &event, (tdm_instant){INT64_C(1771142460999)});
    CHECK_STR(
        message.body,
        "{\"type\":\"overdue\",\"timestamp\":\"2026-02-15T08:00Z\",\"data\":{\"place\":\"ward-a\",\"number\":7,"
        "\"id\":\"00000000000000000000000000000000\",\"event\":\"overdue\",\"episode\":\"knee-1\",\"of\":\"diary\","
        "\"on\":\"2026-02-15\",\"recorded\":\"2026-02-15T08:00Z\"}}");
    CHECK(tdm_str_starts_with(
        message.headers, TDM_STR("webhook-id: 00000000000000000000000000000000\r\nwebhook-timestamp: 1771142460\r\n"
                                 "webhook-signature: v1,")));
}

TEST("addresses: https, or http on this machine") {
    static const struct {
        const char *text, *host, *port, *path;
    } good[] = {{"https://messages.example/tandem?a=b", "messages.example", "443", "/tandem?a=b"},
                {"https://messages.example:8443", "messages.example", "8443", "/"},
                {"http://127.0.0.1:9/x", "127.0.0.1", "9", "/x"},
                {"http://localhost?x", "localhost", "80", "/?x"},
                {"https://[2001:db8::1]:8443/x", "2001:db8::1", "8443", "/x"},
                {"http://[::1]/x", "::1", "80", "/x"}};
    static const char *const bad[] = {"",
                                      "messages.example",
                                      "ftp://messages.example",
                                      "http://messages.example/x",
                                      "http://127.evil/x",
                                      "https://",
                                      "https:///x",
                                      "https://a:0/x",
                                      "https://a:65536/x",
                                      "https://a:x/",
                                      "https://user@a/x",
                                      "https://a/x y",
                                      "https://a/x\r\nX: y",
                                      "https://a/#x",
                                      "https://[::1/x",
                                      "https://[::1]x/",
                                      "https://a\\b/"};
    struct tdm_http_address address;
    for (size_t i = 0; i < TDM_COUNT(good); i++) {
        REQUIRE(tdm_http_address_read(mem, tdm_str_of(good[i].text), &address));
        CHECK_STR(address.host, good[i].host);
        CHECK_STR(address.port, good[i].port);
        CHECK_STR(address.path, good[i].path);
    }
    for (size_t i = 0; i < TDM_COUNT(bad); i++)
        if (tdm_http_address_read(mem, tdm_str_of(bad[i]), &address))
            check_failed(__FILE__, __LINE__, "taken: %s", bad[i]);
}
