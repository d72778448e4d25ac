/* claims_test.c - sentences that promise or advise, by their parts; negations, questions and quotes pass; and so does
 * every sentence that the program itself can say. */
#include "check.h"
#include "proof/claims.h"
#include "words/words.h"

static enum tdm_wording wording(struct tdm_arena *mem, const char *text) {
    return tdm_wording_of(mem, NULL, tdm_str_of(text));
}

static void all_are(struct tdm_arena *mem, const char *const *texts, size_t count, enum tdm_wording wanted) {
    for (size_t i = 0; i < count; i++)
        if (wording(mem, texts[i]) != wanted) check_failed(__FILE__, __LINE__, "judged otherwise: %s", texts[i]);
}

TEST("an outcome said to be certain is a promise, in whatever words [S87 F088 M111]") {
    static const char *const texts[] = {
        "You will walk and be better.",
        "The knee is going to recover.",
        "This always works.",
        "Rest. The tendon will certainly be healed by then.",
        "The injection cures the tendon.",
        "The cells rebuild what was worn.",
        "After six weeks you are completely healed.",
        "This is the surest way back.",
        "There are no side effects.",
        "It is done without any risk.",
        "It helped 100% of people.",
    };
    all_are(mem, texts, TDM_COUNT(texts), TDM_WORDING_PROMISES);
}

TEST("what is denied, asked, open or quoted is no promise [M111 G7]") {
    static const char *const texts[] = {
        "No result is guaranteed to work.",
        "Nobody can say whether the tendon will heal.",
        "That it closes the tear is not established.",
        "The injection may help.",
        "Will it heal?",
        "A clinic wrote \"you will be cured\" on its page.",
        "Therapy to restore strength takes months.",
        "Pain that will not settle is a reason to call.",
        "These weeks make you stronger before the procedure. Whether that still shows months afterwards is not known.",
    };
    all_are(mem, texts, TDM_COUNT(texts), TDM_WORDING_FINE);
}

TEST("telling a person what treatment to have, take or leave is advice [S87 F088]") {
    static const char *const texts[] = {"You should have the injection again.", "Take two tablets before bed.",
                                        "Stop your medicines.", "We recommend a second procedure.",
                                        "You must not wait. Get the surgery now."};
    static const char *const fine[] = {"Ask your physician about medicines.", "You should call at once.",
                                       "Take the stairs slowly.", "Your physician decides about the injection.",
                                       "You should not take any tablets without asking."};
    all_are(mem, texts, TDM_COUNT(texts), TDM_WORDING_ADVISES);
    all_are(mem, fine, TDM_COUNT(fine), TDM_WORDING_FINE);
}

TEST("no sentence that the program can say promises or advises [S87 M111]") {
    uint32_t said = 0;
    for (int id = 0; id < TDM_MESSAGE_COUNT; id++) {
        tdm_str text = tdm_str_of(tdm_words_template(TDM_ENGLISH, (enum tdm_message)id));
        if (text.len == 0) continue;
        said++;
        enum tdm_wording judged = tdm_wording_of(mem, NULL, text);
        if (judged != TDM_WORDING_FINE) check_failed(__FILE__, __LINE__, "%.*s", TDM_FMT(text));
    }
    CHECK(said > 100);
}
