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
    CHECK_HOLDS(page, "Set by phase repair (line ");
    CHECK_HOLDS(page, "Set by phase tolerance (line ");
    CHECK_HOLDS(page, "). Its end: physician decides, on 26 May 2025 or later.</p>");
    CHECK_HOLDS(page_of(mem, tdm_part_ceiling, &a, TDM_SPANISH), "el 26 may 2025 o después (decide: ");
    a = (struct asked){.example = "example-e-stale-pain", .on = "2025-06-20"}; /* signed on 17 June */
    page = page_of(mem, tdm_part_ceiling, &a, TDM_ENGLISH);
    CHECK_HOLDS(page, "Set by phase motion (line ");
    CHECK_HOLDS(page, "). Its end: the team decides, on no set day.</p>");
    CHECK_HOLDS(page, "<td>through 10 Aug 2025</td>");
    CHECK_LACKS(page, "physician decides");
    a = (struct asked){.example = "example-b-early-load", .on = "2025-03-19"}; /* held: not what its phase waits for */
    CHECK_HOLDS(page_of(mem, tdm_part_ceiling, &a, TDM_ENGLISH),
                "because motion is held since 18 Mar 2025. Its end: the team");
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
    CHECK_HOLDS(page, "<span class=\"criterion\">asks for all of these</span><div class=\"because\">of 6: 4 hold, 1 "
                      "does not hold, 1 cannot be told</div><ul");
    CHECK_LACKS(page, "all of</span>"); /* "unmet: all of" was read as none of them */
    CHECK_HOLDS(page, "could open today, if all that it asks for holds");
    CHECK_HOLDS(page, "a new value counts from today</div>");
    CHECK_HOLDS(page, "counts through 16 Dec 2025</div><div class=\"needs\">by itself it opens nothing</div>");
    CHECK_HOLDS(page, "of 8: 1 holds, 6 do not hold, 1 cannot be told</div>");
    CHECK_HOLDS(page, "next-rise (rise of pain now from before a session to the next morning) at most 0");
    CHECK_HOLDS(page, "ask: physician, physical therapist, patient or nurse</div>");
    a = (struct asked){.example = "example-b-early-load", .on = "2025-03-19"};
    CHECK_HOLDS(page_of(mem, tdm_part_gates, &a, TDM_ENGLISH),
                "&quot;more swelling after exercise&quot; open since 17 Mar 2025</div><div class=\"needs\">never, "
                "unless &quot;more "
                "swelling after exercise&quot; is closed</div><div class=\"ask\">ask: ");
}

TEST("a phase whose days are over and that is held is told as held, with the phases whose limits hold; never as ended "
     "[M2 M47 S59]") {
    struct asked a = {.example = "example-b-early-load", .on = "2025-03-19"};
    tdm_str page = page_of(mem, tdm_part_tracks, &a, TDM_ENGLISH);
    CHECK_HOLDS(page, "<p class=\"big\">motion</p><p>on hold since 18 Mar 2025</p>");
    CHECK_HOLDS(page, "the limits of these phases hold: motion, protect.</p>");
    CHECK_LACKS(page, "ended");
    CHECK_HOLDS(page, "begins when the gate &quot;quiet knee&quot; opens: no date can be told</p>");
    CHECK_HOLDS(page,
                "begins when physician signs &quot;resume&quot;, on 31 Mar 2025 or later, planned up to 28 Apr 2025");
    CHECK_HOLDS(page_of(mem, tdm_part_tracks, &a, TDM_SPANISH), "en pausa desde el 18 mar 2025");
    a = (struct asked){.example = "example-e-stale-pain", .on = "2025-06-20"}; /* over, not held */
    CHECK_HOLDS(page_of(mem, tdm_part_tracks, &a, TDM_ENGLISH),
                "its planned days were over on 17 Jun 2025; its limits hold");
}

TEST("what is barred at any load is a list, one line each; an open warning sign is told as open, with who is asked "
     "[M96 M90 S59]") {
    struct asked a = {.example = "example-b-early-load", .on = "2025-03-19"};
    tdm_str page = page_of(mem, tdm_part_ceiling, &a, TDM_ENGLISH);
    CHECK_HOLDS(page, "None of this, at any load:</p><ul><li>");
    CHECK_HOLDS(page, "<li>kneeling, or pressure on the kneecap</li>");
    page = page_of(mem, tdm_part_emergency, &a, TDM_ENGLISH);
    CHECK_HOLDS(
        page, "Warning sign open since 17 Mar 2025: more swelling after exercise \xc2\xb7 ask: physical therapist</p>");
}
