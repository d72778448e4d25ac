/* fields.c - one way of writing a field, `key LENGTH:text`, and the strict reader of it: for links and for heads. */
#include "ledger/ledger_int.h"

#include <string.h>

/* ---- hex */

void tdm_hex_print(struct tdm_buf *out, const uint8_t *bytes, size_t count) {
    static const char digits[] = "0123456789abcdef";
    char text[128];
    TDM_ASSERT(count * 2 <= sizeof text);
    for (size_t i = 0; i < count; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    tdm_buf_add(out, (tdm_str){text, count * 2});
}

/* One more than the value of a digit; 0: no digit. */
static const uint8_t hex_digits[256] = {
    ['0'] = 1, ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16};

/* Writes nothing when it is none. */
bool tdm_hex_parse(tdm_str hex, uint8_t *out, size_t bytes) {
    enum { MOST = 64 }; /* a signature */
    uint8_t read[MOST];
    bool all = hex.len == bytes * 2 && bytes <= MOST;
    for (size_t i = 0; i < bytes && all; i++) {
        unsigned high = hex_digits[(unsigned char)hex.at[2 * i]], low = hex_digits[(unsigned char)hex.at[2 * i + 1]];
        all = high > 0 && low > 0;
        read[i] = (uint8_t)((high - 1u) << 4 | (low - 1u));
    }
    if (all) memcpy(out, read, bytes);
    return all;
}

/* ---- writing */

void tdm_field_put(struct tdm_buf *out, const char *key, tdm_str text) {
    tdm_buf_text(out, key);
    tdm_buf_char(out, ' ');
    tdm_buf_int(out, (int64_t)text.len);
    tdm_buf_char(out, ':');
    tdm_buf_add(out, text);
    tdm_buf_char(out, '\n');
}

static size_t digits_of(uint64_t number, char text[20]) {
    size_t len = 0;
    char turned[20];
    do {
        turned[len++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    for (size_t i = 0; i < len; i++) text[i] = turned[len - 1 - i];
    return len;
}

void tdm_field_put_number(struct tdm_buf *out, const char *key, uint64_t number) {
    char text[20];
    tdm_field_put(out, key, (tdm_str){text, digits_of(number, text)});
}

void tdm_field_put_digest(struct tdm_buf *out, const char *key, tdm_digest digest) {
    tdm_buf_text(out, key);
    tdm_buf_text(out, " 64:");
    tdm_hex_print(out, digest.byte, sizeof digest.byte);
    tdm_buf_char(out, '\n');
}

void tdm_field_put_instant(struct tdm_buf *out, const char *key, tdm_instant instant) {
    struct tdm_arena_mark mark = tdm_arena_mark(out->mem);
    struct tdm_buf text;
    tdm_buf_init(&text, out->mem, 40);
    tdm_instant_print(&text, instant);
    char kept[40];
    size_t len = text.len;
    memcpy(kept, text.at, len);
    tdm_arena_rewind(out->mem, mark);
    tdm_field_put(out, key, (tdm_str){kept, len});
}

void tdm_field_put_heads(struct tdm_buf *out, const char *key, const struct tdm_head *heads, uint32_t count) {
    tdm_field_put_number(out, key, count);
    for (uint32_t i = 0; i < count; i++) {
        tdm_field_put(out, "of", heads[i].place);
        tdm_field_put_number(out, "upto", heads[i].number);
        tdm_field_put_digest(out, "hash", heads[i].hash);
    }
}

/* ---- reading */

bool tdm_fields_refuse(struct tdm_fields *f, const char *what) {
    if (f->failed) return false;
    f->failed = true;
    (void)tdm_fail(f->problem, TDM_WHY_SYNTAX, f->code, (struct tdm_place){.file = f->name, .line = f->line}, "%s",
                   what);
    return false;
}

static bool takes(struct tdm_fields *f, tdm_str text) {
    if (!tdm_str_starts_with(tdm_str_slice(f->bytes, f->at, f->bytes.len), text)) return false;
    f->at += text.len;
    return true;
}

bool tdm_fields_begin(struct tdm_fields *f, const char *word, const char *version_fix) {
    f->line = 1;
    bool ours = takes(f, tdm_str_of(word)) && takes(f, TDM_STR(" "));
    if (!ours) return tdm_fields_refuse(f, "its first line does not say what it is");
    if (takes(f, TDM_STR("1\n"))) return true;
    (void)tdm_fields_refuse(f, "it is written in a format that this program does not know");
    tdm_problem_fix(f->problem, "%s", version_fix);
    return false;
}

/* Decimal without leading zeros; UINT64_MAX when there is none. */
static uint64_t take_length(struct tdm_fields *f) {
    uint64_t number = 0;
    size_t begin = f->at;
    while (f->at < f->bytes.len && f->at - begin < 9 && f->bytes.at[f->at] >= '0' && f->bytes.at[f->at] <= '9')
        number = number * 10 + (uint64_t)(f->bytes.at[f->at++] - '0');
    bool padded = f->at - begin > 1 && f->bytes.at[begin] == '0';
    return f->at == begin || padded ? UINT64_MAX : number;
}

static tdm_str no_such_field(struct tdm_fields *f, const char *key) {
    char what[96];
    (void)snprintf(what, sizeof what, "its line %u is not the field `%s`", f->line, key);
    (void)tdm_fields_refuse(f, what);
    return (tdm_str){0};
}

static tdm_str wrong_length(struct tdm_fields *f, const char *key) {
    char what[96];
    (void)snprintf(what, sizeof what, "the length of its field `%s` is wrong", key);
    (void)tdm_fields_refuse(f, what);
    return (tdm_str){0};
}

tdm_str tdm_field_take(struct tdm_fields *f, const char *key, size_t most) {
    if (f->failed) return (tdm_str){0};
    f->line++;
    if (!takes(f, tdm_str_of(key)) || !takes(f, TDM_STR(" "))) return no_such_field(f, key);
    uint64_t length = take_length(f);
    bool good = length <= most && takes(f, TDM_STR(":")) && length < f->bytes.len - f->at &&
                f->bytes.at[f->at + length] == '\n';
    if (!good) return wrong_length(f, key);
    tdm_str text = tdm_str_slice(f->bytes, f->at, f->at + (size_t)length);
    f->at += (size_t)length + 1;
    return text;
}

static void refuse_field(struct tdm_fields *f, const char *key) {
    char what[96];
    (void)snprintf(what, sizeof what, "its field `%s` holds what cannot stand there", key);
    (void)tdm_fields_refuse(f, what);
}

uint64_t tdm_field_number(struct tdm_fields *f, const char *key) {
    tdm_str text = tdm_field_take(f, key, 16);
    uint64_t number = 0;
    bool good = text.len > 0 && (text.at[0] != '0' || text.len == 1);
    for (size_t i = 0; i < text.len && good; i++) {
        good = text.at[i] >= '0' && text.at[i] <= '9';
        number = number * 10 + (uint64_t)(text.at[i] - '0');
    }
    if (good && number <= TDM_CHAINED_NUMBER_MAX) return number;
    refuse_field(f, key);
    return 0;
}

tdm_digest tdm_field_digest(struct tdm_fields *f, const char *key) {
    tdm_digest digest = {{0}};
    if (!tdm_hex_parse(tdm_field_take(f, key, 64), digest.byte, sizeof digest.byte)) refuse_field(f, key);
    return digest;
}

tdm_instant tdm_field_instant(struct tdm_fields *f, const char *key, tdm_str *text) {
    tdm_instant instant = {0};
    *text = tdm_field_take(f, key, 40);
    if (!tdm_instant_parse(*text, &instant)) refuse_field(f, key);
    return instant;
}

tdm_str tdm_field_name(struct tdm_fields *f, const char *key, bool may_be_empty) {
    tdm_str text = tdm_field_take(f, key, TDM_CHAINED_NAME_MAX);
    if (!(may_be_empty && text.len == 0) && !tdm_chained_is_name(text)) refuse_field(f, key);
    return text;
}

tdm_str tdm_field_place(struct tdm_fields *f, const char *key) {
    tdm_str text = tdm_field_take(f, key, TDM_CHAINED_NAME_MAX);
    if (!tdm_chained_is_place(text)) refuse_field(f, key);
    return text;
}

const struct tdm_head *tdm_field_heads(struct tdm_fields *f, const char *key, uint32_t *count) {
    uint64_t many = tdm_field_number(f, key);
    *count = 0;
    if (many > TDM_CHAINED_SEEN_MAX) refuse_field(f, key);
    if (f->failed || many == 0) return NULL;
    struct tdm_head *heads = TDM_NEW_ARRAY(f->mem, struct tdm_head, (size_t)many);
    for (uint32_t i = 0; i < many && !f->failed; i++) {
        heads[i].place = tdm_field_place(f, "of");
        heads[i].number = tdm_field_number(f, "upto");
        heads[i].hash = tdm_field_digest(f, "hash");
        bool ordered = i == 0 || tdm_str_compare(heads[i - 1].place, heads[i].place) < 0;
        if (!ordered || heads[i].number == 0) refuse_field(f, "of");
    }
    *count = (uint32_t)many;
    return heads;
}
