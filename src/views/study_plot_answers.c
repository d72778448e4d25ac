/* study_plot_answers.c - pictures of what a sweep or a trial was asked for: how far each value lies below the best, and
 * how many people an arm a trial needs. The sceptical figure stands beside every other. */
#include "views/study_plot.h"

/* ---- a sweep: values from left to right, points below the best downward */

enum { LEFT = 420, RIGHT = PLOT_WIDTH - 240, DEEP = 1500, ASIDE = 70 };

struct swept {
    struct plot plot;
    const struct tdm_lab_study *lab;
    enum tdm_study_aim aim;
    int64_t top;
};

static int64_t value_at(const struct swept *s, uint32_t arm) {
    const struct tdm_study_sweep *sweep = s->lab->sweep; /* its values rise */
    uint32_t least = sweep->values[0], most = sweep->values[sweep->value_count - 1];
    if (most == least) return (LEFT + RIGHT) / 2;
    return LEFT + 120 + (int64_t)(sweep->values[arm] - least) * (RIGHT - LEFT - 120) / (int64_t)(most - least);
}

static int64_t depth_at(const struct swept *s, double points) {
    return plot_at(&s->plot, points, s->top, s->top + DEEP);
}

static void scale_swept(struct swept *s) {
    double most = TDM_STUDY_NEAR;
    for (int way = 0; way < 2; way++)
        for (uint32_t arm = 0; arm < s->lab->study->arm_count; arm++) {
            const struct tdm_study_figure *f = &s->lab->swept->of[way][s->aim][arm].below;
            if (plot_high(f) > most) most = plot_high(f);
        }
    plot_scale(&s->plot, 0.0, most);
}

static void draw_values(struct swept *s) {
    struct plot *p = &s->plot;
    int64_t bottom = depth_at(s, p->most);
    plot_text(p, "soft", PLOT_SIDE, s->top - 110, NULL, view_plain(p->view, TDM_MSG_STUDY_AXIS_BELOW));
    plot_box(p, "pale", LEFT, s->top, RIGHT + 120 - LEFT, depth_at(s, TDM_STUDY_NEAR) - s->top);
    for (double at = p->least; at <= p->most + p->step / 2.0; at += p->step) {
        int64_t y = depth_at(s, at);
        plot_line(p, at < p->step / 2.0 ? TDM_STR("axis") : TDM_STR("grid"), LEFT, y, RIGHT + 120, y);
        plot_text(p, "soft", LEFT - 60, y + 40, "end", plot_figure(p, at, false));
    }
    for (uint32_t arm = 0; arm < s->lab->study->arm_count; arm++)
        plot_text(p, "soft", value_at(s, arm), bottom + 170, "middle",
                  view_format(p->view, "%u", (unsigned)s->lab->sweep->values[arm]));
}

static void draw_depths(struct swept *s, int way) {
    struct plot *p = &s->plot;
    for (uint32_t arm = 0; arm < s->lab->study->arm_count; arm++) {
        const struct tdm_study_figure *f = &s->lab->swept->of[way][s->aim][arm].below;
        int64_t x = value_at(s, arm) + (way == 0 ? -ASIDE : ASIDE);
        double low = plot_low(f) < 0.0 ? 0.0 : plot_low(f); /* nothing is above the best */
        plot_line(p, way == 0 ? TDM_STR("thin a0") : TDM_STR("thin a1"), x, depth_at(s, low), x,
                  depth_at(s, plot_high(f)));
        plot_dot(p, way == 0 ? TDM_STR("dot a0") : TDM_STR("hollow a1"), x, depth_at(s, f->mean), way == 0 ? 55 : 45);
    }
}

void study_plot_swept(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab,
                      enum tdm_study_aim aim) {
    static const struct plot_key keys[] = {{PLOT_DOT, 0, TDM_MSG_STUDY_KEY_MODEL},
                                           {PLOT_HOLLOW, 1, TDM_MSG_STUDY_KEY_WITHOUT},
                                           {PLOT_STROKE, 4, TDM_MSG_STUDY_KEY_ERROR},
                                           {PLOT_PALE, 0, TDM_MSG_STUDY_KEY_NEAR}};
    static const enum tdm_message titles[TDM_STUDY_AIMS] = {TDM_MSG_STUDY_SWEPT_OVER_TIME, TDM_MSG_STUDY_SWEPT_AT_END,
                                                            TDM_MSG_STUDY_SWEPT_STRUCTURE};
    struct swept s = {{.h = h, .view = view, .rows = &lab->rows}, lab, aim, 0};
    s.top = PLOT_KEY + PLOT_KEY_APART * (int64_t)TDM_COUNT(keys) + 220;
    scale_swept(&s);
    plot_begin(&s.plot, PLOT_WIDTH, s.top + DEEP + 430, view_plain(view, titles[aim]),
               view_plain(view, TDM_MSG_STUDY_PAGE_SWEPT));
    (void)plot_keys(&s.plot, keys, TDM_COUNT(keys));
    draw_values(&s);
    plot_text(&s.plot, "soft", LEFT, s.top + DEEP + 340, NULL, study_sweep_unit(view, lab->sweep));
    for (int way = 1; way >= 0; way--) draw_depths(&s, way);
    plot_end(&s.plot);
}

