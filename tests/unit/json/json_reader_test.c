/* json_reader_test.c - what is JSON and what is not (RFC 8259), with the message and the place of each refusal. */
#include "check.h"
#include "json/json.h"

#include <string.h>

/* The tree in a form that shows kinds: what was read, not how it was written. */
static void show(struct tdm_buf *out, const struct tdm_json *value) {
    switch (value->kind) {
    case TDM_JSON_NULL:
        tdm_buf_text(out, "null");
        return;
    case TDM_JSON_BOOL:
        tdm_buf_text(out, value->truth ? "yes" : "no");
        return;
    case TDM_JSON_NUMBER:
        tdm_buf_format(out, "#%.*s", TDM_FMT(value->text));
        return;
    case TDM_JSON_STRING:
        tdm_buf_format(out, "'%.*s'", TDM_FMT(value->text));
        return;
    case TDM_JSON_ARRAY:
    case TDM_JSON_OBJECT:
        break;
    }
    bool object = value->kind == TDM_JSON_OBJECT;
    tdm_buf_format(out, "%u%c", value->count, object ? '{' : '[');
    for (const struct tdm_json *v = value->first; v != NULL; v = v->next) {
        if (object) tdm_buf_format(out, "%.*s=", TDM_FMT(v->key));
        show(out, v);
        if (v->next != NULL) tdm_buf_char(out, ' ');
    }
    tdm_buf_char(out, object ? '}' : ']');
}

static tdm_str read_back(struct tdm_arena *mem, tdm_str text) {
    const struct tdm_json *value = NULL;
    struct tdm_problem problem;
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000000);
    /* A copy of exactly this length, so that sanitizers see a look behind its end. */
    char *exact = tdm_arena_alloc_raw(mem, text.len);
    memcpy(exact, text.at, text.len);
    if (tdm_json_read(mem, TDM_STR("f"), (tdm_str){exact, text.len}, &value, &problem))
        show(&out, value);
    else
        tdm_problem_show(&out, &problem, TDM_STR(""));
    return tdm_buf_str(&out);
}

static const struct {
    const char *text, *wanted;
} accepted[] = {
    {"null", "null"},
    {"true", "yes"},
    {"false", "no"},
    {" \t\r\n null \n\r\t ", "null"},
    {"0", "#0"},
    {"-0", "#-0"},
    {"12", "#12"},
    {"-12.50", "#-12.50"},
    {"0.0", "#0.0"},
    {"1e5", "#1e5"},
    {"1E+05", "#1E+05"},
    {"1.5e-10", "#1.5e-10"},
    {"123456789012345678901234567890.123456789", "#123456789012345678901234567890.123456789"},
    {"\"\"", "''"},
    {"\"knee\"", "'knee'"},
    {"\"a b\"", "'a b'"},
    {"\"\\\"\\\\\\/\"", "'\"\\/'"},
    {"\"\\b\\f\\n\\r\\t\"", "'\b\f\n\r\t'"},
    {"\"x\\ny\"", "'x\ny'"},
    {"\"\\u0041\\u00e9\\u20AC\"", "'A\xC3\xA9\xE2\x82\xAC'"},
    {"\"\\u0001\\u007f\\u0080\\u07ff\\u0800\\uffff\"", "'\x01\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF'"},
    {"\"\\ud800\\udc00\"", "'\xF0\x90\x80\x80'"},
    {"\"\\uDBFF\\uDFFF\"", "'\xF4\x8F\xBF\xBF'"},
    {"\"\\ud83e\\uddb5!\"", "'\xF0\x9F\xA6\xB5!'"},
    {"\"\\ud7ff\\ue000\"", "'\xED\x9F\xBF\xEE\x80\x80'"},
    {"\"\x7F\xC3\xB6\xF0\x9F\xA6\xB5\"", "'\x7F\xC3\xB6\xF0\x9F\xA6\xB5'"},
    {"[]", "0[]"},
    {"[ ]", "0[]"},
    {"{}", "0{}"},
    {"{ \n }", "0{}"},
    {"[1]", "1[#1]"},
    {"[1,2,3]", "3[#1 #2 #3]"},
    {" [ 1 , \"a\" , null , true , [ ] , { } ] ", "6[#1 'a' null yes 0[] 0{}]"},
    {"[[[[]]]]", "1[1[1[0[]]]]"},
    {"{\"a\":1}", "1{a=#1}"},
    {"{\"a\":1,\"b\":{\"a\":[2]}}", "2{a=#1 b=1{a=1[#2]}}"},
    {"{\"\":0}", "1{=#0}"},
    {"{\"a\\u0062\":1,\"a\":2}", "2{ab=#1 a=#2}"},
    {"{\"b\":1,\"a\":2,\"c\":3,\"B\":4}", "4{b=#1 a=#2 c=#3 B=#4}"},
    {"{ \"a\" : \n 1 }", "1{a=#1}"},
    {"\"\\\\\"", "'\\'"},
    {"[\"\\\\\", \"]\"]", "2['\\' ']']"},
};

