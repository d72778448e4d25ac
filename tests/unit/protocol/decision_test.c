/* decision_test.c - a decision as read: its two factors, four options, positions and laws; and what is refused. */
#include "decision_ground.h"

TEST("a decision is read with both factors and all four options [M91 M93 S01]") {
    const struct tdm_decision *d = decision_of(mem, decision_catalog_of(mem), tdm_str_of(decision_base));
    REQUIRE(d != NULL);
    CHECK_INT(decision_problems.count, 0);
    CHECK_STR(d->frame->name, "small");
    CHECK_STR(d->asks, "What limits it?");
    CHECK_INT(d->near_percent.coefficient, 10);
    CHECK_INT(d->factors[TDM_FACTOR_NEUROMUSCULAR].nodes[0].kind, TDM_CRITERION_ANY);
    CHECK_INT(d->factors[TDM_FACTOR_TISSUE].nodes[0].child_count, 3);
    for (int w = 0; w < TDM_WAY_COUNT; w++) CHECK(d->options[w].clause != TDM_CLAUSE_NONE);
    const struct tdm_way_option *cells = &d->options[TDM_WAY_CELL_PROCEDURE];
    CHECK_INT(cells->bars[TDM_BAR_EXCLUDES].count, 1);
    CHECK_INT(cells->bars[TDM_BAR_EXCLUDES].items[0].condition.nodes[0].child_count, 2);
    REQUIRE(cells->bars[TDM_BAR_ASKS].count == 1);
    CHECK_INT((long long)cells->bars[TDM_BAR_ASKS].items[0].roles, 1);
    CHECK_INT(cells->bars[TDM_BAR_CAUTIONS].count, 1);
    CHECK(d->options[TDM_WAY_COMBINED].needs[TDM_WAY_CELL_PROCEDURE]);
    CHECK(!d->options[TDM_WAY_COMBINED].needs[TDM_WAY_WATCHFUL]);
}

TEST("an argument is a criterion or an answer of the factors, each with its source [R-D5 S02]") {
    const struct tdm_decision *d = decision_of(mem, decision_catalog_of(mem), tdm_str_of(decision_base));
    REQUIRE(d != NULL);
    const struct tdm_arguments *arguments = &d->options[TDM_WAY_THERAPY_FIRST].arguments_for;
    REQUIRE(arguments->count == 2);
    CHECK(arguments->items[0].by_factor);
    CHECK_INT(arguments->items[0].factor, TDM_LIMITING_NEUROMUSCULAR);
    CHECK(!arguments->items[1].by_factor);
    const struct tdm_clause *clause = &d->frame->clauses[arguments->items[1].clause];
    REQUIRE(clause->cite_count == 1);
    CHECK_STR(clause->cites[0].detail, "p. 4");
    CHECK_INT(d->options[TDM_WAY_WATCHFUL].arguments_for.items[1].factor, TDM_LIMITING_NEITHER);
}

TEST("positions of guidelines stand side by side, and laws by jurisdiction [R-D7]") {
    const struct tdm_decision *d = decision_of(mem, decision_catalog_of(mem), tdm_str_of(decision_base));
    REQUIRE(d != NULL && d->positions_count == 1 && d->positions[0].count == 3 && d->product_count == 2);
    CHECK_INT(d->positions[0].items[0].stance, TDM_STANCE_FOR);
    CHECK_INT(d->positions[0].items[1].stance, TDM_STANCE_AGAINST);
    CHECK_INT(d->positions[0].items[2].stance, TDM_STANCE_NONE);
    CHECK_INT(d->positions[0].items[1].year, 2019);
    CHECK_STR(d->positions[0].items[1].strength, "strong");
    REQUIRE(d->products[0].count == 1);
    CHECK_INT(d->products[0].items[0].jurisdiction, 1);
    CHECK_STR(d->products[0].items[0].since, "2024-09-27");
    CHECK_INT(d->products[1].count, 0);
    CHECK_INT(d->frame->sources[1].strength, TDM_STRENGTH_LAW);
}

