/* totp_test.c - the published vectors of RFC 2202 (HMAC-SHA-1) and RFC 6238 (codes; there with 8 digits, of which 6
 * count). */
#include "accounts/accounts.h"
#include "check.h"

static void hex_is(const char *file, int line, const uint8_t mac[20], const char *wanted) {
    char text[41];
    for (int i = 0; i < 20; i++) (void)snprintf(text + 2 * i, 3, "%02x", mac[i]);
    (void)check_str(file, line, tdm_str_of(text), tdm_str_of(wanted));
}

TEST("HMAC-SHA-1 is that of RFC 2202") {
    uint8_t mac[20];
    char key[80], data[80];
    for (size_t i = 0; i < sizeof key; i++) key[i] = (char)0x0b;
    tdm_hmac_sha1((tdm_str){key, 20}, TDM_STR("Hi There"), mac);
    hex_is(__FILE__, __LINE__, mac, "b617318655057264e28bc0b6fb378c8ef146be00");
    tdm_hmac_sha1(TDM_STR("Jefe"), TDM_STR("what do ya want for nothing?"), mac);
    hex_is(__FILE__, __LINE__, mac, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    for (size_t i = 0; i < sizeof key; i++) key[i] = (char)0xaa;
    for (size_t i = 0; i < sizeof data; i++) data[i] = (char)0xdd;
    tdm_hmac_sha1((tdm_str){key, 20}, (tdm_str){data, 50}, mac);
    hex_is(__FILE__, __LINE__, mac, "125d7342b9ac11cd91a39af48aa17b4f63f175d3");
    tdm_hmac_sha1((tdm_str){key, 80}, TDM_STR("Test Using Larger Than Block-Size Key - Hash Key First"), mac);
    hex_is(__FILE__, __LINE__, mac, "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

TEST("codes are those of RFC 6238") {
    static const struct {
        uint64_t second;
        uint32_t code;
    } rows[] = {{59, 287082},       {1111111109, 81804},  {1111111111, 50471},
                {1234567890, 5924}, {2000000000, 279037}, {UINT64_C(20000000000), 353130}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        CHECK_INT(tdm_totp_code(TDM_STR("12345678901234567890"), rows[i].second / 30), rows[i].code);
}

TEST("a code holds in its half minute and the ones beside it; anything but six digits never does") {
    tdm_str secret = TDM_STR("12345678901234567890");
    uint64_t step = 0;
    CHECK(tdm_totp_holds(secret, TDM_STR("287082"), (tdm_instant){59000}, &step));
    CHECK_INT(step, 1);
    CHECK(tdm_totp_holds(secret, TDM_STR("287082"), (tdm_instant){89999}, &step));
    CHECK(!tdm_totp_holds(secret, TDM_STR("287082"), (tdm_instant){90000}, &step));
    static const char *const wrong[] = {"", "87082", "0287082", "-28708", "28708x", "287083"};
    for (size_t i = 0; i < TDM_COUNT(wrong); i++)
        CHECK(!tdm_totp_holds(secret, tdm_str_of(wrong[i]), (tdm_instant){59000}, &step));
}

TEST("an authenticator is told the secret as it reads it") {
    CHECK_STR(tdm_totp_link(mem, TDM_STR("12345678901234567890"), TDM_STR("physician-a"), TDM_STR("ward")),
              "otpauth://totp/Tandem:physician-a?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tandem-ward");
}