TEST("what is JSON is read as it is, numbers with their digits") {
    for (size_t i = 0; i < TDM_COUNT(accepted); i++)
        CHECK_STR(read_back(mem, tdm_str_of(accepted[i].text)), accepted[i].wanted);
}

static const struct {
    const char *text, *wanted; /* place, code, words, way out */
} refused[] = {
    {"", "f:1:1: error J003: the text ends where a value is expected\n  fix: complete the text; it may have been cut "
         "off\n"},
    {" \n ", "f:2:2: error J003: the text ends where a value is expected\n  fix: complete the text; it may have been "
             "cut off\n"},
    {"[", "f:1:2: error J003: the text ends where a value is expected\n  fix: complete the text; it may have been cut "
          "off\n"},
    {"[1", "f:1:3: error J003: the text ends where \",\" or \"]\" is expected\n"
           "  fix: complete the text; it may have been cut off\n"},
    {"[1,", "f:1:4: error J003: the text ends where a value is expected\n  fix: complete the text; it may have been "
            "cut off\n"},
    {"{", "f:1:2: error J003: the text ends where a key in double quotes is expected\n"
          "  fix: complete the text; it may have been cut off\n"},
    {"{\"a\"",
     "f:1:5: error J003: the text ends where \":\" is expected\n  fix: complete the text; it may have been cut off\n"},
    {"{\"a\":", "f:1:6: error J003: the text ends where a value is expected\n  fix: complete the text; it may have "
                "been cut off\n"},
    {"{\"a\":1", "f:1:7: error J003: the text ends where \",\" or \"}\" is expected\n"
                 "  fix: complete the text; it may have been cut off\n"},
    {"[1,]", "f:1:4: error J002: found \"]\" where a value is expected\n"
             "  fix: remove the comma before it, or write the value that is missing\n"},
    {"{\"a\":1,}", "f:1:8: error J002: found \"}\" where a key in double quotes is expected\n"
                   "  fix: remove the comma before it, or write the value that is missing\n"},
    {"[ }", "f:1:3: error J002: found \"}\" where a value is expected\n"
            "  fix: write a text in double quotes, a number, true, false, null, [...] or {...}\n"},
    {"[1,\n ]", "f:2:2: error J002: found \"]\" where a value is expected\n"
                "  fix: remove the comma before it, or write the value that is missing\n"},
    {"[,1]", "f:1:2: error J002: found \",\" where a value is expected\n"
             "  fix: write a text in double quotes, a number, true, false, null, [...] or {...}\n"},
    {"[1 2]", "f:1:4: error J002: found \"2\" where \",\" or \"]\" is expected\n"
              "  fix: write \",\" between two values, \"]\" after the last\n"},
    {"[1}", "f:1:3: error J002: found \"}\" where \",\" or \"]\" is expected\n"
            "  fix: write \",\" between two values, \"]\" after the last\n"},
    {"{\"a\":1]", "f:1:7: error J002: found \"]\" where \",\" or \"}\" is expected\n"
                  "  fix: write \",\" between two members, \"}\" after the last\n"},
    {"{\"a\" 1}", "f:1:6: error J002: found \"1\" where \":\" is expected\n"
                  "  fix: write \":\" between the key and its value\n"},
    {"{a:1}",
     "f:1:2: error J002: found \"a\" where a key in double quotes is expected\n  fix: write \"name\": value\n"},
    {"{1:1}",
     "f:1:2: error J002: found \"1\" where a key in double quotes is expected\n  fix: write \"name\": value\n"},
    {"{'a':1}", "f:1:2: error J002: found \"'\" where a key in double quotes is expected\n"
                "  fix: write texts in double quotes: \"...\"\n"},
    {"{\"a\" \"b\"}", "f:1:6: error J002: found \"\"\" where \":\" is expected\n"
                      "  fix: write \":\" between the key and its value\n"},
    {"{\"a\":1 \"b\":2}", "f:1:8: error J002: found \"\"\" where \",\" or \"}\" is expected\n"
                          "  fix: write \",\" between two members, \"}\" after the last\n"},
    {"'a'", "f:1:1: error J002: found \"'\" where a value is expected\n  fix: write texts in double quotes: \"...\"\n"},
    {"True", "f:1:1: error J002: found \"True\" where a value is expected\n  fix: write true\n"},
    {"[FALSE]", "f:1:2: error J002: found \"FALSE\" where a value is expected\n  fix: write false\n"},
    {"None", "f:1:1: error J002: found \"None\" where a value is expected\n  fix: write null\n"},
    {"undefined",
     "f:1:1: error J002: found \"undefined\" where a value is expected\n  fix: write null, or leave the member out\n"},
    {"NaN", "f:1:1: error J002: found \"NaN\" where a value is expected\n"
            "  fix: JSON has no such number; write null, or leave the member out\n"},
    {"zZ_9", "f:1:1: error J002: found \"zZ_9\" where a value is expected\n"
             "  fix: write a text in double quotes, a number, true, false, null, [...] or {...}\n"},
    {"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
     "f:1:1: error J002: found \"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN\" where a value is expected\n"
     "  fix: write a text in double quotes, a number, true, false, null, [...] or {...}\n"},
    {"\xC3\x9F", "f:1:1: error J002: found \"\xC3\x9F\" where a value is expected\n"
                 "  fix: write a text in double quotes, a number, true, false, null, [...] or {...}\n"},
    {"nul", "f:1:1: error J002: found \"nul\" where a value is expected\n"
            "  fix: write a text in double quotes, a number, true, false, null, [...] or {...}\n"},
    {"nulll", "f:1:1: error J002: found \"nulll\" where a value is expected\n"
              "  fix: write a text in double quotes, a number, true, false, null, [...] or {...}\n"},
    {"true1", "f:1:1: error J002: found \"true1\" where a value is expected\n"
              "  fix: write a text in double quotes, a number, true, false, null, [...] or {...}\n"},
    {"// x\n1", "f:1:1: error J002: found \"/\" where a value is expected\n  fix: JSON has no comments; remove it\n"},
    {"1 /* x */", "f:1:3: error J002: found \"/\" where the end is expected\n  fix: JSON has no comments; remove it\n"},
    {"+1", "f:1:1: error J002: found \"+\" where a value is expected\n  fix: write the number without the plus sign\n"},
    {".5", "f:1:1: error J002: found \".\" where a value is expected\n"
           "  fix: write a digit before the point, as in 0.5\n"},
    {"1 2", "f:1:3: error J002: found \"2\" where the end is expected\n"
            "  fix: remove what follows the value; a file holds one value\n"},
    {"{} {}", "f:1:4: error J002: found \"{\" where the end is expected\n"
              "  fix: remove what follows the value; a file holds one value\n"},
    {"[\xC3\xB6]", "f:1:2: error J002: found \"\xC3\xB6\" where a value is expected\n"
                   "  fix: write a text in double quotes, a number, true, false, null, [...] or {...}\n"},
    {"[1,\f2]", "f:1:4: error J002: found \"?\" where a value is expected\n"
                "  fix: write a text in double quotes, a number, true, false, null, [...] or {...}\n"},
    {"\xC2\xA0"
     "1",
     "f:1:1: error J002: found \"\xC2\xA0\" where a value is expected\n"
     "  fix: write a text in double quotes, a number, true, false, null, [...] or {...}\n"},
    /* numbers */
    {"01", "f:1:1: error J004: \"01\" begins with a zero\n  fix: write it without zeros in front\n"},
    {"[-00]", "f:1:2: error J004: \"-00\" begins with a zero\n  fix: write it without zeros in front\n"},
    {"-", "f:1:1: error J004: \"-\" has no digit after the minus sign\n  fix: write a digit after the minus sign\n"},
    {"-a", "f:1:1: error J004: \"-a\" has no digit after the minus sign\n  fix: write a digit after the minus sign\n"},
    {"1.", "f:1:1: error J004: \"1.\" has no digit after the point\n"
           "  fix: write a digit after the point, or leave the point out\n"},
    {"1.e5", "f:1:1: error J004: \"1.e5\" has no digit after the point\n"
             "  fix: write a digit after the point, or leave the point out\n"},
    {"1e", "f:1:1: error J004: \"1e\" has no digit in its exponent\n"
           "  fix: write the exponent's digits, or the number in full\n"},
    {"1e+", "f:1:1: error J004: \"1e+\" has no digit in its exponent\n"
            "  fix: write the exponent's digits, or the number in full\n"},
    {"1e+-1", "f:1:1: error J004: \"1e+\" has no digit in its exponent\n"
              "  fix: write the exponent's digits, or the number in full\n"},
    {"5kg", "f:1:1: error J004: \"5kg\" is not a number\n"
            "  fix: write digits, with a point as in 2.5; write a text in double quotes\n"},
    {"0x1F", "f:1:1: error J004: \"0x1F\" is not a number\n"
             "  fix: write digits, with a point as in 2.5; write a text in double quotes\n"},
    {"[1, 1.2.3]", "f:1:5: error J004: \"1.2.3\" is not a number\n"
                   "  fix: write digits, with a point as in 2.5; write a text in double quotes\n"},
    {"123456789012345678901234567890123456789012345678901234567890x",
     "f:1:1: error J004: \"123456789012345678901234567890123456789012345678901234567890\" is not a number\n"
     "  fix: write digits, with a point as in 2.5; write a text in double quotes\n"},
    /* texts */
    {"\"\\u0041", "f:1:1: error J003: this text has no closing quote\n  fix: write \" at its end\n"},
    {"\"\\\xC3\x9F\"", "f:1:2: error J006: \"\\\xC3\x9F\" is not an escape\n"
                       "  fix: write one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t, or \\u and four hex digits\n"},
    {"{\"a\\x\":1}", "f:1:4: error J006: \"\\x\" is not an escape\n"
                     "  fix: write one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t, or \\u and four hex digits\n"},
    {"\"\\udc00\"", "f:1:2: error J007: \"\\udc00\" is half of a pair\n"
                    "  fix: write both halves, \\ud800 to \\udbff and then \\udc00 to \\udfff, or the sign itself\n"},
    {"\"abc", "f:1:1: error J003: this text has no closing quote\n  fix: write \" at its end\n"},
    {"\"abc\\\"", "f:1:1: error J003: this text has no closing quote\n  fix: write \" at its end\n"},
    {"[\"\xC3\xB6\", \"", "f:1:7: error J003: this text has no closing quote\n  fix: write \" at its end\n"},
    {"\"ab\nc\"", "f:1:4: error J005: a line ends inside a text\n"
                  "  fix: write \" at the end of the text, or \\n for a new line in it\n"},
    {"\"a\\tb\nc\"", "f:1:6: error J005: a line ends inside a text\n"
                     "  fix: write \" at the end of the text, or \\n for a new line in it\n"},
    {"\"a\tc\"", "f:1:3: error J005: control sign U+0009 inside a text\n  fix: write it as \\u0009, or remove it\n"},
    {"\"\x1F\"", "f:1:2: error J005: control sign U+001F inside a text\n  fix: write it as \\u001f, or remove it\n"},
    {"\"\\x\"", "f:1:2: error J006: \"\\x\" is not an escape\n"
                "  fix: write one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t, or \\u and four hex digits\n"},
    {"\"\xC3\xB6\\'\"", "f:1:3: error J006: \"\\'\" is not an escape\n"
                        "  fix: write one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t, or \\u and four hex digits\n"},
    {"\"\\\xC3\xB6\"", "f:1:2: error J006: \"\\\xC3\xB6\" is not an escape\n"
                       "  fix: write one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t, or \\u and four hex digits\n"},
    {"\"\\", "f:1:2: error J006: \"\\\" is not an escape\n"
             "  fix: write one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t, or \\u and four hex digits\n"},
    {"\"\\u12g4\"", "f:1:2: error J006: \"\\u12g4\" is not \\u and four hex digits\n"
                    "  fix: write one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t, or \\u and four hex digits\n"},
    {"\"\\u123", "f:1:2: error J006: \"\\u123\" is not \\u and four hex digits\n"
                 "  fix: write one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t, or \\u and four hex digits\n"},
    {"\"\\U0041\"", "f:1:2: error J006: \"\\U\" is not an escape\n"
                    "  fix: write one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t, or \\u and four hex digits\n"},
    {"\"\\ud800\"", "f:1:2: error J007: \"\\ud800\" is half of a pair\n"
                    "  fix: write both halves, \\ud800 to \\udbff and then \\udc00 to \\udfff, or the sign itself\n"},
    {"\"a\\udfff\"", "f:1:3: error J007: \"\\udfff\" is half of a pair\n"
                     "  fix: write both halves, \\ud800 to \\udbff and then \\udc00 to \\udfff, or the sign itself\n"},
    {"\"\\udbff\\u0041\"",
     "f:1:2: error J007: \"\\udbff\" is half of a pair\n"
     "  fix: write both halves, \\ud800 to \\udbff and then \\udc00 to \\udfff, or the sign itself\n"},
    {"\"\\ud800\\ud800\"",
     "f:1:2: error J007: \"\\ud800\" is half of a pair\n"
     "  fix: write both halves, \\ud800 to \\udbff and then \\udc00 to \\udfff, or the sign itself\n"},
    {"\"\\ud800x\"", "f:1:2: error J007: \"\\ud800\" is half of a pair\n"
                     "  fix: write both halves, \\ud800 to \\udbff and then \\udc00 to \\udfff, or the sign itself\n"},
    {"\"\\ud800\\ue000\"",
     "f:1:2: error J007: \"\\ud800\" is half of a pair\n"
     "  fix: write both halves, \\ud800 to \\udbff and then \\udc00 to \\udfff, or the sign itself\n"},
    {"\"a\\u0000b\"", "f:1:3: error J008: \"\\u0000\" stands for no sign of a text\n  fix: remove it\n"},
    /* keys */
    {"{\"a\":1,\"a\":1}", "f:1:8: error J009: the key \"a\" is given twice in one object\n"
                          "  fix: remove one of the two, or rename it\n"},
    {"{\"a\":1,\n \"b\":2, \"\\u0061\":3,\n\"b\":4}", "f:2:9: error J009: the key \"a\" is given twice in one object\n"
                                                      "  fix: remove one of the two, or rename it\n"},
    {"{\"b\":1,\"a\":2,\n\"b\":2, \"a\":3}", "f:2:1: error J009: the key \"b\" is given twice in one object\n"
                                             "  fix: remove one of the two, or rename it\n"},
    {"{\"a\":1,\"b\":2, \"b\":2, \"a\":3}", "f:1:15: error J009: the key \"b\" is given twice in one object\n"
                                            "  fix: remove one of the two, or rename it\n"},
    {"{\"a\":1,\"b\":2, \"a\":2, \"b\":3}", "f:1:15: error J009: the key \"a\" is given twice in one object\n"
                                            "  fix: remove one of the two, or rename it\n"},
    {"{\"x\":[{\"\":0,\"\":0}]}", "f:1:13: error J009: the key \"\" is given twice in one object\n"
                                  "  fix: remove one of the two, or rename it\n"},
    {"{\"b\":1,\"c\":2,\"a\":3,\"d\":4,\"a\":5,\"e\":6,\"f\":7}",
     "f:1:26: error J009: the key \"a\" is given twice in one object\n  fix: remove one of the two, or rename it\n"},
    /* bytes */
    {"\xEF\xBB\xBF{}", "f:1:1: error J011: the text begins with a byte-order mark\n"
                       "  fix: save it as UTF-8 without a byte-order mark\n"},
    {"\"\xFF\"", "f:1:2: error J001: byte 0xFF is not UTF-8 text\n  fix: save it as UTF-8\n"},
    {"[1,\n \"\xC3\xB6\xC3\"]", "f:2:4: error J001: byte 0xC3 is not UTF-8 text\n  fix: save it as UTF-8\n"},
    {"\n\xFF", "f:2:1: error J001: byte 0xFF is not UTF-8 text\n  fix: save it as UTF-8\n"},
    {"\"\xED\xA0\x80\"", "f:1:2: error J001: byte 0xED is not UTF-8 text\n  fix: save it as UTF-8\n"},
};

