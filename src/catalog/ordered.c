/* ordered.c - the words of order systems for a product, taken apart: its ingredients, its form. Pieces are only left
 * away where they can name no ingredient (a strength, a brand in brackets, a form of the catalogue); what is left must
 * be known whole. */
#include "catalog/ordered.h"

/* ---- words */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool in_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The next word of the text at or behind *at; empty at its end. */
static tdm_str next_word(tdm_str text, size_t *at) {
    while (*at < text.len && !in_word(text.at[*at])) (*at)++;
    size_t from = *at;
    while (*at < text.len && in_word(text.at[*at])) (*at)++;
    return tdm_str_slice(text, from, *at);
}

static bool same_word(tdm_str a, tdm_str b) {
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++)
        if (small(a.at[i]) != small(b.at[i])) return false;
    return true;
}

/* Do the words of `phrase` stand in the text from there on? *end: behind them. */
static bool stands_at(tdm_str text, size_t at, tdm_str phrase, size_t *end) {
    size_t here = 0;
    for (tdm_str wanted = next_word(phrase, &here); wanted.len > 0; wanted = next_word(phrase, &here))
        if (!same_word(next_word(text, &at), wanted)) return false;
    *end = at;
    return here > 0;
}

/* ---- routes */

struct finding { /* the longest phrase so far */
    tdm_ref route;
    size_t length;
    bool doubtful;
};

static void look_for(tdm_str words, tdm_str phrase, tdm_ref route, struct finding *f) {
    for (size_t at = 0, end = 0; at < words.len; (void)next_word(words, &at)) {
        if (phrase.len == 0 || !stands_at(words, at, phrase, &end)) continue;
        if (phrase.len == f->length && f->route != route) f->doubtful = true;
        if (phrase.len <= f->length) continue;
        *f = (struct finding){route, phrase.len, false};
    }
}

tdm_ref tdm_catalog_route_said(const struct tdm_catalog *catalog, tdm_str words) {
    struct finding f = {TDM_REF_NONE, 0, false};
    for (tdm_ref r = 0; r < catalog->count[TDM_KIND_ROUTE]; r++) {
        const struct tdm_route *route = tdm_catalog_route(catalog, r);
        look_for(words, route->item.label, r, &f);
        for (uint32_t i = 0; i < route->said_count; i++) look_for(words, route->said[i], r, &f);
    }
    return f.doubtful ? TDM_REF_NONE : f.route;
}

/* ---- one part */

static bool known(const struct tdm_catalog *catalog, tdm_str said, tdm_ref *route) {
    const tdm_ref *found;
    tdm_ref one[1];
    uint32_t count = 0;
    return tdm_catalog_ingredients(catalog, said, &found, &count, route, one) && count > 0;
}

/* What a strength is told in, and words of forms that say no route. A word that is none of these, nor of a form of the
 * catalogue, could name an ingredient: then nothing is left away. */
static const char *const told_in[] = {"mg",
                                      "mcg",
                                      "ug",
                                      "g",
                                      "ml",
                                      "l",
                                      "unt",
                                      "unit",
                                      "units",
                                      "iu",
                                      "meq",
                                      "mmol",
                                      "hr",
                                      "hour",
                                      "hours",
                                      "h",
                                      "day",
                                      "actuat",
                                      "cm2",
                                      "sqcm",
                                      "percent",
                                      "dose",
                                      "per",
                                      "each",
                                      "extended",
                                      "delayed",
                                      "release",
                                      "film",
                                      "coated",
                                      "enteric",
                                      "powder",
                                      "solution",
                                      "foam",
                                      "syrup",
                                      "liquid",
                                      "granules",
                                      "suspension",
                                      "injection",
                                      "injectable",
                                      "prefilled",
                                      "syringe",
                                      "cartridge",
                                      "vial",
                                      "ampule",
                                      "disintegrating",
                                      "effervescent",
                                      "medicated",
                                      "spray",
                                      "strength",
                                      "extra",
                                      "regular",
                                      "for",
                                      "use",
                                      "product",
                                      "drops"};

static bool word_of_form(const struct tdm_catalog *catalog, tdm_str word) {
    for (tdm_ref r = 0; r < catalog->count[TDM_KIND_ROUTE]; r++) {
        const struct tdm_route *route = tdm_catalog_route(catalog, r);
        for (uint32_t i = 0; i < route->said_count; i++) {
            size_t at = 0;
            for (tdm_str one = next_word(route->said[i], &at); one.len > 0; one = next_word(route->said[i], &at))
                if (same_word(one, word)) return true;
        }
    }
    return false;
}

static bool word_of_strength(tdm_str word) {
    for (size_t i = 0; i < TDM_COUNT(told_in); i++)
        if (same_word(word, tdm_str_of(told_in[i]))) return true;
    size_t digits = 0;
    while (digits < word.len && is_digit(word.at[digits])) digits++;
    return digits == word.len || (digits > 0 && word_of_strength(tdm_str_slice(word, digits, word.len))); /* 400mg */
}

/* Can none of these words name an ingredient? */
static bool says_no_more(const struct tdm_catalog *catalog, tdm_str tail) {
    size_t at = 0;
    for (tdm_str word = next_word(tail, &at); word.len > 0; word = next_word(tail, &at))
        if (!word_of_strength(word) && !word_of_form(catalog, word)) return false;
    return true;
}

/* "12 HR naproxen": a number with its word before the name. */
static tdm_str without_hours(tdm_str part) {
    size_t at = 0;
    if (part.len == 0 || !is_digit(part.at[0])) return part;
    while (at < part.len && (is_digit(part.at[at]) || part.at[at] == '.')) at++;
    if (!word_of_strength(next_word(part, &at))) return part;
    return tdm_str_trim(tdm_str_slice(part, at, part.len));
}