/* ---- a trial: people an arm, by tens */

enum { ROW = 480, TENS_LEAST = 1 };

/* How many tens make it, 10 -> 1, by squaring: no library's logarithm. */
static double tens_of(double n) {
    double whole = 0.0, part = 0.0, half = 0.5;
    for (; n >= 10.0; n /= 10.0) whole += 1.0;
    for (int digit = 0; digit < 20; digit++, half /= 2.0) {
        n *= n;
        if (n < 10.0) continue;
        n /= 10.0;
        part += half;
    }
    return whole + part;
}

static int64_t people_at(const struct plot *p, uint32_t people) {
    uint32_t shown = people == 0 || people > TDM_STUDY_SIZE_MOST ? TDM_STUDY_SIZE_MOST : people;
    double tens = tens_of((double)shown);
    return plot_at(p, tens < p->least ? p->least : tens, PLOT_FROM, PLOT_WIDTH - 260);
}

/* An arm nobody was treated in stands in the table alone, as in the short table before it. */
static bool is_drawn(const struct tdm_lab_study *lab, const struct tdm_study_trial *t, enum tdm_study_outcome o) {
    return t->outcome == o && (int)t->first != lab->study->natural && (int)t->second != lab->study->natural;
}

static bool is_few(uint32_t people) {
    return people > 0 && people < 10;
}

static void draw_people(struct plot *p, const struct tdm_study_trial_of *t, int64_t y, bool sceptical) {
    tdm_str bar = sceptical ? TDM_STR("bar a1") : TDM_STR("bar a0");
    tdm_str dot = sceptical ? TDM_STR("hollow a1") : TDM_STR("dot a0");
    plot_line(p, bar, people_at(p, t->fewest_80), y, people_at(p, t->most_80), y);
    if (t->people_80 > 0) {
        plot_dot(p, dot, people_at(p, t->people_80), y, sceptical ? 50 : 60);
        return;
    }
    struct tdm_arg args[] = {TDM_ARG_I("n", TDM_STUDY_SIZE_MOST)};
    plot_dot(p, dot, people_at(p, 0), y, sceptical ? 50 : 60);
    plot_text(p, "soft over", people_at(p, 0) - 90, y + 40, "end",
              view_words(p->view, TDM_MSG_STUDY_TOO_MANY, args, 1));
}

static void draw_tens(struct plot *p, int64_t top, int64_t bottom) {
    static const uint32_t powers[] = {1, 10, 100, 1000, 10000};
    for (size_t i = 0; i < TDM_COUNT(powers); i++) {
        if ((double)i < p->least) continue;
        int64_t x = people_at(p, powers[i]);
        plot_line(p, TDM_STR("grid"), x, top, x, bottom);
        plot_text(p, "soft", x, bottom + 160, "middle", view_format(p->view, "%u", (unsigned)powers[i]));
    }
    plot_line(p, TDM_STR("axis"), people_at(p, 0), top, people_at(p, 0), bottom);
    plot_text(p, "soft", PLOT_SIDE, bottom + 330, NULL, view_plain(p->view, TDM_MSG_STUDY_AXIS_PEOPLE));
}

void study_plot_trials(struct tdm_html *h, const struct tdm_view *view, const struct tdm_lab_study *lab,
                       enum tdm_study_outcome o) {
    static const struct plot_key keys[] = {{PLOT_DOT, 0, TDM_MSG_STUDY_KEY_SIZE},
                                           {PLOT_HOLLOW, 1, TDM_MSG_STUDY_KEY_WITHOUT},
                                           {PLOT_BAR, 4, TDM_MSG_STUDY_KEY_ERROR}};
    struct plot p = {.h = h, .view = view, .rows = &lab->rows, .step = 1.0};
    uint32_t rows = 0;
    p.least = TENS_LEAST;
    p.most = tens_of((double)TDM_STUDY_SIZE_MOST);
    for (uint32_t i = 0; i < lab->trial_count; i++) {
        const struct tdm_study_trial *t = &lab->trials[i];
        rows += is_drawn(lab, t, o);
        if (is_few(t->fitted.fewest_80) || is_few(t->sceptical.fewest_80)) p.least = 0.0;
    }
    int64_t top = PLOT_KEY + PLOT_KEY_APART * (int64_t)TDM_COUNT(keys) + 80, y = top;
    int64_t bottom = top + ROW * (int64_t)rows - 60;
    plot_begin(&p, PLOT_WIDTH, bottom + 400, study_plot_title(view, o), view_plain(view, TDM_MSG_STUDY_PAGE_TRIALS));
    (void)plot_keys(&p, keys, TDM_COUNT(keys));
    draw_tens(&p, top - 130, bottom);
    for (uint32_t i = 0; i < lab->trial_count; i++) {
        const struct tdm_study_trial *t = &lab->trials[i];
        if (!is_drawn(lab, t, o)) continue;
        plot_text(&p, "over", PLOT_SIDE, y, NULL, study_pair_words(view, lab, t->first, t->second));
        draw_people(&p, &t->fitted, y + 120, false);
        draw_people(&p, &t->sceptical, y + 245, true);
        y += ROW;
    }
    plot_end(&p);
}