TEST("what is not JSON is refused with its place, its words and a way out") {
    for (size_t i = 0; i < TDM_COUNT(refused); i++)
        CHECK_STR(read_back(mem, tdm_str_of(refused[i].text)), refused[i].wanted);
    CHECK_STR(read_back(mem, TDM_STR("[1,\0 2]")),
              "f:1:4: error J001: byte 0x00 is not UTF-8 text\n  fix: save it as UTF-8\n");
}

TEST("bytes that are not UTF-8 are refused at the first of them, wherever they stand") {
    static const struct {
        const char *text;
        uint32_t column;
    } rows[] = {
        {"[\"\xE9\"]", 3},             /* Latin-1 */
        {"[\"a\x80\"]", 4},            /* goes on with nothing */
        {"[\"\xC0\xAF\"]", 3},         /* overlong, two bytes */
        {"[\"\xE0\x80\x80\"]", 3},     /* overlong, three */
        {"[\"\xF0\x80\x80\x80\"]", 3}, /* overlong, four */
        {"[\"\xF4\x90\x80\x80\"]", 3}, /* beyond the last sign */
        {"[\"\xFC\x80\x80\x80\"]", 3}, /* never begins one */
        {"[\"\xE2\x82\"]", 3},         /* cut off */
        {"[\"\\\xE5\"]", 4},           /* in an escape */
        {"{\"\xFF\":1}", 3},           /* in a key */
        {"[1\xE5]", 3},                /* in a number */
        {"[1e\xE5]", 4},               /* in its exponent */
        {"[t\xE9]", 3},                /* in a word */
        {"\xE9", 1},                   /* for a value */
        {"[]\xE5", 3},                 /* behind it */
        {"\xEF\xBB[]", 1},             /* part of a byte-order mark */
        {"\xFF\xFE[", 1},              /* a byte-order mark of UTF-16 */
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_json *value = NULL;
        struct tdm_problem problem = {0};
        CHECK(!tdm_json_read(mem, TDM_STR("f"), tdm_str_of(rows[i].text), &value, &problem));
        CHECK(value == NULL);
        CHECK_INT(problem.place.column, rows[i].column);
        CHECK_STR(tdm_str_of(problem.code), "J001");
    }
}

