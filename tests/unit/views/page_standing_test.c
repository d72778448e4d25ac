/* page_standing_test.c - a clinician's page: who ends a limit, the place of a level in its order, what a gate asks for
 * in counts, and of whom. */
#include "views/page_parts.h"
#include "views_ground.h"

typedef void (*part_function)(const struct tdm_piece *, const struct tdm_standing *);

static tdm_str page_of(struct tdm_arena *mem, part_function part, const struct asked *a, enum tdm_language language) {
    const struct tdm_standing *standing = standing_at(mem, a);
    struct tdm_buf *out = TDM_NEW(mem, struct tdm_buf);
    struct tdm_html h;
    tdm_buf_init(out, mem, TDM_VIEW_BYTES_MAX);
    tdm_html_init(&h, out, false);
    struct tdm_view view = {.mem = mem, .out = out, .language = language};
    struct tdm_piece piece = {.view = &view, .h = &h};
    if (standing != NULL) part(&piece, standing);
    return tdm_buf_str(out);
}

TEST("an end that a person decides names who signs it; what has its signature waits for the team, and a day for nobody "
     "[M2 M90 S59]") {
    struct asked a = {.example = "example-c-nsaid", .on = "2025-05-21"};
    tdm_str page = page_of(mem, tdm_part_ceiling, &a, TDM_ENGLISH);
    CHECK_HOLDS(page, "<p class=\"now\">phase repair (line ");
    CHECK_HOLDS(page, "): not before 26 May 2025; physician decides</p><p class=\"now\">phase tolerance (line ");
    CHECK_HOLDS(page, "): not before 26 May 2025; physician decides</p><p>not deep bending");
    CHECK_HOLDS(page_of(mem, tdm_part_ceiling, &a, TDM_SPANISH), "no antes del 26 may 2025 (decide: ");
    a = (struct asked){.example = "example-e-stale-pain", .on = "2025-06-20"}; /* signed on 17 June */
    page = page_of(mem, tdm_part_ceiling, &a, TDM_ENGLISH);
    CHECK_HOLDS(page, "<p class=\"now\">phase motion (line ");
    CHECK_HOLDS(page, "): no date: the team decides</p><p>not deep bending");
    CHECK_HOLDS(page, "<td>through 10 Aug 2025</td>");
    CHECK_LACKS(page, "physician decides");
    a = (struct asked){.example = "example-b-early-load", .on = "2025-03-19"}; /* held: not what its phase waits for */
    CHECK_HOLDS(page_of(mem, tdm_part_ceiling, &a, TDM_ENGLISH),
                "because motion is held since 18 Mar 2025: no date: the team");
}

TEST("a level of load stands with its place in the order, and the ends of the order are told once [M8 S59]") {
    struct asked a = {.example = "example-e-stale-pain", .on = "2025-06-20"};
    tdm_str page = page_of(mem, tdm_part_ceiling, &a, TDM_ENGLISH);
    CHECK_HOLDS(page, "<p class=\"big\">at most tensing without movement, below full effort (level 5 of 9)</p>");
    CHECK_HOLDS(page, "at most heavy load (level 8 of 9)");
    CHECK_HOLDS(page, "<p class=\"small\">The levels go from 1, complete rest, to 9, jumping, running, throwing.</p>");
}

TEST("a gate tells how much of what it asks for holds, does not, and cannot be told; each line says whom to ask, an "
     "open "
     "warning sign too [M23 M90 S59]") {
    struct asked a = {.example = "example-f-late-correction", .on = "2025-11-29"};
    tdm_str page = page_of(mem, tdm_part_gates, &a, TDM_ENGLISH);
    CHECK_HOLDS(
        page, "of 6: 4 hold, 1 does not hold, 1 cannot be told</div><div class=\"needs\">could change today</div><ul");
    CHECK_HOLDS(page, "of 8: 1 holds, 6 do not hold, 1 cannot be told</div>");
    CHECK_HOLDS(page, "next-rise (rise of pain now from before a session to the next morning) at most 0");
    CHECK_HOLDS(page, "ask: physician, physical therapist, patient or nurse</div>");
    a = (struct asked){.example = "example-b-early-load", .on = "2025-03-19"};
    CHECK_HOLDS(page_of(mem, tdm_part_gates, &a, TDM_ENGLISH),
                "&quot;more swelling after exercise&quot; open since 17 Mar 2025</div><div class=\"needs\">never, "
                "unless &quot;more "
                "swelling after exercise&quot; is closed</div><div class=\"ask\">ask: ");
}
