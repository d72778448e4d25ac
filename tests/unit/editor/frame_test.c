/* frame_test.c - where a message begins and ends on a stream. */
#include "check.h"
#include "editor/editor.h"

static enum tdm_frame frame_of(const char *bytes, size_t *header, size_t *body) {
    *header = *body = 77;
    return tdm_editor_frame(tdm_str_of(bytes), header, body);
}

TEST("a message is a header with its length, an empty line, and a body of that length") {
    size_t header, body;
    CHECK_INT(frame_of("Content-Length: 12\r\n\r\n{\"id\":1}", &header, &body), TDM_FRAME_MESSAGE);
    CHECK_INT(header, 22);
    CHECK_INT(body, 12);
    CHECK_INT(frame_of("content-LENGTH:0\r\nContent-Type: any\r\n\r\n", &header, &body), TDM_FRAME_MESSAGE);
    CHECK_INT(header, 39);
    CHECK_INT(body, 0);
    CHECK_INT(frame_of("Content-Length: 3\n\nabc", &header, &body), TDM_FRAME_MESSAGE);
    CHECK_INT(header, 19);
    CHECK_INT(body, 3);
}

TEST("a header that is not complete wants more bytes") {
    size_t header, body;
    static const char whole[] = "Content-Length: 12\r\n\r\n";
    for (size_t cut = 0; cut < sizeof whole - 1; cut++) {
        char *exact = malloc(cut + (cut == 0)); /* of its own size: a sanitizer then sees each byte read past the end */
        REQUIRE(exact != NULL);
        memcpy(exact, whole, cut);
        CHECK_INT(tdm_editor_frame((tdm_str){exact, cut}, &header, &body), TDM_FRAME_MORE);
        free(exact);
    }
}

TEST("a header without a length, or with one that is none, is passed over") {
    static const char *const bad[] = {"Content-Type: x\r\n\r\n",
                                      "Content-Length: -1\r\n\r\n",
                                      "Content-Length: 1e3\r\n\r\n",
                                      "Content-Length: 99999999999999999999\r\n\r\n",
                                      "Content-Length:\r\n\r\n",
                                      "Content-Length: 5\r\ncontent-length:\r\n\r\n",
                                      "Content-Length: 5\r\nContent-Length: x\r\n\r\n",
                                      "\r\n\r\n"};
    for (size_t i = 0; i < TDM_COUNT(bad); i++) {
        size_t header, body;
        CHECK_INT(frame_of(bad[i], &header, &body), TDM_FRAME_BAD);
        CHECK_INT(header, tdm_str_of(bad[i]).len);
    }
}

TEST("bytes that are no header are passed over up to what may be the next one") {
    struct tdm_buf bytes;
    size_t header, body;
    tdm_buf_init(&bytes, mem, 1u << 20);
    tdm_buf_repeat(&bytes, 'x', TDM_FRAME_HEADER_MAX);
    CHECK_INT(tdm_editor_frame(tdm_buf_str(&bytes), &header, &body), TDM_FRAME_BAD);
    CHECK_INT(header, TDM_FRAME_HEADER_MAX - 15);
    tdm_buf_init(&bytes, mem, 1u << 20);
    tdm_buf_repeat(&bytes, 'x', TDM_FRAME_HEADER_MAX);
    tdm_buf_text(&bytes, "Content-Length: 2");
    CHECK_INT(tdm_editor_frame(tdm_buf_str(&bytes), &header, &body), TDM_FRAME_BAD);
    CHECK_INT(header, TDM_FRAME_HEADER_MAX);
}

TEST("a body that is too large is told before it is read") {
    size_t header, body;
    CHECK_INT(frame_of("Content-Length: 20971520\r\n\r\n", &header, &body), TDM_FRAME_MESSAGE);
    CHECK_INT(frame_of("Content-Length: 20971521\r\n\r\n", &header, &body), TDM_FRAME_TOO_LARGE);
    CHECK_INT(body, 20971521);
}