TEST("arrays and objects nest 64 levels deep and not one more") {
    struct tdm_buf out;
    for (size_t depth = 64; depth <= 65; depth++) {
        tdm_buf_init(&out, mem, 10000);
        tdm_buf_repeat(&out, '[', depth);
        tdm_buf_repeat(&out, ']', depth);
        tdm_str read = read_back(mem, tdm_buf_str(&out));
        CHECK_INT(tdm_str_starts_with(read, TDM_STR("1[1[1[")), depth == 64);
        if (depth == 65)
            CHECK_STR(
                read,
                "f:1:65: error J010: arrays and objects are nested deeper than 64 levels\n  fix: write it flatter\n");
    }
    /* Beside each other is not inside each other. */
    tdm_buf_init(&out, mem, 10000);
    tdm_buf_char(&out, '[');
    for (int i = 0; i < 100; i++) tdm_buf_text(&out, "[],{},");
    tdm_buf_text(&out, "0]");
    CHECK(tdm_str_starts_with(read_back(mem, tdm_buf_str(&out)), TDM_STR("201[0[] 0{} ")));
    /* A thousand levels that never close. */
    tdm_buf_init(&out, mem, 10000);
    for (int i = 0; i < 1000; i++) tdm_buf_text(&out, "{\"a\":");
    CHECK(tdm_str_starts_with(read_back(mem, tdm_buf_str(&out)), TDM_STR("f:1:321: error J010:")));
}