/* "Naproxen sodium 220 MG Oral Tablet" -> "Naproxen sodium": what stands before the strength, if that says the rest. */
static tdm_str before_strength(const struct tdm_catalog *catalog, tdm_str part) {
    for (size_t i = 0; i + 1 < part.len; i++)
        if (part.at[i] == ' ' && is_digit(part.at[i + 1]))
            return says_no_more(catalog, tdm_str_slice(part, i, part.len)) ? tdm_str_slice(part, 0, i) : part;
    return part;
}

/* The text without that phrase at its end; unchanged when it does not end so. */
static tdm_str without_end(tdm_str text, tdm_str phrase) {
    for (size_t at = 0, end = 0; at < text.len; (void)next_word(text, &at)) {
        size_t from = at;
        while (from < text.len && !in_word(text.at[from])) from++;
        if (stands_at(text, at, phrase, &end) && end == text.len) return tdm_str_trim(tdm_str_slice(text, 0, from));
    }
    return text;
}

/* "diclofenac topical gel" -> "diclofenac", by the longest form of the catalogue that it ends with. */
static tdm_str without_form(const struct tdm_catalog *catalog, tdm_str part) {
    tdm_str shortest = part;
    for (tdm_ref r = 0; r < catalog->count[TDM_KIND_ROUTE]; r++) {
        const struct tdm_route *route = tdm_catalog_route(catalog, r);
        for (uint32_t i = 0; i < route->said_count; i++) {
            tdm_str rest = without_end(part, route->said[i]);
            if (rest.len > 0 && rest.len < shortest.len) shortest = rest;
        }
    }
    return shortest;
}

static struct tdm_ordered_part part_of(const struct tdm_catalog *catalog, tdm_str words) {
    tdm_ref route;
    tdm_str tried[5];
    tried[0] = tdm_str_trim(words);
    tried[1] = without_hours(tried[0]);
    tried[2] = tdm_str_trim(before_strength(catalog, tried[1]));
    tried[3] = without_form(catalog, tried[2]);
    tried[4] = without_form(catalog, tried[3]);
    for (size_t i = 0; i < TDM_COUNT(tried); i++)
        if (known(catalog, tried[i], &route)) return (struct tdm_ordered_part){tried[i], true};
    return (struct tdm_ordered_part){tried[2].len > 0 ? tried[2] : tried[0], false};
}

/* ---- all parts */

/* Signs that stand between ingredients. Some stand inside names and strengths too: they count only where every piece is
 * known. */
static const struct {
    const char *sign;
    bool inside_too;
} between[] = {{" / ", false}, {" + ", false}, {" and ", false}, {" with ", false}, {", ", false},
               {" & ", false}, {"/", true},    {"+", true},      {"-", true}};

static void add(struct tdm_ordered *out, struct tdm_ordered_part part) {
    if (part.words.len == 0) return;
    if (out->count == TDM_ORDERED_MAX) {
        out->whole = false;
        return;
    }
    out->parts[out->count++] = part;
    out->whole = out->whole && part.known;
}

static void divide(const struct tdm_catalog *catalog, tdm_str words, size_t sign, struct tdm_ordered *out);

/* False: the sign does not stand there, or does not divide. */
static bool divide_by(const struct tdm_catalog *catalog, tdm_str words, size_t sign, struct tdm_ordered *out) {
    tdm_str mark = tdm_str_of(between[sign].sign);
    struct tdm_ordered pieces = {.whole = true};
    size_t at = 0;
    if (!tdm_str_find(words, mark, &at)) return false;
    for (tdm_str rest = words; rest.len > 0;) {
        size_t end = rest.len;
        (void)tdm_str_find(rest, mark, &end);
        divide(catalog, tdm_str_slice(rest, 0, end), sign + 1, &pieces);
        rest = tdm_str_slice(rest, end + mark.len, rest.len);
    }
    if (between[sign].inside_too && !pieces.whole) return false;
    for (uint32_t i = 0; i < pieces.count; i++) add(out, pieces.parts[i]);
    out->whole = out->whole && pieces.whole;
    return true;
}

static void divide(const struct tdm_catalog *catalog, tdm_str words, size_t sign, struct tdm_ordered *out) {
    struct tdm_ordered_part one = part_of(catalog, words);
    for (; !one.known && sign < TDM_COUNT(between); sign++)
        if (divide_by(catalog, words, sign, out)) return;
    add(out, one);
}

/* "... Oral Tablet [Brand]": the brand says nothing that the words before it do not. */
static tdm_str without_brand(tdm_str words) {
    size_t at = words.len;
    if (!tdm_str_ends_with(words, TDM_STR("]")) || !tdm_str_find(words, TDM_STR(" ["), &at)) return words;
    return tdm_str_trim(tdm_str_slice(words, 0, at));
}

void tdm_catalog_ordered(const struct tdm_catalog *catalog, tdm_str words, struct tdm_ordered *out) {
    tdm_ref own = TDM_REF_NONE;
    *out = (struct tdm_ordered){.whole = true, .route = TDM_REF_NONE};
    tdm_str plain = without_brand(tdm_str_trim(words));
    divide(catalog, plain, 0, out);
    if (out->count == 0) out->whole = false;
    tdm_ref form = tdm_catalog_route_said(catalog, plain);
    if (out->count == 1 && out->parts[0].known && known(catalog, out->parts[0].words, &own) && own != TDM_REF_NONE)
        out->route = own;
    else
        out->route = form;
}
