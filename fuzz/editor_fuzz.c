/* editor_fuzz.c - any bytes as a text in an editor, with the cursor at places spread over it: every question is
 * answered with JSON, every place leads back to itself; and the same bytes as what stands on the stream of a language
 * server. */
#include "editor/editor.h"
#include "fuzz.h"

static const char ground[] =
    "role patient \"patient\"\nexercise squat \"squat\"\n  do \"Down.\"\nscale load\n  step low\n  step high\n"
    "measure nprs \"pain\"\n  by patient\nsource book\n  cite \"A book\"\n";

static const char manual[] =
    "| `role NAME \"LABEL\"` | `a \\| b` | A role. |\n- **R-N16** A criterion says over which days.\n";

static struct tdm_editor_file file_of(struct tdm_arena *mem, const char *name, tdm_str text) {
    struct tdm_editor_file file = {.name = tdm_str_of(name), .text = tdm_editor_text_of(mem, text)};
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    tdm_problems_init(problems);
    bool good = tdm_notation_read(mem, file.name, text, &file.tree, problems);
    TDM_ASSERT(good == (problems->errors == 0));
    return file;
}

static void as_stream(tdm_str bytes) {
    for (int messages = 0; messages < 100 && bytes.len > 0; messages++) {
        size_t header = 0, body = 0;
        enum tdm_frame frame = tdm_editor_frame(bytes, &header, &body);
        if (frame == TDM_FRAME_MORE) return;
        TDM_ASSERT(header > 0 && header <= bytes.len);
        TDM_ASSERT(frame == TDM_FRAME_BAD ? body == 0 : (body > TDM_FRAME_BODY_MAX) == (frame == TDM_FRAME_TOO_LARGE));
        bytes = tdm_str_slice(bytes, header + (body < bytes.len ? body : bytes.len - header), bytes.len);
    }
}

static void ask(struct tdm_arena *mem, const struct tdm_editor_desk *desk, size_t offset) {
    const struct tdm_editor_text *text = &desk->mine->text;
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    const struct tdm_editor_name *names[4];
    const struct tdm_json *value;
    struct tdm_json_writer w;
    struct tdm_problem problem;
    struct tdm_buf out;
    while (offset > 0 && offset < text->bytes.len && ((unsigned char)text->bytes.at[offset] & 0xC0) == 0x80) offset--;
    size_t back = tdm_editor_offset(text, tdm_editor_position_of(text, offset));
    TDM_ASSERT(back <= offset);
    tdm_buf_init(&out, mem, (size_t)64 << 20);
    tdm_json_writer_init(&w, &out, false);
    tdm_json_array_begin(&w);
    tdm_editor_hover_json(&w, desk, offset);
    tdm_editor_completion_json(&w, desk, offset);
    tdm_json_array_end(&w);
    size_t count = tdm_editor_definition(desk, offset, names, TDM_COUNT(names)), from, until;
    for (size_t i = 0; i < count; i++) {
        tdm_editor_span(&names[i]->file->text, names[i]->place, &from, &until);
        TDM_ASSERT(from <= until && until <= names[i]->file->text.bytes.len);
    }
    TDM_ASSERT(!out.failed && tdm_json_read(mem, TDM_STR("answer"), tdm_buf_str(&out), &value, &problem));
    tdm_arena_rewind(mem, mark);
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    size_t bad;
    as_stream(input);
    if (!tdm_utf8_valid(input, &bad)) return; /* no JSON can bring it */
    struct tdm_editor_file mine = file_of(mem, "fuzz", input), other = file_of(mem, "ground", tdm_str_of(ground));
    struct tdm_editor_desk desk = {.mem = mem, .mine = &mine, .others = &other, .other_count = 1};
    desk.kind = tdm_editor_kind_of(input);
    desk.manual = tdm_str_of(manual);
    tdm_editor_desk_open(&desk);
    for (size_t i = 0; i <= 16; i++) ask(mem, &desk, input.len * i / 16);
    struct tdm_json_writer w;
    struct tdm_buf out;
    tdm_buf_init(&out, mem, (size_t)256 << 20);
    tdm_json_writer_init(&w, &out, false);
    tdm_editor_symbols_json(&w, &mine, desk.kind);
    TDM_ASSERT(!out.failed);
}