TEST("a text cut off anywhere is refused without a look behind its end") {
    tdm_str whole = TDM_STR("{\"a\": [1.5e-3, \"x\\u20AC\\ud83e\\uddb5\\n\", null, true], \"b\": {\"c\": false}}");
    for (size_t length = 0; length < whole.len; length++)
        CHECK(tdm_str_starts_with(read_back(mem, tdm_str_slice(whole, 0, length)), TDM_STR("f:1:")));
    CHECK_STR(read_back(mem, whole), "2{a=4[#1.5e-3 'x\xE2\x82\xAC\xF0\x9F\xA6\xB5\n' null yes] b=1{c=no}}");
}

TEST("keys of a large object are checked in any order, and its members stay in theirs") {
    struct tdm_buf out;
    for (int repeated = 0; repeated <= 1; repeated++) {
        tdm_buf_init(&out, mem, 1000000);
        tdm_buf_char(&out, '{');
        for (int i = 0; i < 5000; i++) tdm_buf_format(&out, "\"k%d\": %d,\n", i * 7919 % 5000, i);
        tdm_buf_text(&out, repeated ? "\"k1234\": 0}" : "\"last\": 0}");
        tdm_str read = read_back(mem, tdm_buf_str(&out));
        if (repeated)
            CHECK(tdm_str_starts_with(read, TDM_STR("f:5001:1: error J009: the key \"k1234\" is given twice")));
        else
            CHECK(tdm_str_starts_with(read, TDM_STR("5001{k0=#0 k2919=#1 k838=#2 ")));
    }
}