TEST("positions may say of which procedures they speak, of as many as there are [R-D7 F073]") {
    const struct tdm_catalog *catalog = decision_catalog_of(mem);
    tdm_str text =
        decision_changed(mem, "  about \"Cells in the knee\"\n", "  about \"Cells in the knee\"\n  of graft, plasma\n");
    const struct tdm_decision *d = decision_of(mem, catalog, text);
    REQUIRE(d != NULL && d->positions[0].procedure_count == 2);
    CHECK_STR(tdm_catalog_name(catalog, TDM_KIND_PROCEDURE, d->positions[0].procedures[0]), "graft");
    CHECK_STR(tdm_catalog_name(catalog, TDM_KIND_PROCEDURE, d->positions[0].procedures[1]), "plasma");
}

TEST("a decision is asked for the conditions that it names") {
    const struct tdm_catalog *catalog = decision_catalog_of(mem);
    const struct tdm_decision *d = decision_of(mem, catalog, tdm_str_of(decision_base));
    REQUIRE(d != NULL);
    CHECK(tdm_decision_asked_for(d, tdm_catalog_find(catalog, TDM_KIND_CONDITION, TDM_STR("arthrosis"))));
    CHECK(!tdm_decision_asked_for(d, tdm_catalog_find(catalog, TDM_KIND_CONDITION, TDM_STR("tendinosis"))));
}

/* ---- M122: an image alone, and silence, decide nothing */

#define TISSUE                                                                                                         \
    "factor tissue when all of  [own]\n"                                                                               \
    "  picture at least W2, latest within 12 months\n"                                                                 \
    "  pain at least 4, latest within 7 days\n"                                                                        \
    "  any of\n"                                                                                                       \
    "    quads at least 90% of other side, latest within 6 weeks\n"                                                    \
    "    weeks at least 12, latest within 6 months\n"
#define IMAGE "  picture at least W2, latest within 12 months\n"

static const char *first_code(struct tdm_arena *mem, const char *tissue) {
    (void)decision_of(mem, decision_catalog_of(mem), decision_changed(mem, TISSUE, tissue));
    for (uint32_t i = 0; i < decision_problems.count; i++)
        if (decision_problems.items[i].severity == TDM_ERROR) return decision_problems.items[i].code;
    return "";
}

TEST("a factor `tissue` that an image alone can meet is refused, however it is written [M122 S28 R-D2]") {
    static const char *const refused[] = {
        "factor tissue when picture at least W2, latest within 12 months  [own]\n",
        "factor tissue when any of  [own]\n" IMAGE "  pain at least 4, latest within 7 days\n",
        "factor tissue when at least 1 of  [own]\n" IMAGE "  pain at least 4, latest within 7 days\n",
        "factor tissue when all of  [own]\n" IMAGE "  tilt above 5 deg, latest within 12 months\n",
        "factor tissue when not picture at most W1, latest within 12 months  [own]\n",
        /* what counts as "no" while nobody writes it down is no second witness */
        "factor tissue when all of  [own]\n" IMAGE "  no open compensation\n",
        "factor tissue when all of  [own]\n" IMAGE "  not taking class anticoagulant\n",
        "factor tissue when all of  [own]\n" IMAGE "  no record of finding old-surgery within 5 years\n",
        "factor tissue when all of  [own]\n" IMAGE "  always\n",
    };
    for (size_t i = 0; i < TDM_COUNT(refused); i++) CHECK_STR(tdm_str_of(first_code(mem, refused[i])), "P064");
}

TEST("beside the image something measured or asked for is enough [M122]") {
    static const char *const good[] = {
        TISSUE,
        "factor tissue when all of  [own]\n" IMAGE "  pain at least 4, latest within 7 days\n",
        "factor tissue when at least 2 of  [own]\n" IMAGE "  pain at least 4, latest within 7 days\n",
        "factor tissue when all of  [own]\n" IMAGE "  no open compensation, screened within 8 weeks\n",
        "factor tissue when all of  [own]\n" IMAGE "  no class anticoagulant since enrolment\n",
        "factor tissue when pain at least 4, latest within 7 days  [own]\n",
    };
    for (size_t i = 0; i < TDM_COUNT(good); i++) CHECK_STR(tdm_str_of(first_code(mem, good[i])), "");
}

TEST("a factor that silence meets is refused before its images are looked at [N13 R-D2]") {
    CHECK_STR(tdm_str_of(first_code(mem, "factor tissue when always  [own]\n")), "P065");
    CHECK_STR(tdm_str_of(first_code(mem, "factor tissue when no open compensation  [own]\n")), "P065");
    CHECK_STR(tdm_str_of(first_code(mem, "factor tissue when not open infection  [own]\n")), "P065");
}

