/* reader.c - JSON in, strictly by RFC 8259: one value, its places, and an error that says how to mend it.
 * Recursion is bounded by TDM_JSON_DEPTH_MAX; time is linear, but for n log n on the keys of an object. */
#include "json/json.h"

#include <string.h>

/* A value with what only the reader needs. */
struct node {
    struct tdm_json value; /* first, so that a value of an object leads back to its node */
    uint32_t key_line, key_column, key_length;
};

struct reader {
    struct tdm_arena *mem;
    struct tdm_problem *problem;
    tdm_str file, text;
    size_t at;
    uint32_t line, column; /* of the byte counted_at, which is on the line of `at` and not behind it */
    size_t counted_at;
    uint32_t depth;
    bool ascii; /* all of the text: a byte is a column */
};

/* ---- places and problems */

static uint32_t column_now(struct reader *r) {
    size_t bytes = r->at - r->counted_at;
    r->column += (uint32_t)(r->ascii ? bytes : tdm_utf8_length(tdm_str_slice(r->text, r->counted_at, r->at)));
    r->counted_at = r->at;
    return r->column;
}

static struct tdm_place place_now(struct reader *r, size_t length) {
    return (struct tdm_place){r->file, r->line, column_now(r), (uint32_t)length};
}

static char sign_now(const struct reader *r) {
    return r->at < r->text.len ? r->text.at[r->at] : '\0';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_word_sign(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* The word or the one code point at the place: what a message quotes. */
static tdm_str found_now(const struct reader *r) {
    size_t end = r->at;
    while (end < r->text.len && is_word_sign(r->text.at[end]) && end - r->at < 40) end++;
    if (end == r->at && end < r->text.len) end++;
    while (end < r->text.len && ((uint8_t)r->text.at[end] & 0xC0) == 0x80) end++;
    return tdm_str_slice(r->text, r->at, end);
}

/* What people write by habit from other languages, and what JSON wants instead. */
static const struct slip {
    const char *found, *fix;
} slips[] = {
    {"True", "write true"},
    {"TRUE", "write true"},
    {"False", "write false"},
    {"FALSE", "write false"},
    {"None", "write null"},
    {"NULL", "write null"},
    {"undefined", "write null, or leave the member out"},
    {"NaN", "JSON has no such number; write null, or leave the member out"},
    {"Infinity", "JSON has no such number; write null, or leave the member out"},
    {"'", "write texts in double quotes: \"...\""},
    {"/", "JSON has no comments; remove it"},
    {"#", "JSON has no comments; remove it"},
    {"+", "write the number without the plus sign"},
    {".", "write a digit before the point, as in 0.5"},
};

static bool is_closing_after_comma(const struct reader *r) {
    if (sign_now(r) != ']' && sign_now(r) != '}') return false;
    return tdm_str_ends_with(tdm_str_trim(tdm_str_slice(r->text, 0, r->at)), TDM_STR(","));
}

static bool fail_expected(struct reader *r, const char *expected, const char *fix) {
    if (r->at >= r->text.len) {
        tdm_fail(r->problem, TDM_WHY_SYNTAX, "J003", place_now(r, 1), "the text ends where %s is expected", expected);
        tdm_problem_fix(r->problem, "complete the text; it may have been cut off");
        return false;
    }
    tdm_str found = found_now(r);
    tdm_fail(r->problem, TDM_WHY_SYNTAX, "J002", place_now(r, tdm_utf8_length(found)),
             "found \"%.*s\" where %s is expected", TDM_FMT(found), expected);
    for (size_t i = 0; i < TDM_COUNT(slips); i++)
        if (tdm_str_is(found, slips[i].found)) fix = slips[i].fix;
    if (is_closing_after_comma(r)) fix = "remove the comma before it, or write the value that is missing";
    tdm_problem_fix(r->problem, "%s", fix);
    return false;
}

/* ---- blanks and signs */

/* Eight bytes at once; which of them is zero, or less than a blank, has its highest bit set in what comes back. A byte
 * above such a one may have it too. */
static uint64_t eight(const char *at) {
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}
static const uint64_t of_each = 0x0101010101010101u;
static uint64_t less(uint64_t bytes, uint8_t than) {
    return (bytes - of_each * than) & ~bytes & of_each * 0x80;
}

static void skip_blanks(struct reader *r) {
    tdm_str text = r->text;
    size_t at = r->at;
    for (; at < text.len; at++) {
        while (text.len - at > 8 && eight(text.at + at) == of_each * ' ') at += 8; /* deep in lines that are indented */
        char c = text.at[at];
        if (c == '\n') {
            r->line++;
            r->column = 1;
            r->counted_at = at + 1;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            break;
        }
    }
    r->at = at;
}

static bool take(struct reader *r, char sign) {
    if (sign_now(r) != sign) return false;
    r->at++;
    return true;
}

/* ---- texts */

static const char *const escape_letters = "\"\\/bfnrt";
static const char escape_values[] = "\"\\/\b\f\n\r\t";

static bool hex_unit(tdm_str text, size_t at, uint32_t *out) {
    uint32_t unit = 0;
    if (text.len < at + 4) return false;
    for (size_t i = at; i < at + 4; i++) {
        char c = text.at[i];
        uint32_t digit;
        if (is_digit(c))
            digit = (uint32_t)(c - '0');
        else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))
            digit = (uint32_t)((c | 0x20) - 'a') + 10;
        else
            return false;
        unit = unit * 16 + digit;
    }
    *out = unit;
    return true;
}