TEST("every value knows its place, members are found by their key") {
    const struct tdm_json *root = NULL;
    struct tdm_problem problem;
    tdm_str text =
        TDM_STR("{\"\xC3\xB6\": 1.50, \"b\": [true, false,\n  null, \"\xC3\xB6x\", {}, []],\n\"a\": {\"b\": 7}}");
    REQUIRE(tdm_json_read(mem, TDM_STR("f"), text, &root, &problem));
    const struct tdm_json *first = tdm_json_member(root, "\xC3\xB6"), *array = tdm_json_member(root, "b");
    REQUIRE(first != NULL && array != NULL);
    CHECK(tdm_json_member(root, "c") == NULL);
    CHECK(tdm_json_member(root, "") == NULL);
    CHECK(tdm_json_member(array, "b") == NULL);
    CHECK(tdm_json_member(first, "b") == NULL);
    CHECK_INT(tdm_json_member(tdm_json_member(root, "a"), "b")->column, 12);
    CHECK_INT(tdm_json_member(tdm_json_member(root, "a"), "b")->line, 3);
    static const uint32_t wanted[][3] = {{1, 19, 4}, {1, 25, 5}, {2, 3, 4}, {2, 9, 4}, {2, 15, 1}, {2, 19, 1}};
    size_t i = 0;
    CHECK_INT(array->column, 18);
    for (const struct tdm_json *v = array->first; v != NULL; v = v->next, i++) {
        struct tdm_place place = tdm_json_place(TDM_STR("f"), v);
        REQUIRE(i < TDM_COUNT(wanted));
        CHECK_INT(place.line, wanted[i][0]);
        CHECK_INT(place.column, wanted[i][1]);
        CHECK_INT(place.length, wanted[i][2]);
        CHECK_STR(place.file, "f");
    }
    CHECK_INT(i, 6);
    CHECK_INT(tdm_json_place(TDM_STR("f"), first).length, 4);
    CHECK_INT(tdm_json_place(TDM_STR("f"), first).column, 7);
}