/* ---- refusals, in exact words */

static void refused(struct tdm_arena *mem, const char *old, const char *new, const char *code, const char *what) {
    (void)decision_of(mem, decision_catalog_of(mem), decision_changed(mem, old, new));
    if (decision_problems.errors != 1)
        check_failed(__FILE__, __LINE__, "%u errors after `%s`, second: %s", decision_problems.errors, new,
                     decision_problems.count > 1 ? decision_problems.items[1].what : "-");
    for (uint32_t i = 0; i < decision_problems.count; i++) {
        if (decision_problems.items[i].severity != TDM_ERROR) continue;
        CHECK_STR(tdm_str_of(decision_problems.items[i].code), code);
        CHECK_STR(tdm_str_of(decision_problems.items[i].what), what);
    }
}

TEST("what a decision needs and has not is told") {
    refused(mem, "  asks \"What limits it?\"\n", "", "P005", "`decision small` has no `asks`");
    refused(mem, "  near 10%  [own]\n", "", "P005", "`decision small` has no `near`");
    refused(mem, "  near 10%  [own]\n", "  near 10%\n", "P007", "`near 10%` has no source");
    refused(mem, "  about \"Cells in the knee\"\n", "", "P005", "`positions cells` has no `about`");
    refused(mem, "    factor both  [own]\n", "    factor both\n", "P007", "`factor both` has no source");
    refused(mem, "decision small version 0.1\n", "decision small\n", "P001",
            "a decision begins with its name and version");
}

TEST("lines that cannot be read show their form") {
    refused(mem, "option watchful\n", "option watchful, later\n", "P013", "`later` has no place here");
    refused(mem, "  needs cell-procedure, therapy-first\n", "  needs cells, therapy-first\n", "P062",
            "`cells` is none of the four options");
    refused(mem, "  question to physician when", "  question for physician when", "P046",
            "this cannot be read as `question`");
    refused(mem, "  caution when tilt", "  caution if tilt", "P046", "this cannot be read as `caution`");
    refused(mem, "  for, 2025, strength \"weak\"  [book]\n", "  for, 2025  [book]\n", "P046",
            "this cannot be read as `for`");
    refused(mem, "  in \"There\", since 2024-09-27,", "  in \"There\", from 2024-09-27,", "P046",
            "this cannot be read as `in`");
    refused(mem, "product plasma\n", "product plasm\n", "P011", "there is no procedure `plasm`");
    refused(mem, "product plasma\n", "phase one on tissue\n", "P002", "a decision has no block `phase`");
    refused(mem, "  asks \"What limits it?\"\n", "  asks \"What limits it?\"\n  target strength\n", "P003",
            "a `decision` block has no clause `target`");
}

TEST("a decision promises nothing either [M111 S87]") {
    refused(mem, "\"What limits it?\"", "\"Which treatment is proven to help?\"", "P038",
            "the words `proven to` promise more than any source can");
    refused(mem, "strength \"weak\"", "strength \"guaranteed\"", "P038",
            "the words `guaranteed` promise more than any source can");
}

TEST("silence opens no option to anybody [M93 R-D4]") {
    refused(mem, "    open infection, screened within 30 days  [book]\n", "    open infection  [book]\n", "P074",
            "nobody need ask for this, and the option `cell-procedure` would count as open to the person");
    refused(mem, "taking class anticoagulant, screened within 3 months", "taking class anticoagulant", "P074",
            "nobody need ask for this, and the option `cell-procedure` would count as open to the person");
    refused(mem, "within 5 years, screened within 6 months", "within 5 years", "P074",
            "nobody need ask for this, and the option `cell-procedure` would count as open to the person");
}

TEST("options that need each other in a circle are refused, each of them") {
    tdm_str text = decision_changed(mem, "option therapy-first\n", "option therapy-first\n  needs combined\n");
    CHECK(decision_of(mem, decision_catalog_of(mem), text) == NULL);
    CHECK_INT(decision_problems.errors, 2);
    CHECK_STR(tdm_str_of(decision_problems.items[0].what), "the option `therapy-first` needs itself");
    CHECK_STR(tdm_str_of(decision_problems.items[1].what), "the option `combined` needs itself");
}
