/* identity_words.c - a record as lines of words: what is sealed. Padded, so that its length tells little. */
#include "identity/identity_int.h"

#define PAD 256u

bool tdm_identity_is_id(tdm_str id) {
    if (id.len == 0 || id.len > 40 || id.at[0] < 'a' || id.at[0] > 'z' || id.at[id.len - 1] == '-') return false;
    for (size_t i = 0; i < id.len; i++) {
        char c = id.at[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') return false;
    }
    return true;
}

static void put(struct tdm_buf *out, const char *key, tdm_str text) {
    tdm_buf_format(out, "%s %.*s\n", key, TDM_FMT(text));
}

tdm_str tdm_identity_print(struct tdm_arena *mem, const struct tdm_identity *identity) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 4 * PAD + (2 * TDM_IDENTITY_MANY_MAX + 2) * (TDM_IDENTITY_TEXT_MAX + 20));
    put(&out, "name", identity->name);
    if (!tdm_date_is_none(identity->born)) {
        tdm_buf_text(&out, "born ");
        tdm_date_print(&out, identity->born);
        tdm_buf_char(&out, '\n');
    }
    for (uint32_t i = 0; i < identity->contact_count; i++) put(&out, "contact", identity->contacts[i]);
    for (uint32_t i = 0; i < identity->identifier_count; i++) put(&out, "identifier", identity->identifiers[i]);
    tdm_buf_repeat(&out, ' ', PAD - out.len % PAD);
    return tdm_buf_str(&out);
}

static bool takes(tdm_str line, const char *key, tdm_str *rest) {
    tdm_str word = tdm_str_of(key);
    if (!tdm_str_starts_with(line, word)) return false;
    *rest = tdm_str_slice(line, word.len, line.len);
    return true;
}

static bool read_line(struct tdm_identity *out, tdm_str *contacts, tdm_str *identifiers, tdm_str line) {
    tdm_str rest;
    if (takes(line, "name ", &out->name)) return true;
    if (takes(line, "born ", &rest)) return tdm_date_parse(rest, &out->born);
    if (takes(line, "contact ", &rest) && out->contact_count < TDM_IDENTITY_MANY_MAX) {
        contacts[out->contact_count++] = rest;
        return true;
    }
    if (takes(line, "identifier ", &rest) && out->identifier_count < TDM_IDENTITY_MANY_MAX) {
        identifiers[out->identifier_count++] = rest;
        return true;
    }
    return false;
}

bool tdm_identity_read(struct tdm_arena *mem, tdm_str text, struct tdm_identity *out) {
    tdm_str *contacts = TDM_NEW_ARRAY(mem, tdm_str, TDM_IDENTITY_MANY_MAX);
    tdm_str *identifiers = TDM_NEW_ARRAY(mem, tdm_str, TDM_IDENTITY_MANY_MAX);
    size_t end;
    *out = (struct tdm_identity){.born = TDM_DATE_NONE, .contacts = contacts, .identifiers = identifiers};
    while (tdm_str_find(text, TDM_STR("\n"), &end)) {
        if (!read_line(out, contacts, identifiers, tdm_str_slice(text, 0, end))) return false;
        text = tdm_str_slice(text, end + 1, text.len);
    }
    return tdm_str_trim(text).len == 0;
}