TEST("each problem marks as much of its line as it is about") {
    static const struct {
        const char *text;
        uint32_t length;
    } marked[] = {
        {"[", 1},
        {"[nul]", 3},
        {"\xC3\xB6", 1},
        {"\"\\ud800\"", 6},
        {"\"\\u0000\"", 6},
        {"\"abc", 1},
        {"\"a\tb\"", 1},
        {"\"a\\u12x4\"", 6},
        {"\"\\x\"", 2},
        {"[1.2.3]", 5},
        {"\xEF\xBB\xBF", 1},
        {"\"\xFF\"", 1},
        {"{\"ab\":1,\"ab\":2}", 4},
    };
    for (size_t i = 0; i < TDM_COUNT(marked); i++) {
        const struct tdm_json *value;
        struct tdm_problem problem;
        CHECK(!tdm_json_read(mem, TDM_STR("f"), tdm_str_of(marked[i].text), &value, &problem));
        CHECK_INT(problem.place.length, marked[i].length);
    }
    char deep[66] = {0};
    memset(deep, '[', 65);
    const struct tdm_json *value;
    struct tdm_problem problem;
    CHECK(!tdm_json_read(mem, TDM_STR("f"), (tdm_str){deep, 65}, &value, &problem));
    CHECK_INT(problem.place.length, 1);
    REQUIRE(tdm_json_read(mem, TDM_STR("f"), TDM_STR("null"), &value, &problem));
    CHECK(!value->truth);
}

TEST("a refused text leaves the result alone") {
    const struct tdm_json sentinel = {.line = 77}, *out = &sentinel;
    struct tdm_problem problem;
    CHECK(!tdm_json_read(mem, TDM_STR("f"), TDM_STR("[1,2"), &out, &problem));
    CHECK_INT(out->line, 77);
    CHECK_INT(problem.why, TDM_WHY_SYNTAX);
    CHECK(!tdm_json_read(mem, TDM_STR("f"), TDM_STR("{\"a\":1,\"a\":1}"), &out, &problem));
    CHECK_INT(problem.why, TDM_WHY_CONFLICT);
    CHECK_INT(problem.place.length, 3);
}