static size_t put_code_point(char *at, uint32_t code) {
    if (code < 0x80) {
        at[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const uint8_t lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--, code >>= 6) at[i] = (char)(0x80 | (code & 0x3F));
    at[0] = (char)(lead[length] | code);
    return length;
}

static bool fail_escape(struct reader *r, size_t length, const char *what) {
    size_t left = r->text.len - r->at;
    tdm_str found = tdm_str_slice(r->text, r->at, r->at + (length < left ? length : left));
    while (found.len < left && ((uint8_t)r->text.at[r->at + found.len] & 0xC0) == 0x80) found.len++;
    tdm_fail(r->problem, TDM_WHY_SYNTAX, "J006", place_now(r, tdm_utf8_length(found)), "\"%.*s\" %s", TDM_FMT(found),
             what);
    tdm_problem_fix(r->problem, "write one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t, or \\u and four hex digits");
    return false;
}

static bool fail_surrogate(struct reader *r) {
    tdm_str found = tdm_str_slice(r->text, r->at, r->at + 6);
    tdm_fail(r->problem, TDM_WHY_SYNTAX, "J007", place_now(r, 6), "\"%.*s\" is half of a pair", TDM_FMT(found));
    tdm_problem_fix(r->problem,
                    "write both halves, \\ud800 to \\udbff and then \\udc00 to \\udfff, or the sign itself");
    return false;
}

/* A \u escape at r->at, or two that make one code point. */
static bool read_unicode_escape(struct reader *r, uint32_t *code) {
    uint32_t low = 0;
    if (!hex_unit(r->text, r->at + 2, code)) return fail_escape(r, 6, "is not \\u and four hex digits");
    if (*code == 0) {
        tdm_fail(r->problem, TDM_WHY_NOT_ALLOWED, "J008", place_now(r, 6), "\"\\u0000\" stands for no sign of a text");
        tdm_problem_fix(r->problem, "remove it");
        return false;
    }
    if (*code >= 0xDC00 && *code <= 0xDFFF) return fail_surrogate(r);
    if (*code < 0xD800 || *code > 0xDBFF) {
        r->at += 6;
        return true;
    }
    bool is_pair = tdm_str_starts_with(tdm_str_slice(r->text, r->at + 6, r->text.len), TDM_STR("\\u")) &&
                   hex_unit(r->text, r->at + 8, &low) && low >= 0xDC00 && low <= 0xDFFF;
    if (!is_pair) return fail_surrogate(r);
    *code = 0x10000 + ((*code - 0xD800) << 10) + (low - 0xDC00);
    r->at += 12;
    return true;
}

/* One escape; its bytes go to *out, which moves on. */
static bool read_escape(struct reader *r, char **out) {
    char letter = r->at + 1 < r->text.len ? r->text.at[r->at + 1] : '\0';
    uint32_t code = 0;
    if (letter == 'u') {
        if (!read_unicode_escape(r, &code)) return false;
        *out += put_code_point(*out, code);
        return true;
    }
    const char *found = letter == '\0' ? NULL : strchr(escape_letters, letter);
    if (found == NULL) return fail_escape(r, 2, "is not an escape");
    *(*out)++ = escape_values[found - escape_letters];
    r->at += 2;
    return true;
}

static bool fail_text_end(struct reader *r, size_t began) {
    if (r->at >= r->text.len) {
        r->at = began; /* columns are counted forwards only, and a text has no line end inside */
        r->counted_at = began;
        tdm_fail(r->problem, TDM_WHY_SYNTAX, "J003", place_now(r, 1), "this text has no closing quote");
        tdm_problem_fix(r->problem, "write \" at its end");
        return false;
    }
    uint8_t byte = (uint8_t)sign_now(r);
    tdm_fail(r->problem, TDM_WHY_SYNTAX, "J005", place_now(r, 1),
             byte == '\n' ? "a line ends inside a text" : "control sign U+%04X inside a text", (unsigned)byte);
    tdm_problem_fix(r->problem,
                    byte == '\n' ? "write \" at the end of the text, or \\n for a new line in it"
                                 : "write it as \\u%04x, or remove it",
                    (unsigned)byte);
    return false;
}

static bool is_plain(char c) {
    return (uint8_t)c >= 0x20 && c != '"' && c != '\\';
}

static void skip_plain(struct reader *r) {
    tdm_str text = r->text;
    size_t at = r->at;
    while (text.len - at >= 8) {
        uint64_t bytes = eight(text.at + at);
        if ((less(bytes, 0x20) | less(bytes ^ of_each * '"', 1) | less(bytes ^ of_each * '\\', 1)) != 0) break;
        at += 8;
    }
    while (at < text.len && is_plain(text.at[at])) at++;
    r->at = at;
}

static bool read_text(struct reader *r, tdm_str *out) {
    size_t began = r->at;
    (void)column_now(r); /* so that fail_text_end can come back here */
    size_t from = ++r->at;
    skip_plain(r);
    if (sign_now(r) == '"') {
        *out = tdm_str_slice(r->text, from, r->at++);
        return true;
    }
    /* With an escape: a copy, no longer than what is left up to a closing quote; escapes only shrink. */
    size_t end = r->at;
    while (end < r->text.len && r->text.at[end] != '"') end += r->text.at[end] == '\\' ? 2 : 1;
    char *copy = tdm_arena_alloc_raw(r->mem, end - from + 1), *to = copy;
    memcpy(copy, r->text.at + from, r->at - from);
    to += r->at - from;
    while (!take(r, '"')) {
        if (is_plain(sign_now(r)))
            *to++ = r->text.at[r->at++];
        else if (sign_now(r) != '\\')
            return fail_text_end(r, began);
        else if (!read_escape(r, &to))
            return false;
    }
    *out = (tdm_str){copy, (size_t)(to - copy)};
    return true;
}

/* ---- numbers and words */

static size_t skip_digits(struct reader *r) {
    size_t from = r->at;
    while (is_digit(sign_now(r))) r->at++;
    return r->at - from;
}

static bool fail_number(struct reader *r, size_t from, const char *what, const char *fix) {
    while (is_word_sign(sign_now(r)) || sign_now(r) == '.') r->at++;
    tdm_str found = tdm_str_slice(r->text, from, r->at);
    struct tdm_place place = place_now(r, found.len);
    place.column -= (uint32_t)place.length; /* a number is ASCII */
    tdm_fail(r->problem, TDM_WHY_SYNTAX, "J004", place, "\"%.*s\" %s", found.len > 60 ? 60 : (int)found.len, found.at,
             what);
    tdm_problem_fix(r->problem, "%s", fix);
    return false;
}

static bool read_number(struct reader *r, tdm_str *out) {
    size_t from = r->at;
    (void)take(r, '-');
    bool leading_zero = sign_now(r) == '0';
    size_t whole = skip_digits(r);
    if (whole == 0)
        return fail_number(r, from, "has no digit after the minus sign", "write a digit after the minus sign");
    if (leading_zero && whole > 1) return fail_number(r, from, "begins with a zero", "write it without zeros in front");
    if (take(r, '.') && skip_digits(r) == 0)
        return fail_number(r, from, "has no digit after the point",
                           "write a digit after the point, or leave the point out");
    if (take(r, 'e') || take(r, 'E')) {
        if (!take(r, '+')) (void)take(r, '-');
        if (skip_digits(r) == 0)
            return fail_number(r, from, "has no digit in its exponent",
                               "write the exponent's digits, or the number in full");
    }
    if (is_word_sign(sign_now(r)) || sign_now(r) == '.')
        return fail_number(r, from, "is not a number",
                           "write digits, with a point as in 2.5; write a text in double quotes");
    *out = tdm_str_slice(r->text, from, r->at);
    return true;
}

static bool read_word(struct reader *r, struct tdm_json *value) {
    static const struct {
        tdm_str word;
        enum tdm_json_kind kind;
        bool truth;
    } words[] = {
        {TDM_STR_INIT("null"), TDM_JSON_NULL, false},
        {TDM_STR_INIT("true"), TDM_JSON_BOOL, true},
        {TDM_STR_INIT("false"), TDM_JSON_BOOL, false},
    };
    tdm_str found = found_now(r);
    for (size_t i = 0; i < TDM_COUNT(words); i++) {
        if (!tdm_str_equal(found, words[i].word)) continue;
        value->kind = words[i].kind;
        value->truth = words[i].truth;
        r->at += found.len;
        return true;
    }
    return fail_expected(r, "a value", "write a text in double quotes, a number, true, false, null, [...] or {...}");
}

/* ---- keys given twice */

static int compare_keys(const struct node *a, const struct node *b) {
    return tdm_str_compare(a->value.key, b->value.key);
}

/* Stable merge of the runs [from, middle) and [middle, until). */
static void merge_runs(const struct node **out, const struct node **in, size_t from, size_t middle, size_t until) {
    size_t left = from, right = middle;
    for (size_t i = from; i < until; i++) {
        bool take_left = left < middle && (right >= until || compare_keys(in[left], in[right]) <= 0);
        out[i] = take_left ? in[left++] : in[right++];
    }
}

static const struct node **sort_by_key(const struct node **a, const struct node **b, size_t count) {
    for (size_t run = 1; run < count; run *= 2) {
        for (size_t from = 0; from < count; from += 2 * run) {
            size_t middle = from + run < count ? from + run : count;
            size_t until = middle + run < count ? middle + run : count;
            merge_runs(b, a, from, middle, until);
        }
        const struct node **swap = a;
        a = b;
        b = swap;
    }
    return a;
}

/* The first key that an earlier member has already, or null. */
static const struct node *find_repeated(struct reader *r, const struct tdm_json *object) {
    struct tdm_arena_mark mark = tdm_arena_mark(r->mem);
    const struct node **nodes = TDM_NEW_ARRAY(r->mem, const struct node *, object->count);
    const struct node **other = TDM_NEW_ARRAY(r->mem, const struct node *, object->count);
    size_t count = 0;
    for (const struct tdm_json *m = object->first; m != NULL; m = m->next) nodes[count++] = (const struct node *)m;
    nodes = sort_by_key(nodes, other, count);
    const struct node *repeated = NULL;
    for (size_t i = 1; i < count; i++) {
        if (compare_keys(nodes[i - 1], nodes[i]) != 0) continue;
        const struct node *n = nodes[i];
        bool is_earlier = repeated == NULL || n->key_line < repeated->key_line ||
                          (n->key_line == repeated->key_line && n->key_column < repeated->key_column);
        if (is_earlier) repeated = n;
    }
    tdm_arena_rewind(r->mem, mark);
    return repeated;
}

/* Few are held against each other as they stand. */
static bool are_few_and_all_differ(const struct tdm_json *object) {
    if (object->count > 8) return false;
    for (const struct tdm_json *a = object->first; a != NULL; a = a->next)
        for (const struct tdm_json *b = a->next; b != NULL; b = b->next)
            if (tdm_str_equal(a->key, b->key)) return false;
    return true;
}

static bool check_keys(struct reader *r, const struct tdm_json *object) {
    const struct node *repeated = are_few_and_all_differ(object) ? NULL : find_repeated(r, object);
    if (repeated == NULL) return true;
    struct tdm_place place = {r->file, repeated->key_line, repeated->key_column, repeated->key_length};
    tdm_str key = repeated->value.key;
    tdm_fail(r->problem, TDM_WHY_CONFLICT, "J009", place, "the key \"%.*s\" is given twice in one object",
             TDM_FMT(key));
    tdm_problem_fix(r->problem, "remove one of the two, or rename it");
    return false;
}

/* ---- arrays and objects */

static bool read_value(struct reader *r, struct node *node);

static bool read_key(struct reader *r, struct node *node) {
    if (sign_now(r) != '"') return fail_expected(r, "a key in double quotes", "write \"name\": value");
    node->key_line = r->line;
    node->key_column = column_now(r);
    if (!read_text(r, &node->value.key)) return false;
    node->key_length = column_now(r) - node->key_column;
    skip_blanks(r);
    if (!take(r, ':')) return fail_expected(r, "\":\"", "write \":\" between the key and its value");
    skip_blanks(r);
    return true;
}

static bool enter(struct reader *r) {
    if (r->depth < TDM_JSON_DEPTH_MAX) {
        r->depth++;
        return true;
    }
    tdm_fail(r->problem, TDM_WHY_LIMIT, "J010", place_now(r, 1), "arrays and objects are nested deeper than %d levels",
             TDM_JSON_DEPTH_MAX);
    tdm_problem_fix(r->problem, "write it flatter");
    return false;
}

/* The items between the brackets; `value` gets them as children. */
static bool read_items(struct reader *r, struct tdm_json *value, char closing) {
    bool is_object = closing == '}';
    const struct tdm_json **next = &value->first;
    if (!enter(r)) return false;
    r->at++;
    skip_blanks(r);
    bool is_closed = take(r, closing);
    while (!is_closed) {
        struct node *node = TDM_NEW(r->mem, struct node);
        if (is_object && !read_key(r, node)) return false;
        if (!read_value(r, node)) return false;
        *next = &node->value;
        next = &node->value.next;
        value->count++;
        skip_blanks(r);
        is_closed = take(r, closing);
        if (is_closed) break;
        if (!take(r, ',')) {
            return is_object
                       ? fail_expected(r, "\",\" or \"}\"", "write \",\" between two members, \"}\" after the last")
                       : fail_expected(r, "\",\" or \"]\"", "write \",\" between two values, \"]\" after the last");
        }
        skip_blanks(r);
    }
    r->depth--;
    return !is_object || check_keys(r, value);
}

static bool read_value(struct reader *r, struct node *node) {
    struct tdm_json *value = &node->value;
    value->line = r->line;
    value->column = column_now(r);
    char c = sign_now(r);
    switch (c) {
    case '{':
        value->kind = TDM_JSON_OBJECT;
        return read_items(r, value, '}');
    case '[':
        value->kind = TDM_JSON_ARRAY;
        return read_items(r, value, ']');
    case '"':
        value->kind = TDM_JSON_STRING;
        return read_text(r, &value->text);
    default:
        if (!is_digit(c) && c != '-') return read_word(r, value);
        value->kind = TDM_JSON_NUMBER;
        return read_number(r, &value->text);
    }
}

/* ---- the door */

/* Before anything is read: bytes that are no text at all. */
static bool check_bytes(struct reader *r) {
    size_t bad_at = 0;
    if (tdm_str_starts_with(r->text, TDM_STR("\xEF\xBB\xBF"))) {
        tdm_fail(r->problem, TDM_WHY_SYNTAX, "J011", place_now(r, 1), "the text begins with a byte-order mark");
        tdm_problem_fix(r->problem, "save it as UTF-8 without a byte-order mark");
        return false;
    }
    if (tdm_utf8_valid(r->text, &bad_at)) return true;
    for (size_t i = 0; i < bad_at; i++) {
        if (r->text.at[i] != '\n') continue;
        r->line++;
        r->counted_at = i + 1;
    }
    r->at = bad_at;
    tdm_fail(r->problem, TDM_WHY_SYNTAX, "J001", place_now(r, 1), "byte 0x%02X is not UTF-8 text",
             (unsigned)(uint8_t)r->text.at[bad_at]);
    tdm_problem_fix(r->problem, "save it as UTF-8");
    return false;
}

bool tdm_json_read(struct tdm_arena *mem, tdm_str file, tdm_str text, const struct tdm_json **out,
                   struct tdm_problem *problem) {
    struct reader r = {.mem = mem, .problem = problem, .file = file, .text = text, .line = 1, .column = 1};
    struct node *root = TDM_NEW(mem, struct node);
    if (!check_bytes(&r)) return false;
    r.ascii = tdm_utf8_length(text) == text.len && text.len > 0;
    skip_blanks(&r);
    if (!read_value(&r, root)) return false;
    skip_blanks(&r);
    if (r.at < text.len) return fail_expected(&r, "the end", "remove what follows the value; a file holds one value");
    *out = &root->value;
    return true;
}

const struct tdm_json *tdm_json_member(const struct tdm_json *object, const char *key) {
    if (object->kind != TDM_JSON_OBJECT) return NULL;
    tdm_str wanted = tdm_str_of(key);
    for (const struct tdm_json *m = object->first; m != NULL; m = m->next)
        if (tdm_str_equal(m->key, wanted)) return m;
    return NULL;
}

struct tdm_place tdm_json_place(tdm_str file, const struct tdm_json *value) {
    size_t length = 1;
    switch (value->kind) {
    case TDM_JSON_NULL:
        length = 4;
        break;
    case TDM_JSON_BOOL:
        length = value->truth ? 4 : 5;
        break;
    case TDM_JSON_NUMBER:
        length = value->text.len;
        break;
    case TDM_JSON_STRING: /* with its quotes; an escape counts as what it stands for */
        length = tdm_utf8_length(value->text) + 2;
        break;
    case TDM_JSON_ARRAY:
    case TDM_JSON_OBJECT:
        break;
    }
    return (struct tdm_place){file, value->line, value->column, (uint32_t)length};
}
