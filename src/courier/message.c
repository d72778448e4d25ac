/* message.c - what goes out: an event as JSON with the headers of Standard Webhooks 1.0, and its signature. */
#include "courier/courier.h"

#include "json/json.h"

#include <sodium/crypto_auth_hmacsha256.h>
#include <sodium/utils.h>

tdm_str tdm_courier_signature(struct tdm_arena *mem, const struct tdm_receiver *receiver, tdm_str id, int64_t seconds,
                              tdm_str body) {
    crypto_auth_hmacsha256_state state;
    uint8_t mac[crypto_auth_hmacsha256_BYTES];
    char base64[64];
    struct tdm_buf head, out;
    tdm_buf_init(&head, mem, 1000);
    tdm_buf_init(&out, mem, 100);
    tdm_buf_format(&head, "%.*s.%lld.", TDM_FMT(id), (long long)seconds);
    TDM_ASSERT(!head.failed);
    (void)crypto_auth_hmacsha256_init(&state, receiver->secret, receiver->secret_len);
    (void)crypto_auth_hmacsha256_update(&state, (const uint8_t *)head.at, head.len);
    (void)crypto_auth_hmacsha256_update(&state, (const uint8_t *)body.at, body.len);
    (void)crypto_auth_hmacsha256_final(&state, mac);
    tdm_buf_format(&out, "v1,%s",
                   sodium_bin2base64(base64, sizeof base64, mac, sizeof mac, sodium_base64_VARIANT_ORIGINAL));
    return tdm_buf_str(&out);
}

struct tdm_courier_message tdm_courier_message_of(struct tdm_arena *mem, const struct tdm_receiver *receiver,
                                                  const struct tdm_notice *event, tdm_instant now) {
    struct tdm_buf id, body, at, data, headers;
    struct tdm_json_writer w;
    int64_t seconds = now.ms / 1000;
    tdm_buf_init(&id, mem, 100);
    tdm_buf_init(&at, mem, 100);
    tdm_buf_init(&data, mem, 32768);
    tdm_buf_init(&body, mem, 65536);
    tdm_buf_init(&headers, mem, 1000);
    tdm_chained_id_print(&id, event->id);
    tdm_instant_print(&at, event->recorded);
    tdm_notice_write(&data, event);
    tdm_json_writer_init(&w, &body, false);
    tdm_json_object_begin(&w);
    tdm_json_text(&w, "type", event->kind);
    tdm_json_text(&w, "timestamp", tdm_buf_str(&at));
    tdm_json_key(&w, "data");
    tdm_json_raw(&w, tdm_str_trim(tdm_buf_str(&data)));
    tdm_json_object_end(&w);
    tdm_str signature = tdm_courier_signature(mem, receiver, tdm_buf_str(&id), seconds, tdm_buf_str(&body));
    tdm_buf_format(&headers, "webhook-id: %.*s\r\nwebhook-timestamp: %lld\r\nwebhook-signature: %.*s\r\n",
                   TDM_FMT(tdm_buf_str(&id)), (long long)seconds, TDM_FMT(signature));
    TDM_ASSERT(!body.failed && !headers.failed && !data.failed);
    return (struct tdm_courier_message){tdm_buf_str(&body), tdm_buf_str(&headers)};
}
